"""What a child's plan says now: the newest words of those that started, amended or reviewed it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of

WRITES = ("trigger_plan.interim", "trigger_plan.started", "trigger_plan.reviewed")
LIVE = ("interim", "in_force")


@dataclass(frozen=True)
class Plan:
    """A plan that stands: its reference, whether only for now, and what it says, by the names it was asked under."""

    reference: str
    is_interim: bool
    says: dict[str, Any]

    def lines(self, name: str) -> tuple[str, ...]:
        """What was written one on each line."""
        return tuple(line.strip() for line in self.says.get(name, "").splitlines() if line.strip())


def plan_of(child: UUID) -> Plan | None:
    """Under a look on the child: the plan that stands, the newest where there are two. Words withheld are not told."""
    rows = db.fetch(
        """SELECT c.reference, c.state, p.body FROM people_link l
             JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'trigger_plan' AND c.state = ANY(%s)
             JOIN LATERAL (SELECT e.id FROM journal_event e WHERE e.stream = 'case:' || c.id AND e.kind = ANY(%s)
                            ORDER BY e.id DESC LIMIT 1) e ON true
             LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked' ORDER BY e.id DESC LIMIT 1""",
        [list(LIVE), list(WRITES), child],
    )
    return Plan(rows[0]["reference"], rows[0]["state"] == "interim", rows[0]["body"] or {}) if rows else None


def suggest(by: Reader, case: Case) -> dict[str, Any]:
    """What a review begins with: the plan as it stands, to be changed."""
    rows = db.fetch(
        """SELECT p.body FROM journal_event e JOIN journal_payload p ON p.event_id = e.id
            WHERE e.stream = %s AND e.kind = ANY(%s) ORDER BY e.id DESC LIMIT 1""",
        [stream_of(case.pk), list(WRITES)],
    )
    words: dict[str, Any] = dict(rows[0]["body"] or {}) if rows else {}
    return {**words, "grade_floor": case.facts.get("grade_floor", "")}
