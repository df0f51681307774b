"""What the writers of the systems share: who types, who is typed, and the truth of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.declare import Person as Declared
from goldthread.synthetic.hand import HABITS, Habits, Hand, Typed, in_columns
from goldthread.synthetic.people import Person
from goldthread.synthetic.places import Address
from goldthread.synthetic.sent import Slips


@dataclass(frozen=True)
class Named:
    """A person as a row is to name them. `more` are cells of the person's own, such as a relationship."""

    person: Person
    role: str = ""
    more: dict[str, Any] = field(default_factory=dict)


class Clerk:
    """Fills the columns of people for one system, and keeps who they really are until the row is sent."""

    def __init__(self, source: str, rng: Random, habits: dict[str, Habits] | Any = HABITS) -> None:
        self.source = source
        self.hand = Hand(rng, source, habits)
        self.declared: dict[str, Declared] = {person.key: person for person in ADAPTERS[source].people}
        self.columns = ADAPTERS[source].columns()
        self.truth: dict[str, str] = {}
        self.slips: list[tuple[str, str]] = []

    def begin(self) -> None:
        self.truth, self.slips = {}, []

    def told(self) -> tuple[dict[str, str], Slips]:
        return self.truth, tuple(self.slips)

    def one(self, key: str, named: Named | None, on: date) -> dict[str, Any]:
        """The columns of the one person with that key; none where nobody is named."""
        if named is None:
            return {}
        return self._filled(key, self.declared[key], named, on)

    def listed(self, key: str, people: Sequence[Named], on: date) -> list[dict[str, Any]]:
        """Entries of a list, each with its own key: their place, which stays theirs."""
        declared = self.declared[key]
        return [
            {"key": str(place)} | self._filled(f"{key}:{place}", declared, named, on)
            for place, named in enumerate(people, start=1)
        ]

    def blank(self) -> dict[str, Any]:
        return dict.fromkeys(self.columns, "")

    def _filled(self, key: str, declared: Declared, named: Named, on: date) -> dict[str, Any]:
        person = named.person
        if person.is_born(on):
            typed: Typed = self.hand.typed(person, on)
        else:
            mother = person.mother or person.parents[0]
            typed = self.hand.unborn(mother, person.surname, person.expected_on or person.birth_date, on)
            self.hand.slips = []
        self.truth[key] = person.id
        self.slips += [(key, slip) for slip in self.hand.slips]
        role = {declared.role_column: named.role} if declared.role_column and named.role else {}
        return in_columns(declared, typed, **role, **named.more)


def located(place: Address, grid: bool = False) -> dict[str, Any]:
    """Where it happened, in the columns of a call, a crime or a report."""
    found = {
        "location.address": place.line,
        "location.postcode": place.postcode,
        "location.uprn": place.uprn,
        "location.borough": place.borough,
    }
    if grid:
        found |= {"location.easting": str(place.easting), "location.northing": str(place.northing)}
    return found
