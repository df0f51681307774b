"""Steps of the plans: how every recommendation stands, what is to be done about it, and what was said of it."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.plain import plain
from goldthread.core.refusals import NotValid
from goldthread.improve.plans import actions, evidence, letters, owners, queries, silence, working
from goldthread.improve.plans.listing import ALL, Wanted, listed
from goldthread.improve.plans.standing import ActionNow, RecommendationNow

Answer = dict[str, Any]
HEAD = (
    "report_id", "recommendation_id", "number", "title", "time_group", "due_on", "is_late", "days_open", "stage",
    "stage_words", "plan", "responsible_post", "responsible_name", "waits_for",
)  # fmt: skip


def plan_list(by: Reader, at: datetime | None = None) -> Answer:
    """Every recommendation in a line: its stage, who answers, its actions, and how many of its points are silent."""
    return {"recommendations": [_head(one) for one in queries.standing(by, at)]}


def plan_of(by: Reader, recommendation_id: int, at: datetime | None = None) -> Answer:
    """One recommendation in full, as it stands or stood."""
    one = queries.one_standing(by, recommendation_id, at)
    found: Answer = plain({**asdict(one), "is_closed": one.is_closed})
    return found


def plan_silent(by: Reader) -> Answer:
    """The points on which nothing has been said for too long, the longest silence first."""
    found: list[Any] = plain([asdict(one) for one in silence.silent(by)])
    return {"silent": found, "after_days": silence.after_days()}


def promise(
    by: Reader, recommendation_id: int, *, plan: str, objective: str, post: str, borough: str = "",
    key: str | None = None,
) -> Answer:  # fmt: skip
    """Say in which plan a recommendation stands, what is to be achieved, and which post answers."""
    actions.commit(by, recommendation_id, plan, objective, post, borough, idempotency_key=key)
    return plan_of(by, recommendation_id)


def move_points(
    by: Reader, recommendation_id: int, *, move: str, points: Sequence[int] = (), reason: str = "",
    other: int | None = None, key: str | None = None,
) -> Answer:  # fmt: skip
    """Move points of a recommendation, all where none is named."""
    actions.move(by, recommendation_id, move, points, reason=reason, other=other, idempotency_key=key)
    return plan_of(by, recommendation_id)


def say_position(
    by: Reader, recommendation_id: int, *, position: str, points: Sequence[int] = (), on: date | None = None,
    key: str | None = None,
) -> Answer:  # fmt: skip
    """Say where a recommendation stands, and of which points that speaks."""
    actions.say_position(by, recommendation_id, position, points, on, idempotency_key=key)
    return plan_of(by, recommendation_id)


def split_points(by: Reader, recommendation_id: int, *, points: Sequence[str], key: str | None = None) -> Answer:
    """Split a recommendation without points into points by hand."""
    actions.split(by, recommendation_id, points, idempotency_key=key)
    return plan_of(by, recommendation_id)


def wait_for(
    by: Reader, recommendation_id: int, *, needs: int, until: str = "action_complete", why: str = "",
    ends: bool = False, key: str | None = None,
) -> Answer:  # fmt: skip
    """Say that a recommendation waits for another, or no longer."""
    if ends:
        actions.depend_no_more(by, recommendation_id, needs)
    else:
        actions.depend(by, recommendation_id, needs, until, why, idempotency_key=key)
    return plan_of(by, recommendation_id)


def add_plan_action(by: Reader, *, key: str | None = None, **told: Any) -> Answer:
    """Add an action to one of the plans."""
    return plan_action(by, working.add_action(by, _told(told), idempotency_key=key).action.reference)


def alter_plan_action(by: Reader, reference: str, reason: str = "", version: int | None = None, **told: Any) -> Answer:
    """Say an action again in other words."""
    made = working.alter_action(by, reference, _told(told), reason=reason, version=version)
    return plan_action(by, made.action.reference)


def report_plan_action(
    by: Reader, reference: str, *, state: str, done_on: date | None = None, reason: str = "", version: int | None = None
) -> Answer:
    """Say how an action stands."""
    made = working.report_action(by, reference, state, done_on=done_on, reason=reason, version=version)
    return plan_action(by, made.action.reference)


def plan_action(by: Reader, reference: str) -> Answer:
    """One action as it stands, with every version."""
    standing, versions = queries.action_standing(by, reference)
    said = [
        {"version": row.version, "at": row.at, "by": str(row.by), "words": row.words, "state": row.state,
         "due_on": row.due_on, "reason": row.reason}
        for row in versions
    ]  # fmt: skip
    found: Answer = plain({**_shown(standing), "versions": said})
    return found


def own_plan_actions(by: Reader) -> Answer:
    """The actions that the asker's own post answers for and that are not done."""
    return {"actions": plain([_shown(one) for one in queries.actions_of(by)])}


