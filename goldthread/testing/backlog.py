"""A desk with thousands of open cases, filled straight into the tables: for the shape and speed of lists, not for law.

There is no journal behind these rows, so nothing that verifies may run beside them.
"""

from goldthread.core import clocks, db
from goldthread.core.organisation.models import Borough, Officer

_CASES = """
    INSERT INTO cases_case (id, reference, area, state, mention_id, borough_id, opened_by_id, owner_id, opened_at,
                            state_since, closed_at, risk, facts, answers, owned_by, external_reference, last_event_id)
    SELECT gen_random_uuid(), 'N-' || lpad(upper(to_hex(n)), 7, '0'), 'concern',
           (ARRAY['recorded', 'researching', 'graded', 'shared'])[1 + n %% 4],
           (ARRAY(SELECT mention_id FROM people_link WHERE to_at IS NULL AND certainty = 'linked'
                   ORDER BY mention_id LIMIT 5000))[1 + n %% (SELECT least(count(*), 5000) FROM people_link
                   WHERE to_at IS NULL AND certainty = 'linked')],
           (%(boroughs)s::text[])[1 + n %% cardinality(%(boroughs)s::text[])], (%(officers)s::bigint[])[1],
           CASE WHEN n %% 4 > 0 THEN (%(officers)s::bigint[])[1 + n %% cardinality(%(officers)s::bigint[])] END,
           %(now)s - n * interval '17 minutes', %(now)s - n * interval '17 minutes',
           CASE WHEN n > %(open)s THEN %(now)s END, (ARRAY['high', 'medium', 'low', ''])[1 + n %% 4],
           CASE WHEN n %% 4 > 1 THEN jsonb_build_object('grade', (ARRAY['red', 'amber', 'green', 'blue'])[1 + n %% 3])
                ELSE '{}' END, '{}', '', '', 1
      FROM generate_series(%(first)s, %(last)s) n
"""
_CLOCKS = """
    INSERT INTO clocks_clock (stream, rule_id, start_ref, started_at, due_at, as_of, mark, can_be_breached, steps,
                              ended_at, how, is_late, is_paused, steps_told)
    SELECT 'case:' || c.id, 'concern.decide', -1, c.opened_at, c.opened_at + interval '60 days', c.opened_at::date,
           'DEFAULT', false, '[]', c.closed_at, '', false, false, 0
      FROM cases_case c WHERE c.last_event_id = 1
"""


def fill(open_cases: int, closed_cases: int = 0) -> None:
    """Put so many open and closed concerns in, about whoever is held, and have the planner know of them."""
    told = {
        "now": clocks.now(),
        "open": open_cases,
        "first": 1,
        "last": open_cases + closed_cases,
        "boroughs": list(Borough.objects.order_by("code").values_list("code", flat=True)[:4]),
        "officers": list(Officer.objects.order_by("pk").values_list("pk", flat=True)[:40]),
    }
    with db.speaking_as(db.OWNER), db.transaction():
        db.run(_CASES, told)
        db.run(_CLOCKS)
    with db.speaking_as(db.OWNER):
        db.run("ANALYZE cases_case")
        db.run("ANALYZE clocks_clock")
