"""What changed in a borough beyond its own noise, and beyond what chance throws up over many boroughs. Pure.

Both must hold: the last week is outside the limits of the weeks before it (XmR, methods.md 2.2), and it is among what
Benjamini and Hochberg's procedure of 1995 keeps over every borough and line. Each borough stands against its own past.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p
from typing import TypeVar

from goldthread.improve.effect.xmr import limits_of

Key = TypeVar("Key", bound=tuple[str, str])


@dataclass(frozen=True)
class Change:
    """One line of one borough: the last week, what its own weeks before it were, and whether anything may be said."""

    area: str
    last: int
    mean: float
    low: float
    high: float
    weeks: int
    p: float
    is_beyond: bool
    is_too_few: bool

    @property
    def sentence(self) -> str:
        """Told under a heading that says it is beyond chance."""
        usual = f"{max(0.0, self.low):.0f} to {self.high:.0f}"
        return f"{self.area}: {self.last} opened in the last week, usually {usual} a week ({self.weeks} weeks)."


def change_of(area: str, weeks: Sequence[int], least_weeks: int) -> Change:
    """The last week against those before it; `weeks` runs from the oldest to the last."""
    *before, last = weeks
    limits = limits_of(before) if before else limits_of([0.0])
    is_outside = not limits.low <= last <= limits.high
    is_too_few = len(before) < least_weeks
    p = two_sided(last, sum(before), len(before))
    return Change(area, last, limits.mean, limits.low, limits.high, len(before), p, is_outside, is_too_few)


def kept(found: Mapping[Key, Change], share: float) -> dict[Key, Change]:
    """Those that stay said to have changed: outside their own limits, and kept at this share of false alarms."""
    tested = sorted((key for key, one in found.items() if not one.is_too_few), key=lambda key: found[key].p)
    most = max((place for place, key in enumerate(tested, 1) if found[key].p <= share * place / len(tested)), default=0)
    return {key: found[key] for key in tested[:most] if found[key].is_beyond}


def two_sided(last: int, before: int, weeks: int) -> float:
    """How likely a last week at least so far from the usual is, were every week alike; each tail doubled.

    Of all there were, so many fell in the last week by chance: binomial, one in all the weeks.
    """
    if not weeks:
        return 1.0
    everything, chance = last + before, 1 / (weeks + 1)
    at_most = sum(_binomial(one, everything, chance) for one in range(last + 1))
    at_least = 1 - at_most + _binomial(last, everything, chance)
    return min(1.0, 2 * min(at_most, at_least))


def _binomial(many: int, of: int, chance: float) -> float:
    """By logarithms: a year of a large borough overflows a product."""
    ways = lgamma(of + 1) - lgamma(many + 1) - lgamma(of - many + 1)
    return exp(ways + many * log(chance) + (of - many) * log1p(-chance))
