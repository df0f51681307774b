"""Several weekly samples as one share: each week weighs by how many ended in it, not by how many were drawn. Pure.

The stratified estimate of methods.md 1.4 (our reference of audit methods, November 2026; its figures were computed
with samplics and R survey): p = sum W_h p_h, V = sum W_h^2 (1 - n_h/N_h) p_h (1 - p_h) / (n_h - 1), and 95% on the
logit scale as in 1.3. Where nothing or everything was found wrong V is nought and says nothing: then Wilson's interval
of 1.1 on the size that the unequal weights leave, 1 / sum(W_h^2 / n_h) (Kish, 1.5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from goldthread.core.cases.indicators import TOO_FEW, Z, wilson

LEAST_JUDGED = 2  # of one week: one alone has no spread to estimate


@dataclass(frozen=True)
class Week:
    """One week's sample: how many ended so in all, how many of those drawn were judged, how many found wrong."""

    ended: int
    answered: int
    wrong: int

    @property
    def is_whole(self) -> bool:
        return self.answered == self.ended

    @property
    def is_enough(self) -> bool:
        """Whether the week can stand for all that ended in it."""
        return self.answered >= LEAST_JUDGED or (self.is_whole and self.answered > 0)


@dataclass(frozen=True)
class Weighed:
    """The share wrong of all that ended in these weeks, between its ends at 95%; None where there is too little to say.

    `ended`, `answered` and `wrong` are of the weeks that are in it; `left_out` counts the weeks that are not.
    """

    weeks: int
    left_out: int
    ended: int
    answered: int
    wrong: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def weigh(weeks: Sequence[Week]) -> Weighed:
    """These weeks as one. A week of which fewer than two are judged is left out, and said to be."""
    held = [one for one in weeks if one.is_enough]
    ended, answered = sum(one.ended for one in held), sum(one.answered for one in held)
    told = Weighed(len(held), len(weeks) - len(held), ended, answered, sum(one.wrong for one in held))
    if answered < TOO_FEW:
        return told
    share = sum(one.ended * one.wrong / one.answered for one in held) / ended
    low, high = _between(held, ended, share)
    return Weighed(told.weeks, told.left_out, ended, answered, told.wrong, share, low, high)


def variance(weeks: Sequence[Week]) -> float:
    """The stratified variance of the share; a week that was judged whole adds nothing to it."""
    ended = sum(one.ended for one in weeks)
    return sum(_of_week(one) * (one.ended / ended) ** 2 for one in weeks)


def _of_week(one: Week) -> float:
    if one.is_whole:
        return 0.0
    share = one.wrong / one.answered
    return (1 - one.answered / one.ended) * share * (1 - share) / (one.answered - 1)


def _between(weeks: Sequence[Week], ended: int, share: float) -> tuple[float, float]:
    if all(one.is_whole for one in weeks):
        return share, share
    spread = variance(weeks)
    if spread > 0:
        middle, reach = log(share / (1 - share)), Z * spread**0.5 / (share * (1 - share))
        return 1 / (1 + exp(reach - middle)), 1 / (1 + exp(-reach - middle))
    size = 1 / sum((one.ended / ended) ** 2 / one.answered for one in weeks)
    return wilson(share * size, size) or (0.0, 1.0)
