"""The open cases of an area as they stand now, or as known at an instant: what a briefing counts. Ids and codes.

Now they are read from the rows; at an instant of the past they are folded again from the journal, so that the same
instant gives the same answer whenever it is asked. Whoever shows who they are about looks first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.grammar import Area
from goldthread.core.cases import projection as cases
from goldthread.core.cases.as_known import clock_then
from goldthread.core.cases.models import Case
from goldthread.core.clocks import projection as clock_runs
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Clock
from goldthread.core.clocks.queries import is_overdue
from goldthread.core.journal.models import Event


@dataclass(frozen=True)
class Standing:
    """One open case as it stood at `at`: its row, its clocks that still ran, and when it began in the world."""

    case: Case
    began_at: datetime
    clocks: Sequence[Clock]
    at: datetime
    person_id: UUID | None

    @cached_property
    def late(self) -> frozenset[str]:
        """The rules of the clocks that were past their time and that nothing had ended."""
        return frozenset(one.rule_id for one in self.clocks if is_overdue(one, self.at))

    @property
    def next_clock(self) -> Clock | None:
        """The clock that is due next, a late one first."""
        return min((one for one in self.clocks if one.due_at), key=lambda one: one.due_at or self.at, default=None)

    def fact(self, name: str) -> str:
        return str(self.case.facts.get(name) or "")

    def instant(self, name: str) -> datetime | None:
        """A fact that is an instant."""
        text = self.fact(name)
        return datetime.fromisoformat(text) if text else None


def open_cases(area: Area, borough: str, at: datetime, *, is_now: bool) -> list[Standing]:
    """The open cases of an area in a borough by code, or in all, the first reported first."""
    found = _now(area, at) if is_now else _then(area, at)
    here = [one for one in found if not borough or one.case.borough_id == borough]
    return sorted(here, key=lambda one: (one.began_at, str(one.case.pk)))


def _now(area: Area, at: datetime) -> Iterator[Standing]:
    rows = db.fetch("SELECT * FROM goldthread_standing_now(%s, %s)", [area.id, area.opening_event])
    for row in rows:
        case = cases.unstored(row["case_row"])
        stream = cases.stream_of(case.pk)
        running = [clock_then(stream, {name: one[name] for name in clock_runs.COLUMNS}) for one in row["clocks"]]
        yield Standing(case, row["began_at"], running, at, row["person_id"])


def _then(area: Area, at: datetime) -> Iterator[Standing]:
    told: dict[str, list[Event]] = {}
    people: dict[str, UUID | None] = {}
    for row in db.fetch("SELECT * FROM goldthread_standing_then(%s, %s)", [area.id, at]):
        people[row["stream"]] = row.pop("person_id")
        told.setdefault(row["stream"], []).append(Event(**row))
    for stream, events in told.items():
        known, running = folded(events)
        if known is not None and not area.state(known["state"]).is_closed:
            still = [one for one in running if one.ended_at is None]
            yield Standing(cases.unstored(known), events[0].occurred_at, still, at, people[stream])


def folded(told: Sequence[Event]) -> tuple[dict[str, Any] | None, list[Clock]]:
    """The row and the clocks that some events of one case give, as they were written; none: not opened yet."""
    row: dict[str, Any] | None = None
    ran: dict[str, Any] | None = None
    for event in told:
        row, ran = cases.fold(row, event), clock_runs.told(ran, event)
    if row is None or ran is None or not row["area"]:
        return None, []
    here = book()
    return row, [clock_then(told[0].stream, one) for one in clock_runs.clocks_told(ran, here)]
