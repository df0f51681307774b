"""One family at a time, worked out from its number alone, so that a large force need not be held in memory."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from goldthread.synthetic import names, numbers
from goldthread.synthetic.chance import dice
from goldthread.synthetic.gazetteer import Gazetteer
from goldthread.synthetic.people import ALWAYS, Person, person_id, years_before
from goldthread.synthetic.places import SHORT, Address
from goldthread.synthetic.rates import rate, split

# Sizes come round in twenties, so that the children before any family can be counted without making it.
ROUND = 20
# Whoever was a child on some day of the history: those who have grown up since, and those not born yet.
OLDEST_DAYS, EXPECTED_DAYS = round(20.9 * 365.25), 200
CHILDREN_AT_ONE_TIME = 18 * 365.25 / (OLDEST_DAYS + EXPECTED_DAYS)
HELD = 4_000
SCHOOL_AGE, LEAVING_AGE = 4, 19


@dataclass
class Family:
    number: int
    of: names.Community
    parents: list[Person]
    children: list[Person]
    home: Address


@dataclass(frozen=True)
class Placement:
    """Where a looked-after child lives, since when, and whose care it is."""

    kind: str
    address: Address
    since: date
    authority: str


def round_of_sizes() -> list[int]:
    return [size for size, share in split("people.family_sizes").items() for _ in range(round(share * ROUND / 100))]


CHILDREN_A_ROUND = sum(round_of_sizes())


class Families:
    """`placements` say which family's eldest is looked after, `sheltered` which live where nobody may know."""

    def __init__(self, seed: str, count: int, on: date, gazetteer: Gazetteer) -> None:
        self.seed, self.count, self.on, self.gazetteer = seed, count, on, gazetteer
        self.born = count // ROUND * CHILDREN_A_ROUND
        self.placements: Mapping[int, Placement] = {}
        self.homes: Mapping[int, Address] = {}
        self._held: OrderedDict[int, Family] = OrderedDict()
        self._sizes: dict[int, list[int]] = {}
        self._twins = _twins_where_there_may_be()

    def family(self, number: int) -> Family:
        if number not in self._held:
            self._held[number] = self._make(number)
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        return self._held[number]

    def sizes(self, group: int) -> list[int]:
        if group not in self._sizes:
            self._sizes[group] = round_of_sizes()
            dice(self.seed, f"sizes:{group}").shuffle(self._sizes[group])
        return self._sizes[group]

    def _make(self, number: int) -> Family:
        rng = dice(self.seed, f"family:{number}")
        of = names.community(rng)
        group, place = divmod(number, ROUND)
        sizes = self.sizes(group)
        serial = group * CHILDREN_A_ROUND + sum(sizes[:place])
        homes = self._homes(rng, number)
        births = self._births(rng, sizes[place])
        family = Family(number, of, [], [], homes[-1][1])
        mother, father, partner = self._parents(rng, number, of, homes, births[0])
        family.parents = [mother, *filter(None, [partner if partner else father])]
        stepchildren = rng.randint(1, len(births)) if partner else 0
        for i, (born, like) in enumerate(births):
            of_partner = partner is not None and i >= stepchildren
            child = self._child(rng, number, i, serial + i, of, born, mother, partner if of_partner else father)
            if like is not None:
                _as_twin(rng, of, child, family.children[like])
            _name_apart(rng, of, child, family.children)
            child.homes, child.parents = homes, family.parents
            family.children.append(child)
        for child in family.children:
            child.siblings = [other for other in family.children if other is not child]
        if number in self.placements:
            _place(family.children[0], self.placements[number], serial, self.on)
        return family

    def _homes(self, rng: Random, number: int) -> tuple[tuple[date, Address], ...]:
        """The home of now, and for those who moved the one before, where others have lived since."""
        now = self.homes.get(number) or self.gazetteer.of_household(number)
        days = rng.randrange(30, 1095)
        moved, far = rng.random() < rate("people.moved"), rng.random() < rate("people.moved_borough")
        before = self.gazetteer.dwelling(rng.randrange(self.gazetteer.dwellings))
        if not moved and number not in self.homes:
            return ((ALWAYS, now),)
        if not far:
            before = self.gazetteer.nearby(before, now.borough)
        return ((ALWAYS, before), (self.on - timedelta(days=days), now))

    def _births(self, rng: Random, size: int) -> list[tuple[date, int | None]]:
        """Eldest first, ten months apart or on one day; the youngest may not be born yet."""
        ages: list[tuple[int, bool]] = []
        age = rng.randint(-EXPECTED_DAYS, OLDEST_DAYS - 1_200 * (size - 1))
        while len(ages) < size:
            ages.append((age, False))
            if len(ages) < size and rng.random() < self._twins:
                ages.append((age, True))
            age += rng.randint(330, 1_150)
        oldest_first = list(reversed(ages))
        births: list[tuple[date, int | None]] = []
        for i, (days, twin) in enumerate(oldest_first):
            # Reversed, the marked one of a pair comes first: mark the one after it instead.
            after_twin = i > 0 and oldest_first[i - 1][1]
            births.append((self.on - timedelta(days=days), i - 1 if after_twin and not twin else None))
        return births

    def _parents(
        self, rng: Random, number: int, of: names.Community, homes: Any, eldest: tuple[date, Any]
    ) -> tuple[Person, Person | None, Person | None]:
        """Mother, the father of the eldest, and a partner who is not."""
        surname = rng.choice(of.surnames)
        hers = of.gendered(surname, "female") if of.surname == "family" else names.adult_surname(rng, of, "female")
        mother = self.adult(rng, person_id(number, 0), of, "female", hers, homes, number * 3, eldest[0])
        mother.nhs_no = numbers.nhs(self.born + number)
        father = self.adult(rng, person_id(number, 1), of, "male", surname, homes, number * 3 + 1, eldest[0])
        father.surname = surname if of.surname != "double" else names.adult_surname(rng, of, "male")
        alone = rng.random() < rate("people.mother_alone")
        step = not alone and rng.random() < rate("people.stepfamily")
        elsewhere = self.gazetteer.dwelling(rng.randrange(self.gazetteer.dwellings))
        if not alone and not step:
            return mother, father, None
        father.homes = ((ALWAYS, elsewhere),)
        other = names.community(rng)
        his = names.adult_surname(rng, other, "male")
        partner = self.adult(rng, person_id(number, 2), other, "male", his, homes, number * 3 + 1, eldest[0])
        return mother, father, partner if step else None

    def adult(
        self, rng: Random, id_: str, of: names.Community, sex: str, surname: str, homes: Any, phone: int, eldest: date
    ) -> Person:
        born = years_before(eldest, rng.uniform(18, 38))
        person = Person(id_, names.forename(rng, of, sex), surname, sex, born, homes, numbers.phone(phone))
        person.family_first = of.family_first
        if rng.random() < rate("people.known_to_pnc"):
            _give_pnc(rng, person, self.on.year - 1)
        return person

    def _child(
        self, rng: Random, number: int, place: int, serial: int, of: names.Community, born: date, mother: Person,
        father: Person | None,
    ) -> Person:  # fmt: skip
        sex = rng.choice(("female", "male"))
        fathers = father or mother
        surname = of.born_to(rng, sex, mother.surname, fathers.surname, fathers.forename)
        child = Person(person_id(number, 10 + place), names.forename(rng, of, sex), surname, sex, born, ())
        child.family_first, child.mother = of.family_first, mother
        child.middle = names.forename(rng, of, sex) if rng.random() < 0.4 else ""
        child.nhs_no, child.phone = numbers.nhs(serial), mother.phone
        child.social_care_id = numbers.social_care(SHORT[mother.address.borough][0], serial)
        child.expected_on = born + timedelta(days=round(rng.gauss(0, 8)))
        if child.age_on(self.on) >= 12 and rng.random() < 0.06:
            year = self.on.year - rng.randint(0, 1)
            child.pnc_id = numbers.pnc(rng, year)
        if SCHOOL_AGE <= child.age_on(self.on) < LEAVING_AGE:
            self.to_school(rng, child, mother.address.borough)
            child.upn = numbers.upn(serial, born.year)
        return child

    def to_school(self, rng: Random, child: Person, borough: str) -> None:
        phase = "secondary" if child.age_on(self.on) >= 11 else "primary"
        schools = [school for school in self.gazetteer.schools[borough] if school.school_phase == phase]
        child.school_place = rng.choice(schools)
        child.school = child.school_place.organisation


