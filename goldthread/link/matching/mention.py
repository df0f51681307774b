"""A mention as the solver sees it: names, birth date, sex, identifiers, home and telephones, and nothing of a database.

Every builder reads values as `records_assertion` holds them: the field, what was typed, and its checked form.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldthread.core.people.keys import IDENTIFIERS, Held
from goldthread.core.records.addresses import ADDRESS, parse
from goldthread.core.records.names import fold, is_placeholder

DAY, MONTH, YEAR, ESTIMATED, EXPECTED = "day", "month", "year", "estimated", "expected"
# Each person has one, with a check character. Social care may open two files for one child (linking.md 2).
CHECKED = frozenset(IDENTIFIERS) - {"social_care_id"}
ADULT_AGE = 18
ADULT_ROLES = frozenset({"parent/carer", "parent", "carer", "mother", "father", "guardian", "professional"})
CHILD_ROLES = frozenset({"child", "looked-after child"})

_WORDS_BESIDE = "UNBORN BABY INFANT TWIN CHILD UNKNOWN MR MRS MS MISS DR MASTER OF NEWBORN BOY GIRL"
_NOT_NAMES = frozenset(_WORDS_BESIDE.split())
_SAY_UNBORN = ("UNBORN", "BUMP")


@dataclass(frozen=True, slots=True)
class Names:
    """Folded words of each name. An alias is a name of its own; `is_placeholder` where words stood for no name."""

    forenames: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    is_placeholder: bool = False
    is_unborn: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return self.forenames + self.middle + self.surnames


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as far as it is known: parts not known are 0. An `expected` one is nobody's birth date."""

    year: int
    month: int = 0
    day: int = 0
    precision: str = DAY

    @property
    def is_whole(self) -> bool:
        return self.precision == DAY

    @property
    def is_first_of_january(self) -> bool:
        """What a system writes where only the year is known (linking.md 2)."""
        return self.precision == DAY and self.month == 1 and self.day == 1

    def __str__(self) -> str:
        return "-".join(f"{part:02d}" for part in (self.year, self.month, self.day) if part)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number of one scheme; `verified` where it passed its check and each person has one."""

    scheme: str
    value: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives: `door` is the number and street, `name` the building's. A communal one is no household."""

    door: str = ""
    name: str = ""
    number: str = ""
    flat: str = ""
    postcode: str = ""
    is_communal: bool = False
    is_block: bool = False

    @property
    def building(self) -> str:
        """One building's key, or empty: a number in a postcode stands for its street, which hands misspell."""
        if not (self.door and self.postcode):
            return ""
        return f"{self.number or self.door}|{self.postcode}"

    @property
    def household(self) -> str:
        """One dwelling's key, or empty where the words do not tell one from the next."""
        known = self.building and not self.is_communal and (self.flat or not self.is_block)
        return f"{self.flat}|{self.building}" if known else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One mention of one record. `record` is the source and its reference: two mentions of one report share it."""

    id: UUID
    record: tuple[str, str]
    role: str = ""
    category: str = ""
    names: Names = Names()
    birth: Birth | None = None
    sex: str = ""
    identifiers: tuple[Identifier, ...] = ()
    home: Home | None = None
    phones: tuple[str, ...] = ()
    recorded_on: date | None = None

    @property
    def is_unborn(self) -> bool:
        """Not yet born when the record was made: by its words, its date, or the part it has in the report."""
        return self.names.is_unborn or "unborn" in self.role

    @property
    def details(self) -> tuple[object, ...]:
        """What it says of the person, leaving out the report it stands in and the part played there."""
        return (self.names, self.birth, self.sex, self.identifiers, self.home, self.phones)

    @property
    def content(self) -> tuple[str, ...]:
        """What it says, for breaking ties: an id or an order of arrival may not decide who is one person."""
        own = (*self.details, self.role, self.category)
        return (*map(repr, own), str(self.recorded_on or ""), *self.record)

    @property
    def stage(self) -> str:
        """`adult`, `child` or empty, on the day of the record: by birth date, else by the part played in the report."""
        if self.birth and self.birth.precision != EXPECTED and self.recorded_on:
            age = self.recorded_on.year - self.birth.year
            return "adult" if age > ADULT_AGE else "child" if age < ADULT_AGE else ""
        return "adult" if self.role in ADULT_ROLES else "child" if self.role in CHILD_ROLES else ""


def candidate_of(
    mention: UUID, record: tuple[str, str], values: Iterable[Held], *, role: str = "", category: str = "",
    recorded_on: date | None = None, is_communal: bool = False, is_block: bool = False,
) -> Candidate:  # fmt: skip
    """A mention made of what is asserted of it. Whether its home is communal or a block is for `core.places` to say."""
    held = list(values)
    return Candidate(
        mention,
        record,
        role.casefold(),
        category,
        names_of(held),
        birth_of(held, recorded_on),
        sex_of(held),
        identifiers_of(held),
        home_of(held, is_communal=is_communal, is_block=is_block),
        tuple(sorted({v.canonical for v in held if v.field == "phone" and v.canonical})),
        recorded_on,
    )


def names_of(values: Sequence[Held]) -> Names:
    """The words of every name; words such as `Baby` or `Unknown` are left out and make the name a placeholder."""
    found = {field: _words(values, field) for field in ("forename", "middle", "surname")}
    aliases = {tuple(fold(v.canonical or v.text).split()) for v in values if v.field == "alias"}
    return Names(
        found["forename"],
        found["middle"],
        found["surname"],
        tuple(sorted(alias for alias in aliases if alias)),
        any(_stands_for_none(v) for v in values if v.field in ("forename", "surname")),
        says_unborn(values),
    )


def _words(values: Sequence[Held], field: str) -> tuple[str, ...]:
    """The words of one name, in the order written and each once."""
    typed = [v for v in values if v.field == field and not is_placeholder(v.text, surname=field == "surname")]
    words = [word for v in typed for word in fold(v.canonical or v.text).split() if any(map(str.isalpha, word))]
    alone = len(words) == 1  # Child, Boy and Miss are families' names; before another word they are none
    kept = [word for word in words if word not in _NOT_NAMES or (alone and field == "surname")]
    return tuple(dict.fromkeys(kept))


def _stands_for_none(value: Held) -> bool:
    words = fold(value.text).split()
    return is_placeholder(value.text, surname=value.field == "surname") or (
        len(words) > 1 and words[0] in ("UNBORN", "BABY", "INFANT", "TWIN", "NEWBORN")
    )


def says_unborn(values: Iterable[Held]) -> bool:
    """Whether the record speaks of a child not yet born: by its words, or by a date only expected."""
    held = list(values)
    names = [fold(v.text).split() for v in held if v.field in ("forename", "surname", "alias")]
    if any(word in _SAY_UNBORN for words in names for word in words):
        return True
    fields = {v.field for v in held if v.canonical}
    return "expected_birth_date" in fields and "birth_date" not in fields


def sex_of(values: Iterable[Held]) -> str:
    """`female` or `male` where one is told, else empty."""
    told = {v.canonical for v in values if v.field == "sex"} & {"female", "male"}
    return str(told.pop()) if len(told) == 1 else ""


def birth_of(values: Sequence[Held], recorded_on: date | None) -> Birth | None:
    """The most exact date told; failing one, about the year that an age gives; failing both, the date expected."""
    dates = [_birth(v.canonical) for v in values if v.field == "birth_date" and v.canonical]
    if dates:
        return min(dates, key=lambda one: ((DAY, MONTH, YEAR, ESTIMATED).index(one.precision), str(one)))
    ages = sorted(int(v.canonical) for v in values if v.field == "age" and v.canonical and v.canonical.isdigit())
    if ages and recorded_on:
        return Birth(recorded_on.year - ages[0], precision=ESTIMATED)
    due = sorted(v.canonical for v in values if v.field == "expected_birth_date" and v.canonical)
    return Birth(*_parts(due[0]), EXPECTED) if due else None


def _birth(canonical: str) -> Birth:
    parts = _parts(canonical)
    if canonical.endswith("~"):
        return Birth(*parts, ESTIMATED)
    return Birth(*parts, DAY if parts[2] else MONTH if parts[1] else YEAR)


def _parts(canonical: str) -> tuple[int, int, int]:
    year, month, day = ([int(part) for part in canonical.rstrip("~").split("-")] + [0, 0])[:3]
    return year, month, day


def identifiers_of(values: Iterable[Held]) -> tuple[Identifier, ...]:
    """Each number told. One that failed its check may still agree as typed, but verifies nobody."""
    found = {
        Identifier(v.field, v.canonical or fold(v.text).replace(" ", ""), v.field in CHECKED and bool(v.canonical))
        for v in values
        if v.field in IDENTIFIERS and (v.canonical or fold(v.text))
    }
    return tuple(sorted(found, key=lambda one: (one.scheme, one.value)))


def home_of(values: Sequence[Held], *, is_communal: bool = False, is_block: bool = False) -> Home | None:
    """The address told, taken apart. With neither a door nor a postcode there is none to compare."""
    codes = sorted(v.canonical for v in values if v.field == "postcode" and v.canonical)
    typed = sorted(v.canonical or v.text for v in values if v.field == "address")
    read = parse(typed[0] if typed else "", codes[0] if codes else "")
    if read.kind != ADDRESS:
        return None
    door = f"{read.number} {read.street}" if read.number and read.street else read.building or read.street
    flat_unsaid = "flat_not_told" in read.doubts or (bool(read.building) and not read.flat)
    return Home(door, read.building, read.number, read.flat, read.postcode, is_communal, is_block or flat_unsaid)
