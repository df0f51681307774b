"""A desk with thousands of open cases, filled straight into the tables: for the shape and speed of lists, not for law.

There is no journal behind these rows, or one that says only when each step was, so nothing that verifies may run
beside them.
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
# The steps behind them, as figures read them: a third of the closed ended unshared, half the rest with no action.
_ENDED = """
    UPDATE cases_case SET closed_at = opened_at + interval '3 days',
           state = CASE WHEN n %% 3 = 0 THEN 'not_shared' ELSE 'closed' END,
           facts = jsonb_build_object('grade', (ARRAY['red', 'amber', 'green', 'blue'])[1 + n %% 4]) ||
                   CASE WHEN n %% 3 = 0 THEN '{}' ELSE jsonb_build_object('outcome_stage', 'referral',
                   'outcome_referral', (ARRAY['referral_nfa', 'referral_assessment'])[1 + n %% 2]) END
      FROM (SELECT id AS numbered, ('x' || lpad(substr(reference, 3), 8, '0'))::bit(32)::int AS n FROM cases_case
             WHERE last_event_id = 1 AND closed_at IS NOT NULL) numbers WHERE id = numbered
"""
_STEPS = """
    INSERT INTO journal_event (event_id, kind, stream, occurred_at, known_at, recorded_at, service, log_entry_id,
                               mentions, facts, request_digest)
    SELECT gen_random_uuid(), s.kind, 'case:' || c.id, c.opened_at + s.after, c.opened_at + s.after,
           c.opened_at + s.after, 'backlog', 0, ARRAY[c.mention_id], '{}', ''
      FROM cases_case c CROSS JOIN LATERAL (VALUES
          ('concern.recorded', interval '0', true),
          ('concern.taken', interval '40 minutes', c.state <> 'recorded'),
          ('case.item_answered', interval '1 hour', c.state <> 'recorded'),
          ('case.item_answered', interval '2 hours', c.state <> 'recorded'),
          ('concern.graded', interval '2 hours', c.state NOT IN ('recorded', 'researching')),
          ('case.researched', interval '2 hours', c.state NOT IN ('recorded', 'researching')),
          ('concern.shared', interval '3 hours', c.state IN ('shared', 'closed')),
          ('concern.not_shared', interval '3 hours', c.state = 'not_shared'),
          ('concern.acknowledged', interval '1 day', c.state = 'closed'),
          ('concern.outcome_received', interval '2 days', c.state = 'closed'),
          ('concern.closed', interval '3 days', c.state = 'closed')) s (kind, after, was_taken)
     WHERE c.last_event_id = 1 AND s.was_taken
"""
_WORDS = """
    INSERT INTO journal_payload (event_id, layer_rank, body)
    SELECT id, 30, jsonb_build_object('seen', repeat('Alone in the flat at night. ', 20), 'alone', 'alone',
                                      'child_seen', (ARRAY['yes', 'no'])[1 + id %% 2])
      FROM journal_event WHERE service = 'backlog' AND kind = 'concern.recorded'
"""
_IN_TIME = """
    INSERT INTO clocks_clock (stream, rule_id, start_ref, started_at, due_at, as_of, mark, can_be_breached, steps,
                              ended_at, how, is_late, is_paused, steps_told)
    SELECT 'case:' || c.id, 'mash.' || (c.facts->>'grade'), -1, c.opened_at, c.opened_at + interval '1 day',
           c.opened_at::date, 'DEFAULT', false, '[]', c.closed_at,
           CASE WHEN c.closed_at IS NULL THEN '' ELSE 'stopped' END, c.closed_at IS NOT NULL, false, 0
      FROM cases_case c WHERE c.last_event_id = 1 AND c.facts ? 'grade'
