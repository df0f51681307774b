"""What somebody typed into the search box, read into facts: names, birth, sex, addresses, telephones, references.

Every fact is optional and none is believed to be exact: `wanted.py` says what would agree with each, and how nearly.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from goldthread.core import clocks
from goldthread.core.records import addresses, identifiers, telephones
from goldthread.core.records.address_words import KINDS, SHORT_FOR
from goldthread.core.records.addresses import ParsedAddress
from goldthread.core.records.ages import Age, UnreadableAge, read_age
from goldthread.core.records.dates import PartialDate, read_date
from goldthread.core.records.names import fold
from goldthread.core.refusals import NotValid

LONGEST = 200
MOST_WORDS = 8
FULL_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I)
HALF_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\b", re.I)
CODE = re.compile(r"\bC-[2-9B-Z]{6}\b", re.I)
CASE = re.compile(r"\b[A-Z]-[2-9B-Z]{7}\b", re.I)
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    r"\b(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:\d{4}|\d{2})|\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[/.]\d{4}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[ -])?{MONTH}[ -](?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH}[ -]\d{{2}})\b",
    re.I,
)
YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d\d(?![\w/-])")
ABOUT = r"(?:about|abt|approx(?:imately)?|around|circa|ca|roughly|looks|est|~)\.? ?"
YEARS = r"(?: ?(?:y/?o|yrs?|years?)\b(?: old| of age)?)?"
AGE = re.compile(
    rf"(?<![\w/-])(?:aged? ?)?(?:{ABOUT})?\d{{1,2}}(?: ?(?:-|to|or) ?\d{{1,2}})?"
    rf"(?: ?(?:months?|mths?|weeks?|wks?)(?: old)?|{YEARS})(?: ?[fm]\b| or so|ish)?(?![\w/-])|\bteen(?:s|ager)?\b",
    re.I,
)
SEX_AFTER_AGE = re.compile(r"(?<=\d) ?([fm])$", re.I)
SEXES = {"GIRL": "FEMALE", "FEMALE": "FEMALE", "WOMAN": "FEMALE", "LADY": "FEMALE", "DAUGHTER": "FEMALE"} | {
    "BOY": "MALE", "MALE": "MALE", "MAN": "MALE", "LAD": "MALE", "SON": "MALE",
}  # fmt: skip
# Words an officer types around a fact and that are no fact.
FILLER_WORDS = """
    A AN THE OF AT IN ON WITH WHO IS NAMED CALLED NAME BORN DOB LIVES LIVING NEAR FROM AGE AGED OLD YEAR YEARS YO YRS
    CHILD KID BABY ABOUT AROUND PHONE TEL MOBILE NUMBER NO ENDS ENDING AKA POSSIBLY MAYBE SURNAME FORENAME
    CAD MERLIN CRIS PNC CRO NHS UPN REF CASE RECORD CUSTODY
