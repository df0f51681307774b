"""The cases behind a measure of a test of effect, for those who work them, under a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases.indicators import PAGE, listed_cases
from goldthread.core.cases.models import Case
from goldthread.core.plain import plain
from goldthread.core.refusals import NotValid
from goldthread.improve.effect.measures import SAME_AS, Measure, cases, is_of_audits, measures
from goldthread.improve.effect.queries import now_read
from goldthread.improve.effect.recorded import why_no_list

OF = {"held-to-safe": ("missing",), "held-to-acted-missing": ("missing",), "held-to-acted-concern": ("concern",)}
BOTH = ("missing", "concern")


@dataclass(frozen=True)
class Behind:
    """One page of the cases behind a measure; `total` is how many there are."""

    measure: Measure
    borough: str
    since: datetime
    until: datetime
    rows: list[dict[str, Any]]
    total: int

    def as_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure.id,
            "words": self.measure.words,
            "borough": self.borough,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "total": self.total,
            "cases": plain(self.rows),
        }


def areas_of(measure_id: str) -> tuple[Area, ...]:
    """The areas whose cases stand behind a measure; none where they are opened by an audit's sample."""
    one = measures()[measure_id]
    if is_of_audits(measure_id):
        return ()
    if one.area:
        return (areas()[one.area],)
    return tuple(areas()[name] for name in OF.get(measure_id, BOTH)) if one.unit == "wait" else ()


def may_open(by: Reader, measure_id: str) -> bool:
    """Whether a reader works every area whose cases stand behind a measure."""
    behind = areas_of(measure_id) if measure_id else ()
    return bool(behind) and all(by.may(area.queue_permission) for area in behind)


def cases_behind(
    by: Reader, measure_id: str, *, borough: str = "", since: datetime | None = None, until: datetime | None = None,
    page: int = 1,
) -> Behind:  # fmt: skip
    """Two hundred of the cases behind a measure. One log row names everybody shown."""
    if measure_id not in measures():
        raise NotValid("measure", f'"{measure_id[:60]}" is no measure.', "See the tests of effect for their measures.")
    behind = areas_of(measure_id)
    if measure_id in SAME_AS and not borough:
        raise NotValid("borough", "Its cases are opened by borough.", "Name one of those it is of.")
    if not behind:
        raise NotValid("measure", *_no_list(measure_id))
    for area in behind:
        by.must(area.queue_permission)
    start, end = now_read(since, until)
    total, shown = cases(measure_id, borough, start, end, PAGE * (page - 1), PAGE)
    people = dict(shown)
    look(by, people=sorted({one for one in people.values() if one}), list=f"cases behind {measure_id}")
    rows = _listed(behind, people)
    return Behind(measures()[measure_id], borough, start, end, rows, total)


def _no_list(measure_id: str) -> tuple[str, str]:
    """Why there is no list, and whom to ask."""
    words, _, remedy = why_no_list(measure_id).partition(". ")
    return (f"{words}.", remedy) if words else (
        "Its cases are opened by the audit's samples.", "Ask an auditor of the sample."
    )  # fmt: skip


def _listed(behind: Iterable[Area], people: dict[Any, Any]) -> list[dict[str, Any]]:
    """As the measure orders them, each told as its own area tells it."""
    area_by_case = dict(Case.objects.filter(pk__in=list(people)).values_list("pk", "area"))
    order = {reference: place for place, reference in enumerate(_references(people))}
    rows = [
        row
        for area in behind
        for row in listed_cases(area, {pk: who for pk, who in people.items() if area_by_case.get(pk) == area.id})
    ]
    return sorted(rows, key=lambda row: order[row["reference"]])


def _references(people: dict[Any, Any]) -> list[str]:
    held = dict(Case.objects.filter(pk__in=list(people)).values_list("pk", "reference"))
    return [held[pk] for pk in people if pk in held]
