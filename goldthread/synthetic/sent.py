"""A row on its way from a system, and the columns every feed shares."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.synthetic.places import FORCE

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
Slips = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A row as its system sends it. `truth` says who its mentions really are, `slips` which of them is typed wrong and
    how: only tests and `evaluate` may read them. `held_until` is when a row held up on the way arrives.
    """

    extracted_at: datetime
    source: str
    record_id: str
    cells: dict[str, Any]
    truth: dict[str, str] = field(default_factory=dict)
    slips: Slips = ()
    story: str = ""
    held_until: datetime | None = None

    @property
    def arrives_at(self) -> datetime:
        return self.held_until or self.extracted_at

    def again(self, updated_at: datetime, after: timedelta = timedelta(minutes=10), **cells: Any) -> "Sent":
        """A later version of the same record, with some of its cells changed."""
        extracted = updated_at + after
        stamped = {"source_updated_at": written(updated_at), "extracted_at": written(extracted)}
        return replace(self, extracted_at=extracted, cells={**self.cells, **cells, **stamped})

    def with_cells(self, **cells: Any) -> "Sent":
        return replace(self, cells={**self.cells, **cells})


def written(at: datetime) -> str:
    """As a clock of the force shows it, with its offset."""
    return at.astimezone(LONDON).replace(microsecond=0).isoformat()


def day(on: date | None) -> str:
    return on.isoformat() if on else ""


def local_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def envelope(
    source: str, record_id: str, recorded: datetime, updated: datetime, extracted: datetime, **more: Any
) -> dict[str, Any]:
    return {
        "feed_id": source,
        "feed_version": "1",
        "source_record_id": record_id,
        "source_updated_at": written(updated),
        "source_recorded_at": written(recorded),
        "extracted_at": written(extracted),
        "originating_force": FORCE,
        "handling": "OFFICIAL-SENSITIVE",
        "subject_category": "witness_or_other",
        "retention_group": "4",
        "restriction": "",
        "ask": "",
        "op": "upsert",
        **more,
    }


def deletion(sent: Sent, at: datetime) -> Sent:
    """The source says that the record is gone: only its name, and the time."""
    kept = ("feed_id", "feed_version", "source_record_id")
    bare = {name: sent.cells[name] for name in kept}
    bare |= {"op": "delete", "source_updated_at": written(at), "extracted_at": written(at)}
    return replace(sent, extracted_at=at, cells=bare, truth={}, slips=(), held_until=None)
