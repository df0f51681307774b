"""What somebody typed into the search box, read into names, dates, ages, identifiers, telephones and references."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from goldthread.core import clocks
from goldthread.core.records import identifiers, telephones
from goldthread.core.records.dates import read_date
from goldthread.core.records.names import fold
from goldthread.core.refusals import NotValid

LONGEST = 200
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I)
CODE = re.compile(r"\bC-[2-9B-Z]{6}\b", re.I)
CASE = re.compile(r"\b[A-Z]-[2-9B-Z]{7}\b", re.I)
DATE = re.compile(r"\b(\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} [A-Za-z]{3,9} \d{2,4})\b")
YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")
IDENTIFIER = re.compile(r"\b(?=[\w/-]*\d)[\w/-]{3,40}\b")
PHONE = re.compile(r"(?<![\w])\+?\d[\d ()\-]{8,}\d\b")


@dataclass
class Asked:
    """A search as the finder takes it: a folded name, and exact keys that each count for more."""

    text: str
    name: str = ""
    exact: list[tuple[str, str]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.exact or self.codes or self.cases)


def read_asked(text: str) -> Asked:
    """Read a search. Nothing typed, or something far too long, is refused with what to enter."""
    if not text.strip():
        raise NotValid("q", "Enter a name, birth date, telephone number or reference.")
    if len(text) > LONGEST:
        raise NotValid("q", f"The search is over {LONGEST} characters.", "Enter a name and a birth date.")
    asked = Asked(text)
    rest = text.replace("\0", " ")
    rest = _take(CASE, rest, lambda found: asked.cases.append(found.upper()))
    rest = _take(CODE, rest, lambda found: asked.codes.append(found.upper()))
    rest = _take(DATE, rest, lambda found: _date(asked, found))
    rest = _take(PHONE, rest, lambda found: _telephone(asked, found))
    rest = _take(POSTCODE, rest, lambda found: asked.exact.append(("postcode", found.upper().replace(" ", ""))))
    rest = _take(YEAR, rest, lambda found: asked.exact.append(("birth_year", found)))
    rest = _take(IDENTIFIER, rest, lambda found: _identifier(asked, found))
    asked.name = fold(rest)[:120]
    if asked.is_empty:
        raise NotValid("q", "There is nothing to search for in that.", "Enter a name or a birth date.")
    return asked


def _take(pattern: re.Pattern[str], text: str, use: Callable[[str], None]) -> str:
    for match in pattern.finditer(text):
        use(match.group(0))
    return pattern.sub(" ", text)


def _date(asked: Asked, text: str) -> None:
    on: date = clocks.today()
    try:
        found = read_date(text, on=on)
    except ValueError:
        raise NotValid("q", f'There is no date "{text}".', "Enter it like 11 May 2011.") from None
    if found.precision == "day":
        asked.exact.append(("birth_date", str(found)))
    else:
        asked.exact.append(("birth_year", str(found.year)))


def _telephone(asked: Asked, text: str) -> None:
    for read, kind in ((telephones.telephone, "phone"), (identifiers.nhs, "identifier")):
        try:
            asked.exact.append((kind, read(text)))
        except ValueError:
            continue


def _identifier(asked: Asked, text: str) -> None:
    year = clocks.today().year
    readers = (
        identifiers.nhs,
        identifiers.cro,
        identifiers.upn,
        lambda raw: identifiers.pnc(raw, this_year=year),
    )
    for read in readers:
        try:
            asked.exact.append(("identifier", read(text)))
        except ValueError:
            continue
    asked.exact += [("identifier", text.upper()), ("reference", text.upper())]
