"""A child comes to notice: a notification, and for some of them a referral that children's services take up."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.synthetic import words
from goldthread.synthetic.chance import pick, poisson
from goldthread.synthetic.happenings.care import Care
from goldthread.synthetic.happenings.world import World, time_of
from goldthread.synthetic.people import Person
from goldthread.synthetic.rates import rate, split
from goldthread.synthetic.sent import Sent, local_day, written
from goldthread.synthetic.systems.merlin import notice
from goldthread.synthetic.systems.writing import Named

POLICE = "6"
SPOKEN = {"alone": 55, "with others": 25, "not spoken to": 20}
# What children's services answer where they take the contact no further, by the data standard's words.
ANSWERS = {"No Further Action": 55, "Information and Advice": 24, "EH Referral": 16, "": 5}


class Notices:
    def __init__(self, world: World, care: Care) -> None:
        self.world, self.care = world, care
        self.rng = world.dice("notices")
        share = 1 - rate("notifications.from_calls")
        self.a_day = world.children_a_day("notifications.a_year", world.scale.pace) * share

    def of(self, day: date) -> Iterator[Sent]:
        """Those that no call led to: a visit, a stop, another agency."""
        for _ in range(poisson(self.rng, self.a_day)):
            if child := self.world.population.child(self.rng, day):
                yield from self.about(child, time_of(self.rng, day))

    def about(self, child: Person, reported: datetime, cad: str = "", grade: str = "") -> Iterator[Sent]:
        rng, on = self.rng, local_day(reported)
        alone = pick(rng, SPOKEN)
        grade = grade or pick(rng, split("notifications.grades"))
        delay = timedelta(minutes=rng.randint(40, 600))
        referred = rng.random() < rate("notifications.to_referral")
        shared: dict[str, Any] = {} if grade == "blue" else self._shared(child, reported + delay, referred)
        yield notice(
            self.world.clerks["merlin"],
            self.world.merlin_no("PAC", reported),
            reported,
            kind="PAC",
            borough=child.home_on(on).borough,
            subject=subject(child, on),
            parent=parent(child),
            written_after=delay,
            cad_no=cad,
            grade=grade,
            spoken_to=alone,
            not_spoken_why=rng.choice(words.NOT_SPOKEN) if alone == "not spoken to" else "",
            seen_words=rng.choice(words.SEEN).format(forename=child.forename),
            child_words="" if alone == "not spoken to" else rng.choice(words.SAID),
            **shared,
        )
        if referred:
            yield from self.care.referred(child, on + timedelta(days=1), POLICE)

    def _shared(self, child: Person, recorded: datetime, referred: bool) -> dict[str, str]:
        home = child.home_on(local_day(recorded))
        return {
            "shared_to": f"{home.borough} children’s services",
            "shared_at": written(recorded - timedelta(minutes=self.rng.randint(1, 30))),
            "outcome": "CIN Referral" if referred else pick(self.rng, ANSWERS),
        }


def subject(child: Person, on: date) -> Named:
    return Named(child, "looked-after child" if child.is_looked_after(on) else "child")


def parent(child: Person) -> Named | None:
    """The one who opens the door: a child placed away from home has none there."""
    if not child.parents or child.placed not in ("", "with parents"):
        return None
    found = child.parents[0]
    return Named(found, more={"relationship": "mother" if found.sex == "female" else "father"})
