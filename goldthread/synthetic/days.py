"""One ordinary day after another: every kind of thing that happens, asked for its day."""

from collections.abc import Iterator
from datetime import date, timedelta

from goldthread.synthetic.happenings.calls import Calls
from goldthread.synthetic.happenings.care import Care
from goldthread.synthetic.happenings.crimes import Crimes
from goldthread.synthetic.happenings.detentions import Detentions
from goldthread.synthetic.happenings.markers import Markers
from goldthread.synthetic.happenings.missing import Missing
from goldthread.synthetic.happenings.notices import Notices
from goldthread.synthetic.happenings.reports import Reports
from goldthread.synthetic.happenings.world import World
from goldthread.synthetic.population import Population
from goldthread.synthetic.sent import Sent


class Days:
    """Ask for one local day at a time, in order: children come to notice again."""

    def __init__(self, seed: str, population: Population) -> None:
        self.world = world = World(seed, population)
        care = Care(world)
        notices = Notices(world, care)
        crimes = Crimes(world, notices)
        calls = Calls(world, notices, crimes)
        detentions = Detentions(world, crimes, notices)
        missing = Missing(world, calls, care, crimes, detentions)
        self.kinds = (calls, missing, notices, crimes, detentions, care, Markers(world), Reports(world))

    def of(self, day: date) -> Iterator[Sent]:
        for kind in self.kinds:
            yield from kind.of(day)

    def all(self) -> Iterator[tuple[date, list[Sent]]]:
        day = self.world.first_day
        while day <= self.world.on:
            yield day, list(self.of(day))
            day += timedelta(days=1)
