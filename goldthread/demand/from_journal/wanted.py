"""What a map of the force's own journeys may be asked for: area, borough, days, ages; what cannot be is refused."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.clocks import LONDON
from goldthread.core.organisation.models import Borough
from goldthread.core.records.dates import read_date
from goldthread.core.refusals import NotValid

YEAR = timedelta(days=365)
AGES = re.compile(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?")
UNPLACED = "not known"  # as figures name work in no borough


@dataclass(frozen=True)
class Wanted:
    """What was asked: `borough` by name or code; days like 2026-10-01, the last one included; `age` like 10-17."""

    area: str = "missing"
    borough: str = ""
    since: str = ""
    until: str = ""
    age: str = ""


@dataclass(frozen=True)
class Asked:
    """The same, read. `until` is the instant at which it ends; `ages` the youngest and the oldest, None: any."""

    area: Area
    borough: str
    first: date
    last: date
    since: datetime
    until: datetime
    ages: tuple[int, int] | None

    @property
    def kinds(self) -> list[str]:
        """The events that are this area's own steps: its opening and its moves. Notes and checklists are no step."""
        return list(dict.fromkeys((self.area.opening_event, *(move.event for move in self.area.moves))))

    @property
    def terms(self) -> list[object]:
        youngest, oldest = self.ages or (None, None)
        return [self.borough, self.since, self.until, youngest, oldest]


def read(by: Reader, wanted: Wanted) -> Asked:
    """What is wanted, for whoever keeps figures or works the area's queue. The last 365 days unless days are given."""
    area = _area(by, wanted.area or "missing")
    last = _day("until", wanted.until) or clocks.today()
    first = _day("since", wanted.since) or last - YEAR
    if first > last:
        raise NotValid("since", "The first day is after the last.", "Turn them round.")
    since, until = (datetime.combine(day, time(), LONDON) for day in (first, last + timedelta(days=1)))
    return Asked(area, _borough(wanted.borough), first, last, since, until, _ages(wanted.age))


def _area(by: Reader, area_id: str) -> Area:
    area = areas().get(area_id)
    if area is None:
        raise NotValid("area", f'"{area_id[:40]}" is not an area.', f"Areas: {', '.join(areas())}.")
    if not by.may(area.queue_permission):
        by.must("see_figures")
    return area


def _day(field: str, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return read_date(text.strip(), on=clocks.today()).earliest
    except ValueError:
        raise NotValid(field, f'"{text.strip()[:40]}" is not a day.', "Write it like 2026-10-01.") from None


def _borough(text: str) -> str:
    """A borough's name, from its name or its code."""
    asked = text.strip()
    if asked.casefold() in ("", "all", UNPLACED):
        return UNPLACED if asked.casefold() == UNPLACED else ""
    held = dict(Borough.objects.values_list("code", "name"))
    known = {key.casefold(): name for code, name in held.items() for key in (code, name)}
    if asked.casefold() not in known:
        raise NotValid("borough", f'"{asked[:40]}" is not a borough.', f"Boroughs: {', '.join(sorted(held.values()))}.")
    return known[asked.casefold()]


def _ages(text: str) -> tuple[int, int] | None:
    if not text.strip():
        return None
    found = AGES.fullmatch(text.strip())
    youngest, oldest = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if youngest > oldest:
        raise NotValid("age", f'"{text.strip()[:20]}" is not an age.', "Write it like 15, or 10-17.")
    return youngest, oldest
