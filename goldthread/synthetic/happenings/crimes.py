"""Crimes: those a child is the victim of, those between people who live together, and all the others."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from goldthread.synthetic import words
from goldthread.synthetic.chance import pick, poisson
from goldthread.synthetic.happenings.notices import Notices
from goldthread.synthetic.happenings.world import World, time_of
from goldthread.synthetic.numbers import asn
from goldthread.synthetic.people import Person
from goldthread.synthetic.places import Address
from goldthread.synthetic.rates import rate, split
from goldthread.synthetic.sent import Sent, local_day, written
from goldthread.synthetic.systems.crime import OFFENCES, closed, report
from goldthread.synthetic.systems.writing import Named

AGAINST_CHILDREN = {"assault": 30, "injury": 16, "robbery": 14, "neglect": 12, "harassment": 14, "sexual": 14}
AGAINST_ADULTS = {
    "theft": 20, "shop": 14, "assault": 14, "harassment": 10, "vehicle": 10, "burglary": 8, "damage": 11, "order": 7,
    "robbery": 4, "injury": 2,
}  # fmt: skip
SUSPECT_KNOWN, AGAINST_CHILDREN_KNOWN = 0.3, 0.6
NOTICE_OF_CHILD_VICTIM = 0.35
CLOSED_AFTER = (4, 150)


class Crimes:
    def __init__(self, world: World, notices: Notices) -> None:
        self.world, self.notices = world, notices
        self.rng = world.dice("crimes")
        self.clerk = world.clerks["crime"]
        self.against_children = world.children_a_day("crimes.child_victims", world.scale.pace)
        others = rate("crimes.a_year") - rate("crimes.child_victims") * rate("people.children")
        self.against_adults = others * world.scale.people / 1000 / 365 * min(world.scale.busy, 1)
        self.arrests = 0

    def of(self, day: date) -> Iterator[Sent]:
        for _ in range(poisson(self.rng, self.against_children)):
            if child := self.world.population.child(self.rng, day, youngest=2):
                yield from self._against_child(child, time_of(self.rng, day))
        for _ in range(poisson(self.rng, self.against_adults)):
            yield from self._against_adult(time_of(self.rng, day))

    def _against_child(self, child: Person, reported: datetime) -> Iterator[Sent]:
        kind, flags = self._kind_against_child(child.age_on(local_day(reported)))
        victims = [] if kind == "images" else [Named(child, more={"relationship": "victim"})]
        known = self.rng.random() < AGAINST_CHILDREN_KNOWN or kind == "images"
        suspect = [Named(self.world.population.adult(self.rng))] if known else []
        place = child.home_on(local_day(reported))
        yield from self.reported(kind, reported, place, victims, suspect, flags)
        if victims and self.rng.random() < NOTICE_OF_CHILD_VICTIM:
            yield from self.notices.about(child, reported + timedelta(hours=1))

    def _kind_against_child(self, age: int) -> tuple[str, Sequence[str]]:
        chosen = self.rng.random()
        if chosen < rate("crimes.exploitation") and age >= 11:
            return self.rng.choice((("exploitation", ("CSE",)), ("exploitation report", ("CCE",))))
        if chosen > 1 - rate("crimes.images"):
            return "images", ("IIOC", "ONLINE")
        return pick(self.rng, AGAINST_CHILDREN), ()

    def _against_adult(self, reported: datetime) -> Iterator[Sent]:
        kind = pick(self.rng, AGAINST_ADULTS)
        victim = self.world.population.adult(self.rng)
        suspects = [Named(self.suspect())] if self.rng.random() < SUSPECT_KNOWN else []
        place = victim.home_on(local_day(reported))
        yield from self.reported(kind, reported, place, [Named(victim)], suspects)

    def domestic(self, child: Person, opened: datetime, cad: str) -> Iterator[Sent]:
        """Between two grown people, with a child in the house."""
        reported = opened + timedelta(minutes=self.rng.randint(30, 180))
        victim, *others = child.parents
        suspects = [
            Named(others[0] if others else self.world.population.adult(self.rng), more={"relationship": "partner"})
        ]
        place = victim.home_on(local_day(opened))
        witness = [Named(child, "child")] if child.is_born(local_day(opened)) else []
        flags = ("DA", "CHILD PRESENT")
        yield from self.reported("domestic", reported, place, [Named(victim)], suspects, flags, witness, cad)

    def suspect(self) -> Person:
        """Somebody met before, rather than not."""
        for _ in range(4):
            person = self.world.population.adult(self.rng)
            if person.pnc_id:
                break
        return person

    def reported(
        self, kind: str, at: datetime, place: Address, victims: Sequence[Named] = (), suspects: Sequence[Named] = (),
        flags: Sequence[str] = (), witnesses: Sequence[Named] = (), cad: str = "",
    ) -> Iterator[Sent]:  # fmt: skip
        """The report, and the same when it is closed."""
        group = OFFENCES[kind][0]
        began = at - timedelta(minutes=self.rng.randint(10, 2_000))
        outcome = self._outcome(bool(suspects))
        if outcome == 1:
            suspects = [self._arrested(named, at) for named in suspects]
        sent = report(
            self.clerk,
            self.world.crime_no(at),
            at,
            offence=kind,
            place=place,
            victims=victims,
            suspects=suspects,
            witnesses=witnesses,
            flags=flags,
            occurred_from=written(began),
            occurred_to=written(began + timedelta(minutes=5)),
            officer_in_case=f"DC {self.rng.randint(1000, 9999)}{place.borough[0]}",
            unit=f"{place.borough} investigation",
            cad_no=cad,
            mo_text=self.rng.choice(words.MO[group]),
            safeguarding=self.rng.choice(words.SAFEGUARDING) if victims else "",
        )
        yield sent
        yield closed(sent, at + timedelta(days=self.rng.randint(*CLOSED_AFTER)), outcome)

    def _outcome(self, known: bool) -> int:
        outcome = pick(self.rng, split("crimes.outcomes"))
        return int(outcome) if known else 18

    def _arrested(self, named: Named, at: datetime) -> Named:
        self.arrests += 1
        return Named(named.person, named.role, {**named.more, "asn": asn(self.arrests, at.year)})
