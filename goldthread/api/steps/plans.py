"""Steps of the plans: how every recommendation stands, what is to be done about it, and what was said of it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.plain import plain
from goldthread.improve.plans import queries
from goldthread.improve.plans.standing import RecommendationNow

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
