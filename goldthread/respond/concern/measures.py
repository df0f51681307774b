"""How the figures of concerns are counted, and the lines of the morning briefing read. Their SQL is in core/db/sql."""

from datetime import datetime
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.grammar import Counted


def read(since: datetime, until: datetime, now: datetime) -> list[Counted]:
    """Every figure of notifications recorded in a time, by borough and month and of all. Counts only."""
    rows = db.fetch("SELECT * FROM goldthread_concern_figures(%s, %s, %s)", [since, until, now])
    return [
        Counted(
            row["indicator"],
            row["borough"] or "",
            row["month"] or "",
            row["counted"],
            row["of"],
            row["median"],
            row["slow"],
        )
        for row in rows
    ]  # fmt: skip


def cases(
    indicator: str, borough: str, since: datetime, until: datetime, now: datetime, first: int, most: int
) -> tuple[int, list[tuple[UUID, UUID | None]]]:
    """How many cases count in one figure, and some from the first on, the oldest first, with whom each is about.

    Ids only: what is read of them is a look.
    """
    asked = "SELECT * FROM goldthread_concern_figure_cases(%s, %s, %s, %s, %s, %s, %s)"
    rows = db.fetch(asked, [indicator, borough, since, until, now, first, most])
    if not rows and first:  # past the last: the count stands on the first
        return cases(indicator, borough, since, until, now, 0, 1)[0], []
    return (rows[0]["total"] if rows else 0), [(row["case_id"], row["person_id"]) for row in rows]


def briefed(line: str, borough: str, since: datetime, at: datetime) -> list[tuple[UUID, UUID | None]]:
    """The cases that one line of the briefing counts, the oldest first, of a borough by code, or of all. Ids only."""
    asked = "SELECT case_id, person_id FROM goldthread_concern_briefing(%s, %s, %s, %s)"
    return [(row["case_id"], row["person_id"]) for row in db.fetch(asked, [line, borough, since, at])]
