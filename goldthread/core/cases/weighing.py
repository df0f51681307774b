"""Several weekly samples as one share: each week weighs by how many ended in it, not by how many were drawn. Pure.

Each week is a stratum (`core.shares`; methods.md 1.4, whose figures were computed with samplics and R survey).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.core.shares import TOO_FEW, Stratum, stratified_interval, stratified_share


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


def weigh(weeks: Sequence[Stratum]) -> Weighed:
    """These weeks as one. A week of which fewer than two are judged is left out, and said to be."""
    held = [one for one in weeks if one.is_enough]
    ended, answered = sum(one.of for one in held), sum(one.judged for one in held)
    told = Weighed(len(held), len(weeks) - len(held), ended, answered, sum(one.found for one in held))
    if answered < TOO_FEW:
        return told
    low, high = stratified_interval(held)
    return Weighed(told.weeks, told.left_out, ended, answered, told.wrong, stratified_share(held), low, high)
