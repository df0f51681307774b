"""Reading the register: what was asked, when it is due, what is late, which readings wait to be confirmed."""

import re
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound
from goldthread.improve.recommendations.models import Point, Recommendation, Report

CLOSED = ("closed", "superseded")
TITLE_LENGTH = 90


def open_recommendations(by: Reader) -> list[dict[str, Any]]:
    """Every recommendation in the register that is not closed, the most pressing first. One query."""
    by.must("read_recommendations")
    found = (
        Recommendation.objects.exclude(state__in=CLOSED)
        .select_related("report")
        .annotate(point_count=Count("points"), silent=Count("points", filter=Q(points__state="imported")))
        .annotate(first_point=Subquery(Point.objects.filter(recommendation=OuterRef("pk"), place=1).values("text")))
    )
    return sorted((_row(one) for one in found), key=_pressing)


def open_recommendation(by: Reader, recommendation_id: int) -> dict[str, Any]:
    """One recommendation in its publisher's own words, with its points."""
    by.must("read_recommendations")
    found = Recommendation.objects.select_related("report").filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound("There is no such recommendation.", "See the list of recommendations.")
    points = [
        {"place": point.place, "text": point.text, "state": point.state} for point in found.points.order_by("place")
    ]
    return {**_row(found), "text": found.text, "complete": found.is_complete, "points": points}


def readings_waiting(by: Reader) -> list[Report]:
    """Reports read and not yet confirmed, oldest first; only for those who keep the register."""
    return list(Report.objects.filter(state="read").order_by("read_at")) if by.may("keep_recommendations") else []


def reading(by: Reader, report_id: int) -> Report:
    """One reading that waits to be confirmed."""
    by.must("keep_recommendations")
    found = Report.objects.filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no such reading.", "See the list of recommendations.")
    return found


def _row(one: Recommendation) -> dict[str, Any]:
    published, today = one.report.published_on, clocks.today()
    return {
        "id": one.pk,
        "number": one.number,
        "kind": one.kind,
        "title": _title(one.text, getattr(one, "first_point", None) or ""),
        "report": one.report.title,
        "published_on": published,
        "timescale": one.timescale,
        "due_on": one.due_on,
        "is_late": one.due_on is not None and one.due_on < today,
        "days_open": (today - published).days if published else None,
        "state": _state_words(one, today),
        "point_count": getattr(one, "point_count", None),
        "silent": getattr(one, "silent", None),
    }


def _state_words(one: Recommendation, today: Any) -> str:
    """`Immediately` has no day to be late by: how long it has been open is shown instead (inspection.md 9)."""
    if one.due_on is None:
        published = one.report.published_on
        return f"open {(today - published).days:,} days" if published else "open"
    late = (today - one.due_on).days
    return f"late by {late:,} days" if late > 0 else f"due in {-late:,} days"


def _pressing(row: dict[str, Any]) -> Any:
    return (
        row["timescale"] != "immediate",
        row["due_on"] is None,
        str(row["due_on"]),
        row["report"],
        _number(row["number"]),
    )


def _number(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdigit() else (10**6, text)


STEM = re.compile(
    r"^.{3,80}?\b(?:should|must)\b(?: (?:also|take action to|ensure|make sure))?(?: that(?: it)?)?[: ]*", re.I
)


def _title(text: str, first_point: str) -> str:
    """What a recommendation is about, in its own first words: it has no title, and its stem may say nothing.

    `The force should: - end the delays in visits` is about ending delays, so the stem gives way to the point.
    """
    first = text.split("\n")[0].strip()
    about = STEM.sub("", first, count=1).strip() or first_point
    if about.endswith(":") and first_point:
        about = f"{about} {first_point}"
    about = about[:1].upper() + about[1:].rstrip(" ;.:")
    return about if len(about) <= TITLE_LENGTH else about[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
