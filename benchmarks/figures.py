"""One line of the table: what was measured, how often, its median and its worst twentieth."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A measured thing. `ratio` is its median over that of the same work without it."""

    name: str
    unit: str
    times: int
    median: float
    worst: float
    ratio: float | None = None

    @classmethod
    def of(cls, name: str, unit: str, values: Sequence[float], against: "Figure | None" = None) -> "Figure":
        median = statistics.median(values)
        ratio = median / against.median if against and against.median else None
        return cls(name, unit, len(values), median, _twentieth(values), ratio)

    def row(self, earlier: dict[str, Any] | None) -> tuple[str, ...]:
        then = f"x{self.median / earlier['median']:.2f}" if earlier and earlier["median"] else ""
        return (
            self.name,
            f"{self.times:,}",
            f"{self.median:.2f} {self.unit}",
            f"{self.worst:.2f} {self.unit}",
            f"x{self.ratio:.2f}" if self.ratio else "",
            then,
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _twentieth(values: Sequence[float]) -> float:
    """The value that nineteen in twenty do not pass."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]