def plan_actions(by: Reader) -> Answer:
    """Every action of both plans, the first due first, ended ones too."""
    return {"actions": plain([_shown(one) for one in listed(queries.actions_standing(by), Wanted(state=ALL))])}


def say_plan_action_position(
    by: Reader, reference: str, *, position: str, on: date | None = None, key: str | None = None
) -> Answer:
    """Say where an action stands, of every point that it serves."""
    owners.say_of_action(by, reference, position, on, idempotency_key=key)
    return plan_action(by, reference)


def add_plan_evidence(
    by: Reader, *, title: str, kind: str, effective_on: date, serves: Iterable[Sequence[int]], address: str = "",
    content: str = "", name: str = "", key: str | None = None,
) -> Answer:  # fmt: skip
    """Add evidence on some points: its file's bytes in base 64, or where it is kept."""
    told = evidence.Told(title, kind, effective_on, _places(serves), address, _bytes(content), name)
    made = evidence.add_evidence(by, told, idempotency_key=key)
    return {"evidence": made.pk, "digest": made.file.digest if made.file else ""}


def approve_plan_evidence(by: Reader, evidence_id: int) -> Answer:
    """Approve a piece of evidence that another officer added."""
    made = evidence.approve_evidence(by, evidence_id)
    return {"evidence": made.pk, "digest": made.file.digest if made.file else ""}


def withdraw_plan_evidence(by: Reader, evidence_id: int, why: str) -> Answer:
    """Withdraw a piece of evidence; it stays on record."""
    made = evidence.withdraw_evidence(by, evidence_id, why)
    return {"evidence": made.pk, "digest": made.file.digest if made.file else ""}


def record_plan_letter(
    by: Reader, recommendation_id: int, *, reference: str, on: date, words: str, says: Mapping[int, str],
    content: str = "", name: str = "", key: str | None = None,
) -> Answer:  # fmt: skip
    """Record a letter of the inspectorate: what it says of each point of a recommendation; 0 is the whole."""
    spoken = {(recommendation_id, int(place)): word for place, word in says.items()}
    letters.record_letter(by, reference, on, words, spoken, data=_bytes(content), name=name, idempotency_key=key)
    return plan_of(by, recommendation_id)


def _told(told: Mapping[str, Any]) -> working.Told:
    return working.Told(**{**told, "serves": _places(told.get("serves", ()))})


def _places(serves: Iterable[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(one), int(place)) for one, place in serves)


def _bytes(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except ValueError:  # not base 64, or not even ASCII
        raise NotValid("content", "The file is not in base 64.") from None


def _shown(one: ActionNow) -> Answer:
    return {name: value for name, value in asdict(one).items() if name != "points"}


def _head(one: RecommendationNow) -> Answer:
    row = {name: getattr(one, name) for name in HEAD}
    live = [action for action in one.actions if action.state != "dropped"]
    counts = {
        "actions": len(live),
        "actions_done": sum(action.state == "done" for action in live),
        "actions_late": len(one.late_actions),
        "points": len(one.points),
        "silent": [{"place": point.place, "days": point.silent_days} for point in one.silent],
    }
    found: Answer = plain({**row, **counts})
    return found
