"""From events to a map: one sort, then every figure by groups of neighbouring rows. Pure; no file and no database.

The order is by case, instant and arrival, and what follows an event is the next row of its case. What two systems
record by the day alone is tied, so the share of ties stands beside every map.
"""

from typing import Any

import polars as pl

from goldthread.demand.journey.events import ACTIVITY, AT, CASE, SECOND, Events, instant
from goldthread.demand.journey.map import Edge, Journeys, Map, Spread, Variants

P95 = 0.95
DIGITS = 6  # of a second: instants are kept to the microsecond, so a quantile shows no trace of how floats are
PAIR, GAP = "pair", "gap"
TICKS = (SECOND, SECOND // 1_000, 1)
WIDTH = 1 << 16  # the number of an activity has sixteen bits
case, activity, at, pair = pl.col(CASE), pl.col(ACTIVITY), pl.col(AT), pl.col(PAIR)


class NoEvents(Exception):
    """There is nothing to draw a map of."""


def map_of(events: Events) -> Map:
    """The map of these events. Raises `NoEvents` where there are none.

    The rows are let go of once they are in order, so whoever holds no other reference needs half the memory.
    """
    if events.rows.is_empty():
        raise NoEvents
    cases, (rows, names) = events.cases, _in_order(events)
    del events
    again = _again(rows, len(cases), len(names))
    edges, tied = _edges(rows, names)
    journeys = _journeys(rows)
    first, last = rows.select(at.min().alias("first"), at.max().alias("last")).row(0)
    took = journeys.select((pl.col("last") - pl.col("first")).alias(GAP))
    return Map(
        cases=journeys.height,
        events=rows.height,
        first_at=instant(first),
        last_at=instant(last),
        happened=_counts(rows[ACTIVITY], names),
        starts=_counts(journeys["start"], names),
        ends=_counts(journeys["end"], names),
        edges=edges,
        variants=Variants(_variants(journeys), names, cases),
        throughput=_spread(took.select(*_spreading()).row(0, named=True)),
        journeys=Journeys(journeys.select(CASE, "events", "first", "last"), cases),
        rework=_counts(again[ACTIVITY], names),
        reworked=again[CASE].n_unique(),
        tied=tied,
    )


def _in_order(events: Events) -> tuple[pl.DataFrame, pl.Series]:
    """Rows in the order of the journeys, activities renumbered by name so that sequences sort as they read."""
    names = events.activities.sort()
    places = events.activities.rank("ordinal").cast(pl.UInt16) - 1
    rows = events.rows.with_columns(places.gather(events.rows[ACTIVITY]).alias(ACTIVITY))
    keys = rows.lazy().select(_keys(rows, len(events.cases))).collect(engine="streaming")
    order = keys.select(pl.arg_sort_by(keys.columns, maintain_order=True)).to_series()
    del keys
    return rows.select(pl.all().gather(order)).set_sorted(CASE), names


def _keys(rows: pl.DataFrame, cases: int) -> list[pl.Expr]:
    """Case and instant as one number where 64 bits hold both, in the coarsest unit that loses nothing.

    Rows in no order are then sorted in a quarter of the time.
    """
    first, last = rows.select(at.min().alias("first"), at.max().alias("last")).row(0)
    tick = _tick(rows, first)
    span = (last - first) // tick + 1
    if cases * span >= 1 << 64:
        return [case, at]
    return [case.cast(pl.UInt64) * span + ((at - first) // tick).cast(pl.UInt64)]


def _tick(rows: pl.DataFrame, first: int) -> int:
    """The coarsest unit, in microseconds, in which every instant is a whole number after the first."""
    divides = rows.lazy().select(((at - first) % unit == 0).all().alias(str(unit)) for unit in TICKS)
    found = divides.collect(engine="streaming").row(0)
    return next(unit for unit, fits in zip(TICKS, found, strict=True) if fits)


def _pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Each event that has a next one in its case: the two activities as one number, and the time between."""
    both = activity.cast(pl.UInt32) * WIDTH + activity.shift(-1)
    wanted = rows.lazy().select(
        both.alias(PAIR), (at.shift(-1) - at).alias(GAP), (case == case.shift(-1)).alias("same")
    )
    return wanted.filter("same").select(PAIR, GAP).collect()


def _edges(rows: pl.DataFrame, names: pl.Series) -> tuple[list[Edge], int]:
    """The edges, and how many pairs are tied."""
    pairs = _pairs(rows)
    found = [
        Edge(names[row[PAIR] // WIDTH], names[row[PAIR] % WIDTH], _spread(row))
        for row in pairs.group_by(PAIR).agg(*_spreading()).iter_rows(named=True)
    ]
    ranked = sorted(found, key=lambda edge: (-edge.spread.sum_s, -edge.spread.count, edge.before, edge.after))
    return ranked, int((pairs[GAP] == 0).sum())


def _spreading() -> list[pl.Expr]:
    """What a spread is made of. A sum in microseconds can outgrow 64 bits: whole seconds and the rest are summed apart.

    Polars takes the nearest rank for a quantile unless told otherwise.
    """
    gap = pl.col(GAP)
    return [
        pl.len().alias("count"),
        gap.median().alias("median"),
        gap.quantile(P95, "linear").alias("p95"),
        gap.min().alias("min"),
        gap.max().alias("max"),
        (gap // SECOND).sum().alias("seconds"),
        (gap % SECOND).sum().alias("rest"),
    ]


def _spread(row: dict[str, Any]) -> Spread:
    total = row["seconds"] * SECOND + row["rest"]
    count = row["count"]
    in_seconds = {f"{name}_s": round(row[name] / SECOND, DIGITS) for name in ("median", "p95", "min", "max")}
    return Spread(count=count, mean_s=total / (count * SECOND), sum_s=total / SECOND, **in_seconds)


def _journeys(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.group_by(CASE, maintain_order=True).agg(
        pl.len().alias("events"),
        at.first().alias("first"),
        at.last().alias("last"),
        activity.first().alias("start"),
        activity.last().alias("end"),
        activity,
    )


def _variants(journeys: pl.DataFrame) -> pl.DataFrame:
    """The sequences that were taken, how often, and by which cases."""
    return journeys.group_by(ACTIVITY).agg(pl.len().alias("count"), case)


def _again(rows: pl.DataFrame, cases: int, activities: int) -> pl.DataFrame:
    """Each case and activity that happened in it more than once. Sorting takes a fifth of grouping by both."""
    both = case.cast(pl.UInt32 if cases * activities < 1 << 32 else pl.UInt64) * activities + activity
    ordered = rows.select(both.alias(PAIR)).sort(PAIR)
    twice = ordered.filter(pair == pair.shift(1)).unique()
    return twice.select((pair // activities).alias(CASE), (pair % activities).alias(ACTIVITY))


def _counts(numbers: pl.Series, names: pl.Series) -> dict[str, int]:
    """How often each is there, the most first."""
    found = [(names[number], count) for number, count in numbers.value_counts().iter_rows()]
    return dict(sorted(found, key=lambda one: (-one[1], one[0])))
