"""The map of the force's own journeys, mined from its journal: counts and times, never a reference or a name.

One query brings every step of the area as numbers; the engine does the rest. The cases behind one figure are listed for
those who work the area's queue, under a look.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.indicators import listed_cases
from goldthread.core.refusals import NotValid
from goldthread.demand.from_journal.wanted import Asked, Wanted, read
from goldthread.demand.journey.events import ACTIVITY, AT, CASE, SHAPE, Events, microseconds
from goldthread.demand.journey.map import Map
from goldthread.demand.journey.mining import map_of
from goldthread.demand.journey.waiting import Stage, stages_of, whole_wait

PAGE = 200


@dataclass(frozen=True)
class Journeys:
    """What was asked, and what the journal says of it as at an instant. `drawn` is None where no case was recorded.

    `ageless` cases are left out because no year of birth is known of whom they are about; it is 0 unless ages were
    asked for. `whole_s` is the time within which half are closed, as far as the open ones let it be known.
    """

    asked: Asked
    at: datetime
    drawn: Map | None
    stages: list[Stage]
    still_open: int
    ageless: int
    whole_s: float | None

    @property
    def walked_s(self) -> float:
        """All child-time from one step to the next, in seconds."""
        return sum(edge.spread.sum_s for edge in self.drawn.edges) if self.drawn else 0.0

    @property
    def waiting_s(self) -> float:
        """What the open cases have waited since their last step, in seconds."""
        return sum(stage.waiting_s for stage in self.stages)

    def words(self, kind: str) -> str:
        return self.asked.area.sentence(kind)


def open_journeys(by: Reader, wanted: Wanted | None = None) -> Journeys:
    """The map of an area's cases recorded in some days, by their own steps, as the journal has them now."""
    asked, at = read(by, wanted or Wanted()), clocks.now()
    row = db.fetch_one(
        "SELECT * FROM goldthread_journey_steps(%s, %s, %s, %s, %s, %s, %s)",
        [asked.area.id, asked.kinds, *asked.terms],
    )
    still_open = pl.Series(row["still_open"], dtype=pl.Boolean)
    if still_open.is_empty():
        return Journeys(asked, at, None, [], 0, row["ageless"], None)
    events, now = _events(row, asked, len(still_open)), microseconds(at)
    stages, whole = stages_of(events, still_open, now), whole_wait(events, still_open, now)
    return Journeys(asked, at, map_of(events), stages, int(still_open.sum()), row["ageless"], whole)


def _events(row: dict[str, Any], asked: Asked, cases: int) -> Events:
    """The answer as the engine takes it: a case has the number it has here, and no other name."""
    columns = {CASE: row["cases"], ACTIVITY: row["steps"], AT: row["instants"]}
    numbers = pl.int_range(cases, eager=True).cast(pl.String)
    return Events(pl.DataFrame(columns, schema=SHAPE), numbers, pl.Series(asked.kinds, dtype=pl.String))


@dataclass(frozen=True)
class Behind:
    """One page of the cases in which one step came right after another, or that wait after it; the oldest first."""

    asked: Asked
    before: str
    after: str
    rows: list[dict[str, Any]]
    total: int


def cases_behind(by: Reader, wanted: Wanted, before: str = "", after: str = "", *, page: int = 1) -> Behind:
    """Two hundred of the cases with one step right after another, for those who read the area's queue.

    Where no `after` is named: those open that wait after `before` now; where no step is: all. One log row names
    everybody shown.
    """
    asked = read(by, wanted)
    by.must(asked.area.queue_permission)
    for field, kind in (("before", before), ("after", after)):
        if kind not in ("", *asked.kinds):
            raise NotValid(field, f'"{kind[:40]}" is not a step of {asked.area.name.lower()}.', "See the map.")
    if after and not before:
        raise NotValid("before", "A step comes after another.", "Name that one too.")
    total, people = _behind(asked, before, after, PAGE * (page - 1))
    shown = sorted({one for one in people.values() if one})
    look(by, people=shown, list=f"{asked.area.id} journey {before} {after}".strip())
    return Behind(asked, before, after, listed_cases(asked.area, people), total)


def _behind(asked: Asked, before: str, after: str, first: int) -> tuple[int, dict[Any, Any]]:
    terms = [asked.area.id, asked.kinds, before, after, *asked.terms, first, PAGE]
    rows = db.fetch("SELECT * FROM goldthread_journey_cases(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", terms)
    if not rows and first:  # past the last: the count stands on the first
        return _behind(asked, before, after, 0)[0], {}
    return (rows[0]["total"] if rows else 0), {row["case_id"]: row["person_id"] for row in rows}
