"""Instants as other tools write them: ISO 8601 in any of its shapes; without an offset they are UTC, and counted."""

from datetime import UTC, datetime
from pathlib import Path

from goldthread.core.refusals import Refusal
from goldthread.demand.journey.events import microseconds
from goldthread.demand.journey.reading.log import cannot_read

LIKE = "Write it like 2026-10-24T23:50:00+01:00."


class Clockface:
    """Reads instants, and counts those that name no offset."""

    def __init__(self) -> None:
        self.naive = 0

    def microseconds(self, text: str) -> int:
        """Microseconds since 1970 in UTC. Raises ValueError for what is no instant."""
        read = datetime.fromisoformat(text.strip())
        if read.tzinfo is None:
            self.naive += 1
            read = read.replace(tzinfo=UTC)
        return microseconds(read)

    def notes(self) -> list[str]:
        return [f"Instants without an offset, read as UTC: {self.naive:,}."] if self.naive else []


def no_instant(path: Path, place: str, text: str, column: str) -> Refusal:
    """A refusal of what stands where an instant should, by its place in the file."""
    why = f'{place}, {column}: "{text[:60]}" is not an instant'
    return cannot_read(path, why, LIKE, column, "unreadable_instant")
