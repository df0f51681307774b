"""What is reported of a household: which system, on which day, and who is named together in it."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.population.families import DAYS, FIRST_DAY, Household, Person
from tests.population.systems import System, systems

USUAL, TROUBLED, MOST = 4.0, 0.06, 40
# How many of the latest offenders and teenagers are in reach of each other's reports.
PEERS = 240
YOUNGEST_ARRESTED, YOUNGEST_MISSING = 11, 5
UNBORN_DAYS = 200


@dataclass(frozen=True)
class Report:
    """One record of one system: the people it names, each in a role."""

    system: System
    day: date
    named: tuple[tuple[Person, str], ...]


class Reports:
    """Reports of households as they come, with acquaintances among those that came before."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.peers: deque[Person] = deque(maxlen=PEERS)
        self.systems = systems()
        self.shares = [system.share for system in self.systems]
        self.ways = {
            "crime": self._crime,
            "missing": self._missing,
            "pac": self._notification,
            "cad": self._call,
            "custody": self._custody,
            "offender_register": self._registered,
            "intelligence": self._intelligence,
            "social_care": self._file,
        }

    def of(self, household: Household) -> Iterator[Report]:
        """A few reports of most households, and very many of some."""
        chance = self.chance
        number = 1 + int(chance.expovariate(1 / USUAL))
        if chance.random() < TROUBLED:
            number += int(chance.expovariate(1 / 10))
        for _ in range(min(number, MOST)):
            day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            (system,) = chance.choices(self.systems, self.shares)
            named = self.ways[system.code](household, day)
            if named:
                yield Report(system, day, tuple(dict(named).items()))
        self.peers.extend(one for one in household.people if one.kind == "adult" or 1995 < one.born.year < 2004)

    def _child(self, household: Household, day: date, youngest: int = 0, oldest: int = 17) -> Person | None:
        """One of the children of that age, the elder likelier: trouble comes again to whom it came before."""
        able = [one for one in household.children() if one.born <= day and youngest <= one.age(day) <= oldest]
        if not able:
            return None
        return self.chance.choices(able, [1 / (place + 1) for place in range(len(able))])[0]

    def _grown(self, household: Household, day: date) -> Person | None:
        able = [one for one in household.people if one.born <= day and one.age(day) >= 18]
        return self.chance.choice(able) if able else None

    def _peer(self, day: date) -> Person | None:
        one = self.chance.choice(self.peers) if self.peers else None
        return one if one and one.born <= day and one.age(day) >= YOUNGEST_ARRESTED else None

    def _others(self, household: Household, one: Person, day: date, rate: float) -> list[tuple[Person, str]]:
        """Brothers and sisters named beside a child."""
        return [
            (other, "sibling")
            for other in household.children()
            if other is not one and other.born <= day and other.age(day) < 18 and self.chance.random() < rate
        ]

    def _parent(self, household: Household, day: date, rate: float, role: str) -> list[tuple[Person, str]]:
        parents = [one for one in household.adults() if one.born <= day]
        return [(self.chance.choice(parents), role)] if parents and self.chance.random() < rate else []

    def _crime(self, household: Household, day: date) -> list[tuple[Person, str]]:
        victim = self._child(household, day) if self.chance.random() < 0.7 else self._grown(household, day)
        if not victim:
            return []
        named = [(victim, "victim")]
        if victim.kind == "child":
            named += self._parent(household, day, 0.45, "person reporting")
            named += self._others(household, victim, day, 0.08)
        if self.chance.random() < 0.4:
            suspect = self._peer(day) if self.chance.random() < 0.6 else self._grown(household, day)
            named += [(suspect, "suspect")] if suspect and suspect is not victim else []
        return named

    def _missing(self, household: Household, day: date) -> list[tuple[Person, str]]:
        one = self._child(household, day, YOUNGEST_MISSING)
        if not one:
            return []
        return [(one, "missing person"), *self._parent(household, day, 0.5, "person reporting")]

    def _notification(self, household: Household, day: date) -> list[tuple[Person, str]]:
        unborn = self._unborn(household, day)
        one = unborn or self._child(household, day)
        if not one:
            return []
        named = [(one, "unborn child" if unborn else "child"), *self._parent(household, day, 0.45, "parent/carer")]
        return named + self._others(household, one, day, 0.35)

    def _call(self, household: Household, day: date) -> list[tuple[Person, str]]:
        one = self._child(household, day) if self.chance.random() < 0.6 else self._grown(household, day)
        if not one:
            return []
        role = "child" if one.kind == "child" else "person reporting"
        return [
            (one, role),
            *[pair for pair in self._parent(household, day, 0.35, "parent/carer") if pair[0] is not one],
        ]

    def _custody(self, household: Household, day: date) -> list[tuple[Person, str]]:
        known = [
            one for one in household.people if one.pnc_id and one.born <= day and one.age(day) >= YOUNGEST_ARRESTED
        ]
        if known and self.chance.random() < 0.8:
            return [(self.chance.choice(known), "suspect")]
        one = (
            self._child(household, day, YOUNGEST_ARRESTED)
            if self.chance.random() < 0.3
            else self._grown(household, day)
        )
        if not one:
            return []
        return [
            (one, "suspect"),
            *[pair for pair in self._parent(household, day, 0.3, "parent/carer") if pair[0] is not one],
        ]

    def _registered(self, household: Household, day: date) -> list[tuple[Person, str]]:
        known = [one for one in household.adults() if one.pnc_id and one.born <= day]
        return [(known[0], "offender")] if known else []

    def _intelligence(self, household: Household, day: date) -> list[tuple[Person, str]]:
        first = self._child(household, day, YOUNGEST_ARRESTED) or self._grown(household, day)
        others = [self._peer(day) for _ in range(self.chance.randrange(3))]
        return [(one, "associate") for one in [first, *others] if one]

    def _file(self, household: Household, day: date) -> list[tuple[Person, str]]:
        unborn = self._unborn(household, day)
        one = unborn or self._child(household, day)
        if not one:
            return []
        mother = [(one.mother, "parent/carer")] if one.mother and self.chance.random() < 0.55 else []
        return [(one, "unborn child" if unborn else "child"), *mother, *self._others(household, one, day, 0.2)]

    def _unborn(self, household: Household, day: date) -> Person | None:
        """A child who will be born within seven months, where the worry is about it already; no twins among them."""
        for one in household.children():
            if 0 < (one.born - day).days < UNBORN_DAYS and not one.twinset and self.chance.random() < 0.5:
                return one
        return None