"""
FILLERS = frozenset(FILLER_WORDS.split())
STREET_KINDS = sorted({*KINDS, *SHORT_FOR}, key=len, reverse=True)
HOUSE = r"\d{1,4}[A-Z]?(?:[-/]\d{1,4}[A-Z]?)?"
FLAT = r"(?:(?:FLAT|APARTMENT|APT|ROOM|UNIT|STUDIO) ?[0-9A-Z]{1,4},? )?"
# 14 Elm Road; a letter is needed somewhere in the name, so that a date is none.
NUMBERED = re.compile(
    rf"\b{FLAT}{HOUSE},? (?:[A-Z][A-Z'’.-]* ){{0,3}}?[A-Z][A-Z'’.-]*? ?\b(?:{'|'.join(STREET_KINDS)})\b", re.I
)
# 5 Undercliff: a number and a word or two may be a door, or an age and a name.
MAYBE_NUMBERED = re.compile(rf"(?:^|(?<=,)) *({HOUSE}),? ([A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+)?)", re.I)
KINDS_OF_STREET = frozenset(STREET_KINDS)
IDENTIFIER = re.compile(r"\b(?=[\w/-]*\d)[\w/-]{3,40}\b")
PHONE = re.compile(r"(?<![\w])\+?\d[\d ()\-]{8,}\d\b")
PHONE_END = re.compile(r"\b(?:ends?|ending|last)(?: in)? (\d{3,8})\b|(?<=[.…*x])(\d{3,8})\b", re.I)


@dataclass
class Asked:
    """A search as read. `words` may each be of a name, a street, a building or a place: as folded, and as typed."""

    text: str
    words: dict[str, str] = field(default_factory=dict)
    born: PartialDate | None = None
    age: Age | None = None
    # A number that may be of a house: then an age counts for somebody and against nobody.
    is_age_unsure: bool = False
    sex: str = ""
    doors: list[ParsedAddress] = field(default_factory=list)
    maybe_doors: list[tuple[str, str]] = field(default_factory=list)
    streets: list[str] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)
    half_postcodes: list[str] = field(default_factory=list)
    boroughs: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    phone_ends: list[str] = field(default_factory=list)
    numbers: list[list[str]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        nothing = Asked(self.text)
        return all(getattr(self, name) == getattr(nothing, name) for name in vars(self) if name != "is_age_unsure")

    @property
    def has_where(self) -> bool:
        return bool(self.doors or self.streets or self.postcodes or self.half_postcodes)


def read_asked(text: str, boroughs: Sequence[str] = ()) -> Asked:
    """Read a search. Nothing typed, or something far too long, is refused with what to enter."""
    if not text.strip():
        raise NotValid("q", "Enter a name, birth date, address, telephone number or reference.")
    if len(text) > LONGEST:
        raise NotValid("q", f"The search is over {LONGEST} characters.", "Enter a name and a birth date.")
    asked = Asked(text)
    rest = text.replace("\0", " ")
    # What can be nothing else comes first; what is left of the text is names.
    for pattern, use in _STEPS:
        rest = _take(pattern, rest, lambda found, use=use: use(asked, found))  # type: ignore[misc]
    rest = _boroughs(asked, rest, boroughs)
    _words(asked, rest)
    if asked.is_empty:
        raise NotValid("q", "There is nothing to search for in that.", "Enter a name or a birth date.")
    return asked


def _take(pattern: re.Pattern[str], text: str, use: Callable[[str], bool | None]) -> str:
    """The text without what the pattern found and `use` took; a comma stands where it was."""
    return pattern.sub(lambda match: match.group(0) if use(match.group(0)) is False else " , ", text)


def _code(asked: Asked, text: str) -> None:
    asked.codes.append(text.upper())


def _case(asked: Asked, text: str) -> None:
    asked.cases.append(text.upper())


def _date(asked: Asked, text: str) -> None:
    try:
        found = read_date(text, on=clocks.today())
    except ValueError:
        raise NotValid("q", f'There is no date "{text}".', "Enter it like 11 May 2011.") from None
    asked.born = asked.born or found


def _year(asked: Asked, text: str) -> None:
    asked.born = asked.born or PartialDate(int(text[-4:]))


def _telephone(asked: Asked, text: str) -> bool:
    """A telephone number or an NHS number: both are ten digits or more, however spaced."""
    found = False
    for read, keep in ((telephones.telephone, asked.phones.append), (identifiers.nhs, _as_number(asked))):
        try:
            keep(read(text))
            found = True
        except ValueError:
            continue
    return found


def _as_number(asked: Asked) -> Callable[[str], None]:
    return lambda canonical: asked.numbers.append([canonical])


def _phone_end(asked: Asked, text: str) -> None:
    asked.phone_ends.append("".join(c for c in text if c.isdigit()))


def _door(asked: Asked, text: str) -> bool:
    read = addresses.parse(text)
    if not (read.number and read.street):
        return False
    asked.doors.append(read)
    return True


def _postcode(asked: Asked, text: str) -> None:
    asked.postcodes.append(addresses.postcode(text) or text.upper())


def _half_postcode(asked: Asked, text: str) -> None:
    asked.half_postcodes.append(text.upper())


def _maybe_door(asked: Asked, text: str) -> bool:
    found = MAYBE_NUMBERED.match(text)
    if found and not SEXES.keys() & set(fold(found[2]).split()):
        asked.maybe_doors.append((found[1].upper(), fold(found[2])))
        asked.is_age_unsure = True
    return False


def _age(asked: Asked, text: str) -> bool:
    bare = text.strip()
    if found := SEX_AFTER_AGE.search(bare):
        asked.sex = asked.sex or {"F": "FEMALE", "M": "MALE"}[found[1].upper()]
        bare = bare[: found.start()]
    try:
        read = read_age(bare)
    except UnreadableAge:
        return False
    asked.age = asked.age or read
    asked.is_age_unsure = asked.is_age_unsure and text.strip().isdigit()
    return True


def _identifier(asked: Asked, text: str) -> None:
    """Everything one number may be: of a scheme, canonical; and as typed."""
    year = clocks.today().year
    readers = (
        identifiers.nhs,
        identifiers.cro,
        identifiers.upn,
        lambda raw: identifiers.pnc(raw, this_year=year),
    )
    forms = [text.upper()]
    for read in readers:
        try:
            forms.append(read(text))
        except ValueError:
            continue
    asked.numbers.append(list(dict.fromkeys(forms)))


_STEPS: tuple[tuple[re.Pattern[str], Callable[[Asked, str], bool | None]], ...] = (
    (CASE, _case),
    (CODE, _code),
    (DATE, _date),
    (PHONE, _telephone),
    (PHONE_END, _phone_end),
    (FULL_POSTCODE, _postcode),
    (NUMBERED, _door),
    (YEAR, _year),
    (MAYBE_NUMBERED, _maybe_door),
    (AGE, _age),
    (HALF_POSTCODE, _half_postcode),
    (IDENTIFIER, _identifier),
)


def _boroughs(asked: Asked, text: str, known: Sequence[str]) -> str:
    """Boroughs named outright; the words stay, since a place may also be somebody's name."""
    folded = f" {fold(text)} "
    asked.boroughs = [name for name in known if f" {fold(name)} " in folded]
    return text


def _words(asked: Asked, rest: str) -> None:
    asked.streets = [*_streets(rest)]
    for typed in rest.replace(",", " ").split():
        for word in fold(typed).split():
            if word in SEXES:
                asked.sex = asked.sex or SEXES[word]
            elif word in KINDS_OF_STREET and asked.streets:
                continue  # said by the street already
            elif word not in FILLERS and not word.isdigit() and len(asked.words) < MOST_WORDS:
                asked.words.setdefault(word, typed if fold(typed) == word else word.title())


def _streets(rest: str) -> list[str]:
    """Streets and buildings named without a number: a kind, and up to three words before it, the longest first."""
    found = []
    for part in rest.split(","):
        words = fold(part).split()
        for end, word in enumerate(words):
            if end and word in KINDS_OF_STREET:
                kind = SHORT_FOR.get(word, word)
                for start in range(max(0, end - 3), end):
                    found.append(" ".join([*words[start:end], kind]))
    return list(dict.fromkeys(found))
