"""What the plans add to a line of the list of recommendations."""

from collections.abc import Mapping
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.plans.queries import standing
from goldthread.improve.plans.standing import RecommendationNow
from goldthread.improve.recommendations.lines import register
from goldthread.web import navigation


def _lines(by: Reader) -> Mapping[int, Mapping[str, Any]]:
    return {one.recommendation_id: line_of(one) for one in standing(by)}


def line_of(one: RecommendationNow) -> dict[str, Any]:
    """Who answers, what is done and late, and what is silent and for how long."""
    live = [action for action in one.actions if action.state != "dropped"]
    return {
        "owner": one.responsible_name,
        "post": one.responsible_post,
        "plan": one.plan,
        "is_hidden": "plans" in one.hidden,
        "actions": len(live),
        "actions_done": sum(action.state == "done" for action in live),
        "actions_late": len(one.late_actions),
        "silent": len(one.silent),
        "quiet": max((point.silent_days or 0 for point in one.silent), default=0),
    }


register(_lines)
navigation.opens("plans", lambda reader: sight_of(reader).sees_plans)
