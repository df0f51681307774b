"""How a person is typed into a system: with slips of the hand, blanks and the habits of each system."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from goldthread.core.records.names import UNDECOMPOSED, fold
from goldthread.link.feeds.declare import Person as Declared
from goldthread.synthetic.faults import chance
from goldthread.synthetic.names import mistyped, spelt_by
from goldthread.synthetic.people import Person

Typed = dict[str, Any]
BABY_DAYS = 120


@dataclass(frozen=True)
class Habits:
    """What a system's users leave blank, and how it writes a date. `slips` scales every fault of the hand."""

    date_form: str = "%Y-%m-%d"
    capitals: bool = False
    blank_birth_date: float = 0.0
    no_address: float = 0.05
    no_phone: float = 0.5
    no_identifiers: float = 0.7
    marks_dropped: float = 0.5
    slips: float = 1.0


HABITS: Mapping[str, Habits] = {
    # A caller seldom knows a birth date, and an operator types while listening.
    "cad": Habits(capitals=True, blank_birth_date=0.45, no_address=0.3, no_identifiers=0.97, slips=1.3),
    "merlin": Habits(date_form="%d/%m/%Y"),
    "crime": Habits(no_identifiers=0.8),
    # Fingerprints and a passport at the desk, but an older keyboard.
    "custody": Habits(date_form="%d/%m/%Y", capitals=True, no_identifiers=0.25, marks_dropped=1.0, slips=0.5),
    "offenders": Habits(no_address=0, no_identifiers=0.02, slips=0.2),
    "intelligence": Habits(blank_birth_date=0.5, no_address=0.6, no_phone=0.8, no_identifiers=0.95, slips=1.5),
    "social_care": Habits(no_address=0.02, no_identifiers=0.15, slips=0.6),
}
EXACT: Mapping[str, Habits] = {
    source: Habits(habits.date_form, habits.capitals, 0, 0, 0, 0, 0, 0) for source, habits in HABITS.items()
}


class Hand:
    """Types people for one system. `slips` are those of the latest person."""

    def __init__(self, rng: Random, source: str, habits: Mapping[str, Habits] = HABITS) -> None:
        self.rng, self.source, self.habits = rng, source, habits[source]
        self.slips: list[str] = []

    def typed(self, person: Person, on: date) -> Typed:
        """Every field that a system may have a column for."""
        self.slips = []
        forename, surname, alias = self._names(person)
        born = self._birth_date(person)
        home = person.home_on(on)
        known = not self._blank(self.habits.no_address)
        return {
            "surname": surname.upper() if self.habits.capitals else surname,
            "forename": forename,
            "middle": person.middle,
            "alias": alias,
            "birth_date": born,
            "age": "" if born or self._blank(0.4) else str(person.age_on(on)),
            "sex": person.sex[0].upper() if self.habits.capitals else person.sex,
            "address": home.line if known else "",
            "postcode": home.postcode if known else "",
            "uprn": home.uprn if known and not self._blank(0.4) else "",
            "phone": self._phone(person),
            "nhs_no": self._nhs(person, on),
            "upn": self._identifier(person.upn),
            "pnc_id": self._pnc(person, on),
            "cro_no": self._identifier(person.cro_no),
            "social_care_id": person.social_care_id if person.is_looked_after(on) else "",
            "school": person.school,
        }

    def unborn(self, mother: Person, surname: str, expected: date, on: date) -> Typed:
        """Nobody yet: a surname, a date hoped for, and where the mother lives."""
        home = mother.home_on(on)
        on_the_day = expected.strftime(self.habits.date_form)
        has_its_own_column = self.source == "social_care"
        return {
            "surname": surname,
            "forename": "Unborn",
            "birth_date": "" if has_its_own_column else f"EDD {on_the_day}",
            "expected_birth_date": on_the_day,
            "address": home.line,
            "postcode": home.postcode,
            "uprn": home.uprn,
        }

    def _names(self, person: Person) -> tuple[str, str, str]:
        forename, surname = self._spelt(person, person.forename), self._spelt(person, person.surname)
        if self._slips("misspelt name"):
            if self.rng.random() < 0.5:
                forename = mistyped(self.rng, forename)
            else:
                surname = mistyped(self.rng, surname)
        if self._slips("names swapped"):
            return surname, forename, person.alias
        if self._slips("whole name in one field"):
            whole = f"{surname} {forename}" if person.family_first else f"{forename} {surname}"
            return whole, "", person.alias
        if self._slips("alias"):
            return forename, self.rng.choice(("Smith", "Jones", "Brown", "Green")), f"{forename} {surname}"
        return forename, surname, person.alias

    def _spelt(self, person: Person, name: str) -> str:
        """As this system has it: another spelling, or without its accents."""
        spelt = spelt_by(name, person.id, self.source) if self.habits.slips else name
        if spelt != name:
            self.slips.append("another spelling")
        if not spelt.isascii() and self.rng.random() < self.habits.marks_dropped:
            plain = fold(spelt.translate(UNDECOMPOSED)).title()
            if plain.casefold() != spelt.casefold():
                self.slips.append("marks dropped")
            return plain
        return spelt

    def _birth_date(self, person: Person) -> str:
        """Blank, 1 January of the year, or day and month changed about; mostly as it is."""
        born = person.birth_date
        if self._blank(self.habits.blank_birth_date) or self._slips("no birth date"):
            return ""
        if self._slips("first of January"):
            born = date(born.year, 1, 1)
        elif born.day < born.month and self._slips("day and month swapped"):
            # Only to an earlier day: a birth date after the row itself would be another fault.
            born = date(born.year, born.day, born.month)
        return born.strftime(self.habits.date_form)

    def _phone(self, person: Person) -> str:
        if not person.phone or self._blank(self.habits.no_phone):
            return ""
        if self._slips("another family's telephone"):
            return f"07700 900{self.rng.randrange(1000):03d}"
        return person.phone

    def _nhs(self, person: Person, on: date) -> str:
        mother = person.mother
        if mother and (on - person.birth_date).days < BABY_DAYS and self.rng.random() < 25 * self._chance(
            "mother's NHS number"
        ):  # fmt: skip
            self.slips.append("mother's NHS number")
            return mother.nhs_no
        number = self._identifier(person.nhs_no)
        if number and self._slips("wrong NHS digit"):
            return number[:-1] + str((int(number[-1]) + 1) % 10)
        return number

    def _pnc(self, person: Person, on: date) -> str:
        """Nobody has a number before the year it was given in."""
        given = person.pnc_id if person.pnc_id[:4] <= str(on.year) else ""
        number = self._identifier(given)
        if number and self._slips("wrong PNC letter"):
            return number[:-1] + ("B" if number[-1] == "A" else "A")
        return number

    def _identifier(self, number: str) -> str:
        return "" if not number or self._blank(self.habits.no_identifiers) else number

    def _blank(self, share: float) -> bool:
        return self.rng.random() < share

    def _chance(self, name: str) -> float:
        return chance(name) * self.habits.slips

    def _slips(self, name: str) -> bool:
        met = self.rng.random() < self._chance(name)
        if met:
            self.slips.append(name)
        return met


def in_columns(declared: Declared, typed: Typed, **more: Any) -> dict[str, Any]:
    """A person by the names of the columns an adapter declares. A list's entry stands alone, others at their prefix."""
    prefix = "" if declared.many else declared.at
    cells = {prefix + column.name: typed.get(column.field, "") for column in declared.columns}
    return cells | {prefix + name: value for name, value in more.items()}
