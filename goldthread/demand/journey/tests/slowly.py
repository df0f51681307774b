"""The same figures in plain Python, one event at a time: slow, and independent of the engine."""

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Any

from goldthread.demand.journey.tests.running_example import Row


def quantile(values: list[Fraction], share: Fraction) -> Fraction:
    """Linear between the two nearest ranks, the definition that numpy calls linear and R type 7."""
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (place - low)


def spread(values: list[Fraction]) -> dict[str, float]:
    return {
        "count": len(values),
        "mean_s": float(sum(values) / len(values)),
        "median_s": float(median(values)),
        "p95_s": float(quantile(values, Fraction(95, 100))),
        "min_s": float(min(values)),
        "max_s": float(max(values)),
        "sum_s": float(sum(values)),
    }


def reckoned(rows: list[Row]) -> dict[str, Any]:
    """The figures of these events, in the order of arrival."""
    cases: dict[str, list[tuple[Any, str]]] = defaultdict(list)
    for case, activity, at in rows:
        cases[case].append((at, activity))
    for steps in cases.values():
        steps.sort(key=lambda step: step[0])  # stable: equal instants stay as they came
    gaps: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for steps in cases.values():
        for (begun, before), (ended, after) in pairwise(steps):
            gaps[before, after].append(_seconds(ended - begun))
    ways = [tuple(activity for _, activity in steps) for steps in cases.values()]
    again = [{activity for activity, times in Counter(way).items() if times > 1} for way in ways]
    return {
        "cases": len(cases),
        "events": len(rows),
        "activities": Counter(activity for _, activity, _ in rows),
        "start": Counter(way[0] for way in ways),
        "end": Counter(way[-1] for way in ways),
        "edges": {pair: spread(values) for pair, values in gaps.items()},
        "variants": Counter(ways),
        "throughput": spread([_seconds(steps[-1][0] - steps[0][0]) for steps in cases.values()]),
        "rework": Counter(activity for one in again for activity in one),
        "reworked": sum(map(bool, again)),
        "tied": sum(not gap for values in gaps.values() for gap in values),
    }


def _seconds(gap: Any) -> Fraction:
    return Fraction(gap.days * 86_400 + gap.seconds) + Fraction(gap.microseconds, 1_000_000)
