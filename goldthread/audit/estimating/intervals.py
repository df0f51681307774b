"""The interval of one share, of many or of few: methods.md 1.1 and 1.2.

Wilson is shown; Clopper-Pearson is for "at least"; the finite ones are for a borough that has few cases.
"""

from bisect import bisect_left
from collections.abc import Sequence
from statistics import NormalDist

from goldthread.audit.estimating.distributions import beta_binomial, beta_quantile, hypergeometric_at_least
from goldthread.core.shares import wilson

Interval = tuple[float, float]
SURE = 0.95


def clopper_pearson(count: int, of: int, sure: float = SURE) -> Interval:
    """Never surer than it says, so for a claim like "at least": 3 of 12 is .054861 to .571858."""
    tail = (1 - sure) / 2
    low = beta_quantile(tail, count, of - count + 1) if count else 0.0
    return low, beta_quantile(1 - tail, count + 1, of - count) if count < of else 1.0


def at_least(count: int, of: int, sure: float = SURE) -> float:
    """The share that one may say is reached at least: the lower end, with all the doubt on one side."""
    return beta_quantile(1 - sure, count, of - count + 1) if count else 0.0


def jeffreys(count: int, of: int, sure: float = SURE) -> Interval:
    """The Bayesian default. Nought at none and one at all, by the convention of Brown, Cai and DasGupta (2001)."""
    tail, a, b = (1 - sure) / 2, count + 0.5, of - count + 0.5
    low = beta_quantile(tail, a, b) if count else 0.0
    return low, beta_quantile(1 - tail, a, b) if count < of else 1.0


def wilson_of_few(count: int, of: int, population: int) -> Interval | None:
    """Wilson's with the correction for a population of which the sample is a good part; all of it has no doubt left."""
    if of == population:
        return (count / of, count / of) if of else None
    size = of * (population - 1) / (population - of)
    return wilson(count / of * size, size) if of else None


def exact_count(count: int, of: int, population: int, sure: float = SURE) -> tuple[int, int]:
    """How many of the whole population, at the least and at the most: each number the sample does not speak against."""
    tail, lowest, highest = (1 - sure) / 2, count, population - (of - count)
    every = range(lowest, highest + 1)
    # The more of the whole there are, the likelier so many are drawn: each end is found by halving.
    least = bisect_left(every, tail, key=lambda having: hypergeometric_at_least(count, population, having, of))
    over = bisect_left(every, True, key=lambda having: _at_most(count, population, having, of) < tail)
    return every[least], every[over - 1]


def _at_most(count: int, population: int, having: int, drawn: int) -> float:
    return 1 - hypergeometric_at_least(count + 1, population, having, drawn)


def share_of_few(count: int, of: int, population: int, sure: float = SURE) -> tuple[float, float, float]:
    """The Bayesian form for a small population: the lower end, the mean and the upper end of its share."""
    rest, a, b = population - of, count + 0.5, of - count + 0.5
    mean = (count + rest * (count + 0.5) / (of + 1)) / population
    low, high = (_quantile(chance, rest, a, b) for chance in ((1 - sure) / 2, (1 + sure) / 2))
    return (count + low) / population, mean, (count + high) / population


def goodman(counts: Sequence[int], sure: float = SURE) -> list[Interval]:
    """Several shares of one whole at once, like the three grades: all of them hold together so surely."""
    z = NormalDist().inv_cdf(1 - (1 - sure) / (2 * len(counts)))
    return [wilson(one, sum(counts), z) or (0.0, 1.0) for one in counts]


def _quantile(chance: float, of: int, a: float, b: float) -> int:
    reached = 0.0
    for count in range(of + 1):
        reached += beta_binomial(count, of, a, b)
        if reached >= chance:
            return count
    return of
