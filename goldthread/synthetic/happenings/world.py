"""What every happening shares: who there is, who types for each system, the numbers given out, and the time of day."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random

from goldthread.core.clocks import LONDON
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.synthetic.chance import dice
from goldthread.synthetic.hand import HABITS, Habits
from goldthread.synthetic.population import Population
from goldthread.synthetic.rates import rate
from goldthread.synthetic.scales import first_day
from goldthread.synthetic.systems.cad import cad_no
from goldthread.synthetic.systems.crime import crime_no
from goldthread.synthetic.systems.custody import custody_no
from goldthread.synthetic.systems.intelligence import intel_no
from goldthread.synthetic.systems.merlin import merlin_no
from goldthread.synthetic.systems.writing import Clerk

HOURS = (2, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4, 6, 7, 8, 8, 8, 8, 7, 6, 4)


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """That local time, as an instant of UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LONDON).astimezone(UTC)


def time_of(rng: Random, day: date) -> datetime:
    """A time of that local day, later rather than earlier, whether it has 23, 24 or 25 hours."""
    midnight = at(day, 0)
    hour = rng.choices(range(24), HOURS)[0]
    moment = midnight + timedelta(hours=hour, seconds=rng.randrange(3600))
    return moment if moment.astimezone(LONDON).date() == day else midnight + timedelta(hours=hour - 1)


# Stories number their records from here: ordinary days never reach so far.
STORIES = {"merlin": 90_000_000, "crime": 9_000_000, "intelligence": 9_000_000, "custody": 900_000, "cad": 900_000}


class World:
    """Where it is for `stories`, the hand is exact and numbers are others, so that their truth is certain."""

    def __init__(
        self, seed: str, population: Population, part: str = "", habits: Mapping[str, Habits] = HABITS
    ) -> None:
        self.seed, self.population, self.scale, self.on = seed, population, population.scale, population.on
        self.first_day = first_day(population.on)
        self.clerks = {
            source: Clerk(source, dice(seed, f"{part}hand:{source}"), habits)
            for source, adapter in ADAPTERS.items()
            if adapter.people
        }
        self.given = dict(STORIES) if part else dict.fromkeys(STORIES, 0)
        self.calls_on: Counter[date] = Counter()

    def dice(self, part: str) -> Random:
        return dice(self.seed, part)

    def children_a_day(self, name: str, pace: float) -> float:
        """How many a day of something that so many children of a thousand meet in a year."""
        return rate(name) * self.population.children / 1000 / 365 * pace

    def people_a_day(self, name: str, pace: float) -> float:
        return rate(name) * self.scale.people / 1000 / 365 * pace

    def cad_no(self, opened: datetime) -> str:
        """Numbered from one each day."""
        day = opened.astimezone(LONDON).date()
        self.calls_on[day] += 1
        return cad_no(self.given["cad"] + self.calls_on[day] * 7, opened)

    def merlin_no(self, kind: str, reported: datetime) -> str:
        return merlin_no(kind, self._next("merlin"), reported)

    def crime_no(self, reported: datetime) -> str:
        return crime_no(self._next("crime"), reported)

    def custody_no(self, borough: str, arrived: datetime) -> str:
        return custody_no(borough, self._next("custody"), arrived)

    def intel_no(self, reported: datetime) -> str:
        return intel_no(self._next("intelligence"), reported)

    def _next(self, kind: str) -> int:
        self.given[kind] += 1
        return self.given[kind]
