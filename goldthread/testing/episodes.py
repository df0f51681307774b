"""A year of missing children's episodes, filled straight into the tables: for the speed of figures, not for law.

Only what figures read is behind them: reports, grades, clocks. Nothing that verifies may run beside them.
"""

from goldthread.core import clocks, db
from goldthread.core.organisation.models import Borough, Officer

MARK = -7  # the last event of these cases: what is filled here is told apart by it
_CASES = """
    INSERT INTO cases_case (id, reference, area, state, mention_id, borough_id, opened_by_id, owner_id, opened_at,
                            state_since, closed_at, risk, facts, answers, owned_by, external_reference, last_event_id)
    SELECT gen_random_uuid(), 'M-' || lpad(upper(to_hex(n)), 7, '0'), 'missing',
           CASE WHEN n <= %(open)s THEN 'open' ELSE 'closed' END,
           (ARRAY(SELECT mention_id FROM people_link WHERE to_at IS NULL AND certainty = 'linked'
                   ORDER BY mention_id LIMIT 5000))[1 + n %% (SELECT least(count(*), 5000) FROM people_link
                   WHERE to_at IS NULL AND certainty = 'linked')],
           (%(boroughs)s::text[])[1 + n %% cardinality(%(boroughs)s::text[])], (%(officers)s::bigint[])[1],
           CASE WHEN n %% 9 > 0 THEN (%(officers)s::bigint[])[1 + n %% cardinality(%(officers)s::bigint[])] END,
           %(now)s - n * interval '20 minutes', %(now)s - n * interval '20 minutes',
           CASE WHEN n > %(open)s THEN %(now)s - n * interval '20 minutes' + interval '5 days' END,
           (ARRAY['high', 'medium', 'medium', 'none'])[1 + n %% 4],
           jsonb_build_object('who', 'child', 'grade', (ARRAY['high', 'medium', 'medium', 'none'])[1 + n %% 4],
                              'is_repeat', (ARRAY['yes', 'no', 'no'])[1 + n %% 3], 'q_cse_now', 'unknown') ||
           CASE WHEN n > %(open)s THEN jsonb_build_object(
               'located_on', %(now)s - n * interval '20 minutes' + (1 + n %% 40) * interval '1 hour',
               'seen_on', %(now)s - n * interval '20 minutes' + (1 + n %% 40) * interval '1 hour',
               'returned_on', %(now)s - n * interval '20 minutes' + (2 + n %% 40) * interval '1 hour',
               'interview', 'done', 'return_interview', (ARRAY['done', 'declined', 'not_arranged'])[1 + n %% 3],
               'harm', jsonb_build_array((ARRAY['none_known', 'not_asked', 'physical'])[1 + n %% 3])) ELSE '{}' END,
           '{}', '', '', %(mark)s
      FROM generate_series(1, %(all)s) n
"""
_STEPS = """
    INSERT INTO journal_event (event_id, kind, stream, occurred_at, known_at, recorded_at, service, log_entry_id,
                               mentions, facts, request_digest)
    SELECT gen_random_uuid(), s.kind, 'case:' || c.id, c.opened_at - interval '10 minutes', c.opened_at,
           c.opened_at + s.after, 'episodes', 0, ARRAY[c.mention_id], s.facts, ''
      FROM cases_case c CROSS JOIN LATERAL (VALUES
          ('missing.reported', interval '0', '{}'::jsonb),
          ('missing.taken', interval '5 minutes', '{}'),
          ('missing.graded', interval '20 minutes', jsonb_build_object('facts', jsonb_build_object(
               'grade', c.risk, 'factors', '["exploitation_flag"]'::jsonb))),
          ('missing.regraded', interval '2 hours', '{"facts": {"grade": "medium", "factors": []}}'),
          ('case.item_answered', interval '1 hour', '{}'), ('case.item_answered', interval '1 hour', '{}'),
          ('case.reviewed', interval '3 hours', '{}'), ('missing.located', interval '1 day', '{}'),
          ('missing.return_interview_received', interval '4 days', '{}'), ('missing.closed', interval '5 days', '{}'))
          s (kind, after, facts)
     WHERE c.last_event_id = %(mark)s
"""
_CLOCKS = """
    INSERT INTO clocks_clock (stream, rule_id, start_ref, started_at, due_at, as_of, mark, can_be_breached, steps,
                              ended_at, how, is_late, is_paused, steps_told)
    SELECT 'case:' || c.id, r.rule, -1, c.opened_at, c.opened_at + interval '2 hours', c.opened_at::date, 'DEFAULT',
           false, '[]', c.closed_at, CASE WHEN c.closed_at IS NULL THEN '' ELSE 'stopped' END,
           c.closed_at IS NOT NULL AND r.n = 3, false, 0
      FROM cases_case c CROSS JOIN LATERAL unnest(ARRAY['MIS-C01', 'MIS-C02', 'MIS-C04.med', 'MIS-C05.med',
           'MIS-C06.med', 'MIS-C06.med.next', 'MIS-C08.med', 'MIS-C09.med', 'MIS-C11.other', 'MIS-C13.other',
           'MIS-C15', 'MIS-C16'])
           WITH ORDINALITY r (rule, n)
     WHERE c.last_event_id = %(mark)s
"""
_BOROUGHS = """
    INSERT INTO organisation_borough (code, name) SELECT 'borough-' || n, 'Borough ' || n
      FROM generate_series(1, %s - (SELECT count(*) FROM organisation_borough)::int) n ON CONFLICT DO NOTHING
"""
_SPREAD = """
    WITH b AS (SELECT code, row_number() OVER (ORDER BY code) - 1 AS place FROM organisation_borough),
         c AS (SELECT id, row_number() OVER (ORDER BY reference) AS n FROM cases_case WHERE last_event_id = %s)
    UPDATE cases_case k SET borough_id = b.code FROM b, c
     WHERE k.id = c.id AND b.place = c.n %% (SELECT count(*) FROM organisation_borough)
"""


def fill_episodes(many: int, still_open: int = 300, boroughs: int = 4) -> None:
    """Put so many episodes in, one every twenty minutes back from now, over so many boroughs that there are.

    The planner is told of them.
    """
    told = {
        "now": clocks.now(),
        "all": many,
        "open": still_open,
        "mark": MARK,
        "boroughs": list(Borough.objects.order_by("code").values_list("code", flat=True)[:boroughs]),
        "officers": list(Officer.objects.order_by("pk").values_list("pk", flat=True)[:40]),
    }
    with db.speaking_as(db.OWNER), db.transaction():
        for statement in (_CASES, _STEPS, _CLOCKS):
            db.run(statement, told)
    with db.speaking_as(db.OWNER):
        for table in ("cases_case", "clocks_clock", "journal_event"):
            db.run(f"ANALYZE {table}")


def spread_over(many: int) -> None:
    """Have so many boroughs, and the episodes filled here spread over them."""
    with db.speaking_as(db.OWNER), db.transaction():
        db.run(_BOROUGHS, [many])
        db.run(_SPREAD, [MARK])
