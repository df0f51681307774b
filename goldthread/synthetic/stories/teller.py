"""Writes the exact rows of a story, on days counted back from the anchor, and writes the story down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.synthetic import numbers
from goldthread.synthetic.hand import EXACT
from goldthread.synthetic.happenings.world import World, at
from goldthread.synthetic.people import ALWAYS, Person, person_id
from goldthread.synthetic.places import SHORT, Address
from goldthread.synthetic.population import Population
from goldthread.synthetic.sent import Sent, written
from goldthread.synthetic.systems.cad import call
from goldthread.synthetic.systems.crime import report
from goldthread.synthetic.systems.custody import detention
from goldthread.synthetic.systems.intelligence import intelligence
from goldthread.synthetic.systems.merlin import notice
from goldthread.synthetic.systems.social_care import child_record
from goldthread.synthetic.systems.writing import Named

HOUSEHOLDS, PHONES = 8_000_000, 8_000_000
SCHOOL_AGE, SECONDARY = 4, 11


@dataclass
class Story:
    """`must` and `must_not` are the truth in words; the rest says which people and records it is about.

    `tells` says which tripwire should tell which post, from when the last piece was held, within how many minutes; a
    story without any must raise no alarm.
    """

    id: str
    must: str
    must_not: str = ""
    people: dict[str, str] = field(default_factory=dict)
    records: list[list[str]] = field(default_factory=list)
    tells: list[dict[str, Any]] = field(default_factory=list)


HOUR, DAY = 60, 24 * 60


def tell(rule: str, role: str, by: Sent | datetime, within_minutes: int) -> dict[str, Any]:
    """That a rule should tell a post, from when this row's source held it, or from this instant."""
    held_at = written(by) if isinstance(by, datetime) else str(by.cells["source_updated_at"])
    return {"rule": rule, "role": role, "held_at": held_at, "within_minutes": within_minutes}


class Teller:
    def __init__(self, seed: str, population: Population, anchor: datetime) -> None:
        self.world = World(seed, population, "stories:", EXACT)
        self.population, self.anchor = population, anchor
        self.gazetteer = population.gazetteer
        self.on = anchor.astimezone(LONDON).date()
        self.number = 0
        self.stories: list[Story] = []
        self.people: list[Person] = []

    def day(self, days: int) -> date:
        return self.on - timedelta(days=days)

    def before(self, days: int, hour: int, minute: int = 0) -> datetime:
        """That local time, that many days before the anchor."""
        return at(self.day(days), hour, minute)

    def born(self, years: int, days: int) -> date:
        return self.on - timedelta(days=int(years * 365.25) + days)

    def person(self, forename: str, surname: str, sex: str, born: date, home: Address, phone: str = "") -> Person:
        self.number += 1
        phone = phone or numbers.phone(PHONES + self.number)
        id_ = person_id(HOUSEHOLDS + self.number, 0)
        made = Person(id_, forename, surname, sex, born, ((ALWAYS, home),), phone)
        self.people.append(made)
        return made

    def adult(self, forename: str, surname: str, sex: str, born: date, home: Address) -> Person:
        return self.person(forename, surname, sex, born, home)

    def child(self, forename: str, surname: str, sex: str, born: date, home: Address, phone: str = "") -> Person:
        child = self.person(forename, surname, sex, born, home, phone)
        families = self.population.families
        child.nhs_no = numbers.nhs(families.born + families.count + self.number)
        child.social_care_id = numbers.social_care(SHORT[home.borough][0], 8_000_000 + self.number)
        child.expected_on = born
        age = child.age_on(self.on)
        if age >= SCHOOL_AGE:
            phase = "secondary" if age >= SECONDARY else "primary"
            schools = [one for one in self.gazetteer.schools[home.borough] if one.school_phase == phase]
            child.school = schools[self.number % len(schools)].organisation
            child.upn = numbers.upn(families.born + self.number, born.year)
        return child

    def tell(self, story: Story, sent: Sequence[Sent], **people: Person) -> Iterator[Sent]:
        """Plant the rows, and write the story down. Rows the anchor comes before were never sent."""
        story.people = {name: person.id for name, person in people.items()}
        already = [one for one in sent if one.extracted_at <= self.anchor]
        story.records = [list(pair) for pair in dict.fromkeys((one.source, one.record_id) for one in already)]
        self.stories.append(story)
        yield from (replace(one, story=story.id) for one in already)

    def call(
        self,
        at: datetime,
        code: str,
        place: Address,
        text: str,
        *linked: Named,
        caller: Named | None = None,
        **more: Any,
    ) -> Sent:
        return call(
            self.world.clerks["cad"],
            self.world.cad_no(at),
            at,
            code=code,
            place=place,
            text=text,
            linked=linked,
            caller=caller,
            **{"grade": "S", **more},
        )

    def notice(self, at: datetime, kind: str, child: Person, **more: Any) -> Sent:
        """`parent` and `other` are people as the row is to name them; `role` is the child's, if another than usual."""
        number = self.world.merlin_no(kind, at)
        subject = Named(child, more.pop("role", ""), more.pop("typed", {}))
        borough = more.pop("borough", child.home_on(at.astimezone(LONDON).date()).borough)
        return notice(self.world.clerks["merlin"], number, at, kind=kind, borough=borough, subject=subject, **more)

    def crime(self, at: datetime, offence: str, place: Address, **more: Any) -> Sent:
        return report(self.world.clerks["crime"], self.world.crime_no(at), at, offence=offence, place=place, **more)

    def custody(self, arrived: datetime, borough: str, detainee: Named, **more: Any) -> Sent:
        """The record as first written; `again` makes it whole."""
        number = self.world.custody_no(borough, arrived)
        return detention(self.world.clerks["custody"], number, arrived, borough=borough, detainee=detainee, **more)

    def intelligence(self, at: datetime, grade: str, place: Address, text: str, *subjects: Named, **more: Any) -> Sent:
        number = self.world.intel_no(at)
        clerk = self.world.clerks["intelligence"]
        return intelligence(clerk, number, at, grade=grade, place=place, text=text, subjects=subjects, **more)

    def care(self, at: datetime, child: Person, groups: Mapping[str, Any] | None = None, **cells: Any) -> Sent:
        cells = {"ReferralSource": "6", "PrimaryNeedCode": "N1"} | cells
        return child_record(self.world.clerks["social_care"], child, at, groups=dict(groups or {}), **cells)
