"""Intelligence, about children and about grown people, graded by how far it may be believed."""

from collections.abc import Iterator
from datetime import date

from goldthread.synthetic import words
from goldthread.synthetic.chance import poisson
from goldthread.synthetic.happenings.world import World, time_of
from goldthread.synthetic.places import BOROUGHS
from goldthread.synthetic.rates import rate
from goldthread.synthetic.sent import Sent
from goldthread.synthetic.systems.intelligence import intelligence
from goldthread.synthetic.systems.writing import Named

SOURCES, ASSESSMENTS = "1222223", "ABBDDDDCE"
OLD = (("B", "2", "1"), ("C", "3", "1"), ("B", "2", "5"))
ACTIONS = ("for information", "research", "observe", "refer to children's services", "no action")


class Reports:
    def __init__(self, world: World) -> None:
        self.world = world
        self.rng = world.dice("reports")
        self.clerk = world.clerks["intelligence"]
        self.a_day = world.people_a_day("intelligence.a_year", world.scale.care)

    def of(self, day: date) -> Iterator[Sent]:
        for _ in range(poisson(self.rng, self.a_day)):
            yield self._report(day)

    def _report(self, day: date) -> Sent:
        rng, population = self.rng, self.world.population
        reported = time_of(rng, day)
        child = population.child(rng, day, youngest=11) if rng.random() < rate("intelligence.about_children") else None
        person = child or population.adult(rng)
        text = rng.choice(words.INTELLIGENCE if child else words.ADULT_INTELLIGENCE)
        haunts = population.gazetteer.haunts[rng.choice(BOROUGHS)]
        place = rng.choice(haunts) if child and rng.random() < 0.6 else person.home_on(day)
        handling = "C" if rng.random() < rate("intelligence.with_conditions") else "P"
        grade = rng.choice(SOURCES) + rng.choice(ASSESSMENTS) + handling
        more = {"action_codes": [rng.choice(ACTIONS)]} | self._old_scheme(handling)
        subjects = [Named(person, "child" if child else "associate")]
        return intelligence(
            self.clerk, self.world.intel_no(reported), reported, grade=grade, text=text, place=place, subjects=subjects,
            **more,
        )  # fmt: skip

    def _old_scheme(self, handling: str) -> dict[str, str]:
        """Some units still grade as before 2016; such a grade stays as it is."""
        if self.rng.random() >= rate("intelligence.old_scheme"):
            return {}
        source, assessment, handled = OLD[2] if handling == "C" else self.rng.choice(OLD[:2])
        parts = {"source": source, "assessment": assessment, "handling": handled}
        return {"grading.scheme": "5x5x5"} | {f"grading.{name}": mark for name, mark in parts.items()}
