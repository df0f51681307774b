"""Bank holidays of England and Wales, offline and by version: the published list, beyond it the rules' own dates."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class OneOff:
    """A holiday proclaimed for one year, and the day from which anybody could know of it."""

    day: date
    announced_on: date
    why: str
    instead_of: date | None = None


@dataclass(frozen=True, eq=False)  # made once per version, so it is known by itself
class Holidays:
    """The holidays as they were known on a day. `published` is the span for which the list, not a rule, speaks."""

    version: str
    days: frozenset[date]
    published: tuple[date, date]

    def is_published(self, first: date, last: date) -> bool:
        return self.published[0] <= first and last <= self.published[1]


@cache
def one_offs() -> tuple[OneOff, ...]:
    """Every holiday proclaimed for one year that we know the announcement of, by that day."""
    held = yaml_files.read(Path(__file__).parent / "one_off_holidays.yaml")["one_offs"]
    return tuple(sorted((OneOff(**one) for one in held), key=lambda one: (one.announced_on, one.day)))


def known_on(as_of: date) -> Holidays:
    """The holidays as known on a day: later proclamations are taken out, and what they moved is put back."""
    return _without(bisect_right(_announced(), as_of))


@cache
def _announced() -> tuple[date, ...]:
    return tuple(one.announced_on for one in one_offs())


@cache
def names() -> dict[date, str]:
    """What each published holiday is called."""
    return {day: str(one["title"]) for one in _published() if isinstance(day := one["date"], date)}


@cache
def _without(known: int) -> Holidays:
    days = set(_all_days())
    for one in one_offs()[known:]:
        days.discard(one.day)
        if one.instead_of:
            days.add(one.instead_of)
    published = sorted(names())
    last = date(published[-1].year, 12, 31)
    version = f"published to {last.year}, {known} of {len(one_offs())} one-off days known"
    return Holidays(version, frozenset(days), (date(published[0].year, 1, 1), last))


@cache
def _all_days() -> frozenset[date]:
    """The published list where there is one; before and after it, the dates that the law's own rules give."""
    import holidays

    published = frozenset(names())
    years = {day.year for day in published}
    ruled = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_DAY.year, LAST_DAY.year + 1))
    return published | {day for day in ruled if day.year not in years}


@cache
def _published() -> list[dict[str, object]]:
    from govuk_bank_holidays.bank_holidays import BankHolidays

    held: list[dict[str, object]] = BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
    return held
