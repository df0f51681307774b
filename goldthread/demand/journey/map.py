"""A map of journeys: what happened, what follows what, how long it takes, which ways cases took."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from goldthread.demand.journey.events import ACTIVITY, CASE, SECOND, instant


@dataclass(frozen=True)
class Spread:
    """How long something takes, in seconds by the clock on the wall. Quantiles are linear between ranks."""

    count: int
    mean_s: float
    median_s: float
    p95_s: float
    min_s: float
    max_s: float
    sum_s: float


@dataclass(frozen=True)
class Edge:
    """One activity right after another: how often, and the time from the one to the other."""

    before: str
    after: str
    spread: Spread


@dataclass(frozen=True)
class Variant:
    """A way that some cases took from first to last: how many of them, and one by name."""

    activities: tuple[str, ...]
    count: int
    example: str


@dataclass(frozen=True)
class Journey:
    """One case from its first event to its last."""

    case: str
    events: int
    first_at: datetime
    last_at: datetime
    seconds: float


class Variants:
    """Every way that was taken, packed: there may be as many as there are cases, and few are ever read."""

    def __init__(self, rows: pl.DataFrame, activities: pl.Series, cases: pl.Series) -> None:
        self.rows, self.activities, self.cases = rows, activities, cases

    def __len__(self) -> int:
        return self.rows.height

    def most(self, number: int | None = None) -> list[Variant]:
        """The commonest, or all; equally common ones by their activities. The example is the first by name."""
        rows = _at_least(self.rows, "count", number)
        found = rows.sort("count", ACTIVITY, descending=[True, False]).head(number or rows.height)
        names = self.activities.to_list()
        counted = found.select(ACTIVITY, "count").iter_rows()
        return [
            Variant(tuple(names[place] for place in way), count, example)
            for (way, count), example in zip(counted, self._examples(found), strict=True)
        ]

    def _examples(self, found: pl.DataFrame) -> pl.Series:
        each = found.select(CASE).with_row_index("place").explode(CASE)
        named = each.with_columns(self.cases.gather(each[CASE]).alias("name"))
        return named.group_by("place").agg(pl.col("name").min()).sort("place")["name"]


class Journeys:
    """Every case from first to last, packed."""

    def __init__(self, rows: pl.DataFrame, cases: pl.Series) -> None:
        self.rows, self.cases = rows, cases

    def longest(self, number: int | None = None) -> list[Journey]:
        """Those that took longest, or all; equally long ones by name."""
        rows = self.rows.with_columns(took=pl.col("last") - pl.col("first"))
        rows = _at_least(rows, "took", number)
        named = rows.with_columns(name=self.cases.gather(rows[CASE]))
        ranked = named.sort("took", "name", descending=[True, False]).head(number or rows.height)
        return [
            Journey(name, events, instant(first), instant(last), took / SECOND)
            for name, events, first, last, took in ranked.select("name", "events", "first", "last", "took").iter_rows()
        ]


def _at_least(rows: pl.DataFrame, column: str, number: int | None) -> pl.DataFrame:
    """The rows among which the `number` greatest are, so that few have to be named and put in order."""
    if number is None or number >= rows.height:
        return rows
    return rows.filter(pl.col(column) >= pl.col(column).top_k(number).min())


@dataclass(frozen=True)
class Map:
    """Every figure of one set of journeys. Counts by activity have the greatest first, equal ones by name.

    `edges` stand in the order of the time they hold in total: that is where the children wait. `rework` counts the
    cases in which an activity happens more than once, `reworked` those in which any does. `tied` are the pairs of
    neighbours at one instant: the order of arrival decided between them.
    """

    cases: int
    events: int
    first_at: datetime
    last_at: datetime
    happened: dict[str, int]
    starts: dict[str, int]
    ends: dict[str, int]
    edges: list[Edge]
    variants: Variants
    throughput: Spread
    journeys: Journeys
    rework: dict[str, int]
    reworked: int
    tied: int

    @property
    def pairs(self) -> int:
        """How many times one event follows another in its case."""
        return self.events - self.cases

    @property
    def self_loops(self) -> dict[str, int]:
        """How many times an activity follows itself, by activity."""
        return {edge.before: edge.spread.count for edge in self.edges if edge.before == edge.after}
