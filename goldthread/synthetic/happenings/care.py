"""Children's services: referrals, assessments, enquiries, conferences and plans; and the looked-after children."""

from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from goldthread.synthetic.chance import pick, poisson
from goldthread.synthetic.happenings.world import World, at
from goldthread.synthetic.people import Person
from goldthread.synthetic.rates import rate
from goldthread.synthetic.sent import Sent, day
from goldthread.synthetic.systems.social_care import child_record, enquiry, plan
from goldthread.synthetic.systems.writing import Named

OTHERS = {"2A": 29, "3A": 8, "3B": 6, "3E": 7, "5A": 14, "1A": 10, "7": 7, "8": 11, "10": 8}
NEEDS = {"N1": 56, "N2": 9, "N4": 9, "N5": 15, "N6": 5, "N8": 3, "N3": 3}
ABUSE = {"NEG": 50, "EMO": 36, "PHY": 8, "SAB": 4, "MUL": 2}
ASSESSED_WITHIN, OPEN_FOR = (20, 44), (70, 190)
PLAN_LASTS, AGAIN_AFTER = 200, 200
SATURDAY = 5


class Care:
    def __init__(self, world: World) -> None:
        self.world = world
        self.rng = world.dice("care")
        self.clerk = world.clerks["social_care"]
        self.a_day = world.children_a_day("care.referrals", world.scale.care) * (1 - rate("care.from_police"))
        # Whose case closed, so that some are referred again: day, family and place in it.
        self.before: deque[tuple[date, int, int]] = deque(maxlen=4_000)
        self.placed = self._placed_by_day()
        self.known_since: dict[str, date] = {}

    def of(self, on: date) -> Iterator[Sent]:
        for number in self.placed.get(on, ()):
            yield self.looked_after(self.world.population.family(number).children[0], on)
        for _ in range(poisson(self.rng, self.a_day)):
            if child := self._child(on):
                yield from self.referred(child, on, pick(self.rng, OTHERS))

    def looked_after(self, child: Person, on: date, **groups: Any) -> Sent:
        """A looked-after child's record as it stands that day."""
        since = (child.placed_on or on) - timedelta(days=60)
        return child_record(
            self.clerk,
            child,
            at(on, 15, 20),
            family=relatives(child)[:1],
            groups=groups,
            CINreferralDate=day(max(since, child.birth_date)),
            ReferralSource="5A",
            PrimaryNeedCode="N1",
        )

    def referred(self, child: Person, on: date, by: str) -> Iterator[Sent]:
        """Every version of one referral's record, to its close."""
        if child.placed or self.known_since.get(child.id, date.min) > on - timedelta(days=AGAIN_AFTER):
            return
        base = {"CINreferralDate": day(on), "ReferralSource": by, "PrimaryNeedCode": pick(self.rng, NEEDS)}
        if self.rng.random() < rate("care.not_assessed"):
            yield self._version(child, on, {}, base | {"ReferralNFA": "1"})
            return
        yield self._version(child, on, {}, base | {"ReferralNFA": "0"})
        yield from self._assessed(child, on, base | {"ReferralNFA": "0"})

    def _assessed(self, child: Person, on: date, base: dict[str, Any]) -> Iterator[Sent]:
        """What is done, step by step, in the order of its days; each step is a version of the record."""
        groups: dict[str, Any] = {}
        cells = dict(base)
        for at_day, group, entry, more in sorted(self._steps(child, on), key=lambda step: (step[0], step[1])):
            if group:
                groups[group] = [{**groups.get(group, [{}])[0], **entry}]
            cells |= more
            yield self._version(child, at_day, groups, cells)

    def _steps(self, child: Person, on: date) -> Iterator[tuple[date, str, dict[str, Any], dict[str, Any]]]:
        """Day, group of the record, what it gains there, and what it gains beside."""
        rng = self.rng
        # The rates are of all referrals; here they are of those assessed, and of those without a plan.
        taken_on, planned = 1 - rate("care.not_assessed"), rate("care.plans")
        is_plan = rng.random() < planned / taken_on
        if is_plan or rng.random() < (rate("care.enquiries") - planned) / (taken_on - planned):
            started = on + timedelta(days=rng.randint(1, 6))
            conference = weekday(started + timedelta(days=rng.randint(9, 19))) if is_plan else None
            yield started, "S47", enquiry(started, conference), {}
            if conference:
                held = {"DateOfInitialCPC": day(conference)}
                yield conference, "ChildProtectionPlan", plan(conference, pick(rng, ABUSE)), held
        assessed = on + timedelta(days=rng.randint(*ASSESSED_WITHIN))
        no_further = not is_plan and rng.random() < rate("care.assessed_no_further") * taken_on / (taken_on - planned)
        closed = on + timedelta(days=rng.randint(*OPEN_FOR) + (PLAN_LASTS if is_plan else 0))
        ends = {
            "CINclosureDate": day(assessed if no_further else closed),
            "ReasonForClosure": "RC8" if no_further else "RC7",
        }
        written_up = {"AssessmentActualStartDate": day(on), "AssessmentAuthorisationDate": day(assessed)}
        yield assessed, "Assessment", written_up, ends if no_further else {}
        if not no_further:
            yield closed, "ChildProtectionPlan" if is_plan else "", {"CPPendDate": day(closed)} if is_plan else {}, ends
        if not is_plan:
            self._closes(child, assessed if no_further else closed)

    def _version(self, child: Person, on: date, groups: dict[str, Any], cells: dict[str, Any]) -> Sent:
        self.known_since[child.id] = on
        moment = at(on, 9 + self.rng.randrange(8), self.rng.randrange(60))
        kept = {name: [dict(entry) for entry in entries] for name, entries in groups.items()}
        return child_record(self.clerk, child, moment, family=relatives(child), groups=kept, **cells)

    def _closes(self, child: Person, closed: date) -> None:
        household = int(child.household[1:])
        if household < self.world.population.families.count:
            self.before.append((closed, household, int(child.id[-2:]) - 10))

    def _child(self, on: date) -> Person | None:
        """A child of a case closed before, one not born yet, or any."""
        chosen, population = self.rng.random(), self.world.population
        if chosen < rate("care.again") and self.before:
            closed, number, place = self.rng.choice(self.before)
            if closed < on:
                return population.family(number).children[place]
        if chosen > 1 - rate("care.expected"):
            return self._expected(on)
        return population.child(self.rng, on)

    def _expected(self, on: date) -> Person | None:
        for _ in range(40):
            youngest = self.world.population.any_family(self.rng).children[-1]
            if timedelta(days=14) < youngest.birth_date - on < timedelta(days=150):
                return youngest
        return None

    def _placed_by_day(self) -> dict[date, list[int]]:
        found: dict[date, list[int]] = {}
        for number in self.world.population.looked_after:
            placed_on = self.world.population.family(number).children[0].placed_on
            if placed_on:
                found.setdefault(max(placed_on, self.world.first_day), []).append(number)
        return found


def relatives(child: Person) -> list[Named]:
    """Parents at home, and the other children of the family."""
    parents = [
        Named(one, "parent/carer", {"Relationship": "mother" if one.sex == "female" else "father"})
        for one in child.parents
    ]
    return parents[:2]


def weekday(on: date) -> date:
    """A conference is not held on a Saturday or Sunday."""
    return on + timedelta(days=2) if on.weekday() >= SATURDAY else on
