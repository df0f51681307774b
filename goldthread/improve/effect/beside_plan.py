"""The test of effect on a recommendation's page: its own sentences, never beside the actions in one bar."""

from typing import Any

from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.improve.effect import queries
from goldthread.improve.effect.shapes import VERDICTS
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.plans.on_page import register
from goldthread.improve.plans.standing import RecommendationNow

LEVELS = {"better": "done", "worse": "high"}


def _effect(by: Reader, one: RecommendationNow) -> dict[str, Any] | None:
    number = queries.number_of(one.recommendation_id) if sight_of(by).sees_effect else ""
    if not number:
        return None
    told = queries.one_tested(by, number)
    return {
        "child": told.child,
        "verdict": VERDICTS[told.verdict],
        "level": LEVELS.get(told.verdict, "none"),
        "is_shown": told.is_shown,
        "sentences": told.sentences,
        "url": reverse("effect", args=[number]),
    }


register("effect", "components/plan_effect.html", _effect)
