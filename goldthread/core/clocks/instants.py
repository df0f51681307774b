"""Reading an instant or a date as it was typed: what is unclear is refused by name."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from goldthread.core.clocks import LONDON, refusing

FIRST_YEAR, LAST_YEAR, FIRST_BIRTH_YEAR = 2000, 2099, 1900
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(?P<offset>Z|[+-]\d{2}:?\d{2})?")
# The offsets that places on earth keep.
_EARLIEST, _LATEST = timedelta(hours=-12), timedelta(hours=14)


@dataclass(frozen=True)
class Moment:
    """When something happened: its Europe/London date, and the instant in UTC unless only the date is known."""

    on: date
    at: datetime | None = None

    @classmethod
    def of(cls, instant: datetime) -> "Moment":
        """The moment of an instant that has its offset."""
        if instant.tzinfo is None:
            raise ValueError("An instant needs an offset.")
        return cls(instant.astimezone(LONDON).date(), instant.astimezone(UTC))

    def is_before(self, other: "Moment") -> bool:
        """By the instants where both are known, else by the dates."""
        if self.at and other.at:
            return self.at < other.at
        return self.on < other.on

    def __str__(self) -> str:
        return self.at.isoformat() if self.at else self.on.isoformat()


def read_moment(key: str, text: str) -> Moment:
    """What was typed for an event: an instant with its offset, or a date. Keys that end `_on` take a date only."""
    text = text.strip()
    if _DATE.fullmatch(text):
        return check_year(key, Moment(_date(key, text)))
    found = _INSTANT.fullmatch(text)
    if not found:
        raise refusing.not_an_instant(key, text)
    instant = _datetime(key, text)
    if key.endswith("_on"):
        raise refusing.takes_a_date(key, text)
    if instant.tzinfo is None:
        raise _offset_missing(key, text, instant)
    offset = instant.utcoffset()
    if offset is None or not _EARLIEST <= offset <= _LATEST:
        raise refusing.refuse("not_an_instant", key, f"No place keeps the offset of {text}.", "Check the offset.")
    try:
        return check_year(key, Moment.of(instant))
    except OverflowError:
        raise refusing.year_out_of_range(key, text, _first_year(key)) from None


def check_year(key: str, moment: Moment) -> Moment:
    """The moment, if its year is one that rules are known for; births go back to 1900."""
    if not _first_year(key) <= moment.on.year <= LAST_YEAR:
        raise refusing.year_out_of_range(key, moment.on.isoformat(), _first_year(key))
    if moment.at is None or not key.endswith("_on"):
        return moment
    raise refusing.takes_a_date(key, str(moment))


def _first_year(key: str) -> int:
    return FIRST_BIRTH_YEAR if key == "born_on" else FIRST_YEAR


def _date(key: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refusing.impossible_date(key, text) from None


def _datetime(key: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise refusing.impossible_date(key, text) from None


def _offset_missing(key: str, text: str, local: datetime) -> refusing.Refusal:
    """Why a local time is not an instant: it was skipped, it was there twice, or its offset was merely left out."""
    first, second = local.replace(tzinfo=LONDON, fold=0), local.replace(tzinfo=LONDON, fold=1)
    if first.utcoffset() == second.utcoffset():
        return refusing.no_offset(key, text)
    returned = first.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None)
    return refusing.twice_local_time(key, text) if returned == local else refusing.no_such_local_time(key, text)
