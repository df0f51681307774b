"""Short ways to fill the plans in a test: a confirmed report, a promise, an action."""

from datetime import date, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.improve.plans import actions, letters, queries, working
from goldthread.improve.plans.standing import RecommendationNow
from goldthread.improve.recommendations.models import Recommendation
from goldthread.improve.recommendations.tests.register_help import confirmed
from goldthread.testing import factories as make


def register() -> dict[str, int]:
    """The invented report in the register: 1 without points, 2 with two, 3 without; ids by number."""
    report = confirmed()
    return dict(Recommendation.objects.filter(report=report).values_list("number", "pk"))


def lead() -> Any:
    return make.reader("plan_lead")


def promise(recommendation: int, **changes: Any) -> None:
    told = {"plan": "missing", "objective": "Every child is found and heard.", "post": "supervisor"} | changes
    with database.transaction():
        actions.commit(lead(), recommendation, **told)


def action(*serves: tuple[int, int], **changes: Any) -> str:
    """The reference of an action that serves these places."""
    due = clocks.today() + timedelta(days=30)
    told = {"words": "Train the control room.", "plan": "missing", "origin": "inspectorate", "post": "training_lead",
            "due_on": due} | changes  # fmt: skip
    with database.transaction():
        return working.add_action(lead(), working.Told(**told, serves=tuple(serves))).action.reference


def report(reference: str, state: str, **changes: Any) -> None:
    with database.transaction():
        working.report_action(changes.pop("by", lead()), reference, state, **changes)


def moved(recommendation: int, *moves: str, places: tuple[int, ...] = (), **changes: Any) -> str:
    stage = ""
    for move in moves:
        with database.transaction():
            stage = actions.move(lead(), recommendation, move, places, **changes)
    return stage


def letter(says: dict[tuple[int, int], str], reference: str = "HMI/1", on: date = date(2026, 11, 1)) -> None:
    with database.transaction():
        letters.record_letter(lead(), reference, on, "We close this.", says)


def stands(recommendation: int, at: Any = None) -> RecommendationNow:
    with database.transaction():
        return queries.one_standing(lead(), recommendation, at)
