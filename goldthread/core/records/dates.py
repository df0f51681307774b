"""Dates known in part: a birth date to the day, the month or the year, about a year, or only expected."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2099
MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_name) if name}

_EXPECTED = re.compile(r"(?:edd|due date|due|expected|exp)(?![a-z])[ .:]*", re.IGNORECASE)
_ABOUT = re.compile(r"(?:circa|ca|c|approximately|approx|about|abt|estimated|est)(?![a-z])[ .:]*|~ *", re.IGNORECASE)
# Systems that hold only instants export a date as its midnight.
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4}|\d{2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})[-/. ](?P<y>\d{4})", re.ASCII)
_NAMED = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[-/. ]*)?(?P<n>[a-z]{3,9})[-/., ]*(?P<y>\d{4}|\d{2})",
    re.A | re.I,
)
_YEAR = re.compile(r"(?P<y>\d{4})", re.ASCII)
_RUN_YEAR_FIRST = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>0\d|1[0-2])(?P<d>\d{2})", re.ASCII)
_RUN_DAY_FIRST = re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})", re.ASCII)
FORMS = (_YEAR_FIRST, _DAY_FIRST, _MONTH_YEAR, _RUN_YEAR_FIRST, _RUN_DAY_FIRST, _YEAR, _NAMED)


class UnreadableDate(ValueError):
    """The text is not a date in any form we read. Keep it: a person may know what it means."""


class ImpossibleDate(ValueError):
    """The text is plainly a date, and there is no such date."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. An `estimated` or `expected` one must not be compared as if exact."""

    year: int
    month: int | None = None
    day: int | None = None
    estimated: bool = False
    expected: bool = False

    @property
    def precision(self) -> str:
        if self.expected:
            return "expected"
        if self.estimated:
            return "estimated"
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def earliest(self) -> date:
        return date(self.year, _or(self.month, 1), _or(self.day, 1))

    @property
    def latest(self) -> date:
        month = _or(self.month, 12)
        return date(self.year, month, _or(self.day, calendar.monthrange(self.year, month)[1]))

    def __str__(self) -> str:
        """As ISO 8601-2 writes it: `2011-05-11`, `2011-05`, `2011`, and `2011~` for about 2011."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts) + ("~" if self.estimated else "")


def read_date(text: str, *, on: date) -> PartialDate:
    """What a hand or a system typed, day before month. `on` settles the century of a two-digit year."""
    rest = _MIDNIGHT.sub("", " ".join(text.split()))
    rest, expected = _taken_off(_EXPECTED, rest)
    rest, estimated = _taken_off(_ABOUT, rest)
    if rest.endswith("~"):
        rest, estimated = rest[:-1], True
    for form in FORMS:
        if found := form.fullmatch(rest):
            return _made(found.groupdict(), on, estimated, expected)
    raise UnreadableDate(text)


def _taken_off(prefix: re.Pattern[str], text: str) -> tuple[str, bool]:
    found = prefix.match(text)
    return (text[found.end() :].strip(), True) if found else (text, False)


def _made(parts: dict[str, str | None], on: date, estimated: bool, expected: bool) -> PartialDate:
    month, day = _number(parts.get("m")), _number(parts.get("d"))
    if name := parts.get("n"):
        month = MONTHS.get(name.lower())
        if month is None:
            raise UnreadableDate(name)
    year = _full_year(parts["y"] or "", on)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImpossibleDate(f"{year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    made = PartialDate(year, month, day, estimated, expected)
    try:
        made.earliest  # noqa: B018 - building it is the check
    except ValueError as impossible:
        raise ImpossibleDate(str(impossible)) from None
    return made


def _or(part: int | None, otherwise: int) -> int:
    """A nought is not a gap: the nought of May is no day, and must not pass for the first."""
    return otherwise if part is None else part


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _full_year(digits: str, on: date) -> int:
    if len(digits) == 4:
        return int(digits)
    century = on.year // 100 * 100
    return int(digits) + (century if int(digits) <= on.year % 100 else century - 100)
