"""A share with how sure we are of it: Wilson's interval, and from how few nothing is said. Pure.

methods.md 1.1 (our reference of audit methods, November 2026): never Wald, whose 95% covers 82.7% at n = 12, p = .25.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
TOO_FEW = 10  # ours: under ten, the interval of a share is wider than half the scale, and says nothing
LEAST_OF_A_STRATUM = 2  # one alone has no spread to estimate


def wilson(count: float, of: float, z: float = Z) -> tuple[float, float] | None:
    """Wilson's score interval, at 95% unless z is another: 3 of 12 is .088942 to .532305. None of nothing."""
    if not of:
        return None
    share, extra = count / of, z * z / of
    middle, reach = share + extra / 2, z * ((share * (1 - share) + extra / 4) / of) ** 0.5
    # None found reaches down to nought itself, all found up to one: a rounding beside them is no bound.
    low = (middle - reach) / (1 + extra) if count > 0 else 0.0
    return max(0.0, low), min(1.0, (middle + reach) / (1 + extra)) if count < of else 1.0


def on_the_logit_scale(share: float, variance: float, z: float = Z) -> tuple[float, float]:
    """The interval of a share strictly between 0 and 1 that never leaves them (methods.md 1.3)."""
    middle, reach = log(share / (1 - share)), z * variance**0.5 / (share * (1 - share))
    return 1 / (1 + exp(reach - middle)), 1 / (1 + exp(-reach - middle))


@dataclass(frozen=True)
class Stratum:
    """A part that was sampled by itself: how many there are, how many were judged, of how many it was found."""

    of: int
    judged: int
    found: int

    @property
    def is_whole(self) -> bool:
        return self.judged == self.of

    @property
    def is_enough(self) -> bool:
        """Whether it can stand for all that are in it."""
        return self.judged >= LEAST_OF_A_STRATUM or (self.is_whole and self.judged > 0)


def stratified_share(strata: Sequence[Stratum]) -> float:
    """p = sum W_h p_h: each stratum by how many there are in it, not by how many were judged (methods.md 1.4)."""
    return sum(one.of * one.found / one.judged for one in strata) / sum(one.of for one in strata)


def stratified_variance(strata: Sequence[Stratum]) -> float:
    """V = sum W_h^2 (1 - n_h/N_h) p_h (1 - p_h) / (n_h - 1); a stratum that was judged whole adds nothing."""
    everything = sum(one.of for one in strata)
    return sum(_variance(one) * (one.of / everything) ** 2 for one in strata)


def stratified_interval(strata: Sequence[Stratum]) -> tuple[float, float]:
    """95% on the logit scale.

    Where nothing or everything was found the variance is nought and says nothing: then Wilson's interval on the size
    that the unequal weights leave, 1 / sum(W_h^2 / n_h) (Kish, methods.md 1.5).
    """
    share, everything = stratified_share(strata), sum(one.of for one in strata)
    if all(one.is_whole for one in strata):
        return share, share
    if (variance := stratified_variance(strata)) > 0:
        return on_the_logit_scale(share, variance)
    size = 1 / sum((one.of / everything) ** 2 / one.judged for one in strata)
    return wilson(share * size, size) or (0.0, 1.0)


def _variance(one: Stratum) -> float:
    if one.is_whole:
        return 0.0
    share = one.found / one.judged
    return (1 - one.judged / one.of) * share * (1 - share) / (one.judged - 1)
