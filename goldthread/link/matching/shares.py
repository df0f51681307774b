"""A share of a count with its interval: how far off the true rate may be, given how few were counted."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Share:
    """So many of so many. Of nothing there is no rate."""

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval (1927), sound for few cases and for none: Newcombe 1998, Stat Med 17:857-872."""
        if not self.of:
            return None
        z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        rate, extra = self.count / self.of, z * z / self.of
        middle = rate + extra / 2
        reach = z * ((rate * (1 - rate) + extra / 4) / self.of) ** 0.5
        return max(0.0, (middle - reach) / (1 + extra)), min(1.0, (middle + reach) / (1 + extra))

    def as_json(self) -> dict[str, Any]:
        return {**self.plainly(), "interval": self.interval}

    def plainly(self) -> dict[str, Any]:
        """Without an interval: pairs of records of one person do not err apart from each other, and it would lie."""
        return {"count": self.count, "of": self.of, "rate": self.rate}


def harmonic(one: float | None, other: float | None) -> float | None:
    """F1: the harmonic mean of precision and recall."""
    if one is None or other is None:
        return None
    return 2 * one * other / (one + other) if one + other else 0.0