def _twins_where_there_may_be() -> float:
    """The chance of a second child wherever a family has room for one, so that all maternities have the rate."""
    sizes = round_of_sizes()
    room = sum(size - 1 for size in sizes)
    return rate("people.twins") * sum(sizes) / (1 + rate("people.twins")) / room


def _as_twin(rng: Random, of: names.Community, child: Person, twin: Person) -> None:
    child.birth_date, child.expected_on, child.surname = twin.birth_date, twin.expected_on, twin.surname
    if rng.random() < rate("people.identical"):
        child.sex = twin.sex
        child.forename = names.forename(rng, of, child.sex)
    child.school, child.school_place = twin.school, twin.school_place


def _name_apart(rng: Random, of: names.Community, child: Person, others: list[Person]) -> None:
    while child.forename in {other.forename for other in others}:
        child.forename = names.forename(rng, of, child.sex)


def _give_pnc(rng: Random, person: Person, latest: int) -> None:
    year = min(person.birth_date.year + 18 + rng.randint(0, 8), latest)
    person.pnc_id = numbers.pnc(rng, year)
    person.cro_no = numbers.cro(rng, year) if rng.random() < 0.6 else ""


def _place(child: Person, placement: Placement, serial: int, on: date) -> None:
    since = max(placement.since, child.birth_date + timedelta(days=30))
    if since > on:
        return
    child.social_care_id = numbers.social_care(SHORT[placement.authority][0], serial)
    if placement.kind != "with parents":
        child.homes = (*(home for home in child.homes if home[0] < since), (since, placement.address))
    child.placed, child.placed_on = placement.kind, since
