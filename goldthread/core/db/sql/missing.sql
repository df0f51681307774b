-- Missing children in two systems: which of our cases each report of Merlin's is, by one rule that everything asks.

-- An instant as a source wrote it; NULL where it cannot be read as one.
CREATE OR REPLACE FUNCTION goldthread_instant(p_text text) RETURNS timestamptz
LANGUAGE plpgsql STABLE
AS $$ BEGIN RETURN p_text::timestamptz; EXCEPTION WHEN others THEN RETURN NULL; END $$;

-- Our cases of missing children about these people, each with the instants between which the child was away: of one that
-- another system owns until the child was found, of our own until the child was back. NULL while it lasts.
CREATE OR REPLACE FUNCTION goldthread_missing_cases(p_people uuid[])
RETURNS TABLE (person_id uuid, case_id uuid, reference text, mention_id uuid, reported_at timestamptz,
               ended_at timestamptz, owned_by text, numbers text[], state text, held_at timestamptz, borough text,
               found_dwelling uuid, found_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT l.person_id, c.id, c.reference::text, c.mention_id, e.occurred_at,
           coalesce(CASE WHEN c.owned_by = '' THEN goldthread_instant(c.facts->>'returned_on')
                         ELSE goldthread_instant(c.facts->>'located_on') END, c.closed_at),
           c.owned_by::text,
           array_remove(ARRAY[nullif(c.external_reference, '')]::text[]
               || ARRAY(SELECT jsonb_array_elements_text(CASE jsonb_typeof(c.facts->'also_reported') WHEN 'array'
                                                              THEN c.facts->'also_reported' ELSE '[]' END)), NULL),
           c.state::text, c.opened_at, coalesce(b.name, '')::text,
           CASE WHEN c.facts->>'found_dwelling' ~ '^[0-9a-f-]{36}$' THEN (c.facts->>'found_dwelling')::uuid END,
           goldthread_instant(c.facts->>'located_on')
      FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'missing'
      JOIN journal_event e ON e.stream = 'case:' || c.id AND e.kind = 'missing.reported'
      LEFT JOIN organisation_borough b ON b.code = c.borough_id
     WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked'
$$;

-- Which of our cases each of these reports of Merlin's is. By the number that the case has, or by our reference in the
-- record; else of the same child, where the one was reported before the other had ended, or both on one London day and
-- neither had ended before the other was reported. A report whose end nobody told lasts two days: ours, since 87% of
-- children's incidents of 2016/17 had ended by then (missing-cse-custody.md 1.17). Of several the nearest. Ids only.
CREATE OR REPLACE FUNCTION goldthread_missing_matches(p_records uuid[])
RETURNS TABLE (record_id uuid, case_id uuid, reference text, owned_by text, is_first boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH asked AS (
        SELECT r.id, r.source_record_id::text AS number, coalesce(r.occurred_at, r.known_at) AS at, l.person_id,
               goldthread_instant(goldthread_fact(t.facts, 'found_at')) AS found,
               upper(trim(goldthread_fact(t.facts, 'goldthread_no'))) AS named
          FROM records_sourcerecord r JOIN records_recordcontent t ON t.record_id = r.id
          JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                AND m.key = 'subject'
          JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE r.id = ANY (p_records) AND r.source_id = 'merlin' AND r.kind = 'missing report'),
    both_of AS (
        SELECT a.id, c.case_id, c.reference, c.owned_by, a.number = c.numbers[1] AS is_first,
               abs(extract(epoch FROM a.at - c.reported_at)) AS apart,
               CASE WHEN a.number = c.numbers[1] AND coalesce(a.found, 'infinity') >= c.reported_at THEN 0
                    WHEN a.number = ANY (c.numbers) AND a.at <= coalesce(c.ended_at, 'infinity')
                         AND coalesce(a.found, 'infinity') >= c.reported_at THEN 0
                    WHEN a.named = c.reference THEN 1
                    WHEN a.at <= coalesce(c.ended_at, 'infinity')
                         AND coalesce(a.found, a.at + interval '2 days') >= c.reported_at THEN 2
                    WHEN (a.at AT TIME ZONE 'Europe/London')::date = (c.reported_at AT TIME ZONE 'Europe/London')::date
                         AND (c.ended_at IS NULL OR a.at <= c.ended_at)
                         AND (a.found IS NULL OR a.found >= c.reported_at) THEN 3 END AS how
          FROM asked a
          JOIN goldthread_missing_cases(ARRAY(SELECT DISTINCT person_id FROM asked)) c ON c.person_id = a.person_id)
    SELECT DISTINCT ON (b.id) b.id, b.case_id, b.reference, b.owned_by, coalesce(b.is_first, false)
      FROM both_of b WHERE b.how IS NOT NULL ORDER BY b.id, b.how, b.apart, b.case_id;
END $$;

-- Every report that these people were missing, ours and Merlin's, each going missing once: Merlin's of a case of ours is
-- ours, and one that was no going missing counts nowhere. `record_id` is NULL for ours.
CREATE OR REPLACE FUNCTION goldthread_missing_reports(p_people uuid[])
RETURNS TABLE (person_id uuid, mention_id uuid, record_id uuid, at timestamptz, held_at timestamptz, borough text)
LANGUAGE plpgsql STABLE
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT c.person_id, c.mention_id, NULL::uuid, c.reported_at, c.held_at, c.borough
      FROM goldthread_missing_cases(p_people) c WHERE c.owned_by = '' AND c.state <> 'not_missing'
    UNION ALL
    SELECT m.person_id, m.mention_id, m.record_id, m.at, m.held_at, m.borough
      FROM goldthread_missing(p_people) m
      LEFT JOIN goldthread_missing_matches(ARRAY(SELECT g.record_id FROM goldthread_missing(p_people) g)) x
        ON x.record_id = m.record_id
     WHERE x.record_id IS NULL OR (x.owned_by <> '' AND x.is_first);
END $$;

-- Whether a rule told since an instant that this person is missing again and again: a firing that stands, or the alert of a
-- report of ours. Who reports next tells it no second time.
CREATE OR REPLACE FUNCTION goldthread_repeat_told(p_person uuid, p_since timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (SELECT 1 FROM alerts_firing f JOIN people_link l ON l.mention_id = f.subject
                    WHERE l.person_id = p_person AND l.to_at IS NULL AND l.certainty = 'linked'
                      AND f.rule = 'repeat_missing' AND f.withdrawn_at IS NULL AND f.fired_at > p_since)
        OR EXISTS (SELECT 1 FROM alerts_alert a JOIN cases_case c ON c.reference = a.case_reference
                     JOIN people_link l ON l.mention_id = c.mention_id
                    WHERE l.person_id = p_person AND l.to_at IS NULL AND l.certainty = 'linked'
                      AND a.kind = 'missing_repeat' AND a.withdrawn_at IS NULL AND a.raised_at > p_since)
$$;

-- Whether somebody who may harm children now lives at this dwelling, or a flag of danger at an address stands on somebody
-- who does. No name and no number: whoever is told asks the desk.
CREATE OR REPLACE FUNCTION goldthread_danger_at(p_dwelling uuid, p_but uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    v_there uuid[];
BEGIN
    v_there := ARRAY(SELECT h.person_id FROM goldthread_home_of(ARRAY(
        SELECT e.person_id FROM goldthread_ever_at(ARRAY[p_dwelling]) e)) h
        WHERE h.dwelling_id = p_dwelling AND h.person_id <> p_but);
    RETURN EXISTS (SELECT 1 FROM goldthread_pose_risk(v_there))
        OR EXISTS (SELECT 1 FROM goldthread_flagged(v_there,
               ARRAY['risk_at_address', 'image_suspect', 'image_suspect_in_household', 'poses_risk']));
END $$;

-- The newest case of a child who is away now, whoever owns it. Ids only.
CREATE OR REPLACE FUNCTION goldthread_missing_standing(p_person uuid) RETURNS TABLE (case_id uuid, reference text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.case_id, c.reference FROM goldthread_missing_cases(ARRAY[p_person]) c
     WHERE c.ended_at IS NULL ORDER BY c.reported_at DESC, c.case_id LIMIT 1
$$;

-- Whom the reports and cases of a period concern, and which they are: to look before they are read. A case that a report of
-- the period is, and a report that a case of the period has the number of, belong to it whenever they were made.
CREATE OR REPLACE FUNCTION goldthread_missing_between(p_since timestamptz, p_until timestamptz)
RETURNS TABLE (person_id uuid, record_id uuid, case_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_cases uuid[]; v_records uuid[];
BEGIN
    v_records := ARRAY(SELECT r.id FROM records_sourcerecord r
        WHERE r.source_id = 'merlin' AND r.kind = 'missing report' AND r.is_current AND r.erased_at IS NULL
          AND coalesce(r.occurred_at, r.known_at) >= p_since AND coalesce(r.occurred_at, r.known_at) < p_until);
    v_cases := ARRAY(SELECT c.id FROM cases_case c JOIN journal_event e ON e.stream = 'case:' || c.id
                        AND e.kind = 'missing.reported'
                      WHERE c.area = 'missing' AND e.occurred_at >= p_since AND e.occurred_at < p_until
                      UNION SELECT x.case_id FROM goldthread_missing_matches(v_records) x);
    v_records := v_records || ARRAY(SELECT r.id FROM records_sourcerecord r JOIN cases_case c
            ON c.id = ANY (v_cases) AND (r.source_record_id = c.external_reference
                OR (jsonb_typeof(c.facts->'also_reported') = 'array' AND c.facts->'also_reported' ? r.source_record_id))
        WHERE r.source_id = 'merlin' AND r.kind = 'missing report' AND r.is_current AND r.erased_at IS NULL
          AND NOT r.id = ANY (v_records));
    RETURN QUERY
    SELECT l.person_id, r.id, NULL::uuid FROM records_sourcerecord r
      JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id AND m.key = 'subject'
      JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE r.id = ANY (v_records)
    UNION ALL
    SELECT l.person_id, NULL::uuid, c.id FROM cases_case c
      JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE c.id = ANY (v_cases);
END $$;

-- What one thing is in two children's words: blanks and capitals are no difference; "nobody" is nobody.
CREATE OR REPLACE FUNCTION goldthread_named(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN length(t) > 3 AND t NOT IN ('nobody', 'no one', 'none', 'alone', 'unknown', 'not known', 'not told')
                THEN t END
      FROM (SELECT lower(btrim(regexp_replace(coalesce(p_text, ''), '\s+', ' ', 'g'), ' .,')) AS t) n
$$;

-- Whom a line of a return interview names: the name before the first comma where every word of it has a capital, as a person
-- is kept from it; else the whole line, since "a man" is nobody that two children share.
CREATE OR REPLACE FUNCTION goldthread_interviewed_name(p_line text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN btrim(split_part(p_line, ',', 1)) ~ '^[[:upper:]]\S*(\s+[[:upper:]]\S*)*$'
                THEN btrim(split_part(p_line, ',', 1)) ELSE p_line END
$$;

DROP FUNCTION IF EXISTS goldthread_missing_common(timestamptz, timestamptz);
-- Which places and people missing children of a period have in common, each going missing once: where they were found, who
-- Merlin's reports name beside them, where and whom they named in return interviews, and who our cases and plans name in
-- words. Only what two children or more share; never a secret place, a home of the child, or one where anybody may be found.
-- Ids and digests only; to look before reading. A place with a number in it is an address: it
-- counts as the dwelling it is, never by its words, since the dwelling may be secret.
CREATE OR REPLACE FUNCTION goldthread_missing_common(p_since timestamptz, p_until timestamptz)
RETURNS TABLE (kind text, thing text, child uuid, at timestamptz, borough text, record_id uuid, case_id uuid,
               in_interview boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH merlin AS MATERIALIZED (
        SELECT r.id AS record_id, r.source_record_id AS number, l.person_id AS child, m.id AS mention_id,
               coalesce(r.occurred_at, r.known_at) AS at, r.borough::text AS borough
          FROM records_sourcerecord r
          JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                AND m.key = 'subject' AND m.is_live AND m.restriction <> 'hidden'
          JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE r.source_id = 'merlin' AND r.kind = 'missing report' AND r.is_current AND NOT r.is_deleted
           AND r.erased_at IS NULL AND r.restriction <> 'hidden'
           AND coalesce(r.occurred_at, r.known_at) >= p_since AND coalesce(r.occurred_at, r.known_at) < p_until),
    own AS MATERIALIZED (
        SELECT c.id AS case_id, l.person_id AS child, c.mention_id, e.occurred_at AS at, coalesce(b.name, '')::text AS borough,
               CASE WHEN c.facts->>'found_dwelling' ~ '^[0-9a-f-]{36}$' THEN (c.facts->>'found_dwelling')::uuid END AS dwelling
          FROM cases_case c JOIN journal_event e ON e.stream = 'case:' || c.id AND e.kind = 'missing.reported'
          JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
          LEFT JOIN organisation_borough b ON b.code = c.borough_id
         WHERE c.area = 'missing' AND c.owned_by = '' AND c.state <> 'not_missing'
           AND e.occurred_at >= p_since AND e.occurred_at < p_until),
    echoes AS MATERIALIZED (
        SELECT x.record_id, o.dwelling FROM goldthread_missing_matches(ARRAY(SELECT g.record_id FROM merlin g)) x
          JOIN own o ON o.case_id = x.case_id),
    interviews AS MATERIALIZED (
        SELECT o.case_id, o.child, o.mention_id, o.at, o.borough, e.id AS event_id, w.body,
               ARRAY(SELECT d.id FROM places_dwelling d
                      WHERE d.id::text IN (SELECT jsonb_array_elements_text(e.facts#>'{facts,rhi_dwellings}'))) AS dwellings
          FROM own o JOIN journal_event e ON e.stream = 'case:' || o.case_id AND e.kind = 'missing.return_interview_taken'
          LEFT JOIN journal_payload w ON w.event_id = e.id),
    secret AS MATERIALIZED (SELECT lower(d.words) AS words, nullif(lower(split_part(d.words, ',', 1)), '') AS door
                              FROM places_dwelling d WHERE d.is_secret),
    living AS MATERIALIZED (SELECT * FROM goldthread_home_of(ARRAY(SELECT DISTINCT i.child FROM interviews i))),
    found AS (
        SELECT p.dwelling_id, g.child, g.mention_id, g.at, g.record_id, NULL::uuid AS case_id, false AS in_interview
          FROM merlin g JOIN places_presence p ON p.record_id = g.record_id AND p.role = 'found'
         WHERE p.dwelling_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM echoes x WHERE x.record_id = g.record_id AND x.dwelling = p.dwelling_id)
        UNION ALL
        SELECT o.dwelling, o.child, o.mention_id, o.at, NULL, o.case_id, false FROM own o WHERE o.dwelling IS NOT NULL
        UNION ALL
        SELECT named, i.child, i.mention_id, i.at, NULL, i.case_id, true FROM interviews i
          CROSS JOIN LATERAL unnest(i.dwellings) AS named
         WHERE NOT EXISTS (SELECT 1 FROM living h WHERE h.person_id = i.child AND h.dwelling_id = named)),
    said AS (
        SELECT o.child, o.at, o.borough, o.case_id, line, false AS in_interview FROM own o
          JOIN journal_event e ON e.stream = 'case:' || o.case_id AND e.kind = 'missing.located'
          JOIN journal_payload w ON w.event_id = e.id
          CROSS JOIN LATERAL regexp_split_to_table(w.body->>'located_with', '[\n;]+') AS line
        UNION ALL
        SELECT i.child, i.at, i.borough, i.case_id, goldthread_interviewed_name(line), true FROM interviews i
          CROSS JOIN LATERAL regexp_split_to_table(i.body->>'rhi_people', '\n+') AS line
        UNION ALL
        SELECT i.child, i.at, i.borough, i.case_id, line, true FROM interviews i
          CROSS JOIN LATERAL regexp_split_to_table(i.body->>'rhi_places', '\n+') AS line
         WHERE line !~ '[0-9]' AND NOT EXISTS (SELECT 1 FROM secret k WHERE strpos(k.words, goldthread_named(line)) > 0)
        UNION ALL
        SELECT l.person_id, e.occurred_at, coalesce(b.name, '')::text, c.id, split_part(line, ':', 1), false
          FROM cases_case c JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL
                                             AND l.certainty = 'linked'
          LEFT JOIN organisation_borough b ON b.code = c.borough_id
          JOIN LATERAL (SELECT g.id, g.occurred_at FROM journal_event g WHERE g.stream = 'case:' || c.id
                           AND g.kind LIKE 'trigger_plan.%' AND EXISTS (SELECT 1 FROM journal_payload q
                               WHERE q.event_id = g.id AND q.body ? 'people')
                         ORDER BY g.id DESC LIMIT 1) e ON true
          JOIN journal_payload w ON w.event_id = e.id
          CROSS JOIN LATERAL regexp_split_to_table(concat_ws(E'\n', w.body->>'people', w.body->>'places'), '[\n;]+') AS line
         WHERE c.area = 'trigger_plan' AND c.closed_at IS NULL AND e.occurred_at < p_until),
    every_one AS (
        SELECT 'place' AS kind, f.dwelling_id::text AS thing, f.child, f.at, d.borough::text AS borough, f.record_id, f.case_id,
               f.in_interview
          FROM found f JOIN places_dwelling d ON d.id = f.dwelling_id
         WHERE NOT d.is_secret
           AND d.communal_kind NOT IN ('hospital', 'custody', 'school', 'care home', 'children''s home', 'refuge')
           AND NOT EXISTS (SELECT 1 FROM places_presence h WHERE h.mention_id = f.mention_id AND h.role = 'home'
                              AND h.dwelling_id = f.dwelling_id)
        UNION ALL
        SELECT 'person', l.person_id::text, g.child, g.at, g.borough, g.record_id, NULL, false
          FROM merlin g JOIN records_mention o ON o.source_id = 'merlin' AND o.source_record_id = g.number
                                              AND o.key = 'other' AND o.is_live AND o.restriction <> 'hidden'
          JOIN people_link l ON l.mention_id = o.id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE l.person_id <> g.child
        UNION ALL
        SELECT 'person', l.person_id::text, i.child, i.at, i.borough, NULL, i.case_id, true
          FROM interviews i JOIN cases_case c ON c.id = i.case_id
          JOIN records_mention o ON o.source_id = 'interview' AND o.source_record_id = c.reference || '/' || i.event_id
                                AND o.is_live AND o.restriction <> 'hidden'
          JOIN people_link l ON l.mention_id = o.id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE l.person_id <> i.child
        UNION ALL
        SELECT 'named', md5(goldthread_named(s.line)), s.child, s.at, s.borough, NULL, s.case_id, s.in_interview
          FROM said s WHERE goldthread_named(s.line) IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM secret k WHERE strpos(goldthread_named(s.line), k.door) > 0)),
    shared AS (SELECT e.kind, e.thing FROM every_one e GROUP BY e.kind, e.thing HAVING count(DISTINCT e.child) >= 2)
    SELECT e.kind, e.thing, e.child, e.at, e.borough, e.record_id, e.case_id, e.in_interview
      FROM every_one e JOIN shared s ON s.kind = e.kind AND s.thing = e.thing;
END $$;

-- Where dwellings stand on the national grid, in metres; none that is secret, and none whose number no source placed.
CREATE OR REPLACE FUNCTION goldthread_places_points(p_dwellings uuid[])
RETURNS TABLE (dwelling_id uuid, easting int, northing int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT ON (d.id) d.id, p.easting, p.northing FROM places_dwelling d
      JOIN places_place p ON p.uprn = d.uprn AND NOT p.is_deleted AND p.easting IS NOT NULL AND p.northing IS NOT NULL
     WHERE d.id = ANY (p_dwellings) AND NOT d.is_secret AND d.uprn <> '' AND NOT p.is_secret
       AND NOT EXISTS (SELECT 1 FROM places_place s WHERE s.uprn = d.uprn AND s.is_secret AND NOT s.is_deleted)
     ORDER BY d.id, p.source_updated_at DESC
$$;

-- At which of these dwellings somebody lives now who may harm children, and which of these people may. No name, no number.
CREATE OR REPLACE FUNCTION goldthread_danger_among(p_dwellings uuid[], p_people uuid[])
RETURNS TABLE (dwelling_id uuid, person_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH there AS MATERIALIZED (
        SELECT h.person_id, h.dwelling_id FROM goldthread_home_of(ARRAY(
            SELECT e.person_id FROM goldthread_ever_at(p_dwellings) e)) h WHERE h.dwelling_id = ANY (p_dwellings)),
    danger AS MATERIALIZED (
        SELECT DISTINCT r.person_id FROM goldthread_pose_risk(ARRAY(SELECT t.person_id FROM there t) || p_people) r)
    SELECT DISTINCT t.dwelling_id, NULL::uuid FROM there t JOIN danger d ON d.person_id = t.person_id
    UNION
    SELECT NULL::uuid, d.person_id FROM danger d WHERE d.person_id = ANY (p_people);
END $$;

-- At each address where this child was found: how many other children were found there too, and how often the child was.
CREATE OR REPLACE FUNCTION goldthread_missing_others(p_child uuid)
RETURNS TABLE (dwelling_id uuid, others bigint, times bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH there AS (
        SELECT p.dwelling_id AS id FROM goldthread_missing(ARRAY[p_child]) g
          JOIN places_presence p ON p.record_id = g.record_id AND p.role = 'found' WHERE p.dwelling_id IS NOT NULL
        UNION
        SELECT c.found_dwelling FROM goldthread_missing_cases(ARRAY[p_child]) c WHERE c.found_dwelling IS NOT NULL)
    SELECT f.dwelling_id, count(DISTINCT f.person_id) FILTER (WHERE f.person_id <> p_child),
           count(*) FILTER (WHERE f.person_id = p_child)
      FROM goldthread_found_at(ARRAY(SELECT id FROM there)) f JOIN places_dwelling d ON d.id = f.dwelling_id
     WHERE NOT d.is_secret GROUP BY f.dwelling_id HAVING count(DISTINCT f.person_id) > 1;
END $$;
