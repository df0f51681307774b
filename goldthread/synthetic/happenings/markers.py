"""Managed offenders: a marker when they are registered, after each visit and when they move."""

import heapq
from collections.abc import Iterator
from datetime import date, timedelta

from goldthread.synthetic.happenings.world import World, at
from goldthread.synthetic.population import Offender
from goldthread.synthetic.rates import split
from goldthread.synthetic.sent import Sent
from goldthread.synthetic.systems.offenders import marker

LATE = 0.12


class Markers:
    def __init__(self, world: World) -> None:
        self.world = world
        self.rng = world.dice("markers")
        self.clerk = world.clerks["offenders"]
        self.every = {band: int(days) for band, days in split("markers.visits").items()}
        # The next day each is told of: the day, the number, and whether it is a visit.
        self.due: list[tuple[date, int, bool]] = []
        for number in range(world.population.offenders):
            self._begin(number)
        heapq.heapify(self.due)

    def _begin(self, number: int) -> None:
        offender = self.world.population.offender(number)
        first = max(offender.registered_on, self.world.first_day)
        self.due.append((first, number, True))
        moved = offender.person.homes[-1][0]
        if moved > first:
            self.due.append((moved, number, False))

    def of(self, day: date) -> Iterator[Sent]:
        while self.due and self.due[0][0] <= day:
            _, number, is_visit = heapq.heappop(self.due)
            offender = self.world.population.offender(number)
            yield self._told(offender, day)
            if is_visit:
                heapq.heappush(self.due, (self._next(offender, day), number, True))

    def _told(self, offender: Offender, day: date) -> Sent:
        next_on = day + timedelta(days=self.every[offender.band])
        return marker(self.clerk, offender, at(day, 11, self.rng.randrange(60)), day, next_on)

    def _next(self, offender: Offender, day: date) -> date:
        """Mostly in time; some visits are late."""
        every = self.every[offender.band]
        late = self.rng.random() < LATE
        return day + timedelta(
            days=round(every * (self.rng.uniform(1.05, 1.6) if late else self.rng.uniform(0.8, 1.0)))
        )
