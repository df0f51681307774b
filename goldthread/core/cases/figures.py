"""Figures of an area's work: counts and one wait by borough, never a name."""

from dataclasses import dataclass
from datetime import timedelta

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area


@dataclass(frozen=True)
class BoroughFigures:
    """One borough's work in an area. `median_wait` is from opened to first taken, over those that were ever taken."""

    borough: str
    opened: int
    waiting: int
    taken: int
    closed: int
    median_wait: timedelta | None


def figures_of(by: Reader, area: Area, permission: str) -> list[BoroughFigures]:
    """An area's figures, a row for each borough that has any."""
    by.must(permission)
    taking = next(move.event for move in area.moves if move.takes_ownership)
    rows = db.fetch("SELECT * FROM goldthread_area_figures(%s, %s)", [area.id, taking])
    return [
        BoroughFigures(
            row["borough"],
            row["opened"],
            row["waiting"],
            row["taken"],
            row["closed"],
            None if row["median_seconds"] is None else timedelta(seconds=row["median_seconds"]),
        )
        for row in rows
    ]
