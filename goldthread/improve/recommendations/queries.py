"""Reading the register: what was asked, when it is due, what is late, which readings wait to be confirmed."""

import re
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound
from goldthread.improve.recommendations.models import Point, Recommendation, Report
from goldthread.improve.recommendations.stages import CLOSED, SHOWN, TESTING

TITLE_LENGTH = 90
Row = dict[str, Any]


def open_recommendations(by: Reader) -> list[Row]:
    """Every recommendation in the register that is not closed, the most pressing first. One query."""
    return [row for row in all_recommendations(by) if row["stage"] not in CLOSED]


def all_recommendations(by: Reader) -> list[Row]:
    """Every recommendation in the register, closed ones too, the most pressing first. One query."""
    by.must("read_recommendations")
    return sorted(map(_row, _with_counts()), key=pressing)


def open_recommendation(by: Reader, recommendation_id: int) -> Row:
    """One recommendation in its publisher's own words, with its points."""
    by.must("read_recommendations")
    found = _with_counts().filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound("There is no such recommendation.", "See the list of recommendations.")
    points = [
        {"place": point.place, "text": point.text, "state": point.state} for point in found.points.order_by("place")
    ]
    return {
        **_row(found),
        "text": found.text,
        "complete": found.is_complete,
        "page": found.page,
        "publisher": found.report.publisher,
        "points": points,
    }


def readings_waiting(by: Reader) -> list[Report]:
    """Reports read and not yet confirmed, oldest first; only for those who keep the register."""
    return list(Report.objects.filter(state="read").order_by("read_at")) if by.may("keep_recommendations") else []


def imported_after(by: Reader, at: datetime) -> list[tuple[str, date, int]]:
    """Reports that came into the register after an instant, the first first: title, day, how many recommendations."""
    by.must("read_recommendations")
    found = Report.objects.filter(confirmed_at__gt=at).annotate(many=Count("recommendations")).order_by("confirmed_at")
    return [(one.title, clocks.day_of(one.confirmed_at), one.many) for one in found if one.confirmed_at]


def reading(by: Reader, report_id: int) -> Report:
    """One report that was read, whatever became of the reading."""
    by.must("keep_recommendations")
    found = Report.objects.select_related("read_by", "confirmed_by").filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no such reading.", "See the list of recommendations.")
    return found


def _with_counts() -> QuerySet[Recommendation]:
    return (
        Recommendation.objects.select_related("report")
        .annotate(
            point_count=Count("points"),
            silent=Count("points", filter=Q(points__state="imported")),
            testing=Count("points", filter=Q(points__state__in=TESTING)),
            shown=Count("points", filter=Q(points__state__in=SHOWN)),
        )
        .annotate(first_point=Subquery(Point.objects.filter(recommendation=OuterRef("pk"), place=1).values("text")))
    )


def _row(one: Any) -> Row:
    published, today = one.report.published_on, clocks.today()
    is_open = one.state not in CLOSED
    return {
        "id": one.pk,
        "number": one.number,
        "kind": one.kind,
        "title": one.title or title_of(one.text, one.first_point or ""),
        "report": one.report.title,
        "report_id": one.report_id,
        "published_on": published,
        "timescale": one.timescale,
        "due_on": one.due_on,
        "is_late": is_open and one.due_on is not None and one.due_on < today,
        "days_open": (today - published).days if published and is_open else None,
        "state": _standing(one, today) if is_open else "closed",
        "stage": one.state,
        "place": one.place,
        "point_count": one.point_count,
        "silent": one.silent,
        "testing": one.testing,
        "shown": one.shown,
    }


def _standing(one: Recommendation, today: date) -> str:
    """`Immediately` has no day to be late by: how long it has been open is shown instead (inspection.md 9)."""
    if one.due_on is None:
        if one.timescale != "immediate":
            return "no day to be due"
        published = one.report.published_on
        return f"open {_days((today - published).days)}" if published else "open, day of publication not known"
    late = (today - one.due_on).days
    if late == 0:
        return "due today"
    return f"late by {_days(late)}" if late > 0 else f"due in {_days(-late)}"


def _days(count: int) -> str:
    return f"{count:,} day" + ("" if count == 1 else "s")


def pressing(row: Row) -> Any:
    """Immediate first, then by the day due, then as printed."""
    return (
        row["timescale"] != "immediate",
        row["due_on"] is None,
        str(row["due_on"]),
        row["report"],
        row["report_id"],
        row["place"],
        by_number(row),
    )


def by_number(row: Row) -> tuple[int, str]:
    text: str = row["number"]
    return (int(text), "") if text.isascii() and text.isdigit() else (10**20, text)


STEM = re.compile(
    r"^.{3,80}?\b(?:should|must)\b(?: (?:also|take action to|ensure|make sure))?(?: that(?: it)?)?[: ]*", re.I
)
SENTENCE_END = re.compile(r"(?<=[.!?]) +(?=[A-Z])")
JOINING = re.compile(r"; (?:and|or)$")


def title_of(text: str, first_point: str) -> str:
    """What a recommendation is about, in its own first words: it has no title, and its stem may say nothing.

    `The force should: - end the delays in visits` is about ending delays, so the stem gives way to the point.
    """
    first = text.split("\n")[0].strip()
    about = SENTENCE_END.split(STEM.sub("", first, count=1).strip(), maxsplit=1)[0] or first_point
    if about.endswith(":") and first_point:
        about = f"{about} {first_point}"
    about = about[:1].upper() + JOINING.sub("", about[1:]).rstrip(" ;.:")
    return about if len(about) <= TITLE_LENGTH else about[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
