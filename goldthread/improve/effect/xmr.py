"""An XmR chart by the rules of the NHS, Making Data Count: which points of a series are more than its own noise. Pure.

methods.md 2.2 (our reference, November 2026), tested there against the NHS-R package's own functions
(https://github.com/nhs-r-community/NHSRplotthedots).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

REACH = 2.66  # of the mean moving range, from the mean to a limit
SCREEN = 3.267  # a moving range at or over so many mean ones is left out, once, where ranges are screened
RUN = 7  # so many on one side, or one way
ENOUGH = 12  # below so many points the limits are on trial
OUTSIDE, TREND, TWO_OF_THREE, SHIFT = "outside", "trend", "two_of_three", "shift"
NONE = ""


@dataclass(frozen=True)
class Limits:
    """The mean of a stretch and how far its own noise goes from it."""

    mean: float
    low: float
    high: float
    is_on_trial: bool

    @property
    def inner(self) -> tuple[float, float]:
        third = (self.high - self.mean) * 2 / 3
        return self.mean - third, self.mean + third


@dataclass(frozen=True)
class Point:
    """One value with the limits of its stretch, the first rule by which it stands out, and on which side."""

    value: float
    limits: Limits
    rule: str = NONE
    is_above: bool = False


def chart(
    values: Sequence[float], *, rebase_at: Sequence[int] = (), fix_after: int = 0, screened: bool = False
) -> list[Point]:
    """Every value with its flag. `rebase_at` are the places where a stretch begins, from 0; each has its own runs.

    `fix_after` takes the limits from the first so many values, and holds them over all.
    """
    starts = [0, *sorted(rebase_at)]
    ends = [*starts[1:], len(values)]
    return [
        point
        for start, end in zip(starts, ends, strict=True)
        for point in _stretch(values[start:end], fix_after, screened=screened)
    ]


def limits_of(values: Sequence[float], *, screened: bool = False) -> Limits:
    """Mean, and 2.66 mean moving ranges either way. Screening drops the largest ranges once; the mean stays."""
    mean = sum(values) / len(values)
    ranges = [abs(new - old) for old, new in pairwise(values)]
    usual = sum(ranges) / len(ranges) if ranges else 0.0
    kept = [one for one in ranges if one < SCREEN * usual] if screened else ranges
    usual = sum(kept) / len(kept) if kept else 0.0
    return Limits(mean, mean - REACH * usual, mean + REACH * usual, len(values) < ENOUGH)


def standing(limits: Limits, target: float, better: str) -> str:
    """Whether the process will pass its mark, fail it, or hit and miss, if nothing changes."""
    if limits.low <= target <= limits.high:
        return "hit and miss"
    is_under = target < limits.low
    return "pass" if is_under == (better == "higher") else "fail"


def _stretch(values: Sequence[float], fix_after: int, *, screened: bool) -> list[Point]:
    if not values:
        return []
    limits = limits_of(values[:fix_after] if fix_after else values, screened=screened)
    trend, shift, pairs = _trend(values), _shift(values, limits), _two_of_three(values, limits)
    points = []
    for place, value in enumerate(values):
        is_out = not limits.low <= value <= limits.high
        rules = ((OUTSIDE, is_out), (TREND, place in trend), (TWO_OF_THREE, place in pairs), (SHIFT, place in shift))
        rule = next((name for name, holds in rules if holds), NONE)
        is_above = trend[place] if rule == TREND else value > limits.mean
        points.append(Point(value, limits, rule, is_above))
    return points


def _trend(values: Sequence[float]) -> dict[int, bool]:
    """Places in a run of seven that only rises, or only falls, and whether it rises; an equal pair breaks it."""
    found = dict[int, bool]()
    for start in range(len(values) - RUN + 1):
        steps = [
            new - old for old, new in zip(values[start : start + RUN], values[start + 1 : start + RUN], strict=False)
        ]
        if all(one > 0 for one in steps) or all(one < 0 for one in steps):
            found |= dict.fromkeys(range(start, start + RUN), steps[0] > 0)
    return found


def _shift(values: Sequence[float], limits: Limits) -> set[int]:
    """Places in a run of seven strictly on one side of the mean."""
    sides = [_side(one, limits.mean) for one in values]
    return {
        place
        for start in range(len(values) - RUN + 1)
        if sides[start] and len(set(sides[start : start + RUN])) == 1
        for place in range(start, start + RUN)
    }


def _two_of_three(values: Sequence[float], limits: Limits) -> set[int]:
    """Places beyond the inner line, within the limit, where two of three are, all three on one side of the mean."""
    low, high = limits.inner
    far = [limits.low <= one < low or high < one <= limits.high for one in values]
    found = set[int]()
    for start in range(len(values) - 2):
        three = range(start, start + 3)
        sides = {_side(values[one], limits.mean) for one in three}
        if len(sides) == 1 and 0 not in sides and sum(far[one] for one in three) >= 2:
            found |= {one for one in three if far[one]}
    return found


def _side(value: float, mean: float) -> int:
    return (value > mean) - (value < mean)
