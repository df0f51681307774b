"""The step that reads the register of recommendations."""

from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.improve.recommendations.models import Recommendation

Answer = dict[str, Any]


def recommendations(by: Reader) -> Answer:
    """Every recommendation of the reports a person has confirmed, with its points."""
    by.must("read_recommendations")
    standing = Recommendation.objects.exclude(report__confirmed_at=None).select_related("report")
    found = standing.prefetch_related("points").order_by("report__published_on", "report_id", "id")
    return {"recommendations": [_recommendation(one) for one in found]}


def _recommendation(one: Recommendation) -> Answer:
    return {
        "report": one.report.title,
        "published_on": one.report.published_on and one.report.published_on.isoformat(),
        "number": one.number,
        "kind": one.kind,
        "timescale": one.timescale,
        "text": one.text,
        "is_complete": one.is_complete,
        "due_on": one.due_on and one.due_on.isoformat(),
        "state": one.state,
        "points": [
            {"place": point.place, "text": point.text, "state": point.state}
            for point in sorted(one.points.all(), key=lambda point: point.place)
        ],
    }
