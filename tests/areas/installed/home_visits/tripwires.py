"""What raises an alert of its own: a call about a child whose home is waiting to be seen."""

from goldthread.core.alerts.grammar import Told, Tripwire
from goldthread.core.standards.marks import Mark

TRIPWIRES = (
    Tripwire(
        id="home_visit_waits",
        title="A call about a child whose home waits to be seen",
        sentence="A call names a child for whom a home visit was asked for and not made.",
        do="Go now",
        say="A child whose home waits to be seen was met again.",
        source="Ours, for the tests.",
        mark=Mark.DEFAULT,
        verified=True,
        listens=("cad",),
        told=(Told("ward_officer"),),
        urgency="today",
        budget=0.1,
        find="""
            SELECT h.mention_id AS subject, h.person_id AS person, h.source_record_id AS occasion, h.at,
                   h.held_at AS known_at, ARRAY[h.mention_id] AS mentions, ARRAY[h.record_id] AS records, h.borough,
                   '{}'::jsonb AS facts
              FROM goldthread_held(%(people)s) h WHERE h.source_id = 'cad' AND EXISTS (
                   SELECT 1 FROM cases_case c JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL
                    WHERE c.area = 'home_visits' AND c.closed_at IS NULL AND l.person_id = h.person_id
                      AND c.opened_at < h.at)
        """,
    ),
)
