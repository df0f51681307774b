"""Shares with the numbers they are of, and a report's rows as plain values."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Share:
    """So many of so many. Of none there is no share, and that is said, not 100%."""

    n: int
    of: int

    @property
    def percent(self) -> float | None:
        return 100 * self.n / self.of if self.of else None

    @property
    def words(self) -> str:
        """Never rounded to none or all: `under 1%` and `over 99%` are not 0% and 100%."""
        if self.percent is None:
            return "none to count"
        if 0 < self.percent < 1:
            return "under 1%"
        return "over 99%" if 99 < self.percent < 100 else f"{self.percent:.0f}%"

    def as_json(self) -> dict[str, Any]:
        return {"n": self.n, "of": self.of, "percent": self.percent and round(self.percent, 2)}


def plain(value: Any) -> Any:
    if isinstance(value, Share):
        return value.as_json()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
