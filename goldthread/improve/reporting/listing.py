"""The cases behind a figure: as they were kept when it was published, or as they stand for a draft. Ids alone."""

from datetime import datetime
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import db
from goldthread.core.areas.registry import areas
from goldthread.improve.effect import measures as effect
from goldthread.improve.reporting.document import Figure
from goldthread.improve.reporting.models import Edition

OF_AREA, OF_EFFECT = "area", "effect"
EVERYTHING = 2**31 - 1
Cases = tuple[int, list[tuple[UUID, UUID | None]]]


def every_case(figure: Figure, at: datetime) -> list[UUID]:
    """All cases behind a figure that was counted as at an instant."""
    return [case for case, _ in behind_now(figure, at, 0, EVERYTHING)[1]]


def behind_now(figure: Figure, at: datetime, first: int, most: int) -> Cases:
    """So many of the cases behind a figure from the first on, as they are held now, and how many there are.

    `at` is the instant as at which the figure was counted: the end of its document.
    """
    since, until = datetime.fromisoformat(figure.since), datetime.fromisoformat(figure.until)
    if figure.cases == OF_AREA:
        name = figure.measure.partition(":")[2]
        indicator = next((one for one in areas()[figure.area].indicators if one.id == name), None)
        if indicator is not None:
            found: Cases = import_string(indicator.cases)(name, figure.borough, since, until, at, first, most)
            return found
    if figure.cases == OF_EFFECT and figure.measure in effect.measures():
        return effect.cases(figure.measure, figure.borough, since, until, first, most, at)
    return 0, []


def behind_then(edition: Edition, whole_figure: str, borough: str, first: int, most: int) -> Cases:
    """The same as they were kept when the report was published."""
    asked = "SELECT * FROM goldthread_report_cases(%s, %s, %s, %s, %s)"
    rows = db.fetch(asked, [edition.pk, whole_figure, borough, first, most])
    if not rows and first:
        return behind_then(edition, whole_figure, borough, 0, 1)[0], []
    return (rows[0]["total"] if rows else 0), [(row["case_id"], row["person_id"]) for row in rows]
