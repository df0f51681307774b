"""Somebody an officer met: what was told or seen of them, read by the same checks as a feed's columns."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from goldthread.core.people.keys import Held
from goldthread.core.records.ages import UnreadableAge, read_age
from goldthread.core.refusals import NotValid
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.declare import Checked, Column, Frame
from goldthread.link.feeds.faults import Fault
from goldthread.link.feeds.format import Value
from goldthread.link.feeds.people import values

LONGEST = 300
TOLERANCE = timedelta(minutes=5)
# Words that stand for no name: they stay in the record as typed, and assert none.
NO_NAME = frozenset({"", "name unknown", "unknown", "not known", "no name"})


def _age(text: str, frame: Frame) -> Checked:
    """Any form of an age we read; what we cannot read stays as words."""
    try:
        return Checked(str(read_age(text)))
    except UnreadableAge:
        return Checked(None)


def _words(text: str, frame: Frame) -> Checked:
    return Checked(" ".join(text.split()) or None)


COLUMNS: tuple[Column, ...] = (
    Column("surname", "surname", checks.surname),
    Column("forename", "forename", checks.forename),
    Column("birth_date", "birth_date", dated.birth_date),
    # What an officer guesses is a guess: the linker must not take it for a fact.
    Column("age", "age", _age, kind="inference"),
    Column("sex", "sex", checks.sex),
    Column("description", "description", _words, kind="inference"),
    Column("address", "address", checks.address),
    Column("relationship", "relationship", _words),
)


@dataclass(frozen=True)
class Met:
    """One person as an officer met them. A description and about what age are enough; `key` is their place."""

    key: str
    role: str = "child"
    name: str = ""
    age: str = ""
    sex: str = ""
    description: str = ""
    address: str = ""
    relationship: str = ""

    def check(self) -> None:
        """Refuse only somebody of whom nothing is told, and what no form could hold."""
        if not any((self._named(), self.age.strip(), self.description.strip())):
            raise NotValid("name", "Enter who it is: a name, or what they look like and about what age.")
        for one in fields(self):
            if len(getattr(self, one.name)) > LONGEST:
                raise NotValid("name", f"This is over {LONGEST} characters.", "Shorten it.")

    def as_typed(self) -> dict[str, str]:
        """Word for word, for the record."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}

    def in_words(self) -> str:
        """Who it is, for whoever reads the work: the name or what they look like, and about what age."""
        return ", ".join(one.strip() for one in (self.name, self.description, self.age, self.sex) if one.strip())

    def values(self, at: datetime) -> list[Value]:
        """What is asserted of them: each thing typed, and its checked form where it has one."""
        frame = Frame("", at, TOLERANCE, lambda words: None)
        cells = {name: text for name, text in self._cells(at) if text}
        return [value for column in COLUMNS for value in values(column, cells, "", frame)]

    def held(self, at: datetime) -> list[Held]:
        return [Held(value.field, value.text, value.canonical) for value in self.values(at)]

    def _cells(self, at: datetime) -> Iterator[tuple[str, str]]:
        surname, forename = _parts(self._named())
        is_date = _is_date(self.age, at)
        yield from (("surname", surname), ("forename", forename))
        yield ("birth_date" if is_date else "age"), self.age.strip()
        yield from (("sex", self.sex), ("description", self.description.strip()))
        yield from (("address", self.address.strip()), ("relationship", self.relationship.strip()))

    def _named(self) -> str:
        name = " ".join(self.name.split())
        return "" if name.casefold() in NO_NAME else name


def _parts(name: str) -> tuple[str, str]:
    """Surname and forename, of `KENT, Jess` or `Jess Kent`; one word alone is what somebody is called."""
    if "," in name:
        surname, _, forename = name.partition(",")
        return surname.strip(), forename.strip()
    forename, _, surname = name.rpartition(" ")
    return (surname, forename) if forename else ("", surname)


def _is_date(text: str, at: datetime) -> bool:
    """Of `11 May 2011` yes, of `15` and `about 12` no."""
    try:
        read_age(text)
    except UnreadableAge:
        frame = Frame("", at, TOLERANCE, lambda words: None)
        try:
            return bool(text.strip()) and dated.birth_date(text.strip(), frame).canonical is not None
        except Fault:
            words = f'"{text.strip()[:40]}" is not a day on which this child can have been born.'
            raise NotValid("age", words, "Enter it like 11 May 2011, or about what age, like 8.") from None
    return False
