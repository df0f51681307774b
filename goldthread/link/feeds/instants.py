"""Instants as feeds write them: with an offset, or refused with the reason in words."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from goldthread.link.feeds.faults import Fault

LONDON = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1900, 2099
FORM = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?P<offset>Z|[+-]\d{2}:?\d{2})?", re.ASCII)

DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
BRITISH_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)
MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.ASCII)


def read_instant(field: str, text: str) -> datetime:
    """The instant in UTC. With any offset, a time on the night of a clock change is a plain instant."""
    typed = text.strip()
    found = FORM.fullmatch(typed)
    if not found:
        raise Fault("Q-TIME-01", field, text)
    if not FIRST_YEAR <= int(typed[:4]) <= LAST_YEAR:
        raise Fault("Q-TIME-07", field, text)
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        raise Fault("Q-TIME-02", field, text) from None
    if read.tzinfo is None:
        raise Fault(_why_the_offset_matters(read), field, text)
    return read.astimezone(UTC)


def read_day(field: str, text: str) -> date:
    """A day written year first, or day first as people write it. A midnight may follow it."""
    typed = MIDNIGHT.sub("", text.strip())
    found = DAY.fullmatch(typed) or BRITISH_DAY.fullmatch(typed)
    if not found:
        raise Fault("Q-TIME-10", field, text)
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise Fault("Q-TIME-02", field, text) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Fault("Q-TIME-07", field, text)
    return day


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def _why_the_offset_matters(local: datetime) -> str:
    before, after = (_offset(local, fold) for fold in (0, 1))
    if before < after:
        return "Q-TIME-04"
    return "Q-TIME-05" if before > after else "Q-TIME-03"


def _offset(local: datetime, fold: int) -> timedelta:
    return local.replace(tzinfo=LONDON, fold=fold).utcoffset() or timedelta(0)
