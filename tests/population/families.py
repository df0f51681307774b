"""Families and those who live alone, invented: who is whose child, who are twins, where they live."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from goldthread.core.records.identifiers import nhs_check, pnc_check
from tests.population import naming, places
from tests.population.communities import Community, communities
from tests.population.naming import Names
from tests.population.places import Place

FIRST_DAY, LAST_DAY = date(2012, 1, 1), date(2017, 12, 31)
DAYS = (LAST_DAY - FIRST_DAY).days
# Of maternities; about 1.5% in life (shared/domain/linking.md 2). Made commoner so that their rate can be measured.
TWINS_IN_LIFE, TWINS_ONE_EGG, TRIPLETS = 0.015, 0.33, 0.02
MIXED, MOVES, STEP, EXTENDED = 0.12, 0.35, 0.16, 0.08
STREET_NAMES = (
    "Tiny", "Ghost", "Smokey", "Biggz", "Shadow", "Lil T", "Flash", "Spider", "Pepsi", "Blaze", "Dots", "Munch",
    "Skinny", "Bones", "Jinx", "Peanut", "Trigz", "Dodger", "Nemo", "Sparks", "Rocky", "Squeak", "Ziggy",
)  # fmt: skip


@dataclass(eq=False)
class Person:
    """Somebody invented, with everything that any system could know of them."""

    truth: str
    community: Community
    household: "Household"
    names: Names
    sex: str
    born: date
    kind: str  # child, parent, adult
    twinset: str = ""
    step: Names | None = None
    mother: "Person | None" = None
    phone: str = ""
    nhs_no: str = ""
    pnc_id: str = ""
    social_care_ids: tuple[str, ...] = ()
    has_default_birthday: bool = False
    own_homes: list[tuple[date, Place]] = field(default_factory=list)

    def home(self, on: date) -> Place:
        """Where they live that day."""
        return next(place for since, place in reversed(self.own_homes or self.household.homes) if since <= on)

    def home_before(self, on: date) -> Place:
        """Where a register that was not told still has them."""
        return self.home(on - timedelta(days=700))

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


@dataclass(eq=False)
class Household:
    """People behind one door. `homes` are its addresses, each with the day it moved in."""

    code: str
    homes: list[tuple[date, Place]]
    people: list[Person] = field(default_factory=list)
    landline: str = ""

    def children(self) -> list[Person]:
        return [one for one in self.people if one.kind == "child"]

    def adults(self) -> list[Person]:
        return [one for one in self.people if one.kind != "child"]


class Families:
    """An endless street of invented households, the same for the same seed."""

    def __init__(self, chance: Random, twins: float) -> None:
        self.chance = chance
        self.twin_rate = TWINS_IN_LIFE * twins
        self.known = communities()
        self.shares = [community.share for community in self.known]
        self.people = self.homes = self.sets = self.nhs_bodies = self.files = 0
        self.hostels: list[Place] = []
        self.care_homes: list[Place] = []

    def households(self) -> Iterator[Household]:
        while True:
            household = self._household()
            (community,) = self.chance.choices(self.known, self.shares)
            if self.chance.random() < 0.22:
                self._alone(household, community)
            else:
                self._family(household, community)
            yield household

    def _household(self) -> Household:
        chance, self.homes = self.chance, self.homes + 1
        homes = [(date.min, self._home())]
        while chance.random() < MOVES and len(homes) < 4:
            homes.append((FIRST_DAY + timedelta(days=chance.randrange(DAYS)), self._home()))
        landline = _phone("02079460", chance) if chance.random() < 0.3 else ""
        return Household(f"H{self.homes:06d}", sorted(homes, key=lambda home: home[0]), landline=landline)

    def _home(self) -> Place:
        """One in twenty-five lives in a hostel, with some forty families more."""
        if self.chance.random() < 0.04:
            return self._one_of(self.hostels, "hostel", 0.03)
        return places.house(self.chance)

    def _one_of(self, held: list[Place], kind: str, new: float) -> Place:
        if not held or self.chance.random() < new:
            held.append(places.communal(kind, self.chance))
        return held[-1 - self.chance.randrange(min(3, len(held)))]

    def _alone(self, household: Household, community: Community) -> None:
        sex = "M" if self.chance.random() < 0.75 else "F"
        names = naming.adult(community, sex, self.chance)
        self._person(household, community, names, sex, self._grown_up(), "adult")

    def _grown_up(self) -> date:
        return date(2015, 1, 1) - timedelta(days=int(self.chance.triangular(18, 65, 32) * 365.25))

    def _family(self, household: Household, community: Community) -> None:
        chance = self.chance
        other = community
        if chance.random() < MIXED:
            (other,) = chance.choices(self.known, self.shares)
        hers, his = naming.adult(community, "F", chance), naming.adult(other, "M", chance)
        if community.rule == "family" and chance.random() < 0.55:
            hers = naming.married(hers, his)
        eldest = self._eldest()
        mother_born = eldest - timedelta(days=int(chance.triangular(17, 42, 28) * 365.25))
        mother = self._person(household, community, hers, "F", mother_born, "parent")
        is_step, is_lone = chance.random() < STEP, chance.random() < 0.35
        step = naming.adult(other, "M", chance) if is_step else None
        if not is_lone or is_step:
            his_birth = mother_born + timedelta(days=chance.randint(-3000, 900))
            self._person(household, other, step or his, "M", his_birth, "parent")
        father = None if is_lone and not is_step and chance.random() < 0.5 else his
        self._children(household, other if father else community, mother, father, step, eldest)
        if chance.random() < EXTENDED:
            self._cousins(household, other, his)

    def _eldest(self) -> date:
        return date(1995, 6, 1) + timedelta(days=int(self.chance.triangular(0, 22.2, 12) * 365.25))

    def _children(
        self,
        household: Household,
        community: Community,
        mother: Person,
        father: Names | None,
        step: Names | None,
        eldest: date,
    ) -> None:
        chance = self.chance
        (confinements,) = chance.choices((1, 2, 3, 4, 5, 6), (34, 34, 18, 8, 4, 2))
        born, used = eldest, set[str]()
        for _ in range(confinements):
            if born > LAST_DAY:
                break
            number = 1 if chance.random() >= self.twin_rate else 2 + (chance.random() < TRIPLETS)
            for names, sex in self._siblings(community, father, mother.names, number, used):
                one = self._person(household, community, names, sex, born, "child")
                one.mother, one.step = mother, step
                one.twinset = f"W{self.sets + 1:05d}" if number > 1 else ""
            self.sets += number > 1
            self._leave_home(household)
            born += timedelta(days=int(chance.triangular(11, 96, 26) * 30.4))

    def _siblings(
        self, community: Community, father: Names | None, mother: Names, number: int, used: set[str]
    ) -> list[tuple[Names, str]]:
        """The children of one birth, none with a forename that a brother or sister bears already."""
        chance, made = self.chance, list[tuple[Names, str]]()
        is_one_egg = chance.random() < TWINS_ONE_EGG
        pair = chance.choice(community.twins) if number == 2 and community.twins and chance.random() < 0.12 else None
        while len(made) < number:
            sex = made[0][1] if made and is_one_egg else chance.choice("FM")
            forename = community.forename(sex, chance)
            if pair and pair[len(made)] not in used:
                forename, sex = community.known(pair[len(made)], sex)
            elif made and forename[0][0] != made[0][0].everyday[0][0] and chance.random() < 0.3:
                continue  # twins share an initial more often than chance would have it
            if forename[0] in used:
                pair = None
                continue
            used.update(forename)
            made.append((naming.child(community, sex, forename, father, mother, chance), sex))
        return made

    def _leave_home(self, household: Household) -> None:
        """One child in thirty is looked after in a children's home for a while."""
        last = household.people[-1]
        if self.chance.random() < 0.033:
            away = FIRST_DAY + timedelta(days=self.chance.randrange(DAYS))
            last.own_homes = [*household.homes, (away, self._one_of(self.care_homes, "home", 0.12))]
            last.own_homes.sort(key=lambda home: home[0])

    def _cousins(self, household: Household, community: Community, his: Names) -> None:
        """The father's brother and his children behind the same door: one surname, and now and then one name."""
        chance = self.chance
        aunt = naming.adult(community, "F", chance)
        uncle = naming.brother(community, his, chance)
        mother = self._person(household, community, aunt, "F", self._grown_up(), "parent")
        self._person(household, community, uncle, "M", self._grown_up(), "parent")
        self._children(household, community, mother, uncle, None, self._eldest())

    def _person(
        self, household: Household, community: Community, names: Names, sex: str, born: date, kind: str
    ) -> Person:
        chance, self.people = self.chance, self.people + 1
        one = Person(f"T{self.people:07d}", community, household, names, sex, born, kind)
        household.people.append(one)
        if chance.random() < community.default_birthday and kind != "child":
            one.born, one.has_default_birthday = date(born.year, 1, 1), True
        if kind != "child" or born.year < 2003:
            one.phone = _phone("07700900", chance) if chance.random() < 0.9 else ""
        one.nhs_no = self._nhs_number()
        one.pnc_id = _pnc(one, self.people) if chance.random() < (0.6 if kind == "adult" else 0.15) else ""
        if kind == "child":
            # Social care opens a second file about one child in twelve.
            one.social_care_ids = tuple(self._file() for _ in range(1 + (chance.random() < 0.08)))
        return one

    def _nhs_number(self) -> str:
        """The next of the valid numbers beginning 999, which are never issued."""
        while True:
            self.nhs_bodies += 1
            # 379721 shares no factor with a million: all differ until it is used up.
            nine = f"999{self.nhs_bodies * 379_721 % 10**6:06d}"
            check = nhs_check(nine)
            if check:
                return nine + check

    def _file(self) -> str:
        self.files += 1
        return f"CS{self.files * 3_571_427 % 10**7:07d}"


def _phone(prefix: str, chance: Random) -> str:
    """A drama number with seven digits more: no real number is so long."""
    return prefix + f"{chance.randrange(10**7):07d}"


def _pnc(one: Person, number: int) -> str:
    year = min(2017, one.born.year + 13)
    return f"{year}/{number % 10**7:07d}{pnc_check(year, number % 10**7)}"
