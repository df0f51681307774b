"""Events as the engine takes them: case and activity by number, the instant, rows in the order they came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

CASE, ACTIVITY, AT = "case", "activity", "at"
# An activity's number in sixteen bits keeps ten million events small, and no process has more.
SHAPE = pl.Schema({CASE: pl.UInt32(), ACTIVITY: pl.UInt16(), AT: pl.Int64()})
MOST_ACTIVITIES = 65_535
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000


class TooManyActivities(Exception):
    """More different activities than any process has: another column is meant."""


@dataclass(frozen=True)
class Events:
    """What happened, one row an event, in the order of arrival.

    `rows` has `case` and `activity`, each a place in its names, and `at`, microseconds since 1970 in UTC. The order of
    rows decides between events of one case at one instant.
    """

    rows: pl.DataFrame
    cases: pl.Series
    activities: pl.Series

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, datetime]]) -> "Events":
        """Events that are at hand in memory: case, activity, instant."""
        gathering = Gathering()
        for case, activity, at in rows:
            gathering.add(case, ((activity, microseconds(at)),))
        return gathering.events()


def microseconds(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def instant(at: int) -> datetime:
    return EPOCH + at * MICROSECOND


class Numbers:
    """Gives each name its number, in the order they come."""

    def __init__(self) -> None:
        self.held: dict[str, int] = {}

    def of(self, name: str) -> int:
        return self.held.setdefault(name, len(self.held))

    def names(self) -> pl.Series:
        return pl.Series(list(self.held), dtype=pl.String)


class Gathering:
    """Events that come one by one, packed away a piece at a time: a million are some megabytes, not hundreds."""

    PIECE = 200_000

    def __init__(self) -> None:
        self.cases, self.activities = Numbers(), Numbers()
        self.packed: list[pl.DataFrame] = []
        self.waiting: list[tuple[int, int, int]] = []

    def add(self, case: str, steps: Iterable[tuple[str, int]]) -> None:
        """What happened next in this case: activity and microseconds."""
        number = self.cases.of(case)
        self.waiting += [(number, self.activities.of(activity), at) for activity, at in steps]
        if len(self.waiting) >= self.PIECE:
            self._pack()

    def events(self) -> Events:
        self._pack()
        return Events(pl.concat(self.packed), self.cases.names(), self.activities.names())

    def _pack(self) -> None:
        if len(self.activities.held) > MOST_ACTIVITIES:
            raise TooManyActivities
        self.packed.append(pl.DataFrame(self.waiting, schema=SHAPE, orient="row"))
        self.waiting = []
