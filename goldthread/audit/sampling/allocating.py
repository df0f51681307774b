"""How many cases of each stratum to draw: methods.md 1.4. Each rule serves somebody, so what each costs is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace
from math import sqrt
from typing import Any

from goldthread.audit.estimating.distributions import solved
from goldthread.core.refusals import NotValid
from goldthread.core.shares import Z

RULES = {
    "equal": "as many of each",
    "proportional": "of each by how many it has",
    "neyman": "of each by how many it has and how much its cases differ",
    "power": "of each by the root of how many it has",
    "exact": "the surest figure for all together, in whole cases (Wright 2012)",
}
LEAST = 10  # methods.md 1.4: the default, that each borough learns something of itself
DEFAULT_RULE = "power"
UNPLANNED = 0.5  # the share that asks for the most cases, where none is expected


@dataclass(frozen=True)
class Part:
    """A stratum to be planned: how many cases it has, and which share of them is expected not good."""

    size: int
    expected: float = UNPLANNED

    @property
    def spread(self) -> float:
        """S_h: how much its cases differ. None differ in one case alone."""
        share = self.expected
        return sqrt(self.size / (self.size - 1) * share * (1 - share)) if self.size > 1 else 0.0


# By arithmetic and roots alone, which every machine rounds alike: a sample must be the same everywhere.
WEIGHTS: dict[str, Callable[[Part], float]] = {
    "equal": lambda one: 1.0,
    "proportional": lambda one: float(one.size),
    "neyman": lambda one: one.size * one.spread,
    "power": lambda one: sqrt(one.size),
}


@dataclass(frozen=True)
class Precision:
    """What an allocation buys: the error of the share of all, and the widest half of a stratum's 95%."""

    error: float
    widest: float

    def as_json(self) -> dict[str, Any]:
        known = self.error < float("inf")  # where a part has no case drawn, nothing is known of all
        error, widest = (round(one, 6) if known else None for one in (self.error, self.widest))
        return {"error_of_all": error, "widest_half_of_one": widest}


def allocate(parts: Sequence[Part], size: int, rule: str = DEFAULT_RULE, least: int = LEAST) -> list[int]:
    """How many of each, in whole cases: never under `least` where it has so many, never more than it has."""
    everything = sum(one.size for one in parts)
    if rule not in RULES:
        raise NotValid("allocate", f'"{rule[:20]}" is no way to share a sample out.', f"Ways: {', '.join(RULES)}.")
    if size >= everything:
        return [one.size for one in parts]
    fewest = max(least, 1) if rule == "exact" else least  # whose rule starts from one of each
    floors = [min(one.size, fewest) for one in parts]
    if sum(floors) > size:
        told = f"At least {fewest} of each of {len(parts)} parts are {sum(floors)} cases, more than {size}."
        raise NotValid("size", told, "Draw more, or lower the least of each.")
    return exactly(parts, size, floors) if rule == "exact" else _whole(ideal(parts, size, rule, floors), size)


def ideal(parts: Sequence[Part], size: float, rule: str, floors: Sequence[int] = ()) -> list[float]:
    """How many of each by the rule, before whole cases are made of them, within the least and the most of each."""
    weights = [WEIGHTS[rule](one) for one in parts]
    if not any(weights):
        weights = [1.0 for _ in parts]
    return within(weights, size, list(floors) or [0] * len(parts), [one.size for one in parts])


def within(weights: Sequence[float], total: float, lows: Sequence[float], highs: Sequence[float]) -> list[float]:
    """Numbers in the proportion of their weights that add up to a total, each held between its ends."""

    def at(scale: float) -> list[float]:
        held = zip(weights, lows, highs, strict=True)
        return [min(max(scale * weight, low), high) for weight, low, high in held]

    most = max(high / weight for weight, high in zip(weights, highs, strict=True) if weight)
    return at(solved(lambda scale: sum(at(scale)) - total, 0.0, most))


def exactly(parts: Sequence[Part], size: int, floors: Sequence[int]) -> list[int]:
    """Wright's rule: from the least of each, one case at a time to where it takes away the most doubt about all."""
    found = list(floors)
    waiting = [(-_gain(one, found[place]), place) for place, one in enumerate(parts)]
    heapify(waiting)
    for _ in range(size - sum(found)):
        place = waiting[0][1]
        found[place] += 1
        heapreplace(waiting, (-_gain(parts[place], found[place]), place))
    return found


def precision(parts: Sequence[Part], allocation: Sequence[float]) -> Precision:
    """What is to be expected of an allocation, where the shares are as they were planned."""
    everything = sum(one.size for one in parts)
    held = list(zip(parts, allocation, strict=True))
    if any(not many for _, many in held):
        return Precision(float("inf"), float("inf"))
    error = sum((one.size / everything) ** 2 * _variance(one, many) for one, many in held) ** 0.5
    halves = [(1 - many / one.size) * one.expected * (1 - one.expected) / many for one, many in held]
    return Precision(error, Z * max(halves) ** 0.5)


def compared(parts: Sequence[Part], size: int, least: int = LEAST) -> Mapping[str, tuple[list[int], Precision]]:
    """Every rule beside the others, so that the trade between all and each is seen."""
    made = {rule: allocate(parts, size, rule, least) for rule in RULES}
    return {rule: (allocation, precision(parts, allocation)) for rule, allocation in made.items()}


def _variance(one: Part, many: float) -> float:
    return (1 - many / one.size) * one.spread**2 / many


def _gain(one: Part, many: int) -> float:
    """How much of the variance of all one more case takes away; none where all are drawn."""
    return 0.0 if many >= one.size else one.size * one.size * one.spread * one.spread / (many * (many + 1)) or 1e-300


def _whole(wanted: Sequence[float], size: int) -> list[int]:
    """Whole numbers with the same total: the largest remainders are rounded up, the first of equals first."""
    found = [int(one + 1e-9) for one in wanted]
    rests = sorted(range(len(wanted)), key=lambda place: (found[place] - wanted[place], place))
    for place in rests[: size - sum(found)]:
        found[place] += 1
    return found
