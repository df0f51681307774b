"""Whether one round differs from another by more than the chance of the draw: methods.md 1.9."""

from dataclasses import dataclass
from math import comb
from statistics import NormalDist

from goldthread.core.shares import wilson

Counted = tuple[int, int]  # how many, of how many


@dataclass(frozen=True)
class Change:
    """The later share less the earlier, with Newcombe's 95%; `z` is the pooled test, `p` Fisher's, two-sided."""

    difference: float
    low: float
    high: float
    ratio: float
    odds: float
    z: float
    p: float

    @property
    def is_beyond_chance(self) -> bool:
        return self.low > 0 or self.high < 0


def change(later: Counted, earlier: Counted) -> Change:
    """191 of 214 after 278 of 374: +.149208 (.085188 to .207348)."""
    (a, many), (b, before) = later, earlier
    new, old = a / many, b / before
    (low, high), (was_low, was_high) = wilson(a, many) or (0.0, 1.0), wilson(b, before) or (0.0, 1.0)
    difference, pooled = new - old, (a + b) / (many + before)
    error = (pooled * (1 - pooled) * (1 / many + 1 / before)) ** 0.5
    return Change(
        difference,
        difference - ((new - low) ** 2 + (was_high - old) ** 2) ** 0.5,
        difference + ((high - new) ** 2 + (old - was_low) ** 2) ** 0.5,
        new / old if old else float("inf"),
        a * (before - b) / (b * (many - a)) if b and many > a else float("inf"),
        difference / error if error else 0.0,
        fisher(later, earlier),
    )


def fisher(later: Counted, earlier: Counted) -> float:
    """Fisher's exact test: the chance of what was seen, and of all that is no likelier, if nothing changed."""
    (a, many), (b, before) = later, earlier
    drawn, having = many, a + b
    ways = [
        comb(having, one) * comb(many + before - having, drawn - one)
        for one in range(max(0, having - before), min(drawn, having) + 1)
    ]
    seen = comb(having, a) * comb(many + before - having, many - a)
    return sum(one for one in ways if one <= seen) / sum(ways)


def two_sided(z: float) -> float:
    """How often chance alone gives a z as far from nought."""
    return 2 * NormalDist().cdf(-abs(z))
