"""Whole months of London's calendar, which every test of effect is read by. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from goldthread.core.clocks import LONDON


def month_of(at: datetime) -> str:
    """The month of an instant, like 2026-10."""
    return f"{at.astimezone(LONDON):%Y-%m}"


def start_of(day: date) -> datetime:
    """The first instant of the month that a day is in."""
    return datetime.combine(day.replace(day=1), time(), LONDON)


def moved(at: datetime, months: int) -> datetime:
    """The start of the month so many later than that of an instant, or earlier."""
    here = at.astimezone(LONDON)
    place = here.year * 12 + here.month - 1 + months
    return datetime(place // 12, place % 12 + 1, 1, tzinfo=LONDON)


def months_between(since: datetime, until: datetime) -> Iterator[str]:
    """Every month that a stretch of time touches, the first first."""
    at = moved(since, 0)
    while at < until:
        yield month_of(at)
        at = moved(at, 1)


def words_of(since: datetime, until: datetime) -> str:
    """A stretch of time as it is read: `January to June 2026`, or one month."""
    first, last = since.astimezone(LONDON), (until - timedelta(seconds=1)).astimezone(LONDON)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"
