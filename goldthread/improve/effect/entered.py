"""Every live figure that one case entered: the way back from a case to what is said of many."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area, Counted
from goldthread.core.areas.registry import areas
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file
from goldthread.improve.effect.declared import declared
from goldthread.improve.effect.measures import Measure, is_of_audits, measures
from goldthread.improve.effect.months import moved

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Entered:
    """One figure that a case is in. `counts`: it is among those that count, of a wait that it is over.

    `recommendation` is the number of the test of effect that reads the figure, where one does; the time is the month in
    which the case counts.
    """

    measure_id: str
    words: str
    recommendation: str | None
    counts: bool
    since: datetime
    until: datetime

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "since": self.since.isoformat(), "until": self.until.isoformat()}


def entered(by: Reader, case_reference: str) -> list[Entered]:
    """The figures of a case, those of a test of effect first. Looking at the case is logged.

    What audits graded is not among them: whether a case is in somebody's sample is the auditors' to say.
    """
    return entered_by(open_case_file(by, case_reference).case)


def entered_by(case: Case) -> list[Entered]:
    """The same of a case that the caller has opened."""
    area = areas()[case.area]
    return sorted(
        [*_waits(case.pk), *_of_area(area, case.pk)],
        key=lambda one: (one.recommendation is None, one.recommendation or "", one.measure_id),
    )


def _waits(case_id: UUID) -> list[Entered]:
    rows = db.fetch("SELECT * FROM goldthread_effect_case(%s)", [case_id])
    return [_one(row["measure"], row["held_at"], counts=row["is_over"]) for row in rows if row["measure"] in measures()]


def _of_area(area: Area, case_id: UUID) -> list[Entered]:
    """The area's own shares, asked of the one moment in which the case counts: as the area itself counts them."""
    at = db.fetch_one("SELECT goldthread_effect_counted_at(%s) AS at", [case_id])["at"]
    if at is None:
        return []
    now = clocks.now()
    known = {one.indicator.id: one for one in measures().values() if one.area == area.id and not is_of_audits(one.id)}
    counted = [
        one
        for path in dict.fromkeys(one.indicator.read for one in known.values())
        for one in import_string(path)(at, at + MOMENT, now)
        if one.indicator in known and not one.borough and not one.month and one.of and not one.unknown
    ]
    return [_one(known[one.indicator].id, at, counts=_is_among(known[one.indicator], case_id, at, one))
            for one in counted]  # fmt: skip


def _is_among(measure: Measure, case_id: UUID, at: datetime, counted: Counted) -> bool:
    """Of one case its count says it; where another was recorded in the same moment, the cases behind the figure do."""
    if counted.of == 1 or not counted.count:
        return counted.count > 0
    indicator = measure.indicator
    _, shown = import_string(indicator.cases)(indicator.id, "", at, at + MOMENT, clocks.now(), 0, 200)
    return case_id in {one for one, _ in shown}


def _one(measure: str, at: datetime, *, counts: bool) -> Entered:
    since = moved(at, 0)
    return Entered(measure, measures()[measure].words, _tested_by(measure), counts, since, moved(since, 1))


def _tested_by(measure: str) -> str | None:
    tests = declared().tests
    for wanted in (lambda one: [one.outcome], lambda one: [one.counter.measure], lambda one: one.also):
        for test in tests:
            if measure in wanted(test):
                return test.number
    return None
