"""People detained in police stations: children, of whom a third stay the night, and all the others."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.synthetic import words
from goldthread.synthetic.chance import pick, poisson
from goldthread.synthetic.happenings.crimes import Crimes
from goldthread.synthetic.happenings.notices import Notices
from goldthread.synthetic.happenings.world import World, at
from goldthread.synthetic.numbers import asn
from goldthread.synthetic.people import Person
from goldthread.synthetic.rates import rate
from goldthread.synthetic.sent import Sent, local_day, written
from goldthread.synthetic.systems.custody import detention
from goldthread.synthetic.systems.social_care import authority_of
from goldthread.synthetic.systems.writing import Named

OFFENCES = {
    "drugs": 20,
    "knife": 14,
    "robbery": 14,
    "assault": 20,
    "injury": 8,
    "shop": 12,
    "damage": 7,
    "possession": 5,
}
DISPOSALS = {
    "released under investigation": 38, "no further action": 24, "bail": 16, "charged and bailed": 12,
    "youth caution": 5, "community resolution": 5,
}  # fmt: skip
ADULT_DISPOSALS = {
    "released under investigation": 30, "no further action": 24, "bail": 16, "charged and bailed": 18,
    "charged and kept": 12,
}  # fmt: skip
RISKS = {"none disclosed": 55, "self-harm": 12, "mental health": 12, "drugs": 10, "first time in custody": 11}
ARRESTED_AGAIN = 500_000
TOLD, REQUESTED = 0.85, 0.8


class Detentions:
    def __init__(self, world: World, crimes: Crimes, notices: Notices) -> None:
        self.world, self.crimes, self.notices = world, crimes, notices
        self.rng = world.dice("detentions")
        self.clerk = world.clerks["custody"]
        self.children = world.children_a_day("detentions.a_year", world.scale.custody)
        share = rate("detentions.children_share")
        self.adults = self.children * (1 - share) / share
        self.arrests = ARRESTED_AGAIN

    def of(self, day: date) -> Iterator[Sent]:
        for _ in range(poisson(self.rng, self.children)):
            youngest = 10 if self.rng.random() < rate("detentions.twelve_and_under") else 13
            oldest = 12 if youngest == 10 else 17
            if child := self.world.population.child(self.rng, day, youngest, oldest):
                yield from self.of_child(child, *self._arrival(day))
        for _ in range(poisson(self.rng, self.adults)):
            yield from self._of_adult(day)

    def _arrival(self, day: date) -> tuple[datetime, bool]:
        """Late in the day for those who stay the night, early for those who do not."""
        overnight = self.rng.random() < rate("detentions.overnight")
        hour = self.rng.randint(15, 22) if overnight else self.rng.randint(8, 15)
        return at(day, hour, self.rng.randrange(60)), overnight

    def of_child(
        self, child: Person, arrived: datetime, overnight: bool = False, missing: bool = False
    ) -> Iterator[Sent]:
        rng, on = self.rng, local_day(arrived)
        borough = child.home_on(on).borough
        kind = pick(rng, OFFENCES)
        crime = next(
            iter(self.crimes.reported(kind, arrived - timedelta(hours=1), child.home_on(on), (), [Named(child)]))
        )
        yield crime
        released = self._release(arrived, overnight)
        parent = child.parents[0] if child.parents and not child.placed else None
        cells = self._hours(arrived, released) | self._of_a_child(child, arrived, released)
        cells |= {"offences": [crime.cells["offence"]], "crime_nos": [crime.record_id]}
        refused = overnight and rng.random() < rate("detentions.bail_refused") / rate("detentions.overnight")
        cells |= (
            self._kept(child, arrived, released)
            if refused
            else {"disposal": pick(rng, DISPOSALS), "bail_decision": "not needed"}
        )
        cells |= self._strip_search(arrived)
        cells["missing_at_arrest"] = "yes" if missing else "no"
        adult = Named(parent, more={"relationship": "parent", "role": "parent/carer"}) if parent else None
        yield from self._told(child, arrived, released, borough, adult, cells)
        if rng.random() < TOLD:
            yield from self.notices.about(child, arrived + timedelta(hours=rng.randint(1, 20)))

    def _of_adult(self, day: date) -> Iterator[Sent]:
        person = self.crimes.suspect()
        arrived = at(day, self.rng.randint(0, 23), self.rng.randrange(60))
        released = arrived + timedelta(minutes=self.rng.randint(180, 1_260))
        words_ = {"disposal": pick(self.rng, ADULT_DISPOSALS), "cell_type": "cell", "released_to": "self"}
        cells = self._hours(arrived, released) | words_ | {"offences": [pick(self.rng, OFFENCES)]}
        borough = person.home_on(day).borough
        yield from self._told(person, arrived, released, borough, None, cells)

    def _told(
        self,
        person: Person,
        arrived: datetime,
        released: datetime,
        borough: str,
        adult: Named | None,
        cells: dict[str, Any],
    ) -> Iterator[Sent]:
        """The record soon after arrival, and the whole of it on release."""
        number = self.world.custody_no(borough, arrived)
        more = {"asn": self._asn(arrived)}
        whole = detention(
            self.clerk, number, arrived, borough=borough, detainee=Named(person, more=more), adult=adult, **cells
        )
        early = {name: "" for name, cell in cells.items() if _is_later(name, cell, whole)}
        yield whole.with_cells(**early)
        yield whole.again(released + timedelta(minutes=12), timedelta(minutes=6))

    def _asn(self, arrived: datetime) -> str:
        self.arrests += 1
        return asn(self.arrests, arrived.year)

    def _release(self, arrived: datetime, overnight: bool) -> datetime:
        if overnight:
            return at(local_day(arrived) + timedelta(days=1), self.rng.randint(8, 13), self.rng.randrange(60))
        return arrived + timedelta(minutes=self.rng.randint(150, 500))

    def _hours(self, arrived: datetime, released: datetime) -> dict[str, Any]:
        authorised = arrived + timedelta(minutes=self.rng.randint(8, 35))
        first = authorised + timedelta(minutes=self.rng.randint(300, 372))
        reviews = [written(first)] if first < released else []
        return {
            "arrested_at": written(arrived - timedelta(minutes=self.rng.randint(15, 70))),
            "authorised_at": written(authorised),
            "reviews": reviews,
            "released_at": written(released),
            "grounds": words.GROUNDS[0],
            "risks": [pick(self.rng, RISKS)],
            "observation_level": str(self.rng.choice((1, 1, 1, 2, 2, 3))),
        }

    def _of_a_child(self, child: Person, arrived: datetime, released: datetime) -> dict[str, Any]:
        """What a child's record holds beside: an appropriate adult, who was told, where the child waited."""
        rng, looked_after = self.rng, child.is_looked_after(local_day(arrived))
        called = arrived + timedelta(minutes=rng.randint(20, 90))
        came = called + timedelta(minutes=rng.randint(25, 420))
        cells: dict[str, Any] = {
            "voluntary_why_not": rng.choice(words.NOT_VOLUNTARY),
            "aa_requested_at": written(called),
            "parent_told_at": written(called),
            "looked_after": "yes" if looked_after else "no",
            "exploitation": rng.choices(("no", "yes", ""), (75, 10, 15))[0],
            "cell_type": rng.choices(("detention room", "juvenile room", "cell"), (40, 25, 35))[0],
            "released_to": "carer" if looked_after else "parent",
            "release_words": rng.choice(words.BEFORE_RELEASE),
        }
        if came < released:
            cells |= {"aa_arrived_at": written(came), "aa_present_for": ["rights", "interview"]}
        if looked_after:
            cells["responsible_authority"] = authority_of(child)
        return cells

    def _kept(self, child: Person, arrived: datetime, released: datetime) -> dict[str, Any]:
        """Charged and refused bail: a bed is asked for, or is not, and hardly ever found."""
        rng = self.rng
        charged = max(arrived + timedelta(minutes=50), released - timedelta(hours=rng.randint(9, 12)))
        asked = charged + timedelta(minutes=rng.randint(10, 120))
        answered = asked + timedelta(minutes=rng.randint(20, 200))
        cells: dict[str, Any] = {
            "charged_at": written(charged),
            "bail_decision": "refused",
            "bail_refused_grounds": [rng.choice(words.REFUSED_BAIL)],
            "released_to": "court",
        }
        if rng.random() < REQUESTED:
            cells |= {
                "la_bed_requested_at": written(asked),
                "la_bed_authority": authority_of(child),
                "la_bed_kind": rng.choice(("secure", "non-secure")),
                "la_bed_answered_at": written(answered),
            }
        if "la_bed_kind" in cells and rng.random() > rate("detentions.stayed"):
            moved = {"la_bed_answer": "accepted", "la_bed_moved_at": written(answered + timedelta(hours=1))}
            return cells | moved | {"disposal": "charged, local authority non-secure", "released_to": "local authority"}
        if "la_bed_kind" in cells:
            cells |= {"la_bed_answer": rng.choice(("declined: no bed", "no answer", "declined: not our child"))}
        certified = {
            "s38_basis": rng.choice("ab"),
            "s38_certified_at": written(answered + timedelta(minutes=30)),
            "s38_circumstances": rng.choice(words.CERTIFICATE),
        }
        return cells | {"disposal": "charged and kept"} | (certified if rng.random() < 0.8 else {})

    def _strip_search(self, arrived: datetime) -> dict[str, Any]:
        if self.rng.random() >= rate("detentions.strip_searched"):
            return {}
        present = self.rng.random() < 0.7
        return {
            "strip_search_at": written(arrived + timedelta(minutes=50)),
            "strip_search_grounds": "thought to have something hidden",
            "strip_search_authorised_by": "Inspector",
            "strip_search_aa_present": "yes" if present else "no",
            "strip_search_aa_absent_why": "" if present else "urgent: risk of serious harm",
        }


LATER = ("disposal", "released_to", "release_words", "bail_decision", "bail_refused_grounds", "la_bed_kind",
         "la_bed_authority", "la_bed_answer", "s38_basis", "s38_circumstances", "aa_present_for", "exploitation",
         "strip_search_grounds", "strip_search_authorised_by", "strip_search_aa_present", "strip_search_aa_absent_why",
         "cell_type")  # fmt: skip


def _is_later(name: str, cell: Any, whole: Sent) -> bool:
    """Whether a cell is not known yet soon after arrival."""
    if name in LATER or name == "reviews":
        return True
    return name.endswith("_at") and bool(cell) and datetime.fromisoformat(cell) > whole.extracted_at
