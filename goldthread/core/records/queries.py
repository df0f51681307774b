"""How fresh each source is: a panel that relies on one that is not fresh says `unknown`, never `none`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from goldthread.core import clocks
from goldthread.core.records.models import Source
from goldthread.core.records.reliance import KNOWN_AS, NATIVE, PANELS

# Every state a source can be in; of several that hold, the first is said.
STATES = ("never", "failed", "stale", "short", "fresh")


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


def sending_sources() -> QuerySet[Source]:
    """The sources that send us records, by name: all but our own."""
    return Source.objects.exclude(code__in=NATIVE).order_by("name")


def freshness() -> list[Freshness]:
    """Every source that sends: fresh, stale, failed, short or never loaded. One query."""
    return [freshness_of(source) for source in sending_sources()]


def freshness_of(source: Source) -> Freshness:
    return Freshness(source.code, source.name, source.desk, source.last_good_load_at, _state(source))


def relied_on(panel: str, sources: Iterable[Freshness]) -> list[Freshness]:
    """The sources that a panel relies on, each as fresh as it is; one that nobody connected was never loaded."""
    held = {source.code: source for source in sources}
    return [held.get(code) or Freshness(code, KNOWN_AS[code], "", None, "never") for code in PANELS[panel]]


def unsure(panel: str, sources: Iterable[Freshness]) -> list[Freshness]:
    """The sources for which an empty panel cannot speak. Only where there is none may it say `none recorded`."""
    return [source for source in relied_on(panel, sources) if not source.is_known]


def _state(source: Source) -> str:
    """The worst that holds. A file that could not be read outweighs an old good one; too few records, a new one."""
    last = source.last_good_load_at
    if last is None:
        return "never"
    if source.last_failed_at and source.last_failed_at > last:
        return "failed"
    if clocks.now() - last > source.stale_after:
        return "stale"
    return "short" if source.short_since else "fresh"
