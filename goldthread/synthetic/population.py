"""Everyone of the invented force, asked for one at a time: families by number, other households, managed offenders."""

from array import array
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from goldthread.synthetic import names, numbers
from goldthread.synthetic.chance import dice, pick
from goldthread.synthetic.families import CHILDREN_A_ROUND, CHILDREN_AT_ONE_TIME, ROUND, Families, Family, Placement
from goldthread.synthetic.gazetteer import Gazetteer
from goldthread.synthetic.people import ALWAYS, Person, person_id, years_before
from goldthread.synthetic.places import BOROUGHS, Address
from goldthread.synthetic.rates import rate, split
from goldthread.synthetic.scales import Scale

PARENTS_A_FAMILY = 1.75
ADULTS_A_HOUSEHOLD = 1.6
EMPTY = 1.04
OFFENDERS = 9_000_000
ORDERS = ("SHPO", "SRO", "none")


@dataclass(frozen=True)
class Offender:
    """A managed offender: what a marker says, and nothing of what they did."""

    person: Person
    ref: str
    category: str
    level: int
    band: str
    order: str
    order_from: date
    registered_on: date
    with_children: bool
    manager_number: int


class Population:
    def __init__(self, seed: str, scale: Scale, on: date) -> None:
        self.seed, self.scale, self.on = seed, scale, on
        share = CHILDREN_A_ROUND / ROUND
        born = scale.people * rate("people.children") / CHILDREN_AT_ONE_TIME
        count = max(1, round(born / share / ROUND)) * ROUND
        grown = scale.people - count * share - count * PARENTS_A_FAMILY
        self.households = max(1, round(grown / ADULTS_A_HOUSEHOLD))
        dwellings = round((count + self.households) * EMPTY / len(BOROUGHS)) * len(BOROUGHS)
        self.gazetteer = Gazetteer(seed, dwellings, round(count * share))
        self.families = Families(seed, count, on, self.gazetteer)
        self.families.homes = self._sheltered()
        self.families.placements = self._placements()
        self.looked_after = sorted(self.families.placements)
        self.offenders = round(scale.people / 1000 * rate("people.offenders") * scale.stock)
        rng = dice(seed, "notice")
        # How often a family comes to notice, against the average of one: a few very often, most hardly ever.
        self._likely = array("d", accumulate(rng.gammavariate(0.6, 1 / 0.6) for _ in range(count)))

    @property
    def children(self) -> int:
        """How many are under 18 at any one time."""
        return round(self.families.born * CHILDREN_AT_ONE_TIME)

    def family(self, number: int) -> Family:
        return self.families.family(number)

    def likely_family(self, rng: Random) -> Family:
        return self.family(min(bisect(self._likely, rng.random() * self._likely[-1]), self.families.count - 1))

    def any_family(self, rng: Random) -> Family:
        return self.family(rng.randrange(self.families.count))

    def child(self, rng: Random, day: date, youngest: int = 0, oldest: int = 17) -> Person | None:
        """A child of that age on that day, of a family likely to come to notice, or nobody after some tries."""
        for _ in range(12):
            family = self.likely_family(rng)
            fit = [c for c in family.children if c.is_born(day) and youngest <= c.age_on(day) <= oldest]
            if fit:
                return rng.choice(fit)
        return None

    def looked_after_child(self, rng: Random, day: date, youngest: int = 10) -> Person | None:
        for _ in range(60):
            if not self.looked_after:
                return None
            child = self.family(rng.choice(self.looked_after)).children[0]
            if child.is_looked_after(day) and youngest <= child.age_on(day) <= 17:
                return child
        return None

    def adult(self, rng: Random) -> Person:
        """Anyone grown: a parent, or one of a household without children."""
        if rng.random() * self.scale.people < self.families.count * PARENTS_A_FAMILY:
            return rng.choice(self.any_family(rng).parents)
        return self.of_household(rng.randrange(self.households), rng.randrange(2))

    def of_household(self, number: int, place: int) -> Person:
        number += self.families.count
        rng = dice(self.seed, f"household:{number}:{place}")
        of = names.community(rng)
        sex = rng.choice(("female", "male"))
        surname = names.adult_surname(rng, of, sex)
        home = self.gazetteer.of_household(number)
        if number % 90 == 0:
            # A hostel or a care home: no household, though many have its address.
            home = self.gazetteer.room(rng.choice(self.gazetteer.for_adults[home.borough]), number // 90 % 40 + 1)
        person = self.families.adult(
            rng, person_id(number, place), of, sex, surname, ((ALWAYS, home),), number * 3 + place, self.on
        )
        person.birth_date = years_before(self.on, rng.uniform(18.1, 88))
        return person

    def offender(self, number: int) -> Offender:
        """The same number, the same person. Some live in a household with children."""
        rng = dice(self.seed, f"offender:{number}")
        of = names.community(rng)
        with_children = rng.random() < rate("people.offenders_with_children")
        number_of_home = rng.randrange(self.families.count) if with_children else self._alone(rng)
        home = self.families.family(number_of_home).home if with_children else self.gazetteer.dwelling(number_of_home)
        before = self.gazetteer.dwelling(rng.randrange(self.gazetteer.dwellings))
        sex = "male" if rng.random() < 0.98 else "female"
        person = Person(
            person_id(OFFENDERS + number, 0),
            names.forename(rng, of, sex),
            names.adult_surname(rng, of, sex),
            sex,
            years_before(self.on, rng.uniform(22, 78)),
            ((ALWAYS, before), (self.on - timedelta(days=rng.randrange(20, 1400)), home)),
            numbers.phone(3_000_000 + number),
            family_first=of.family_first,
        )
        registered = self.on - timedelta(days=rng.randrange(200, 5_000))
        person.pnc_id = numbers.pnc(rng, max(registered.year, 1980))
        person.cro_no = numbers.cro(rng, max(registered.year, 1980))
        if rng.random() < 0.2:
            person.alias = f"{names.forename(rng, of, sex)} {names.adult_surname(rng, of, sex)}"
        return Offender(
            person,
            f"{registered.year % 100:02d}/{number + 1:07d}",
            rng.choices(("1", "2", "3"), (88, 11, 1))[0],
            rng.choices((1, 2, 3), (93, 6.5, 0.5))[0],
            pick(rng, split("markers.bands")),
            rng.choices(ORDERS, (70, 8, 22))[0],
            registered - timedelta(days=rng.randrange(10)),
            registered,
            with_children,
            rng.randrange(1000),
        )

    def _alone(self, rng: Random) -> int:
        return rng.randrange(self.gazetteer.dwellings)

    def household(self, number: int) -> Iterator[Person]:
        """Everyone of a household, by the number their ids begin with."""
        if number >= OFFENDERS:
            yield self.offender(number - OFFENDERS).person
        elif number >= self.families.count:
            yield from (self.of_household(number - self.families.count, place) for place in (0, 1))
        else:
            yield from (*self.family(number).parents, *self.family(number).children)

    def _sheltered(self) -> dict[int, Address]:
        """Families in temporary accommodation, and the few in a refuge."""
        rng, count = dice(self.seed, "sheltered"), self.families.count
        hostels = max(2, round(count * rate("people.temporary_accommodation")))
        refuges = max(1, round(count * rate("people.refuge")))
        chosen = rng.sample(range(count), hostels + refuges)
        found = {}
        for i, number in enumerate(chosen):
            kinds = self.gazetteer.hostels if i < hostels else self.gazetteer.refuges
            found[number] = self.gazetteer.room(rng.choice(kinds[rng.choice(BOROUGHS)]), i % 60 + 1)
        return found

    def _placements(self) -> dict[int, Placement]:
        rng = dice(self.seed, "placements")
        share = rate("people.looked_after") / 10_000 * self.scale.stock
        chosen = rng.sample(range(self.families.count), max(6, round(self.children * share)))
        free = [number for number in chosen if number not in self.families.homes]
        return {number: self._placement(rng, number) for number in free}

    def _placement(self, rng: Random, number: int) -> Placement:
        home = self.gazetteer.of_household(number)
        out = rng.random() < rate("people.placed_out_of_borough")
        borough = rng.choice([b for b in BOROUGHS if b != home.borough]) if out else home.borough
        kind = pick(rng, split("people.placements"))
        if kind == "children's home":
            address = rng.choice(self.gazetteer.homes[borough])
        else:
            address = self.gazetteer.nearby(self.gazetteer.dwelling(rng.randrange(self.gazetteer.dwellings)), borough)
        # Long enough ago for most of them to be looked after throughout the history.
        since = self.on - timedelta(days=rng.randrange(40, 4_500))
        return Placement(kind, address, since, home.borough)
