"""Chance that can be repeated: the same seed gives the same force, on any machine and in any year."""

from collections.abc import Mapping
from math import exp
from random import Random
from typing import TypeVar

T = TypeVar("T")


def dice(seed: str, part: str) -> Random:
    """One die for each part, so that a change in one part leaves the others as they were."""
    return Random(f"{seed}:{part}")  # noqa: S311 - an invented force needs repeatable chance, not secrecy


def pick(rng: Random, weighted: Mapping[T, float]) -> T:
    return rng.choices(list(weighted), list(weighted.values()))[0]


def poisson(rng: Random, mean: float) -> int:
    """How many of something happen, where so many are expected."""
    if mean > 50:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    limit, product, count = exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
