"""How long until something happened, those still waiting counted as waiting: the median with its interval. Pure.

Whoever never had it counts as a wait without an end, not as censored: a case that was closed without the child being
seen will never be over, and leaving it out would make closing look quick (the cumulative incidence of competing risks:
Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log

from goldthread.core.shares import Z

HALF, NINETEEN = 0.5, 0.05
NEAR = 1e-9  # a share made by multiplying is a half to within this


@dataclass(frozen=True)
class Waits:
    """Waits that are over, waits so far of those that are not, and how many will never be."""

    over: tuple[float, ...] = ()
    waiting: tuple[float, ...] = ()
    never: int = 0

    @property
    def of(self) -> int:
        return len(self.over) + len(self.waiting) + self.never

    def __add__(self, other: "Waits") -> "Waits":
        return Waits(self.over + other.over, self.waiting + other.waiting, self.never + other.never)


Step = tuple[float, float, float]  # a wait, the share not over after it, Greenwood's sum up to it


def curve(waits: Waits) -> list[Step]:
    """Kaplan and Meier's share that is not over, after each wait that ended (1958), with Greenwood's sum (1926)."""
    over, waiting = sorted(waits.over), sorted(waits.waiting)
    left, sum_, steps, place = 1.0, 0.0, list[Step](), 0
    while place < len(over):
        at = over[place]
        after = bisect_right(over, at, place)
        # Who has waited exactly so long and waits on is still among those who could be over at that moment.
        gone = bisect_left(waiting, at)
        risk, ended = waits.of - place - gone, after - place
        left *= 1 - ended / risk
        sum_ += ended / (risk * (risk - ended)) if risk > ended else inf
        steps.append((at, left, sum_))
        place = after
    return steps


def quantile(steps: Sequence[Step], left: float) -> float | None:
    """The wait after which no more than this share is not over; flat there: the middle, as R's survfit has it."""
    for place, (at, share, _) in enumerate(steps):
        if share <= left + NEAR:
            is_flat = share >= left - NEAR and place + 1 < len(steps)
            return (at + steps[place + 1][0]) / 2 if is_flat else at
    return None


def median_interval(waits: Waits) -> tuple[float, float] | None:
    """The 95% interval of the median, free of any shape. None where nothing can be said.

    An end may be infinite; both are where even the lower one falls among those who never had it.

    With nobody waiting: order statistics, from the binomial (Conover, Practical Nonparametric Statistics, 1999, 3.2):
    of 10 waits the 2nd and the 9th. With somebody waiting: every wait at which the share not over does not differ from
    a half (Brookmeyer and Crowley, Biometrics 38, 1982), its interval on the log scale, as R's survfit has it.
    """
    if not waits.waiting:
        return _ordered(waits)
    ends: list[float] = []
    steps = curve(waits)
    for sign in (-1, 1):
        bound = [(at, _bound(share, sum_, sign), 0.0) for at, share, sum_ in steps]
        found = quantile(bound, HALF)
        ends.append(inf if found is None else found)
    if ends[0] < inf:
        return ends[0], ends[1]
    return (steps[-1][0], inf) if steps else None  # so far not half are over: it is longer than any that is


def _ordered(waits: Waits) -> tuple[float, float] | None:
    rank = least_rank(waits.of)
    if not rank:
        return None
    ranked = sorted(waits.over)
    low, high = (ranked[one] if one < len(ranked) else inf for one in (rank - 1, waits.of - rank))
    return low, high


@lru_cache(maxsize=4096)
def least_rank(many: int, tail: float = 0.025) -> int:
    """The rank from either end that bounds the median with 95%: 2 of 10, 6 of 20, 1 of 6; 0 of fewer: none."""
    total, rank = 0.0, 0
    for one in range(max(0, int(many / 2 - 6 * many**0.5)), many // 2 + 1):
        total += exp(lgamma(many + 1) - lgamma(one + 1) - lgamma(many - one + 1) - many * log(2))
        if total > tail:
            return rank
        rank = one + 1
    return rank


def _bound(share: float, sum_: float, sign: int) -> float:
    """An end of the log interval of the share not over; nobody left has no interval, and is nought."""
    if share <= 0:
        return 0.0
    return float(min(1.0, share * exp(sign * Z * sum_**0.5)))
