"""Children who go missing, most of them again and again: a call, a missing report while they are away, how they are
found, what they say afterwards, and what children's services write down."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import log

from goldthread.synthetic import words
from goldthread.synthetic.chance import pick
from goldthread.synthetic.happenings.calls import Calls
from goldthread.synthetic.happenings.care import Care
from goldthread.synthetic.happenings.crimes import Crimes
from goldthread.synthetic.happenings.detentions import Detentions
from goldthread.synthetic.happenings.notices import parent
from goldthread.synthetic.happenings.world import World, time_of
from goldthread.synthetic.people import Person
from goldthread.synthetic.places import BOROUGHS, Address
from goldthread.synthetic.rates import rate, split
from goldthread.synthetic.sent import Sent, local_day, written
from goldthread.synthetic.systems.cad import call
from goldthread.synthetic.systems.merlin import notice
from goldthread.synthetic.systems.social_care import away
from goldthread.synthetic.systems.writing import Named

DEBRIEFED = 0.55
# One year of a child who goes missing; the year before the history lets those already under way be met in it.
CAREER = 365
FLAGGED_BOYS = 0.26


@dataclass
class Career:
    """A year of one child's going missing: whose, and the spells so far as children's services write them down."""

    child: Person
    looked_after: bool
    flagged: bool = False
    spells: list[dict[str, str]] = field(default_factory=list)


class Missing:
    def __init__(self, world: World, calls: Calls, care: Care, crimes: Crimes, detentions: Detentions) -> None:
        self.world, self.calls, self.care, self.crimes, self.detentions = world, calls, care, crimes, detentions
        self.rng = world.dice("missing")
        self.days: dict[date, list[Career]] = {}
        self.found_at: dict[str, datetime] = {}
        a_year = rate("missing.a_year") * world.population.children / 1000 * world.scale.pace
        share, children = rate("missing.looked_after_incidents"), rate("missing.looked_after_children")
        each = rate("missing.each")
        self._careers(True, a_year * share, each * share / children)
        self._careers(False, a_year * (1 - share), each * (1 - share) / (1 - children))

    def _careers(self, looked_after: bool, incidents: float, each: float) -> None:
        """As many as give so many incidents a year, so many to a child."""
        begins = self.world.first_day - timedelta(days=CAREER)
        days = (self.world.on - begins).days
        for _ in range(round(incidents / each * days / 365)):
            start = begins + timedelta(days=self.rng.randrange(days))
            if career := self._career(start, looked_after):
                for offset in self._spread(each):
                    day = start + timedelta(days=offset)
                    if self.world.first_day <= day <= self.world.on:
                        self.days.setdefault(day, []).append(career)

    def _spread(self, each: float) -> list[int]:
        """At least once, mostly a few times, now and then very often."""
        count = 1 + int(log(1 - self.rng.random()) / log(1 - 1 / each))
        return self.rng.sample(range(CAREER), min(count, 60))

    def _career(self, start: date, looked_after: bool) -> Career | None:
        youngest = 12 if self.rng.random() < rate("missing.twelve_and_over") else 7
        on = max(start, self.world.first_day)
        population = self.world.population
        child = population.looked_after_child(self.rng, on, youngest) if looked_after else None
        child = child or population.child(self.rng, on, youngest)
        if child is None:
            return None
        girls = rate("missing.exploitation_girls")
        share = girls if child.sex == "female" else FLAGGED_BOYS
        return Career(
            child, child.is_looked_after(on), self.rng.random() < 2 * share * rate("missing.exploitation_flag")
        )

    def of(self, day: date) -> Iterator[Sent]:
        for career in self.days.pop(day, ()):
            reported = time_of(self.rng, day)
            # Nobody goes missing who has not been found yet.
            if reported > self.found_at.get(career.child.id, reported - timedelta(days=1)):
                yield from self._episode(career, reported)

    def _episode(self, career: Career, reported: datetime) -> Iterator[Sent]:
        child, rng, on = career.child, self.rng, local_day(reported)
        opened = self._reported(career, reported)
        yield opened
        number = self.world.merlin_no("MISSING", reported)
        report = self._report(career, number, reported, opened.record_id)
        yield report
        latest = pick(rng, split("missing.hours"))
        earliest = {12: 1, 24: 12, 48: 24, 96: 48, 240: 96}[latest]
        found_at = reported + timedelta(minutes=rng.randint(earliest * 60, int(latest) * 60))
        self.found_at[child.id] = found_at
        how = pick(rng, split("missing.located"))
        yield from self._found(career, report, found_at, how)
        spell = away(reported, found_at, rng.random() < DEBRIEFED)
        career.spells.append(spell)
        if career.looked_after and career.child.is_looked_after(on):
            yield self.care.looked_after(child, local_day(found_at), MissingEpisode=list(career.spells[-6:]))

    def _reported(self, career: Career, reported: datetime) -> Sent:
        child = career.child
        warnings = ["exploitation"] if career.flagged else []
        home = child.home_on(local_day(reported))
        return call(
            self.calls.clerk,
            self.world.cad_no(reported),
            reported,
            code="missing",
            grade=self.rng.choice("IS"),
            place=home,
            text=self.rng.choice(words.CALLS["missing"]).format(forename=child.forename),
            caller=self.calls.caller(child),
            linked=[Named(child, "missing person", {"warnings": warnings})],
            closed_after=timedelta(minutes=self.rng.randint(20, 300)),
        )

    def _report(self, career: Career, number: str, reported: datetime, cad: str) -> Sent:
        child, rng = career.child, self.rng
        risk = "high" if career.flagged and rng.random() < 0.6 else pick(rng, split("missing.risk"))
        return notice(
            self.world.clerks["merlin"],
            number,
            reported,
            kind="MISSING",
            borough=child.home_on(local_day(reported)).borough,
            subject=Named(child, "missing person"),
            parent=parent(child),
            written_after=timedelta(minutes=rng.randint(20, 90)),
            cad_no=cad,
            risk=risk,
            last_seen_at=written(reported - timedelta(hours=rng.randint(1, 8))),
            last_seen_place=rng.choice(("home", "school", "the shops", "a friend’s address")),
            seen_words=rng.choice(words.MISSING_SEEN).format(forename=child.forename),
        )

    def _found(self, career: Career, report: Sent, found_at: datetime, how: str) -> Iterator[Sent]:
        child, rng = career.child, self.rng
        gazetteer = self.world.population.gazetteer
        elsewhere = how in ("police", "partner", "custody")
        place = rng.choice(gazetteer.haunts[rng.choice(BOROUGHS)]) if elsewhere else child.home_on(local_day(found_at))
        recorded = found_at + timedelta(minutes=rng.randint(20, 180))
        if how == "police":
            yield self._found_call(child, place, found_at)
        yield report.again(
            recorded,
            found_at=written(found_at),
            found_place=f"{how}: {place.line}",
            found_postcode=place.postcode,
            spoken_to="alone",
            child_words=rng.choice(words.MISSING_SAID),
        )
        yield from self._afterwards(child, place, found_at, how)

    def _found_call(self, child: Person, place: Address, found_at: datetime) -> Sent:
        return call(
            self.calls.clerk,
            self.world.cad_no(found_at),
            found_at,
            code="found person",
            grade="S",
            place=place,
            text=words.CALLS["found person"][0].format(forename=child.forename),
            linked=[Named(child, "missing person")],
        )

    def _afterwards(self, child: Person, place: Address, found_at: datetime, how: str) -> Iterator[Sent]:
        """A debrief for some; a crime where the child came to harm; a detention where the police had them."""
        rng = self.rng
        if rng.random() < DEBRIEFED:
            asked = found_at + timedelta(hours=rng.randint(2, 70))
            yield notice(
                self.world.clerks["merlin"],
                self.world.merlin_no("DEBRIEF", asked),
                asked,
                kind="DEBRIEF",
                borough=child.home_on(local_day(asked)).borough,
                subject=Named(child, "missing person"),
                spoken_to=rng.choice(("alone", "with others")),
                child_words=rng.choice(words.MISSING_SAID),
            )
        if rng.random() < rate("missing.harmed"):
            kind = rng.choice(("assault", "sexual", "robbery"))
            yield from self.crimes.reported(
                kind, found_at + timedelta(hours=3), place, [Named(child)], (), ("MISSING",)
            )
        if how == "custody" and child.age_on(local_day(found_at)) >= 10:
            yield from self.detentions.of_child(child, found_at, missing=True)
