"""Ages as hands type them: years, months of a baby, a range, a guess; and between which days somebody was born."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

OLDEST, ADULT = 120, 18

_ABOUT = re.compile(
    r"^(?:circa|ca|c|approximately|approx|about|abt|roughly|estimated|est|looks)(?![a-z])[ .:]*|^~ *", re.I
)
_GUESSED = re.compile(r" ?(?:\?+|ish|or so|approx|\(approx\))$", re.I)
_AGED = re.compile(r"^(?:aged?|in (?:his|her|their)|in)[ :]+", re.I)
_YEARS_WORD = r"(?: ?(?:y/?o|y|yrs?|years?)(?: old| of age)?)?"
_YEARS = re.compile(rf"(\d{{1,3}}){_YEARS_WORD}", re.ASCII | re.I)
_RANGE = re.compile(rf"(\d{{1,3}}) ?(?:-|–|/|to|or) ?(\d{{1,3}}){_YEARS_WORD}", re.ASCII | re.I)
_YOUNG = re.compile(r"(\d{1,3}) ?(m|mths?|months?|w|wks?|weeks?|d|days?)(?: old)?", re.ASCII | re.I)
_UNDER = re.compile(rf"(?:under|u|<|less than|below) ?(\d{{1,3}}){_YEARS_WORD}", re.ASCII | re.I)
_OVER = re.compile(rf"(?:over|o|>) ?(\d{{1,3}}){_YEARS_WORD}|(\d{{1,3}}) ?\+", re.ASCII | re.I)
_DECADE = re.compile(r"(\d)0'?s", re.ASCII)

A_YEAR = {"m": 12.0, "w": 52.1775, "d": 365.25}
IN_WORDS = {
    "newborn": (0, 0), "new born": (0, 0), "baby": (0, 1), "teenager": (13, 19), "teenage": (13, 19), "teens": (13, 19),
    "adult": (ADULT, OLDEST), "child": (0, ADULT - 1), "minor": (0, ADULT - 1), "juvenile": (0, ADULT - 1),
    "twenties": (20, 29), "thirties": (30, 39), "forties": (40, 49), "fifties": (50, 59), "sixties": (60, 69),
}  # fmt: skip


class UnreadableAge(ValueError):
    """The text is not an age in any form we read. Keep it: a person may know what it means."""


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years, from the youngest to the oldest it may be. An `estimated` one must not be compared as if exact."""

    youngest: int
    oldest: int
    estimated: bool = False

    @property
    def is_child(self) -> bool | None:
        """Under 18: yes, no, or not known from the words."""
        if self.oldest < ADULT:
            return True
        return False if self.youngest >= ADULT else None

    def born_between(self, on: date) -> tuple[date, date]:
        """The first and last day on which somebody of this age on that day may have been born."""
        return _years_before(on, self.oldest + 1) + timedelta(days=1), _years_before(on, self.youngest)

    def __str__(self) -> str:
        """`14`, `14~` for about 14, `13/15` for 13 to 15."""
        span = str(self.youngest) if self.youngest == self.oldest else f"{self.youngest}/{self.oldest}"
        return span + ("~" if self.estimated else "")


def read_age(text: str) -> Age:
    """What a hand typed in a field for an age. A bare number is of years."""
    rest = " ".join(text.split()).strip(".")
    estimated = rest.endswith("~") and len(rest) > 1
    rest = rest.removesuffix("~")
    for pattern in (_ABOUT, _GUESSED):
        rest, taken = pattern.subn("", rest, count=1)
        estimated = estimated or taken > 0
    youngest, oldest, is_guess = _span(_AGED.sub("", rest, count=1).strip().lower(), text)
    if not 0 <= youngest <= oldest <= OLDEST:
        raise UnreadableAge(text)
    return Age(youngest, oldest, estimated or is_guess)


def _span(rest: str, text: str) -> tuple[int, int, bool]:
    """The youngest and oldest it may be, and whether the form itself says that somebody guessed."""
    if rest in IN_WORDS:
        return *IN_WORDS[rest], rest.startswith("teen") or rest.endswith("ties")
    if found := _YOUNG.fullmatch(rest):
        years = int(int(found[1]) / A_YEAR[found[2][0]])
        return years, years, False
    if found := _YEARS.fullmatch(rest):
        return int(found[1]), int(found[1]), False
    if found := _RANGE.fullmatch(rest):
        return int(found[1]), int(found[2]), True
    if found := _UNDER.fullmatch(rest):
        return 0, int(found[1]) - 1, False
    if found := _OVER.fullmatch(rest):
        return int(found[1] or found[2]), OLDEST, False
    if found := _DECADE.fullmatch(rest):
        return int(found[1]) * 10, int(found[1]) * 10 + 9, True
    raise UnreadableAge(text)


def _years_before(on: date, years: int) -> date:
    """The same day years before; for the 29th of February, the 28th where there is none."""
    last = calendar.monthrange(on.year - years, on.month)[1]
    return date(on.year - years, on.month, min(on.day, last))
