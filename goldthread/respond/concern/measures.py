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
    indicator: str, borough: str, since: datetime, until: datetime, now: datetime
) -> list[tuple[UUID, UUID | None]]:
    """The cases that count in one figure, with whom each is about. Ids only: what is read of them is a look."""
    asked = "SELECT case_id, person_id FROM goldthread_concern_figure_cases(%s, %s, %s, %s, %s)"
    return [(row["case_id"], row["person_id"]) for row in db.fetch(asked, [indicator, borough, since, until, now])]


def briefed(line: str, borough: str, since: datetime, at: datetime) -> list[tuple[UUID, UUID | None]]:
    """The cases that one line of the briefing counts, the oldest first, of a borough by code, or of all. Ids only."""
    asked = "SELECT case_id, person_id FROM goldthread_concern_briefing(%s, %s, %s, %s)"
    return [(row["case_id"], row["person_id"]) for row in db.fetch(asked, [line, borough, since, at])]
