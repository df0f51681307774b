"""A plan falls due: opened with the report that makes a pattern, once for as long as one is open."""

from uuid import UUID

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import open_case
from goldthread.core.cases.models import Case

IDLE = ("ended",)


def fall_due(by: Reader, child: UUID, report: Case, words: str) -> Case | None:
    """Open the work of a plan for this child, at the moment of the report; None where one is open already.

    Once for each crossing (missing-cse-custody.md 1.13): while a plan is due or stands, another report opens no second.
    """
    if _is_open(child):
        return None
    return open_case(
        by,
        areas()["trigger_plan"],
        person_id=child,
        mention_id=report.mention_id,
        occurred_at=report.opened_at,
        payload={"pattern_seen": f"Reported missing: {words}. The report is {report.reference}."},
        risk="",
        borough_code=report.borough_id,
        idempotency_key=f"plan:{report.reference}",
    )


def _is_open(child: UUID) -> bool:
    found = db.fetch_one(
        """SELECT EXISTS (SELECT 1 FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id
                           WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'
                             AND c.area = 'trigger_plan' AND c.state <> ALL(%s)) AS yes""",
        [child, list(IDLE)],
    )
    return bool(found["yes"])
