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

-- How many lines of local intelligence stand at an instant, by borough: none of their words.
CREATE OR REPLACE FUNCTION goldthread_lines_standing(p_at timestamptz) RETURNS TABLE (borough text, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT i.borough_id::text, count(*) FROM tasking_intelligenceline i
     WHERE i.entered_at <= p_at AND i.expires_at > p_at AND (i.withdrawn_at IS NULL OR i.withdrawn_at > p_at) GROUP BY 1
$$;
