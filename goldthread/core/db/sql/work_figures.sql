-- Figures of concerns: every notification that each figure is of, and whether it counts in it. The rules of each figure
-- stand in respond/concern/measures.py, by the same names; source: mash-offenders-investigations.md 8, M1 to M8.
-- Inside only: it names cases.
CREATE OR REPLACE FUNCTION goldthread_concern_measured(p_since timestamptz, p_until timestamptz, p_now timestamptz)
RETURNS TABLE (case_id uuid, borough text, month text, indicator text, counts boolean, seconds double precision)
LANGUAGE sql STABLE AS $$
    WITH c AS MATERIALIZED (
        SELECT k.id, 'case:' || k.id AS stream, k.opened_at, k.closed_at, k.state, k.facts, l.person_id,
               coalesce(b.name, 'not known') AS borough,
               to_char(k.opened_at AT TIME ZONE 'Europe/London', 'YYYY-MM') AS month
          FROM cases_case k LEFT JOIN organisation_borough b ON b.code = k.borough_id
          LEFT JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE k.area = 'concern' AND k.opened_at >= p_since AND k.opened_at < p_until),
    told AS (
        SELECT e.stream,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.taken') AS taken_at,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.graded') AS graded_at,
               min(e.occurred_at) FILTER (WHERE e.kind IN ('concern.shared', 'concern.forwarded')) AS shared_at,
               min(e.occurred_at) FILTER (WHERE e.kind IN ('concern.acknowledged', 'concern.outcome_received')) AS seen_at,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.outcome_received') AS outcome_at,
               max(e.occurred_at) FILTER (WHERE e.kind = 'concern.not_shared') AS not_shared_at,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.closed') AS told_at,
               bool_or(e.kind = 'concern.chased') AS is_chased
          FROM c JOIN journal_event e ON e.stream = c.stream GROUP BY e.stream),
    said AS (
        SELECT e.stream, p.body FROM c JOIN journal_event e ON e.stream = c.stream AND e.kind = 'concern.recorded'
          JOIN journal_payload p ON p.event_id = e.id WHERE p.body IS NOT NULL),
    clocked AS (
        SELECT k.stream, substr(k.rule_id, 6) AS grade, k.ended_at IS NOT NULL AND NOT k.is_late AS is_met
          FROM c JOIN clocks_clock k ON k.stream = c.stream
         WHERE k.rule_id IN ('mash.red', 'mash.amber', 'mash.green', 'mash.blue')
           AND (k.how = 'stopped' OR (k.ended_at IS NULL AND k.due_at < p_now))),
    m AS MATERIALIZED (
        SELECT c.*, t.*, s.body,
               CASE WHEN c.state = 'not_shared' THEN 'not_shared'
                    WHEN c.facts->>('outcome_' || coalesce(c.facts->>'outcome_stage', '')) IN ('contact_nfa', 'referral_nfa')
                    THEN 'unassessed'
                    WHEN c.facts->>('outcome_' || coalesce(c.facts->>'outcome_stage', '')) IN ('RC8', 's47_nfa')
                    THEN 'assessed' END AS ended_as,
               coalesce(c.facts->>'outcome_stage', '') IN ('s47', 'closure') AS was_assessed,
               row_number() OVER (PARTITION BY c.person_id ORDER BY c.opened_at DESC, c.id) AS from_last
          FROM c JOIN told t ON t.stream = c.stream LEFT JOIN said s ON s.stream = c.stream),
    nfa AS MATERIALIZED (
        SELECT id, person_id, ended_as, coalesce(CASE ended_as WHEN 'not_shared' THEN not_shared_at ELSE outcome_at END,
               closed_at) AS at FROM m WHERE ended_as IS NOT NULL),
    held AS MATERIALIZED (
        SELECT h.*, r.facts FROM goldthread_held(ARRAY(SELECT person_id FROM nfa)) h
          JOIN records_recordcontent r ON r.record_id = h.record_id),
    own AS MATERIALIZED (  -- our own come back from Merlin: it counts as the case that it is
        SELECT record_id FROM goldthread_own_returned(
            ARRAY(SELECT record_id FROM held WHERE source_id = 'merlin' AND kind = 'notification'), NULL)),
    later AS (
        SELECT n.id FROM nfa n JOIN people_link l ON l.person_id = n.person_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN cases_case k ON k.mention_id = l.mention_id AND k.area = 'concern' AND k.id <> n.id
         WHERE k.opened_at > n.at AND k.opened_at <= n.at + interval '12 months'
        UNION
        SELECT n.id FROM nfa n JOIN held h ON h.person_id = n.person_id
         WHERE (h.at > n.at AND h.at <= n.at + interval '12 months' AND (
                   (h.source_id = 'merlin' AND h.kind IN ('notification', 'missing report')
                       AND h.record_id NOT IN (SELECT record_id FROM own))
                   OR (h.source_id = 'crime' AND h.role = 'victim')
                   OR (h.source_id = 'custody' AND goldthread_fact(h.facts, 'disposal') = 'police protection')))
            OR (h.source_id = 'social_care' AND goldthread_fact(h.facts, 'conference_on')
                   BETWEEN to_char(n.at, 'YYYY-MM-DD') AND to_char(n.at + interval '12 months', 'YYYY-MM-DD'))),
    earlier AS (
        SELECT m.id FROM m JOIN people_link l ON l.person_id = m.person_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN cases_case k ON k.mention_id = l.mention_id AND k.area = 'concern' AND k.id <> m.id
         WHERE m.from_last = 1 AND k.opened_at < m.opened_at AND k.opened_at >= m.opened_at - interval '12 months')
    SELECT m.id, m.borough, m.month, v.indicator, coalesce(v.counts, false),
           CASE WHEN v.at > m.opened_at THEN extract(epoch FROM v.at - m.opened_at) WHEN v.at IS NOT NULL THEN 0 END
      FROM m CROSS JOIN LATERAL (VALUES
          ('taken', true, m.taken_at IS NOT NULL, m.taken_at),
          ('graded', true, m.graded_at IS NOT NULL, m.graded_at),
          ('shared', true, m.shared_at IS NOT NULL, m.shared_at),
          ('seen_by_care', m.shared_at IS NOT NULL, m.seen_at IS NOT NULL, m.seen_at),
          ('child_seen', m.body->>'child_seen' IN ('yes', 'no'), m.body->>'child_seen' = 'yes', NULL),
          ('spoken_alone', m.body->>'alone' IN ('alone', 'with_others', 'no'), m.body->>'alone' = 'alone', NULL),
          ('unshared', m.shared_at IS NOT NULL OR m.state = 'not_shared', m.state = 'not_shared', NULL),
          ('nfa_unassessed', m.outcome_at IS NOT NULL, m.ended_as = 'unassessed', NULL),
          ('nfa_assessed', m.was_assessed, m.ended_as = 'assessed', NULL),
          ('later_not_shared', m.ended_as = 'not_shared', m.id IN (SELECT id FROM later), NULL),
          ('later_unassessed', m.ended_as = 'unassessed', m.id IN (SELECT id FROM later), NULL),
          ('later_assessed', m.ended_as = 'assessed', m.id IN (SELECT id FROM later), NULL),
          ('repeat', m.person_id IS NOT NULL AND m.from_last = 1, m.id IN (SELECT id FROM earlier), NULL),
          ('outcome_missing', m.shared_at IS NOT NULL AND m.state <> 'forwarded', m.outcome_at IS NULL, NULL),
          ('outcome_chased', m.shared_at IS NOT NULL AND m.state <> 'forwarded' AND m.outcome_at IS NULL, m.is_chased, NULL),
          ('officer_told', m.outcome_at IS NOT NULL, m.told_at IS NOT NULL, NULL),
          ('open_over_1', m.closed_at IS NULL, m.opened_at < p_now - interval '1 day', NULL),
          ('open_over_3', m.closed_at IS NULL, m.opened_at < p_now - interval '3 days', NULL),
          ('open_over_7', m.closed_at IS NULL, m.opened_at < p_now - interval '7 days', NULL),
          ('open_over_28', m.closed_at IS NULL, m.opened_at < p_now - interval '28 days', NULL)
      ) AS v (indicator, is_of, counts, at) WHERE v.is_of
    UNION ALL
    SELECT c.id, c.borough, c.month, 'in_time_' || k.grade, k.is_met, NULL
      FROM clocked k JOIN c ON c.stream = k.stream
