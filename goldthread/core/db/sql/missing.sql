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
