-- Figures of concerns: every notification that each figure is of, and whether it counts in it. The rules of each figure
-- stand in respond/concern/measures.py, by the same names; source: mash-offenders-investigations.md 8, M1 to M8.
-- Of one figure only, where it is named: what the others would need is then not read. Inside only: it names cases.
-- What came later or before is joined, not asked for by IN: the planner takes a large list for one that does not fit, and
-- walks it again for every case.
DROP FUNCTION IF EXISTS goldthread_concern_measured(timestamptz, timestamptz, timestamptz);
CREATE OR REPLACE FUNCTION goldthread_concern_measured(
    p_since timestamptz, p_until timestamptz, p_now timestamptz, p_indicator text)
RETURNS TABLE (case_id uuid, person_id uuid, opened_at timestamptz, borough text, month text, indicator text, counts boolean,
               seconds double precision)
LANGUAGE sql STABLE AS $$
    WITH c AS MATERIALIZED (
        SELECT k.id, 'case:' || k.id AS stream, k.opened_at, k.closed_at, k.state, l.person_id,
               k.facts->>('outcome_' || coalesce(k.facts->>'outcome_stage', '')) AS outcome,
               coalesce(k.facts->>'outcome_stage', '') AS stage, coalesce(b.name, 'not known') AS borough,
               to_char(k.opened_at AT TIME ZONE 'Europe/London', 'YYYY-MM') AS month
          FROM cases_case k LEFT JOIN organisation_borough b ON b.code = k.borough_id
          LEFT JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE k.area = 'concern' AND k.opened_at >= p_since AND k.opened_at < p_until),
    told AS MATERIALIZED (
        SELECT e.stream,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.taken') AS taken_at,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.graded') AS graded_at,
               min(e.occurred_at) FILTER (WHERE e.kind IN ('concern.shared', 'concern.forwarded')) AS shared_at,
               min(e.occurred_at) FILTER (WHERE e.kind IN ('concern.acknowledged', 'concern.outcome_received')) AS seen_at,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.outcome_received') AS outcome_at,
               max(e.occurred_at) FILTER (WHERE e.kind = 'concern.not_shared') AS not_shared_at,
               min(e.occurred_at) FILTER (WHERE e.kind = 'concern.closed') AS told_at,
               bool_or(e.kind = 'concern.chased') AS is_chased,
               max(e.id) FILTER (WHERE e.kind = 'concern.recorded') AS recorded_id
          FROM c JOIN journal_event e ON e.stream = c.stream AND e.kind IN (
               'concern.recorded', 'concern.taken', 'concern.graded', 'concern.shared', 'concern.forwarded',
               'concern.acknowledged', 'concern.outcome_received', 'concern.not_shared', 'concern.closed', 'concern.chased')
         WHERE p_indicator IS NULL OR p_indicator NOT LIKE 'in_time%' GROUP BY e.stream),
    said AS MATERIALIZED (  -- two answers of it: the words are long
        SELECT p.event_id, p.body->>'child_seen' AS child_seen, p.body->>'alone' AS alone
          FROM told t JOIN journal_payload p ON p.event_id = t.recorded_id),
    m AS MATERIALIZED (
        SELECT c.*, t.taken_at, t.graded_at, t.shared_at, t.seen_at, t.outcome_at, t.not_shared_at, t.told_at, t.is_chased,
               s.child_seen, s.alone,
               CASE WHEN c.state = 'not_shared' THEN 'not_shared'
                    WHEN c.outcome IN ('contact_nfa', 'referral_nfa') THEN 'unassessed'
                    WHEN c.outcome IN ('RC8', 's47_nfa') THEN 'assessed' END AS ended_as,
               c.stage IN ('s47', 'closure') AS was_assessed,
               row_number() OVER (PARTITION BY c.person_id ORDER BY c.opened_at DESC, c.id) = 1 AS is_last
          FROM c JOIN told t ON t.stream = c.stream LEFT JOIN said s ON s.event_id = t.recorded_id),
    nfa AS MATERIALIZED (
        SELECT id, person_id, ended_as, coalesce(CASE ended_as WHEN 'not_shared' THEN not_shared_at ELSE outcome_at END,
               closed_at) AS at
          FROM m WHERE ended_as IS NOT NULL AND (p_indicator IS NULL OR p_indicator LIKE 'later%')),
    cases AS MATERIALIZED (  -- every concern of these people, also outside the time asked about
        SELECT l.person_id, k.id, k.opened_at FROM people_link l
          JOIN cases_case k ON k.mention_id = l.mention_id AND k.area = 'concern'
         WHERE l.to_at IS NULL AND l.certainty = 'linked' AND l.person_id IN (SELECT person_id FROM m)
           AND (p_indicator IS NULL OR p_indicator LIKE 'later%' OR p_indicator = 'repeat')),
    held AS MATERIALIZED (
        SELECT h.person_id, h.record_id, h.source_id, h.kind, h.at,
               h.source_id = 'crime' AND h.role = 'victim'
                   OR h.source_id = 'custody' AND goldthread_fact(r.facts, 'disposal') = 'police protection' AS is_harm,
               CASE h.source_id WHEN 'social_care' THEN goldthread_fact(r.facts, 'conference_on') END AS conference_on
          FROM goldthread_held(ARRAY(SELECT DISTINCT person_id FROM nfa)) h
          JOIN records_recordcontent r ON r.record_id = h.record_id
         WHERE h.source_id IN ('merlin', 'crime', 'custody', 'social_care')),
    own AS MATERIALIZED (  -- our own come back from Merlin: it counts as the case that it is
        SELECT record_id FROM goldthread_own_returned(
            ARRAY(SELECT DISTINCT record_id FROM held WHERE source_id = 'merlin' AND kind = 'notification'), NULL)),
    met AS MATERIALIZED (  -- what each of them met with, and when
        SELECT h.person_id, h.at, NULL::text AS conference_on FROM held h LEFT JOIN own o ON o.record_id = h.record_id
         WHERE h.is_harm OR h.source_id = 'merlin' AND h.kind IN ('notification', 'missing report') AND o.record_id IS NULL
        UNION SELECT person_id, NULL, conference_on FROM held WHERE conference_on IS NOT NULL),
    later AS (
        SELECT n.id FROM nfa n WHERE EXISTS (
            SELECT 1 FROM cases k WHERE k.person_id = n.person_id AND k.id <> n.id
               AND k.opened_at > n.at AND k.opened_at <= n.at + interval '12 months')
        UNION
        SELECT n.id FROM nfa n WHERE EXISTS (
            SELECT 1 FROM met h WHERE h.person_id = n.person_id
               AND (h.at > n.at AND h.at <= n.at + interval '12 months' OR h.conference_on BETWEEN
                    to_char(n.at, 'YYYY-MM-DD') AND to_char(n.at + interval '12 months', 'YYYY-MM-DD')))),
    earlier AS (
        SELECT m.id FROM m WHERE m.is_last AND EXISTS (
            SELECT 1 FROM cases k WHERE k.person_id = m.person_id AND k.id <> m.id
               AND k.opened_at < m.opened_at AND k.opened_at >= m.opened_at - interval '12 months')),
    whole AS (
        SELECT m.*, late.id IS NOT NULL AS is_met_later, early.id IS NOT NULL AS is_repeat
          FROM m LEFT JOIN later late ON late.id = m.id LEFT JOIN earlier early ON early.id = m.id)
    SELECT m.id, m.person_id, m.opened_at, m.borough, m.month, v.indicator, coalesce(v.counts, false),
           CASE WHEN v.at > m.opened_at THEN extract(epoch FROM v.at - m.opened_at) WHEN v.at IS NOT NULL THEN 0 END
      FROM whole m CROSS JOIN LATERAL (VALUES
          ('taken', true, m.taken_at IS NOT NULL, m.taken_at),
          ('graded', true, m.graded_at IS NOT NULL, m.graded_at),
          ('shared', true, m.shared_at IS NOT NULL, m.shared_at),
          ('seen_by_care', m.shared_at IS NOT NULL, m.seen_at IS NOT NULL, m.seen_at),
          ('child_seen', m.child_seen IN ('yes', 'no'), m.child_seen = 'yes', NULL),
          ('spoken_alone', m.alone IN ('alone', 'with_others', 'no'), m.alone = 'alone', NULL),
          ('unshared', m.shared_at IS NOT NULL OR m.state = 'not_shared', m.state = 'not_shared', NULL),
          ('nfa_unassessed', m.outcome_at IS NOT NULL, m.ended_as = 'unassessed', NULL),
          ('nfa_assessed', m.was_assessed, m.ended_as = 'assessed', NULL),
          ('later_not_shared', m.ended_as = 'not_shared', m.is_met_later, NULL),
          ('later_unassessed', m.ended_as = 'unassessed', m.is_met_later, NULL),
          ('later_assessed', m.ended_as = 'assessed', m.is_met_later, NULL),
          ('repeat', m.person_id IS NOT NULL AND m.is_last, m.is_repeat, NULL),
          ('outcome_missing', m.shared_at IS NOT NULL AND m.state <> 'forwarded', m.outcome_at IS NULL, NULL),
          ('outcome_chased', m.shared_at IS NOT NULL AND m.state <> 'forwarded' AND m.outcome_at IS NULL, m.is_chased, NULL),
          ('officer_told', m.outcome_at IS NOT NULL, m.told_at IS NOT NULL, NULL),
          ('open_over_1', m.closed_at IS NULL, m.opened_at < p_now - interval '1 day', NULL),
          ('open_over_3', m.closed_at IS NULL, m.opened_at < p_now - interval '3 days', NULL),
          ('open_over_7', m.closed_at IS NULL, m.opened_at < p_now - interval '7 days', NULL),
          ('open_over_28', m.closed_at IS NULL, m.opened_at < p_now - interval '28 days', NULL)
      ) AS v (indicator, is_of, counts, at) WHERE v.is_of AND (p_indicator IS NULL OR v.indicator = p_indicator)
    UNION ALL
    SELECT c.id, c.person_id, c.opened_at, c.borough, c.month, 'in_time_' || substr(k.rule_id, 6),
           k.ended_at IS NOT NULL AND NOT k.is_late, NULL
      FROM c JOIN clocks_clock k ON k.stream = c.stream
     WHERE k.rule_id IN ('mash.red', 'mash.amber', 'mash.green', 'mash.blue')
       AND (k.how = 'stopped' OR (k.ended_at IS NULL AND k.due_at < p_now))
       AND (p_indicator IS NULL OR p_indicator = 'in_time_' || substr(k.rule_id, 6))
