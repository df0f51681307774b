"""Reading the journal, and proving that what is shown agrees with it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from goldthread.core import db
from goldthread.core.journal import projections
from goldthread.core.journal.models import Event


@dataclass
class Verification:
    """What a check of the journal found: how much was read, and every difference in words."""

    events: int = 0
    rows: int = 0
    erased_payloads: int = 0
    differences: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "events": self.events,
            "projected_rows": self.rows,
            "erased_payloads": self.erased_payloads,
            "differences": self.differences,
            "whole": not self.differences,
        }


TIMES = ("recorded_at", "occurred_at")


def timeline(stream: str, at: datetime | None = None, time: str = "recorded_at") -> list[dict[str, Any]]:
    """Everything that happened to one piece of work, newest first, with payloads the reader's layer allows.

    With an instant, what was recorded, or had happened, by then.
    """
    if time not in TIMES:
        raise ValueError(f"{time} is no time of an event that a timeline ends at.")
    return db.fetch(
        f"""SELECT e.id, e.kind, e.occurred_at, e.known_at, e.recorded_at, e.facts, p.body, p.erased_at,
                  (e.payload_digest IS NOT NULL AND p.event_id IS NULL) AS withheld,
                  coalesce(goldthread_called(e.officer_id, e.recorded_at), e.service) AS who
             FROM journal_event e
             LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE e.stream = %s AND (%s::timestamptz IS NULL OR e.{time} <= %s) ORDER BY e.id DESC""",
        [stream, at, at],
    )


def verify() -> Verification:
    """Rebuild every projection from the events and compare, row by row; check every payload against its digest."""
    found = Verification()
    rebuilt: dict[str, dict[str, projections.Row]] = {p.name: {} for p in projections.registered()}
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        found.events += 1
        for projection in projections.registered():
            if projection.concerns(event.stream):
                rows = rebuilt[projection.name]
                rows[event.stream] = projection.fold(rows.get(event.stream), event)
    for projection in projections.registered():
        _compare(projection.name, rebuilt[projection.name], projection.stored(), found)
    _check_payloads(found)
    return found


def _compare(
    name: str, rebuilt: dict[str, projections.Row], stored: dict[str, projections.Row], found: Verification
) -> None:
    found.rows += len(stored)
    for stream in sorted(rebuilt.keys() | stored.keys()):
        if stream not in stored:
            found.differences.append(f"{name}: {stream} is in the journal but not shown.")
        elif stream not in rebuilt:
            found.differences.append(f"{name}: {stream} is shown but not in the journal.")
        else:
            for column, value in rebuilt[stream].items():
                if stored[stream].get(column) != value:
                    shown = stored[stream].get(column)
                    found.differences.append(f"{name}: {stream}: {column} is {shown!r}, the journal says {value!r}.")


def _check_payloads(found: Verification) -> None:
    """A payload is there and agrees with its digest, or was erased and says when."""
    rows = db.fetch(
        """SELECT e.id, p.event_id IS NULL AS lost, p.erased_at IS NOT NULL AS erased,
                  p.body IS NOT NULL AND goldthread_digest(p.salt, p.body) <> e.payload_digest AS edited,
                  p.event_id IS NOT NULL AND p.body IS NULL AND p.erased_at IS NULL AS emptied
             FROM journal_event e LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE e.payload_digest IS NOT NULL
              AND (p.event_id IS NULL OR p.erased_at IS NOT NULL OR p.body IS NULL
                   OR goldthread_digest(p.salt, p.body) <> e.payload_digest)
            ORDER BY e.id"""
    )
    found.erased_payloads = sum(row["erased"] for row in rows)
    for row in rows:
        for fault in ("lost", "edited", "emptied"):
            if row[fault]:
                found.differences.append(f"event {row['id']}: its payload was {fault}.")
