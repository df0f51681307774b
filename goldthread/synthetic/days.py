"""One ordinary day after another: calls, the notifications they lead to, and children reported missing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from goldthread.synthetic import words
from goldthread.synthetic.chance import dice
from goldthread.synthetic.feed_rows import LONDON, Sent, cad_no, call, merlin_no, notice, written
from goldthread.synthetic.hand import CALL, NOTIFICATION, Hand
from goldthread.synthetic.people import Person, Population

# A day's events for each child of the force. Proportions are those of a force, not of any one borough.
CALLS_A_DAY = 0.0062
OTHER_NOTICES_A_DAY = 0.0012
MISSING_A_DAY = 0.001
NAMES_A_CHILD = 0.55
LEADS_TO_NOTICE = 0.5
SENT_WHILE_OPEN = 0.12

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
NOTICE_GRADES = {"green": 52, "blue": 28, "amber": 16, "red": 4}
OUTCOMES = {
    "No Further Action": 45,
    "Information and Advice": 20,
    "EH Referral": 15,
    "CIN Referral": 12,
    "Strategy discussion and/or Section 47 enquiry": 3,
    "": 5,
}
HOURS = (2, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4, 6, 7, 8, 8, 8, 8, 7, 6, 4)


def pick(rng: Random, weighted: dict[str, int]) -> str:
    return rng.choices(list(weighted), list(weighted.values()))[0]


class Days:
    """Ask for one local day at a time. The days hang together: some children come to notice again."""

    def __init__(self, seed: str, population: Population) -> None:
        self.rng = dice(seed, "days")
        self.on_call, self.in_notice = Hand(self.rng, CALL), Hand(self.rng, NOTIFICATION)
        self.children, self.adults = population.children, population.adults
        self.likely = list(accumulate(child.notice for child in self.children))
        self.merlin = 10_000

    def of(self, day: date) -> Iterator[Sent]:
        self.cad = 0
        for _ in range(self._how_many(CALLS_A_DAY)):
            opened = self._time(day)
            child = self._child(day, youngest=0) if self.rng.random() < NAMES_A_CHILD else None
            yield from self._call_about(child, opened) if child else self._adults_call(opened)
        for _ in range(self._how_many(OTHER_NOTICES_A_DAY)):
            if child := self._child(day, youngest=0):
                yield self._notice(child, self._time(day), "")
        for _ in range(self._how_many(MISSING_A_DAY)):
            if child := self._child(day, youngest=9):
                yield from self._missing(child, self._time(day))

    def _how_many(self, rate: float) -> int:
        mean = rate * len(self.children)
        return max(0, round(self.rng.gauss(mean, mean**0.5)))

    def _time(self, day: date) -> datetime:
        """A time of that local day, later rather than earlier, whether it has 23, 24 or 25 hours."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)
        hour = self.rng.choices(range(24), HOURS)[0]
        moment = midnight + timedelta(hours=hour, seconds=self.rng.randrange(3600))
        return moment if moment.astimezone(LONDON).date() == day else midnight + timedelta(hours=hour - 1)

    def _child(self, day: date, youngest: int) -> Person | None:
        for _ in range(8):
            child = self.rng.choices(self.children, cum_weights=self.likely)[0]
            if (day - child.birth_date).days > youngest * 365:
                return child
        return None

    def _cad_no(self, opened: datetime) -> str:
        self.cad += 1
        return cad_no(self.cad * 9 + self.rng.randrange(9), opened)

    def _merlin_no(self, kind: str, reported: datetime) -> str:
        self.merlin += 1
        return merlin_no(kind, self.merlin, reported)

    def _call_about(self, child: Person, opened: datetime) -> Iterator[Sent]:
        code = pick(self.rng, CHILD_CODES)
        sent = self._call(child, opened, code, ROLES.get(code, "child"))
        yield from self._perhaps_while_open(sent, opened)
        if self.rng.random() < LEADS_TO_NOTICE:
            yield self._notice(child, opened + timedelta(minutes=self.rng.randint(15, 90)), sent.record_id)

    def _call(self, child: Person, opened: datetime, code: str, role: str) -> Sent:
        caller, truth = self._caller(child)
        named = [child]
        if code == "domestic incident":
            named += [other for other in child.siblings if other.birth_date < opened.date()]
        linked = []
        for place, person in enumerate(named, start=1):
            role_here = role if person is child else "sibling"
            linked.append(self.on_call.for_call(person, str(place), role_here, opened.date()))
            truth[f"linked:{place}"] = person.id
        return call(
            self._cad_no(opened),
            opened,
            code=code,
            grade=self.rng.choice("ISSE"),
            place=child.address,
            text=self.rng.choice(words.CALLS[code]).format(forename=child.forename),
            caller=caller,
            linked=linked,
            truth=truth,
            closed_after=timedelta(minutes=self.rng.randint(20, 300)),
            subject_category=[CATEGORIES.get(role, "witness_or_other")],
        )

    def _caller(self, child: Person) -> tuple[dict[str, Any], dict[str, str]]:
        kind = self.rng.random()
        if kind < 0.5 and child.parents:
            parent = self.rng.choice(child.parents)
            relationship = "mother" if parent.sex == "female" else "father"
        elif kind < 0.8:
            parent, relationship = self.rng.choice(self.adults), "neighbour"
        else:
            return {}, {}
        role = "person reporting" if relationship == "neighbour" else "parent/carer"
        typed = self.on_call.for_call(parent, "", role, date(2000, 1, 1)) | {"relationship": relationship}
        kept = ("role", "surname", "forenames", "phone", "relationship")
        return {name: typed[name] for name in kept} | {"phone": parent.phone}, {"caller": parent.id}

    def _adults_call(self, opened: datetime) -> Iterator[Sent]:
        person, code = self.rng.choice(self.adults), pick(self.rng, ADULT_CODES)
        sent = call(
            self._cad_no(opened),
            opened,
            code=code,
            grade=self.rng.choice("SEEE"),
            place=person.address,
            text=self.rng.choice(words.ADULT_CALLS[code]),
            linked=[self.on_call.for_call(person, "1", "witness", opened.date())],
            truth={"linked:1": person.id},
            closed_after=timedelta(minutes=self.rng.randint(20, 300)),
        )
        yield from self._perhaps_while_open(sent, opened)

    def _perhaps_while_open(self, sent: Sent, opened: datetime) -> Iterator[Sent]:
        """Some calls are also sent while open, so that one record has two versions."""
        if self.rng.random() < SENT_WHILE_OPEN:
            early = opened + timedelta(minutes=5)
            yield sent.again(early, closed_at="", closing_code="", source_updated_at=written(early))
        yield sent

    def _notice(self, child: Person, reported: datetime, cad: str) -> Sent:
        people, truth = self._family_columns(child)
        alone = self.rng.choices(("alone", "with others", "not spoken to"), (55, 25, 20))[0]
        grade = pick(self.rng, NOTICE_GRADES)
        delay = timedelta(minutes=self.rng.randint(40, 600))
        shared = {} if grade == "blue" else self._shared(child, reported + delay)
        return notice(
            self._merlin_no("PAC", reported),
            reported,
            kind="PAC",
            borough=child.address.borough,
            people=people,
            truth=truth,
            written_after=delay,
            cad_no=cad,
            grade=grade,
            spoken_to=alone,
            not_spoken_why=self.rng.choice(words.NOT_SPOKEN) if alone == "not spoken to" else "",
            seen_words=self.rng.choice(words.SEEN).format(forename=child.forename),
            child_words="" if alone == "not spoken to" else self.rng.choice(words.SAID),
            **shared,
        )

    def _shared(self, child: Person, recorded: datetime) -> dict[str, str]:
        return {
            "shared_to": f"{child.address.borough} children’s services",
            "shared_at": written(recorded - timedelta(minutes=self.rng.randint(1, 30))),
            "outcome": pick(self.rng, OUTCOMES),
        }

    def _family_columns(self, child: Person) -> tuple[dict[str, str], dict[str, str]]:
        role = "looked-after child" if child.looked_after else "child"
        people = self.in_notice.for_columns(child, "subject_") | {"subject_role": role}
        truth = {"subject": child.id}
        if child.parents:
            parent = self.rng.choice(child.parents)
            people |= self.in_notice.for_columns(parent, "parent_")
            people["parent_relationship"] = "mother" if parent.sex == "female" else "father"
            truth["parent"] = parent.id
        return people, truth

    def _missing(self, child: Person, reported: datetime) -> Iterator[Sent]:
        """A call, a missing report while the child is missing, and the same report once found."""
        opened = self._call(child, reported, "missing", "missing person")
        yield opened
        people, truth = self._family_columns(child)
        risk = self.rng.choices(("high", "medium", "no apparent risk"), (20, 65, 15))[0]
        report = notice(
            self._merlin_no("MIS", reported),
            reported,
            kind="MISSING",
            borough=child.address.borough,
            people=people | {"subject_role": "missing person"},
            truth=truth,
            written_after=timedelta(minutes=self.rng.randint(20, 90)),
            cad_no=opened.record_id,
            risk=risk,
            last_seen_at=written(reported - timedelta(hours=self.rng.randint(1, 8))),
            last_seen_place=self.rng.choice(("home", "school", "the shops", "a friend’s address")),
            seen_words=self.rng.choice(words.MISSING_SEEN).format(forename=child.forename),
        )
        yield report
        found = reported + timedelta(minutes=self.rng.randint(100, 2400))
        recorded = found + timedelta(minutes=self.rng.randint(20, 180))
        yield report.again(
            recorded + timedelta(minutes=10),
            source_updated_at=written(recorded),
            found_at=written(found),
            found_place=self.rng.choice(("came home", "a friend’s address", "a park", "a relative’s address")),
            spoken_to="alone",
            child_words=self.rng.choice(words.MISSING_SAID),
        )