$$;

-- Each figure by borough and month, by borough, by month and of all: how many it is of, how many count, and of waits the
-- middle and the slowest tenth. Counts only: no reference, no person, so it needs no look.
CREATE OR REPLACE FUNCTION goldthread_concern_figures(p_since timestamptz, p_until timestamptz, p_now timestamptz)
RETURNS TABLE (indicator text, borough text, month text, counted bigint, of bigint, median double precision,
               slow double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT indicator, borough, month, count(*) FILTER (WHERE counts), count(*),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
      FROM goldthread_concern_measured(p_since, p_until, p_now)
     GROUP BY GROUPING SETS ((indicator, borough, month), (indicator, borough), (indicator, month), (indicator))
     ORDER BY 1, 2 NULLS FIRST, 3 NULLS FIRST
$$;

-- Which cases count in one figure of one borough, or of all. Ids only.
CREATE OR REPLACE FUNCTION goldthread_concern_figure_cases(
    p_indicator text, p_borough text, p_since timestamptz, p_until timestamptz, p_now timestamptz)
RETURNS TABLE (case_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT f.case_id, l.person_id FROM goldthread_concern_measured(p_since, p_until, p_now) f
      JOIN cases_case c ON c.id = f.case_id
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE f.indicator = p_indicator AND f.counts AND (p_borough = '' OR f.borough = p_borough)
     ORDER BY c.opened_at, c.id
$$;

-- Our own concerns that ended in a time without help being given: not shared, or answered with one of these outcomes. Ids,
-- the state, the grade and the borough; to draw a sample from. One that was opened again is not among them.
CREATE OR REPLACE FUNCTION goldthread_concerns_ended(p_since timestamptz, p_until timestamptz, p_outcomes text[])
RETURNS TABLE (case_id uuid, person_id uuid, state text, grade text, borough text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.id, l.person_id, c.state, coalesce(c.facts->>'grade', ''), coalesce(b.name, '')
      FROM cases_case c
      LEFT JOIN organisation_borough b ON b.code = c.borough_id
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE c.area = 'concern' AND c.owned_by = '' AND c.closed_at >= p_since AND c.closed_at < p_until
       AND (c.state = 'not_shared' OR c.state = 'closed'
            AND c.facts->>('outcome_' || coalesce(c.facts->>'outcome_stage', '')) = ANY (p_outcomes))
$$;

-- The concerns that one line of the briefing counts, in a borough by code or in all. Ids only, to count, or to look before
-- reading.
CREATE OR REPLACE FUNCTION goldthread_concern_briefing(p_line text, p_borough text, p_since timestamptz, p_at timestamptz)
RETURNS TABLE (case_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.id, l.person_id FROM cases_case c
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE c.area = 'concern' AND (p_borough = '' OR c.borough_id = p_borough) AND c.opened_at <= p_at
       AND CASE p_line
           WHEN 'recorded' THEN c.opened_at > p_since
           WHEN 'without_owner' THEN c.closed_at IS NULL AND c.owner_id IS NULL
           WHEN 'late' THEN c.closed_at IS NULL AND EXISTS (
               SELECT 1 FROM clocks_clock k
                WHERE k.stream = 'case:' || c.id AND k.ended_at IS NULL AND k.due_at < p_at)
           WHEN 'third' THEN c.opened_at > p_since AND (
               SELECT count(DISTINCT o.id) FROM people_link m
                 JOIN cases_case o ON o.mention_id = m.mention_id AND o.area = 'concern'
                WHERE m.person_id = l.person_id AND m.to_at IS NULL AND m.certainty = 'linked'
                  AND o.opened_at < c.opened_at AND o.opened_at >= c.opened_at - interval '12 months') >= 2
           END
     ORDER BY c.opened_at, c.id
$$;

-- How much open work of these areas stands in no borough: a count.
CREATE OR REPLACE FUNCTION goldthread_without_borough(p_areas text[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(*) FROM cases_case WHERE area = ANY (p_areas) AND closed_at IS NULL AND borough_id IS NULL
$$;
