-- What audits found, in counts: no reference, no person, no auditor, so it needs no look.

-- Of the first grades that were given in a time, each question's answers, by programme, area and version of its set. A
-- correction counts in the time of what it corrects. What waits for a blind second grade is counted once both are in, so
-- that no count tells a second auditor what the first said; chance chose it, so that leaving it out leans to no side.
CREATE OR REPLACE FUNCTION goldthread_audit_findings(p_since timestamptz, p_until timestamptz)
RETURNS TABLE (programme text, area text, question text, version int, said_no bigint, not_recorded bigint, said_partly bigint,
               of bigint, samples bigint, is_even boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH begun AS (
        SELECT r.sampled_id, min(r.at) AS at, max(r.version) AS version FROM audit_review r
         WHERE r.which = 'first' GROUP BY 1 HAVING min(r.at) >= p_since AND min(r.at) < p_until),
    graded AS (
        SELECT s.id AS sample_id, s.programme::text AS programme, s.sets, r.answers,
               coalesce(nullif(s.area, ''), s.case_types->>0, '') AS area, d.strata = '[]' AS is_even
          FROM begun b JOIN audit_review r ON r.sampled_id = b.sampled_id AND r.which = 'first' AND r.version = b.version
          JOIN audit_sampledcase d ON d.id = r.sampled_id JOIN audit_sample s ON s.id = d.sample_id
         WHERE d.arm = 'random' AND (NOT d.is_again OR EXISTS (
               SELECT 1 FROM audit_review o WHERE o.sampled_id = d.id AND o.which = 'second')))
    -- Counted by sample first: then the version is looked up once for a question of a sample, not for each answer.
    SELECT k.programme, k.area, c.key,
           (SELECT (one->>'version')::int FROM jsonb_array_elements(k.sets) one WHERE one->>'id' = split_part(c.key, '-', 1)),
           sum(c.said_no)::bigint, sum(c.not_recorded)::bigint, sum(c.said_partly)::bigint, sum(c.of)::bigint, count(*),
           bool_and(c.is_even)
      FROM (SELECT g.sample_id, q.key, count(*) FILTER (WHERE q.value->>'said' = 'no') AS said_no,
                   count(*) FILTER (WHERE q.value->>'said' = 'not recorded') AS not_recorded,
                   count(*) FILTER (WHERE q.value->>'said' = 'partly') AS said_partly,
                   count(*) FILTER (WHERE q.value->>'said' <> 'not applicable') AS of, bool_and(g.is_even) AS is_even
              FROM graded g CROSS JOIN LATERAL jsonb_each(g.answers) q GROUP BY 1, 2) c
      JOIN (SELECT DISTINCT g.sample_id, g.programme, g.area, g.sets FROM graded g) k ON k.sample_id = c.sample_id
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
$$;

-- What audits sent back in a time, how far each was at an instant, and whether something was done within the clock. Codes
-- only: no reference and no person.
DROP FUNCTION IF EXISTS goldthread_audit_sent(timestamptz, timestamptz);
CREATE OR REPLACE FUNCTION goldthread_audit_sent(p_since timestamptz, p_until timestamptz, p_at timestamptz)
RETURNS TABLE (is_elsewhere boolean, is_acted_on boolean, is_in_time boolean, is_confirmed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT r.case_id IS NULL, coalesce(k.ended_at <= p_at, false), coalesce(k.ended_at <= p_at AND NOT k.is_late, false),
           CASE WHEN r.case_id IS NOT NULL THEN c.state = 'confirmed' AND EXISTS (
                SELECT 1 FROM journal_event e WHERE e.stream = 'case:' || r.case_id
                   AND e.kind = 'referral.confirmed' AND e.occurred_at <= p_at)
           ELSE EXISTS (
                SELECT 1 FROM journal_event e WHERE e.stream = 'audit:' || r.sampled_id || ':sent'
                   AND e.kind = 'audit.settled' AND e.recorded_at BETWEEN r.raised_at AND p_at) END
      FROM audit_referral r LEFT JOIN cases_case c ON c.id = r.case_id
      LEFT JOIN LATERAL (
           SELECT o.ended_at, o.is_late FROM clocks_clock o
            WHERE o.stream = 'case:' || r.case_id AND o.rule_id = 'referral.first_response'
            ORDER BY o.started_at LIMIT 1) k ON true
     WHERE r.raised_at >= p_since AND r.raised_at < p_until
$$;

-- The grade that speaks for each case held here that audits graded: the central team's, by the last sample that chance drew it
-- into, or the moderator's where one decided. What waits for a blind second grade speaks for nothing yet, and a borough's own
-- grade alone never does. Inside only: it names cases. `is_risk_right` is what the auditor answered to MIS-05, whether the child
-- was graded right.
DROP FUNCTION IF EXISTS goldthread_audit_grades();
CREATE OR REPLACE FUNCTION goldthread_audit_grades()
RETURNS TABLE (case_id uuid, grade text, is_risk_right boolean, at timestamptz, is_moderated boolean)
LANGUAGE sql STABLE AS $$
    WITH last AS MATERIALIZED (
        SELECT DISTINCT ON (r.sampled_id, r.which) r.sampled_id, r.which, r.grade, r.answers, r.at FROM audit_review r
         ORDER BY r.sampled_id, r.which, r.version DESC)
    SELECT DISTINCT ON (d.case_id) d.case_id, coalesce(m.grade, l.grade)::text,
           CASE WHEN l.answers#>>'{MIS-05,said}' <> 'not applicable' THEN l.answers#>>'{MIS-05,said}' = 'yes' END, l.at,
           m.grade IS NOT NULL
      FROM audit_sampledcase d JOIN audit_sample s ON s.id = d.sample_id
      JOIN last l ON l.sampled_id = d.id
       AND l.which = CASE WHEN s.first_role = 'auditor_central' THEN 'first'
                          WHEN s.second_role = 'auditor_central' THEN 'second' END
      LEFT JOIN goldthread_audit_moderated() m ON m.sampled_id = d.id
     WHERE d.case_id IS NOT NULL AND d.arm = 'random'
       AND (NOT d.is_again OR (SELECT count(DISTINCT o.which) FROM audit_review o WHERE o.sampled_id = d.id) = 2)
     ORDER BY d.case_id, l.at DESC
$$;
