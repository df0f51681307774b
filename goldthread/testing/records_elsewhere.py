"""Custody records and offender markers, filled straight into the tables: for the speed of counting them."""

from goldthread.core import clocks, db
from goldthread.core.organisation.models import Borough

MARK = "filled"  # the hash of these records: what is filled here is told apart by it
_RECORDS = """
    INSERT INTO records_sourcerecord (id, source_id, source_record_id, source_updated_at, extracted_at, known_at,
                                      known_from, recorded_at, is_current, is_deleted, kind, title, occurred_at,
                                      borough, originating_force, handling, subject_categories, retention_group,
                                      restriction, ask, raw_hash, content_hash)
    SELECT gen_random_uuid(), %(source)s, %(source)s || '/' || n, v.at, v.at, v.at, 'source_recorded_at', v.at,
           v.turn = 1, false, 'filled', 'Filled', CASE WHEN %(source)s = 'custody' THEN v.at END,
           (%(boroughs)s::text[])[1 + n %% cardinality(%(boroughs)s::text[])], 'Thornmere Police',
           'OFFICIAL-SENSITIVE', '{}', '4', '', '', %(mark)s, v.turn::text
      FROM generate_series(1, %(all)s) n CROSS JOIN LATERAL (
           SELECT turn, %(now)s - (turn - 1) * interval '30 days'
                        - n %% (360 * 24 * 60 / %(versions)s) * interval '1 minute' AS at
             FROM generate_series(1, %(versions)s) turn) v
"""
_CONTENT = """
    INSERT INTO records_recordcontent (record_id, layer_rank, restriction, narrative, facts, noted)
    SELECT r.id, 3, '', '', CASE r.source_id WHEN 'custody' THEN jsonb_build_array(
               jsonb_build_array('charged_at', r.occurred_at + interval '5 hours'),
               jsonb_build_array('bail_decision', (ARRAY['refused', 'not needed', 'bailed', 'not needed'])[1 + n %% 4]),
               jsonb_build_array('released_at', r.occurred_at + (6 + n %% 14) * interval '1 hour'),
               jsonb_build_array('grounds', 'to secure evidence'), jsonb_build_array('risks', 'none disclosed'),
               jsonb_build_array('disposal', (ARRAY['charged and kept', 'no further action'])[1 + least(1, n %% 4)]))
           ELSE jsonb_build_array(jsonb_build_array('status', 'in the community'),
               jsonb_build_array('risk_overall', (ARRAY['very high', 'high', 'medium', 'low', 'low'])[1 + n %% 5]),
               jsonb_build_array('last_visit_on', r.known_at::date),
               jsonb_build_array('next_visit_on', r.known_at::date + 20 + n %% 30)) END, '[]'
      FROM records_sourcerecord r CROSS JOIN LATERAL (SELECT split_part(r.source_record_id, '/', 2)::int AS n) k
     WHERE r.raw_hash = %(mark)s AND r.source_id = %(source)s
"""
_MENTIONS = """
    INSERT INTO records_mention (id, source_id, source_record_id, key, role, subject_category, restriction, is_live)
    SELECT gen_random_uuid(), r.source_id, r.source_record_id, %(key)s, 'suspect', 'suspect', '', true
      FROM records_sourcerecord r WHERE r.raw_hash = %(mark)s AND r.source_id = %(source)s AND r.is_current
"""
_BORN = """
    INSERT INTO records_assertion (mention_id, record_id, field, text, canonical, kind, grade, source_field, status,
                                   layer_rank, restriction)
    SELECT m.id, r.id, 'birth_date', '', (r.known_at - (10 + k.n %% 40) * interval '1 year')::date::text, 'fact', '',
           '', 'asserted', 1, ''
      FROM records_sourcerecord r JOIN records_mention m ON m.source_id = r.source_id
           AND m.source_record_id = r.source_record_id
     CROSS JOIN LATERAL (SELECT split_part(r.source_record_id, '/', 2)::int AS n) k
     WHERE r.raw_hash = %(mark)s AND r.source_id = %(source)s
"""
_HOMES = """
    WITH d AS (SELECT array_agg(id ORDER BY id) AS ids FROM places_dwelling WHERE NOT is_secret)
    INSERT INTO places_presence (record_id, mention_id, dwelling_id, key, role, text, uprn, postcode, flat, door, name,
                                 borough, layer_rank, restriction)
    SELECT r.id, m.id, d.ids[1 + k.n %% cardinality(d.ids)], 'home', 'home', '', '', '', '', '', '', '', 1, ''
      FROM records_sourcerecord r JOIN records_mention m ON m.source_id = r.source_id
           AND m.source_record_id = r.source_record_id
     CROSS JOIN d CROSS JOIN LATERAL (SELECT split_part(r.source_record_id, '/', 2)::int AS n) k
     WHERE r.raw_hash = %(mark)s AND r.source_id = %(source)s
"""


def fill_records(detentions: int, people: int, versions: int = 12) -> None:
    """A year of detentions, each of somebody of 10 to 49, and people with a marker, told of anew each month."""
    with db.as_service(), db.transaction(), db.speaking_as(db.OWNER):
        boroughs = list(Borough.objects.order_by("code").values_list("name", flat=True))
        each_of = (("custody", "detainee", detentions, 1), ("offenders", "subject", people, versions))
        for source, key, many, each in each_of:
            told = {"source": source, "key": key, "all": many, "versions": each, "boroughs": boroughs, "mark": MARK,
                    "now": clocks.now()}  # fmt: skip
            for asked in (_RECORDS, _CONTENT, _MENTIONS, _BORN, *([_HOMES] if source == "offenders" else [])):
                db.run(asked, told)
        for table in ("sourcerecord", "recordcontent", "mention", "assertion"):
            db.run(f"ANALYZE records_{table}")
