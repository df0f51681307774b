"""Dates as reports print them, and the arithmetic of months."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = [m.lower() for m in calendar.month_name[1:]]
_short = [m[:3] for m in MONTHS] + ["sept"]
MONTH = rf"(?:{'|'.join([*MONTHS, *_short])})\.?"
DAY_MONTH_YEAR = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b", re.I)
SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:T|\b)")
PUBLISHED = re.compile(r"\b(?:date\s+published|published(?:\s+on)?|publication\s+date|date\s+of\s+publication)\b", re.I)
PLANNED = re.compile(r"\b(?:planned|expected|proposed|available|due)\b", re.I)


@dataclass(frozen=True)
class PrintedDate:
    """A date as printed; `day` is None where the report prints only a month, as many do."""

    words: str
    year: int
    month: int
    on: date | None


def month_number(name: str) -> int:
    short = name.strip(". ").lower()[:3]
    return [m[:3] for m in MONTHS].index(short) + 1


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(start: date, months: int) -> date:
    """The same day of a later month; the last day where the month is shorter (31 January -> 28 February)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def add_days(start: date, days: int) -> date:
    return start + timedelta(days=days)


def make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(text: str) -> PrintedDate | None:
    """The first full date in the text, else the first month and year."""
    if found := DAY_MONTH_YEAR.search(text):
        on = make_date(int(found["year"]), month_number(found["month"]), int(found["day"]))
        if on:
            return PrintedDate(found.group(), on.year, on.month, on)
    if found := SLASHED.search(text):
        on = make_date(int(found[3]), int(found[2]), int(found[1]))
        if on:
            return PrintedDate(found.group(), on.year, on.month, on)
    if found := ISO.search(text):
        on = make_date(*(int(part) for part in found.groups()))
        if on:
            return PrintedDate(found.group().rstrip("T"), on.year, on.month, on)
    if found := MONTH_YEAR.search(text):
        return PrintedDate(found.group(), int(found["year"]), month_number(found["month"]), None)
    return None


def is_only_a_date(text: str) -> bool:
    stripped = text.strip(" .")
    return bool(DAY_MONTH_YEAR.fullmatch(stripped) or MONTH_YEAR.fullmatch(stripped))
