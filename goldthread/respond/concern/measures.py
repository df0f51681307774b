"""How the figures of concerns are counted, and the lines of the morning briefing read. Their SQL is in core/db/sql."""

from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.grammar import Counted

Rows = list[dict[str, Any]]


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


def late(borough: str, at: datetime) -> Rows:
    """Open concerns of a borough (by code) with a clock past due, the longest late first. Under an open look."""
    return db.fetch(
        """SELECT c.reference, min(k.due_at) AS due_at
             FROM cases_case c JOIN clocks_clock k ON k.stream = 'case:' || c.id AND k.ended_at IS NULL
                                    AND k.due_at < %s
            WHERE c.area = 'concern' AND c.closed_at IS NULL AND c.borough_id = %s
            GROUP BY c.reference ORDER BY 2, 1""",
        [at, borough],
    )


def without_owner(borough: str, at: datetime) -> Rows:
    """Open concerns of a borough that nobody has taken, the oldest first. Under an open look."""
    return db.fetch(
        """SELECT reference, opened_at FROM cases_case
            WHERE area = 'concern' AND closed_at IS NULL AND owner_id IS NULL AND borough_id = %s AND opened_at <= %s
            ORDER BY 2, 1""",
        [borough, at],
    )


def third(borough: str, at: datetime) -> Rows:
    """Concerns of the last 24 hours about a child with two others or more in the 12 months before, under a look."""
    return db.fetch(
        """SELECT c.reference, count(DISTINCT o.id) + 1 AS notifications
             FROM cases_case c
             JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN people_link m ON m.person_id = l.person_id AND m.to_at IS NULL AND m.certainty = 'linked'
             JOIN cases_case o ON o.mention_id = m.mention_id AND o.area = 'concern' AND o.opened_at < c.opened_at
              AND o.opened_at >= c.opened_at - interval '12 months'
            WHERE c.area = 'concern' AND c.borough_id = %s AND c.opened_at > %s - interval '24 hours'
              AND c.opened_at <= %s
            GROUP BY c.reference HAVING count(DISTINCT o.id) >= 2 ORDER BY 2 DESC, 1""",
        [borough, at, at],
    )
