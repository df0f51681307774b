"""Which cases were opened together: one visit to one home, a case for each child, linked and not merged."""

from goldthread.core import db
from goldthread.core.cases.models import Case


def opened_together(case: Case) -> list[str]:
    """The references of the others of the same occasion; opening one of them is a look of its own."""
    rows = db.fetch(
        """SELECT c.reference FROM journal_event mine
             JOIN cases_case c ON c.opened_by_id = mine.officer_id AND c.id <> %(id)s
                              AND c.opened_at BETWEEN %(at)s - interval '1 day' AND %(at)s + interval '1 day'
             JOIN journal_event theirs ON theirs.stream = 'case:' || c.id
                                      AND theirs.facts->'facts'->>'occasion' = mine.facts->'facts'->>'occasion'
            WHERE mine.stream = 'case:' || %(id)s AND mine.facts->'facts'->>'occasion' <> '' ORDER BY 1""",
        {"id": str(case.pk), "at": case.opened_at},
    )
    return [row["reference"] for row in rows]
