"""A quarter of the calendar, where the force works. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from goldthread.core.clocks import LONDON
from goldthread.core.refusals import NotValid

WRITTEN = re.compile(r"(\d{4})-?[Qq]([1-4])", re.ASCII)
# The years that calendars here answer for (design decision 7).
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True)
class Quarter:
    """Three months of London's calendar, January first: from its first instant up to that of the next."""

    year: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def words(self) -> str:
        return f"{self._month(0):%B} to {self._month(2):%B %Y}"

    @property
    def since(self) -> datetime:
        return datetime.combine(self._month(0), time(), LONDON)

    @property
    def until(self) -> datetime:
        return self.after.since

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), self.number - 1 or 4)

    @property
    def after(self) -> "Quarter":
        return Quarter(self.year + (self.number == 4), self.number % 4 + 1)

    def _month(self, place: int) -> date:
        return date(self.year, 3 * self.number - 2 + place, 1)


def quarter_of(day: date) -> Quarter:
    """The quarter that a day lies in."""
    return Quarter(day.year, (day.month - 1) // 3 + 1)


def quarter_named(text: str, today: date) -> Quarter:
    """A quarter written like 2017-Q1; what is none, and what has not begun, is refused."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise NotValid("period", f'"{text[:20]}" is not a quarter.', "Write it like 2017-Q1.")
    quarter = Quarter(int(found[1]), int(found[2]))
    if quarter.since.date() > today:
        raise NotValid("period", f"{quarter.words} has not begun.", "Choose a quarter that has.")
    return quarter