$$;

-- Each figure by borough and month, by borough, by month and of all: how many it is of, how many count, and of waits the
-- middle and the slowest tenth. Counts only: no reference, no person, so it needs no look. Planned for the time asked about
-- each time: a plan for any time takes a year's cases for a handful.
CREATE OR REPLACE FUNCTION goldthread_concern_figures(p_since timestamptz, p_until timestamptz, p_now timestamptz)
RETURNS TABLE (indicator text, borough text, month text, counted bigint, of bigint, median double precision,
               slow double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '32MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH f AS MATERIALIZED (
        SELECT indicator COLLATE "C" AS indicator, borough COLLATE "C" AS borough, month COLLATE "C" AS month, counts,
               seconds
          FROM goldthread_concern_measured(p_since, p_until, p_now, NULL)),
    each AS (
        SELECT indicator, borough, month, count(*) FILTER (WHERE counts) AS counted, count(*) AS of FROM f GROUP BY 1, 2, 3),
    summed AS (
        SELECT indicator, borough, month, sum(counted)::bigint AS counted, sum(of)::bigint AS of FROM each
         GROUP BY GROUPING SETS ((indicator, borough, month), (indicator, borough), (indicator, month), (indicator))),
    waited AS (
        SELECT indicator, borough, month, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds) AS at
          FROM f WHERE seconds IS NOT NULL
         GROUP BY GROUPING SETS ((indicator, borough, month), (indicator, borough), (indicator, month), (indicator)))
    SELECT s.indicator, s.borough, s.month, s.counted, s.of, w.at[1], w.at[2]
      FROM summed s LEFT JOIN waited w ON w.indicator = s.indicator
       AND coalesce(w.borough, '') = coalesce(s.borough, '') AND coalesce(w.month, '') = coalesce(s.month, '')
     ORDER BY 1, 2 NULLS FIRST, 3 NULLS FIRST;
END $$;

-- One page of the cases that count in one figure of one borough, or of all, the oldest first, and how many there are in
-- all; of a page that is empty, none. Ids only.
DROP FUNCTION IF EXISTS goldthread_concern_figure_cases(text, text, timestamptz, timestamptz, timestamptz);
CREATE OR REPLACE FUNCTION goldthread_concern_figure_cases(
    p_indicator text, p_borough text, p_since timestamptz, p_until timestamptz, p_now timestamptz, p_first bigint,
    p_most bigint)
RETURNS TABLE (case_id uuid, person_id uuid, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '32MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT f.case_id, f.person_id, count(*) OVER () FROM goldthread_concern_measured(p_since, p_until, p_now, p_indicator) f
     WHERE f.counts AND (p_borough = '' OR f.borough = p_borough)
     ORDER BY f.opened_at, f.case_id OFFSET p_first LIMIT p_most;
END $$;

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
