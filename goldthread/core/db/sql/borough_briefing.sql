-- Tasks given at briefings: ids, codes and times, to be counted, and whom each is about, for whoever looks first. No word of
-- any of them. Every one of some boroughs since a day, of one officer that is still open, or the one under a reference.
CREATE OR REPLACE FUNCTION goldthread_tasks(p_boroughs text[], p_from date, p_officer bigint, p_reference text)
RETURNS TABLE (task_id uuid, borough text, briefing_on date, state text, officer_id bigint, due_at timestamptz,
               given_at timestamptz, told_at timestamptz, case_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT t.id, t.borough_id::text, t.briefing_on, t.state::text, t.officer_id, t.due_at, t.given_at, e.recorded_at, t.case_id,
           l.person_id
      FROM tasking_task t
      LEFT JOIN journal_event e ON e.id = t.last_event_id
      LEFT JOIN people_link l ON l.mention_id = t.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE (t.borough_id = ANY (p_boroughs) AND (t.briefing_on >= p_from OR t.state IN ('given', 'accepted')))
        OR (t.officer_id = p_officer AND t.state IN ('given', 'accepted'))
        OR t.reference = p_reference
     ORDER BY t.due_at, t.id
$$;

-- In which borough each of these cases is. Codes only.
CREATE OR REPLACE FUNCTION goldthread_case_boroughs(p_cases uuid[]) RETURNS TABLE (case_id uuid, borough text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.id, coalesce(c.borough_id, '')::text FROM cases_case c WHERE c.id = ANY (p_cases)
$$;

-- Which of these people were born on a day or before it, by the birth date that names them: put right before all others, known
-- to the day, the newest told. Ids only; of whom no day is known, nothing is said.
CREATE OR REPLACE FUNCTION goldthread_born_by(p_people uuid[], p_day date) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT b.person_id
      FROM (SELECT DISTINCT ON (l.person_id) l.person_id, a.canonical
              FROM people_link l
              JOIN records_mention m ON m.id = l.mention_id AND m.is_live AND m.restriction <> 'hidden'
              JOIN records_assertion a ON a.mention_id = m.id AND a.field = 'birth_date' AND a.status <> 'superseded'
                                      AND length(a.canonical) = 10
              JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
             WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked'
             ORDER BY l.person_id, a.status = 'rectified' DESC, r.known_at DESC, a.id) b
     WHERE b.canonical::date <= p_day
$$;

-- How many lines of local intelligence stand at an instant, by borough: none of their words.
CREATE OR REPLACE FUNCTION goldthread_lines_standing(p_at timestamptz) RETURNS TABLE (borough text, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT i.borough_id::text, count(*) FROM tasking_intelligenceline i
     WHERE i.entered_at <= p_at AND i.expires_at > p_at AND (i.withdrawn_at IS NULL OR i.withdrawn_at > p_at) GROUP BY 1
$$;

-- Who may harm children and now lives in which ward: ids, for whoever counts them, or names them under a look. Nobody whose
-- home is secret, and nobody without an address that the gazetteer knows.
CREATE OR REPLACE FUNCTION goldthread_ward_risks() RETURNS TABLE (borough text, ward text, person_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_people uuid[];
BEGIN
    v_people := ARRAY(
        SELECT DISTINCT l.person_id FROM people_link l JOIN records_mention m ON m.id = l.mention_id
         WHERE l.to_at IS NULL AND l.certainty = 'linked' AND m.is_live AND m.restriction <> 'hidden'
           AND (m.source_id = 'offenders' OR m.role IN ('offender', 'person who poses a risk'))
        UNION
        SELECT l.person_id FROM flags_flag f JOIN people_link l ON l.mention_id = f.mention_id
         WHERE f.kind = 'poses_risk' AND f.closed_at IS NULL AND l.to_at IS NULL AND l.certainty = 'linked');
    v_people := ARRAY(SELECT DISTINCT r.person_id FROM goldthread_pose_risk(v_people) r);
    RETURN QUERY
    SELECT DISTINCT p.borough::text, p.ward::text, h.person_id
      FROM goldthread_home_of(v_people) h JOIN places_dwelling d ON d.id = h.dwelling_id AND NOT d.is_secret AND d.uprn <> ''
      JOIN places_place p ON p.uprn = d.uprn AND NOT p.is_deleted AND NOT p.is_secret
     WHERE p.ward <> '';
END $$;

-- How many cases that chance drew for the central team were graded in a time, and how many below good, by borough and work;
-- a moderator's grade where one decided, and how many those are.
-- A case waiting for its blind second grade is not in it. Counts only.
DROP FUNCTION IF EXISTS goldthread_borough_grades(timestamptz, timestamptz, text[]);
CREATE OR REPLACE FUNCTION goldthread_borough_grades(p_since timestamptz, p_until timestamptz, p_programmes text[])
RETURNS TABLE (borough text, area text, of bigint, below bigint, moderated bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH begun AS (
        SELECT r.sampled_id, min(r.at) AS at, max(r.version) AS version FROM audit_review r
         WHERE r.which = 'first' GROUP BY 1 HAVING min(r.at) >= p_since AND min(r.at) < p_until)
    SELECT coalesce(nullif(d.borough, ''), c.borough_id, '')::text, coalesce(nullif(s.area, ''), s.case_types->>0, '')::text,
           count(*), count(*) FILTER (WHERE coalesce(m.grade, r.grade) NOT IN ('good', 'outstanding')),
           count(m.grade)
      FROM begun b JOIN audit_review r ON r.sampled_id = b.sampled_id AND r.which = 'first' AND r.version = b.version
      LEFT JOIN goldthread_audit_moderated() m ON m.sampled_id = b.sampled_id
      JOIN audit_sampledcase d ON d.id = r.sampled_id JOIN audit_sample s ON s.id = d.sample_id
      LEFT JOIN cases_case c ON c.id = d.case_id
     WHERE s.programme = ANY (p_programmes) AND (NOT d.is_again OR EXISTS (
           SELECT 1 FROM audit_review o WHERE o.sampled_id = d.id AND o.which = 'second'))
     GROUP BY 1, 2
$$;

-- How many cases of these areas were opened in each week before an instant, by borough; week 0 is the last. Counts only.
CREATE OR REPLACE FUNCTION goldthread_opened_weekly(p_areas text[], p_until timestamptz, p_weeks int)
RETURNS TABLE (area text, borough text, week int, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.area::text, coalesce(c.borough_id, '')::text,
           floor(extract(epoch FROM p_until - c.opened_at) / 604800)::int, count(*)
      FROM cases_case c
     WHERE c.area = ANY (p_areas) AND c.opened_at < p_until AND c.opened_at >= p_until - p_weeks * interval '7 days'
       AND coalesce(c.facts->>'who', '') <> 'adult'
     GROUP BY 1, 2, 3
$$;

-- When the first case of an area was opened: no past is counted from before there was one.
CREATE OR REPLACE FUNCTION goldthread_first_opened(p_areas text[]) RETURNS TABLE (area text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.area::text, min(c.opened_at) FROM cases_case c WHERE c.area = ANY (p_areas) GROUP BY 1
$$;
