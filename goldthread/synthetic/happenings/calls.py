"""Calls to the control room, and what some of them lead to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from goldthread.synthetic import words
from goldthread.synthetic.chance import pick, poisson
from goldthread.synthetic.happenings.crimes import Crimes
from goldthread.synthetic.happenings.notices import Notices
from goldthread.synthetic.happenings.world import World, time_of
from goldthread.synthetic.people import Person
from goldthread.synthetic.rates import rate
from goldthread.synthetic.sent import Sent, local_day
from goldthread.synthetic.systems.cad import call, still_open
from goldthread.synthetic.systems.writing import Named

CHILD_CODES = {
    "concern for safety": 30,
    "domestic incident": 30,
    "antisocial behaviour": 10,
    "violence": 8,
    "theft": 8,
    "assist partner": 6,
    "information": 5,
    "suspicious circumstances": 3,
}
ADULT_CODES = dict.fromkeys(words.ADULT_CALLS, 1)
ROLES = {"theft": "suspect", "violence": "victim", "domestic incident": "victim"}
CATEGORIES = {"suspect": "suspect", "victim": "victim"}
# Half of the calls lead to a notification, as many as the notifications that come of calls.
SENT_WHILE_OPEN = 0.12
CRIME_OF_DOMESTIC = 0.4
# A name that a caller spelt out, and that nobody put into a field of its own.
ONLY_IN_TEXT = 0.04


class Calls:
    def __init__(self, world: World, notices: Notices, crimes: Crimes) -> None:
        self.world, self.notices, self.crimes = world, notices, crimes
        self.rng = world.dice("calls")
        self.clerk = world.clerks["cad"]
        self.about_children = world.children_a_day("calls.about_children", world.scale.pace)
        self.about_adults = world.people_a_day("calls.about_adults", world.scale.busy)
        from_calls = rate("notifications.a_year") * rate("notifications.from_calls")
        self.leads_to_notice = from_calls / rate("calls.about_children")

    def of(self, day: date) -> Iterator[Sent]:
        for _ in range(poisson(self.rng, self.about_children)):
            if child := self.world.population.child(self.rng, day):
                yield from self._about(child, time_of(self.rng, day))
        for _ in range(poisson(self.rng, self.about_adults)):
            yield from self._adults(time_of(self.rng, day))

    def _about(self, child: Person, opened: datetime) -> Iterator[Sent]:
        code = pick(self.rng, CHILD_CODES)
        sent = self._call(child, opened, code)
        yield from self._perhaps_while_open(sent, opened)
        if self.rng.random() < self.leads_to_notice:
            later = opened + timedelta(minutes=self.rng.randint(15, 90))
            yield from self.notices.about(child, later, sent.record_id)
        if code == "domestic incident" and self.rng.random() < CRIME_OF_DOMESTIC and child.parents:
            yield from self.crimes.domestic(child, opened, sent.record_id)

    def _call(self, child: Person, opened: datetime, code: str) -> Sent:
        on = local_day(opened)
        role = ROLES.get(code, "child")
        named = [Named(child, role)]
        if code == "domestic incident":
            named += [Named(other, "sibling") for other in child.siblings if other.is_child_on(on)]
        text = self.rng.choice(words.CALLS[code]).format(forename=child.forename)
        if self.rng.random() < ONLY_IN_TEXT:
            named, text = [], f"{text} Name given as {child.forename} {child.surname}, about {child.age_on(on)}."
        return call(
            self.clerk,
            self.world.cad_no(opened),
            opened,
            code=code,
            grade=self.rng.choice("ISSE"),
            place=child.home_on(on),
            text=text,
            caller=self.caller(child),
            linked=named,
            closed_after=timedelta(minutes=self.rng.randint(20, 300)),
            subject_category=[CATEGORIES.get(role, "witness_or_other")],
        )

    def caller(self, child: Person) -> Named | None:
        kind = self.rng.random()
        if kind < 0.5 and child.parents and not child.placed:
            parent = self.rng.choice(child.parents)
            more = {"relationship": "mother" if parent.sex == "female" else "father", "phone": parent.phone}
            return Named(parent, "parent/carer", more)
        if kind < 0.8:
            return Named(self.world.population.adult(self.rng), "person reporting", {"relationship": "neighbour"})
        return None

    def _adults(self, opened: datetime) -> Iterator[Sent]:
        person, code = self.world.population.adult(self.rng), pick(self.rng, ADULT_CODES)
        sent = call(
            self.clerk,
            self.world.cad_no(opened),
            opened,
            code=code,
            grade=self.rng.choice("SEEE"),
            place=person.home_on(local_day(opened)),
            text=self.rng.choice(words.ADULT_CALLS[code]),
            linked=[Named(person, "witness")],
            closed_after=timedelta(minutes=self.rng.randint(20, 300)),
        )
        yield from self._perhaps_while_open(sent, opened)

    def _perhaps_while_open(self, sent: Sent, opened: datetime) -> Iterator[Sent]:
        """Some calls are also sent while open, so that one record has two versions."""
        if self.rng.random() < SENT_WHILE_OPEN:
            yield still_open(sent, opened)
        yield sent