"""


# Missing children, away and back, each with the clocks of the first hours and so much done as makes a night of it.
_MISSING = """
    INSERT INTO cases_case (id, reference, area, state, mention_id, borough_id, opened_by_id, owner_id, opened_at,
                            state_since, risk, facts, answers, owned_by, external_reference, last_event_id)
    SELECT gen_random_uuid(), 'M-' || lpad(upper(to_hex(n)), 7, '0'), 'missing',
           (ARRAY['reported', 'absent', 'open', 'open', 'open', 'located', 'returned'])[1 + n %% 7],
           (ARRAY(SELECT mention_id FROM people_link WHERE to_at IS NULL AND certainty = 'linked'
                   ORDER BY mention_id LIMIT 5000))[1 + n %% (SELECT least(count(*), 5000) FROM people_link
                   WHERE to_at IS NULL AND certainty = 'linked')],
           (%(boroughs)s::text[])[1 + n %% cardinality(%(boroughs)s::text[])], (%(officers)s::bigint[])[1],
           CASE WHEN n %% 4 > 0 THEN (%(officers)s::bigint[])[1 + n %% cardinality(%(officers)s::bigint[])] END,
           %(now)s - n * interval '7 minutes', %(now)s - n * interval '7 minutes',
           (ARRAY['', 'none', 'high', 'medium', 'medium', 'high', 'medium'])[1 + n %% 7],
           jsonb_build_object('grade',
               (ARRAY['none', 'none', 'high', 'medium', 'medium', 'high', 'medium'])[1 + n %% 7]), '{}', '', '', 2
      FROM generate_series(1, %(open)s) n
"""
_MISSING_CLOCKS = """
    INSERT INTO clocks_clock (stream, rule_id, start_ref, started_at, due_at, as_of, mark, can_be_breached, steps,
                              how, is_late, is_paused, steps_told)
    SELECT 'case:' || c.id, rule, -1, c.opened_at, c.opened_at + after, c.opened_at::date, 'DEFAULT', false, '[]',
           '', false, false, 0
      FROM cases_case c CROSS JOIN (VALUES ('MIS-C06.high', interval '1 hour'), ('MIS-C09.72h', interval '72 hours'),
           ('MIS-C11.high', interval '20 hours'), ('MIS-C12', interval '3 days')) k (rule, after)
     WHERE c.area = 'missing' AND c.last_event_id = 2
"""
_MISSING_STEPS = """
    INSERT INTO journal_event (event_id, kind, stream, occurred_at, known_at, recorded_at, officer_id, service,
                               log_entry_id, mentions, facts, request_digest)
    SELECT gen_random_uuid(), (ARRAY['missing.reported', 'missing.graded', 'case.item_answered', 'case.note_added',
           'case.item_answered', 'case.note_added', 'missing.deployed', 'case.note_added'])[step], 'case:' || c.id,
           c.opened_at + step * interval '9 minutes', c.opened_at, c.opened_at, c.opened_by_id, '', 0,
           ARRAY[c.mention_id], '{}', ''
      FROM cases_case c CROSS JOIN generate_series(1, 8) step WHERE c.area = 'missing' AND c.last_event_id = 2
"""


def fill_missing(open_cases: int) -> None:
    """Put so many open episodes of missing children in, about whoever is held."""
    told = {
        "now": clocks.now(),
        "open": open_cases,
        "boroughs": list(Borough.objects.order_by("code").values_list("code", flat=True)[:4]),
        "officers": list(Officer.objects.order_by("pk").values_list("pk", flat=True)[:40]),
    }
    with db.speaking_as(db.OWNER), db.transaction():
        db.run(_MISSING, told)
        db.run(_MISSING_CLOCKS, {})
        db.run(_MISSING_STEPS, {})
    _analyse()


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
    _analyse()


def put_steps_behind() -> None:
    """Put behind each of them when it was taken, graded, shared, answered and closed, which figures count."""
    with db.speaking_as(db.OWNER), db.transaction():
        for statement in (_ENDED, _STEPS, _WORDS, _IN_TIME):
            db.run(statement, {})
    _analyse()


def _analyse() -> None:
    with db.speaking_as(db.OWNER):
        for table in ("cases_case", "clocks_clock", "journal_event", "journal_payload"):
            db.run(f"ANALYZE {table}")
