"""Whether one round differs from another by more than the chance of the draw: methods.md 1.9."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, exp, log
from random import Random
from statistics import NormalDist

from goldthread.audit.estimating.distributions import chi_squared_above, solved
from goldthread.core.shares import Z, wilson

Counted = tuple[int, int]  # how many, of how many
Estimated = tuple[float, float, float]  # a share and the ends of its interval


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
    ends = difference((new, *(wilson(a, many) or (0.0, 1.0))), (old, *(wilson(b, before) or (0.0, 1.0))))
    pooled = (a + b) / (many + before)
    error = (pooled * (1 - pooled) * (1 / many + 1 / before)) ** 0.5
    return Change(
        *ends,
        new / old if old else float("inf"),
        a * (before - b) / (b * (many - a)) if b and many > a else float("inf"),
        ends[0] / error if error else 0.0,
        fisher(later, earlier),
    )


def difference(later: Estimated, earlier: Estimated) -> Estimated:
    """Newcombe's difference of two shares, each with its own interval: of counts, of strata or corrected alike."""
    (new, low, high), (old, was_low, was_high) = later, earlier
    down, up = ((new - low) ** 2 + (was_high - old) ** 2) ** 0.5, ((high - new) ** 2 + (old - was_low) ** 2) ** 0.5
    return new - old, new - old - down, new - old + up


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


def several(rounds: Sequence[Counted]) -> tuple[float, float]:
    """Whether any of several rounds differs: Pearson's chi-squared, and how often chance alone goes as far."""
    share = sum(one for one, _ in rounds) / sum(many for _, many in rounds)
    apart = sum((one - many * share) ** 2 / (many * share * (1 - share)) for one, many in rounds)
    return apart, chi_squared_above(apart, len(rounds) - 1)


def ratio_interval(later: Counted, earlier: Counted) -> tuple[float, float]:
    """The score interval of the later share by the earlier (Miettinen and Nurminen 1985); neither may be none."""
    seen = log(later[0] / later[1] / (earlier[0] / earlier[1]))
    low = solved(lambda at: Z * Z - _score(later, earlier, exp(at)), seen - 10, seen)
    high = solved(lambda at: _score(later, earlier, exp(at)) - Z * Z, seen, seen + 10)
    return exp(low), exp(high)


def by_bayes(later: Counted, earlier: Counted, seed: int = 1, draws: int = 40_000) -> list[float]:
    """Differences as they may be, sorted, each share by Jeffreys' prior; the same for the same seed."""
    chance = Random(seed)  # noqa: S311  (a simulation, no secret)

    def drawn(one: Counted) -> float:
        return chance.betavariate(one[0] + 0.5, one[1] - one[0] + 0.5)

    return sorted(drawn(later) - drawn(earlier) for _ in range(draws))


def _score(later: Counted, earlier: Counted, ratio: float) -> float:
    """How far the counts are from a ratio, squared, by the shares that fit it best."""
    (a, many), (b, before) = later, earlier
    everything = many + before
    middle = many * ratio + a + before + b * ratio
    old = (middle - (middle**2 - 4 * everything * ratio * (a + b)) ** 0.5) / (2 * everything * ratio)
    new = ratio * old
    variance = (new * (1 - new) / many + ratio**2 * old * (1 - old) / before) * everything / (everything - 1)
    return float((a / many - ratio * b / before) ** 2 / variance) if variance > 0 else float("inf")
