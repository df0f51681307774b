"""Children, parents and households, with numbers from ranges that were never issued to anyone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from goldthread.core.records.identifiers import cro_check, nhs_check, pnc_check, upn_check
from goldthread.synthetic import names
from goldthread.synthetic.chance import dice
from goldthread.synthetic.places import BOROUGHS, SHORT, Address, Gazetteer

OLDEST_CHILD_DAYS = 17 * 365
LOOKED_AFTER = 0.05
CHILDREN_IN_A_FAMILY = ((1, 30), (2, 42), (3, 20), (4, 8))


@dataclass(eq=False)
class Person:
    """Someone who does not exist. `notice` is how often they come to notice, against the average of one."""

    id: str
    forename: str
    surname: str
    sex: str
    birth_date: date
    address: Address
    phone: str
    middle: str = ""
    nhs_no: str = ""
    upn: str = ""
    social_care_id: str = ""
    pnc_id: str = ""
    cro_no: str = ""
    school: str = ""
    notice: float = 0.0
    parents: list["Person"] = field(default_factory=list, repr=False)
    siblings: list["Person"] = field(default_factory=list, repr=False)

    @property
    def looked_after(self) -> bool:
        return bool(self.social_care_id) and not self.parents


class Numbers:
    """Identifiers in order, each with the right check, from the ranges kept for people who do not exist."""

    def __init__(self) -> None:
        self.issued = {"nhs": 0, "upn": 0, "phone": 0, "person": 0, "case": 0}

    def next(self, kind: str) -> int:
        self.issued[kind] += 1
        return self.issued[kind]

    def person(self) -> str:
        return f"P{self.next('person'):06d}"

    def nhs(self) -> str:
        while True:
            nine = f"999{self.next('nhs'):06d}"
            if check := nhs_check(nine):
                return nine + check

    def upn(self, born: date) -> str:
        """Local authority 000 is nobody's."""
        serial = self.next("upn")
        body = f"000{serial // 1000:04d}{(born.year + 5) % 100:02d}{serial % 1000:03d}"
        return upn_check(body) + body

    def phone(self) -> str:
        """The drama range holds a thousand; beyond it extra digits follow, which no exchange listens to."""
        number = self.next("phone") - 1
        extra = f"{number // 1000:04d}" if number >= 1000 else ""
        return f"07700 900{number % 1000:03d}{extra}"

    def pnc(self, rng: Random, year: int) -> str:
        serial = rng.randrange(1, 10_000_000)
        return f"{year}/{serial:07d}{pnc_check(year, serial)}"

    def cro(self, rng: Random, year: int) -> str:
        serial = f"{rng.randrange(1, 1_000_000):06d}"
        return f"{serial}/{year % 100:02d}{cro_check(f'{year % 100:02d}', serial)}"

    def social_care(self, borough: str) -> str:
        return f"{SHORT[borough]}-{self.next('case'):05d}"


class Population:
    """Families, one after another until there are children enough."""

    def __init__(self, seed: str, children: int, on: date) -> None:
        self.rng = dice(seed, "people")
        self.on = on
        self.numbers = Numbers()
        self.gazetteer = Gazetteer(seed)
        self.children: list[Person] = []
        self.adults: list[Person] = []
        self._known: set[tuple[str, str, date]] = set()
        while len(self.children) < children:
            self._family()

    def everyone(self) -> Iterator[Person]:
        yield from self.children
        yield from self.adults

    def _family(self) -> None:
        rng, of = self.rng, names.community(self.rng)
        home, phone = self.gazetteer.house(rng.choice(BOROUGHS)), self.numbers.phone()
        surname = rng.choice(of.surnames)
        born = self._birth_dates()
        oldest = self.on.year - born[-1].year
        mothers = surname if of.shared_surname else rng.choice(of.surnames)
        parents = [self.adult(of, "female", mothers, home, phone, oldest)]
        if rng.random() < 0.55:
            parents.append(self.adult(of, "male", surname, home, self.numbers.phone(), oldest))
        family: list[Person] = []
        for day in born:
            family.append(self._child(of, surname, day, home, phone, parents, {c.forename for c in family}))
        for child in family:
            child.siblings = [other for other in family if other is not child]

    def _birth_dates(self) -> list[date]:
        """Youngest first, at least ten months apart: the only twins are those of a planted story."""
        counts, weights = zip(*CHILDREN_IN_A_FAMILY, strict=True)
        ages = sorted(self.rng.randint(90, OLDEST_CHILD_DAYS) for _ in range(self.rng.choices(counts, weights)[0]))
        apart: list[int] = []
        for age in ages:
            apart.append(max(age, apart[-1] + 320) if apart else age)
        return [self.on - timedelta(days=age) for age in apart if age <= OLDEST_CHILD_DAYS]

    def adult(
        self, of: names.Community, sex: str, surname: str, home: Address, phone: str, oldest_child: int = 0
    ) -> Person:
        age_in_days = (oldest_child + self.rng.randint(18, 36)) * 365 + self.rng.randint(0, 364)
        born = self.on - timedelta(days=age_in_days)
        forename = names.forename(self.rng, of, sex)
        person = Person(self.numbers.person(), forename, surname, sex, born, home, phone)
        if self.rng.random() < 0.12:
            year = born.year + 18
            person.pnc_id = self.numbers.pnc(self.rng, year)
            person.cro_no = self.numbers.cro(self.rng, year) if self.rng.random() < 0.6 else ""
        self.adults.append(person)
        return person

    def _child(
        self,
        of: names.Community,
        surname: str,
        born: date,
        home: Address,
        phone: str,
        parents: list[Person],
        taken: set[str],
    ) -> Person:
        rng = self.rng
        while True:
            sex = rng.choice(("female", "male"))
            forename = names.forename(rng, of, sex)
            if forename not in taken and (forename, surname, born) not in self._known:
                break
        self._known.add((forename, surname, born))
        child = self.new_child(forename, surname, sex, born, home, phone)
        child.middle = names.forename(rng, of, sex) if rng.random() < 0.4 else ""
        child.notice = rng.gammavariate(0.6, 1 / 0.6)
        child.parents = parents
        if rng.random() < LOOKED_AFTER:
            child.address = rng.choice(self.gazetteer.homes[home.borough])
            child.social_care_id, child.parents = self.numbers.social_care(home.borough), []
            child.notice *= 4
        self.children.append(child)
        return child

    def new_child(self, forename: str, surname: str, sex: str, born: date, home: Address, phone: str) -> Person:
        of_school_age = (self.on - born).days > 4 * 365
        return Person(
            self.numbers.person(),
            forename,
            surname,
            sex,
            born,
            home,
            phone,
            nhs_no=self.numbers.nhs(),
            upn=self.numbers.upn(born) if of_school_age else "",
            school=self.rng.choice(self.gazetteer.schools[home.borough]) if of_school_age else "",
        )
