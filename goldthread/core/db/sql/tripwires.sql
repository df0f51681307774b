-- What tripwires stand on, as sets: the service's own, so that each rule can be read as one sentence of SQL. Plain SQL
-- functions without settings of their own: the planner takes them into the query that calls them.
-- Everywhere: linked mentions only, current records only, and nothing that is hidden. `held_at` is when the source held
-- the version that says it.

CREATE OR REPLACE FUNCTION goldthread_held(p_people uuid[])
RETURNS TABLE (person_id uuid, mention_id uuid, role text, record_id uuid, source_id text, source_record_id text,
               kind text, at timestamptz, held_at timestamptz, borough text)
LANGUAGE sql STABLE AS $$
    SELECT l.person_id, m.id, m.role::text, r.id, r.source_id::text, r.source_record_id::text, r.kind::text,
           coalesce(r.occurred_at, r.known_at), r.source_updated_at, r.borough::text
      FROM people_link l
      JOIN records_mention m ON m.id = l.mention_id AND m.is_live AND m.restriction <> 'hidden'
      JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                 AND r.is_current AND NOT r.is_deleted AND r.erased_at IS NULL
     WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked'
$$;

-- The first value of one field of a record's facts; NULL where it has none.
CREATE OR REPLACE FUNCTION goldthread_fact(p_facts jsonb, p_field text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT f->>1 FROM jsonb_array_elements(p_facts) WITH ORDINALITY AS e(f, n) WHERE f->>0 = p_field ORDER BY n LIMIT 1
$$;

-- Whether a notification was shared: its record says so, or it is a case of ours come back that was shared here. The system
-- that it came back from need not know of it.
CREATE OR REPLACE FUNCTION goldthread_was_shared(p_record uuid, p_number text, p_facts jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN goldthread_fact(p_facts, 'shared_at') IS NOT NULL THEN true ELSE EXISTS (
        SELECT 1 FROM cases_case k
         WHERE k.external_reference = p_number AND k.external_reference <> ''
           AND EXISTS (SELECT 1 FROM journal_event e WHERE e.stream = 'case:' || k.id
                          AND e.kind IN ('concern.shared', 'concern.forwarded'))
           AND EXISTS (SELECT 1 FROM goldthread_own_returned(ARRAY[p_record], ARRAY[k.reference::text]))) END
$$;

-- The occasion that each of these records tells of: the case of ours that it is, come back, so that two records which name
-- one case are one; else the record itself.
CREATE OR REPLACE FUNCTION goldthread_occasion_of(p_records uuid[]) RETURNS TABLE (record_id uuid, occasion text)
LANGUAGE sql STABLE AS $$
    SELECT r.id, coalesce(min(o.reference), r.id::text) FROM unnest(p_records) AS r(id)
      LEFT JOIN goldthread_own_case_of(p_records) o ON o.record_id = r.id GROUP BY r.id
$$;

-- Who of these is under 18 on a day, by the latest birth date told; where none is, by how records name them. A birth date
-- without its day counts as a child's while it may be one.
CREATE OR REPLACE FUNCTION goldthread_children(p_people uuid[], p_today date) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE AS $$
    WITH born AS (
        SELECT l.person_id, max(a.canonical) AS day, bool_or(m.role IN ('child', 'looked-after child')) AS is_called_one
          FROM people_link l JOIN records_mention m ON m.id = l.mention_id AND m.is_live
          LEFT JOIN records_assertion a ON a.mention_id = m.id AND a.field = 'birth_date' AND a.canonical IS NOT NULL
                                       AND a.status <> 'superseded'
         WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked' GROUP BY l.person_id)
    SELECT b.person_id FROM born b
     WHERE CASE WHEN b.day IS NULL THEN b.is_called_one
                WHEN length(b.day) = 10 THEN b.day > to_char(p_today - interval '18 years', 'YYYY-MM-DD')
                ELSE b.day >= left(to_char(p_today - interval '18 years', 'YYYY-MM-DD'), length(b.day)) END
$$;

-- The flags of these kinds that stand on these people: ours, and what sources tell, with what each rests on.
CREATE OR REPLACE FUNCTION goldthread_flagged(p_people uuid[], p_kinds text[])
RETURNS TABLE (person_id uuid, kind text, mention_id uuid, record_id uuid, source_id text, held_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT l.person_id, f.kind::text, f.mention_id, NULL::uuid, ''::text, f.raised_at
      FROM people_link l JOIN flags_flag f ON f.mention_id = l.mention_id
     WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked'
       AND f.closed_at IS NULL AND f.kind = ANY (p_kinds)
    UNION ALL
    SELECT h.person_id, t.kind::text, t.mention_id, t.record_id, h.source_id, h.held_at
      FROM goldthread_held(p_people) h JOIN flags_told t ON t.mention_id = h.mention_id AND t.record_id = h.record_id
     WHERE t.kind = ANY (p_kinds)
$$;

-- Everybody said to live or to have lived at one of these dwellings.
CREATE OR REPLACE FUNCTION goldthread_ever_at(p_dwellings uuid[]) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT l.person_id FROM places_presence p JOIN people_link l ON l.mention_id = p.mention_id
     WHERE p.dwelling_id = ANY (p_dwellings) AND p.role = 'home' AND l.to_at IS NULL AND l.certainty = 'linked'
$$;

-- Where each of these people now lives, by what was told last, and since when that was told. A communal place and a block
-- without a flat are no household; an address that no source knows may be one.
CREATE OR REPLACE FUNCTION goldthread_home_of(p_people uuid[])
RETURNS TABLE (person_id uuid, dwelling_id uuid, mention_id uuid, record_id uuid, held_at timestamptz, borough text)
LANGUAGE sql STABLE AS $$
    WITH told AS (
        SELECT h.person_id, p.dwelling_id, h.mention_id, h.record_id, h.at, h.held_at, h.borough,
               first_value(p.dwelling_id) OVER (PARTITION BY h.person_id ORDER BY h.at DESC, h.held_at DESC, h.record_id)
                   AS latest,
               row_number() OVER (PARTITION BY h.person_id, p.dwelling_id ORDER BY h.held_at, h.record_id) AS nth
          FROM goldthread_held(p_people) h
          JOIN places_presence p ON p.mention_id = h.mention_id AND p.record_id = h.record_id AND p.role = 'home'
                                AND p.dwelling_id IS NOT NULL)
    SELECT t.person_id, t.dwelling_id, t.mention_id, t.record_id, t.held_at, t.borough
      FROM told t JOIN places_dwelling d ON d.id = t.dwelling_id
     WHERE t.dwelling_id = t.latest AND t.nth = 1 AND d.is_communal IS NOT TRUE AND d.is_block IS NOT TRUE
$$;

-- Who of these may harm children: a managed offender in the community, somebody a record names so, or a flag that says so.
CREATE OR REPLACE FUNCTION goldthread_pose_risk(p_people uuid[])
RETURNS TABLE (person_id uuid, mention_id uuid, record_id uuid, held_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT h.person_id, h.mention_id, h.record_id, h.held_at
      FROM goldthread_held(p_people) h JOIN records_recordcontent c ON c.record_id = h.record_id
     WHERE (h.source_id = 'offenders' OR h.role IN ('offender', 'person who poses a risk'))
       AND coalesce(goldthread_fact(c.facts, 'status'), '') NOT IN ('in custody', 'abroad', 'archived')
    UNION ALL
    SELECT f.person_id, f.mention_id, f.record_id, f.held_at FROM goldthread_flagged(p_people, ARRAY['poses_risk']) f
$$;

-- Missing reports about these people.
CREATE OR REPLACE FUNCTION goldthread_missing(p_people uuid[])
RETURNS TABLE (person_id uuid, mention_id uuid, record_id uuid, source_record_id text, at timestamptz,
               held_at timestamptz, borough text)
LANGUAGE sql STABLE AS $$
    SELECT h.person_id, h.mention_id, h.record_id, h.source_record_id, h.at, h.held_at, h.borough
      FROM goldthread_held(p_people) h JOIN records_mention m ON m.id = h.mention_id AND m.key = 'subject'
     WHERE h.source_id = 'merlin' AND h.kind = 'missing report'
$$;

-- Where missing children were found, by Merlin's reports and by our own cases; what is both is ours.
CREATE OR REPLACE FUNCTION goldthread_found_at(p_dwellings uuid[])
RETURNS TABLE (dwelling_id uuid, person_id uuid, mention_id uuid, record_id uuid, source_record_id text, at timestamptz,
               held_at timestamptz, borough text)
LANGUAGE sql STABLE AS $$
    WITH told AS MATERIALIZED (
        SELECT p.dwelling_id, l.person_id, m.id AS mention_id, r.id AS record_id, r.source_record_id::text AS number,
               coalesce(r.occurred_at, r.known_at) AS at, r.source_updated_at AS held_at, r.borough::text AS borough
          FROM places_presence p
          JOIN records_sourcerecord r ON r.id = p.record_id AND r.is_current AND NOT r.is_deleted
                                     AND r.erased_at IS NULL AND r.restriction <> 'hidden'
          JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                AND m.key = 'subject' AND m.is_live
          JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE p.dwelling_id = ANY (p_dwellings) AND p.role = 'found'),
    ours AS MATERIALIZED (
        SELECT c.found_dwelling AS dwelling_id, c.person_id, c.mention_id, c.case_id, c.reference, c.reported_at,
               c.found_at, c.borough
          FROM goldthread_missing_cases(ARRAY(
                   SELECT l.person_id FROM cases_case k JOIN people_link l ON l.mention_id = k.mention_id
                    WHERE k.area = 'missing' AND k.facts->>'found_dwelling' = ANY (p_dwellings::text[]))) c
         WHERE c.owned_by = '' AND c.found_dwelling = ANY (p_dwellings) AND c.found_at IS NOT NULL),
    echoes AS MATERIALIZED (
        SELECT x.record_id FROM goldthread_missing_matches(ARRAY(SELECT record_id FROM told WHERE EXISTS (
                   SELECT 1 FROM ours))) x
          JOIN ours o ON o.case_id = x.case_id JOIN told t ON t.record_id = x.record_id
         WHERE t.dwelling_id = o.dwelling_id),
    every_one AS (
        SELECT t.* FROM told t WHERE t.record_id NOT IN (SELECT record_id FROM echoes)
        UNION ALL
        SELECT o.dwelling_id, o.person_id, o.mention_id, NULL, o.reference, o.reported_at, o.found_at, o.borough
          FROM ours o)
    SELECT e.* FROM every_one e JOIN places_dwelling d ON d.id = e.dwelling_id
     WHERE d.communal_kind NOT IN ('hospital', 'custody', 'school', 'care home', 'children''s home')
       AND NOT EXISTS (SELECT 1 FROM places_presence h WHERE h.mention_id = e.mention_id AND h.role = 'home'
                          AND h.dwelling_id = e.dwelling_id)
$$;

-- The people a firing rests on, and the firing under a reference. Ids only; to look before reading.
CREATE OR REPLACE FUNCTION goldthread_firing_ids(p_reference text)
RETURNS TABLE (firing_id uuid, people uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT f.id, ARRAY(SELECT DISTINCT l.person_id FROM people_link l WHERE l.mention_id = ANY (f.mentions)
                          AND l.to_at IS NULL AND l.certainty = 'linked')
      FROM alerts_firing f WHERE f.reference = p_reference
$$;
