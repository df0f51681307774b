"""The time a recommendation is given: as people write it, as the register keeps it, and the day it is due."""

import re
from datetime import date

from goldthread.core.refusals import NotValid
from goldthread.improve.recommendations.reading.timescales import (
    Timescale,
    first_timescale,
    in_heading,
    is_time_heading,
)

PERIOD = re.compile(r"P([1-9]\d{0,2})([MD])", re.ASCII)
BY_DAY = re.compile(r"by:(\d{4}-\d\d-\d\d)", re.ASCII)
UNITS = {"M": "month", "D": "day"}
ENTER = "Write it like immediately, within three months, or by 31 December 2026."


def code_of(text: str, field: str = "timescale") -> str:
    """The code of a time as typed: `within three months` is `P3M`. A code is taken as it is; nothing is no time."""
    typed = " ".join(text.split())
    if not typed or typed == "immediate" or _is_code(typed):
        return typed
    found = _in_words(typed)
    if found is None or not (found == "immediate" or _is_code(found)):
        raise NotValid(field, f'"{typed[:60]}" is not a time that the calendar knows.', ENTER)
    return found


def words_of(code: str) -> str:
    """How a code reads on a page, in words that `code_of` takes back."""
    if code.startswith("by:"):
        on = date.fromisoformat(code.removeprefix("by:"))
        return f"by {on.day} {on:%B %Y}"
    if period := PERIOD.fullmatch(code):
        count, unit = int(period[1]), UNITS[period[2]]
        return f"within {count} {unit}" + ("s" if count > 1 else "")
    return "immediately" if code else ""


def due_on(code: str, published_on: date | None) -> date | None:
    """The day named, or the period counted from publication. `immediate` has none: days open are shown instead."""
    return Timescale(code, "").due_on(published_on) if code else None


def is_period(code: str) -> bool:
    """Whether it counts from publication, so that without that day there is no day to be due."""
    return PERIOD.fullmatch(code) is not None


def _in_words(typed: str) -> str | None:
    if is_time_heading(typed) and (found := in_heading(typed)):
        return found.code
    whole = first_timescale(typed)
    return whole.code if whole and whole.words.casefold() == typed.rstrip(". ").casefold() else None


def _is_code(text: str) -> bool:
    if PERIOD.fullmatch(text):
        return True
    try:
        return bool((named := BY_DAY.fullmatch(text)) and date.fromisoformat(named[1]))
    except ValueError:
        return False
