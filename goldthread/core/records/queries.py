"""How fresh each source is: a panel that relies on a stale or failed one says `unknown`, never `none`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.core import clocks
from goldthread.core.records.models import Source


@dataclass(frozen=True)
class Freshness:
    """One source: its last good load, and whether what it would say is known (decision 10)."""

    code: str
    name: str
    desk: str
    last_good_load_at: datetime | None
    state: str

    @property
    def is_known(self) -> bool:
        return self.state == "fresh"

    def as_json(self) -> dict[str, Any]:
        last = self.last_good_load_at
        return {
            "code": self.code,
            "name": self.name,
            "state": self.state,
            "last_good": last and last.isoformat(),
        }


def freshness() -> list[Freshness]:
    """Every source: fresh, stale, failed or never loaded. One query."""
    return [
        Freshness(source.code, source.name, source.desk, source.last_good_load_at, _state(source))
        for source in Source.objects.order_by("name")
    ]


def _state(source: Source) -> str:
    last = source.last_good_load_at
    if last is None:
        return "never"
    if source.last_failed_at and source.last_failed_at > last:
        return "failed"
    return "fresh" if clocks.now() - last <= source.stale_after else "stale"
