"""Samples drawn by unequal chances, weighed back by them: methods.md 1.5. Never averaged raw."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.core.refusals import NotValid


@dataclass(frozen=True)
class Weighed:
    """What a sample by unequal chances says of all it was drawn from.

    `worth` is how many cases drawn by equal chances would say as much (Kish); `raw` must not be reported.
    """

    raw: float
    total: float
    total_error: float
    population: float
    mean: float
    mean_error: float
    worth: float


def weighed_back(chances: Sequence[float], values: Sequence[float]) -> Weighed:
    """Horvitz-Thompson's total and Hajek's mean, with the variances of Poisson sampling."""
    if strange := [one for one in chances if not 0 < one <= 1]:
        raise NotValid("probability", f"{strange[0]:g} is no chance of being drawn.", "From above 0 up to 1.")
    weights, both = [1 / one for one in chances], list(zip(chances, values, strict=True))
    population, total = sum(weights), sum(value / chance for chance, value in both)
    mean = total / population
    of_total = sum((1 - chance) * (value / chance) ** 2 for chance, value in both)
    of_mean = sum((1 - chance) * ((value - mean) / chance) ** 2 for chance, value in both) / population**2
    worth = as_many_as(weights)
    return Weighed(sum(values) / len(values), total, of_total**0.5, population, mean, of_mean**0.5, worth)


def as_many_as(weights: Sequence[float]) -> float:
    """How many cases of equal weight say as much as these (Kish): (sum w)^2 / sum w^2."""
    return sum(weights) ** 2 / sum(one * one for one in weights) if weights else 0.0
