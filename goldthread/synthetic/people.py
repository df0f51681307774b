"""People who do not exist: who they are, where they have lived, and whose they are."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from goldthread.synthetic.places import Address

GROWN = 18
ALWAYS = date(1900, 1, 1)


@dataclass(eq=False, slots=True)
class Person:
    """`homes` run from the earliest, each with the day it began. `born` may lie ahead: then they are expected."""

    id: str
    forename: str
    surname: str
    sex: str
    birth_date: date
    homes: tuple[tuple[date, Address], ...]
    phone: str = ""
    middle: str = ""
    alias: str = ""
    nhs_no: str = ""
    upn: str = ""
    social_care_id: str = ""
    pnc_id: str = ""
    cro_no: str = ""
    school: str = ""
    school_place: Address | None = field(default=None, repr=False)
    parents: list["Person"] = field(default_factory=list, repr=False)
    siblings: list["Person"] = field(default_factory=list, repr=False)
    mother: "Person | None" = field(default=None, repr=False)
    placed: str = ""
    placed_on: date | None = None
    expected_on: date | None = None
    family_first: bool = False

    @property
    def address(self) -> Address:
        return self.homes[-1][1]

    def home_on(self, day: date) -> Address:
        return next((home for since, home in reversed(self.homes) if since <= day), self.homes[0][1])

    def age_on(self, day: date) -> int:
        before_birthday = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before_birthday

    def is_born(self, day: date) -> bool:
        return self.birth_date <= day

    def is_child_on(self, day: date) -> bool:
        return self.is_born(day) and self.age_on(day) < GROWN

    def is_looked_after(self, day: date) -> bool:
        return self.placed_on is not None and self.placed_on <= day

    @property
    def household(self) -> str:
        return self.id[:-2]


def person_id(household: int, place: int) -> str:
    return f"P{household:07d}{place:02d}"


def years_before(day: date, years: float) -> date:
    return day - timedelta(days=round(years * 365.25))
