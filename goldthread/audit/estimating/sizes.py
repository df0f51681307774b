"""How many cases a claim needs: methods.md 1.2 and 1.9."""

from collections.abc import Callable
from math import ceil, floor
from statistics import NormalDist

from goldthread.audit.estimating.distributions import binomial_at_least, hypergeometric
from goldthread.core.refusals import NotValid
from goldthread.core.shares import Z

MOST = 20_000


def size_for(reach: float, share: float = 0.5, population: int | None = None) -> int:
    """How many to draw so that the 95% interval is about `reach` either side: 120 cases, 25%, .1: 46."""
    without_end = Z * Z * share * (1 - share) / reach**2
    return ceil(without_end if population is None else without_end / (1 + (without_end - 1) / population))


def size_to_rule_out(share: float, population: int | None = None, sure: float = 0.95) -> int:
    """How many must be found without one, to say that fewer than this share have it: 5%: 59; of 50 cases, 10%: 22.

    Of a population the share is the whole number of cases below it, which is on the safe side: 5% of 50 is two.
    """
    if population is None:
        return _smallest(lambda size: (1 - share) ** size <= 1 - sure)
    having = max(1, floor(round(share * population, 9)))
    return _smallest(lambda size: hypergeometric(0, population, having, size) <= 1 - sure, population)


def pass_mark(size: int, least: float, sure: float = 0.95) -> int:
    """How many of `size` must be good to say that at least this share is: of 20, 70%: 18. Above `size`: none do."""
    return next((mark for mark in range(size + 1) if binomial_at_least(mark, size, least) <= 1 - sure), size + 1)


def assurance(least: float, truly: float, power: float = 0.8, held_for: int = 10) -> tuple[int, int, float]:
    """(size, pass mark, power) to prove `least` where the truth is `truly`, with the power held for the next ten sizes.

    Held, because power falls back at sizes where the pass mark rises by one.
    """
    marks, powers = [0], list[float]()
    for size in range(1, MOST + 1):
        marks.append(_next_mark(marks[-1], size, least))
        powers.append(binomial_at_least(marks[-1], size, truly))
        if len(powers) > held_for and min(powers[-held_for - 1 :]) >= power:
            found = size - held_for
            return found, marks[found], powers[found - 1]
    raise NotValid(
        "truly", f"No sample up to {MOST:,} tells {truly:g} from {least:g}.", "Hope for more, or prove less."
    )


def _next_mark(before: int, size: int, least: float, sure: float = 0.95) -> int:
    """The pass mark of a size, from that of one case fewer: it is the same, or one more."""
    return before if binomial_at_least(before, size, least) <= 1 - sure else before + 1


def sizes_to_see_a_change(before: float, after: float, power: float = 0.8) -> tuple[float, float]:
    """Cases in each of two rounds to see a change, 5% on both sides: with pooled and with unpooled variance."""
    middle, strength = (before + after) / 2, NormalDist().inv_cdf(power)
    apart = before * (1 - before) + after * (1 - after)
    pooled = (Z * (2 * middle * (1 - middle)) ** 0.5 + strength * apart**0.5) ** 2
    return pooled / (after - before) ** 2, (Z + strength) ** 2 * apart / (after - before) ** 2


def power_to_see_a_change(before: float, after: float, size: int) -> float:
    """How often two rounds of this size show the change: 20 cases, 25 to 50%: .367613."""
    middle, apart = (before + after) / 2, before * (1 - before) + after * (1 - after)
    reach = Z * (2 * middle * (1 - middle) / size) ** 0.5
    seen, error = abs(after - before), (apart / size) ** 0.5
    return NormalDist().cdf((seen - reach) / error) + NormalDist().cdf((-seen - reach) / error)


def design_effect(cluster: float, correlation: float) -> float:
    """By how much to multiply a size where cases share an officer or a supervisor: 12 to each at .05: 1.55."""
    return 1 + (cluster - 1) * correlation


def _smallest(holds: Callable[[int], bool], most: int = MOST) -> int:
    return next((size for size in range(1, most + 1) if holds(size)), most)
