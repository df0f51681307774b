-- Figures of concerns: what each notification came to, in the terms of the rules below. Of one figure only, where it is
-- named: what the others would need is then not read. Inside only: it names cases.
-- What came later or before is joined, not asked for by IN: the planner takes a large list for one that does not fit, and
-- walks it again for every case.
DROP FUNCTION IF EXISTS goldthread_concern_measured(timestamptz, timestamptz, timestamptz);
DROP FUNCTION IF EXISTS goldthread_concern_measured(timestamptz, timestamptz, timestamptz, text);
CREATE OR REPLACE FUNCTION goldthread_concern_came_to(
    p_since timestamptz, p_until timestamptz, p_now timestamptz, p_indicator text)
RETURNS TABLE (case_id uuid, person_id uuid, opened_at timestamptz, borough text, month text, state text, taken_at timestamptz,
               graded_at timestamptz, shared_at timestamptz, seen_at timestamptz, has_outcome boolean, is_told boolean,
               is_chased boolean, child_seen text, alone text, ended_as text, was_assessed boolean, is_last boolean,
               is_met_later boolean, is_repeat boolean, open_days int)
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
               AND k.opened_at < m.opened_at AND k.opened_at >= m.opened_at - interval '12 months'))
    SELECT m.id, m.person_id, m.opened_at, m.borough, m.month, m.state::text, m.taken_at, m.graded_at, m.shared_at, m.seen_at,
           m.outcome_at IS NOT NULL, m.told_at IS NOT NULL, coalesce(m.is_chased, false), m.child_seen, m.alone, m.ended_as,
           m.was_assessed, m.is_last AND m.person_id IS NOT NULL, late.id IS NOT NULL, early.id IS NOT NULL,
           -- past 28, 7, 3 or 1 days, or not: no figure asks for more
           CASE WHEN m.closed_at IS NOT NULL THEN NULL WHEN m.opened_at < p_now - interval '28 days' THEN 28
                WHEN m.opened_at < p_now - interval '7 days' THEN 7 WHEN m.opened_at < p_now - interval '3 days' THEN 3
                WHEN m.opened_at < p_now - interval '1 day' THEN 1 ELSE 0 END
      FROM m LEFT JOIN later late ON late.id = m.id LEFT JOIN earlier early ON early.id = m.id
$$;

-- The rules of each figure, which stand in respond/concern/figures.py by the same names: whether a notification is among
-- those that it is of, and whether it counts. Source: mash-offenders-investigations.md 8, M1 to M8.
CREATE OR REPLACE FUNCTION goldthread_concern_rules(
    p_state text, p_taken boolean, p_graded boolean, p_shared boolean, p_seen boolean, p_outcome boolean, p_told boolean,
    p_chased boolean, p_child_seen text, p_alone text, p_ended_as text, p_assessed boolean, p_last boolean, p_later boolean,
    p_repeat boolean, p_open_days int)
RETURNS TABLE (indicator text, is_of boolean, counts boolean)
LANGUAGE sql IMMUTABLE AS $$
    SELECT v.indicator, v.is_of, coalesce(v.counts, false) FROM (VALUES
        ('taken', true, p_taken),
        ('graded', true, p_graded),
        ('shared', true, p_shared),
        ('seen_by_care', p_shared, p_seen),
        ('child_seen', p_child_seen IN ('yes', 'no'), p_child_seen = 'yes'),
        ('spoken_alone', p_alone IN ('alone', 'with_others', 'no'), p_alone = 'alone'),
        ('unshared', p_shared OR p_state = 'not_shared', p_state = 'not_shared'),
        ('nfa_unassessed', p_outcome, p_ended_as = 'unassessed'),
        ('nfa_assessed', p_assessed, p_ended_as = 'assessed'),
        ('later_not_shared', p_ended_as = 'not_shared', p_later),
        ('later_unassessed', p_ended_as = 'unassessed', p_later),
        ('later_assessed', p_ended_as = 'assessed', p_later),
        ('repeat', p_last, p_repeat),
        ('outcome_missing', p_shared AND p_state <> 'forwarded', NOT p_outcome),
        ('outcome_chased', p_shared AND p_state <> 'forwarded' AND NOT p_outcome, p_chased),
        ('officer_told', p_outcome, p_told),
        ('open_over_1', p_open_days IS NOT NULL, p_open_days >= 1),
        ('open_over_3', p_open_days IS NOT NULL, p_open_days >= 3),
        ('open_over_7', p_open_days IS NOT NULL, p_open_days >= 7),
        ('open_over_28', p_open_days IS NOT NULL, p_open_days >= 28)) v (indicator, is_of, counts) WHERE v.is_of
$$;

-- Each notification whose grade's clock ended or ran out, and whether it was decided in its time.
CREATE OR REPLACE FUNCTION goldthread_concern_in_time(
    p_since timestamptz, p_until timestamptz, p_now timestamptz, p_indicator text)
RETURNS TABLE (case_id uuid, person_id uuid, opened_at timestamptz, borough text, month text, indicator text, counts boolean)
LANGUAGE sql STABLE AS $$
    SELECT c.id, l.person_id, c.opened_at, coalesce(b.name, 'not known'),
           to_char(c.opened_at AT TIME ZONE 'Europe/London', 'YYYY-MM'), 'in_time_' || substr(k.rule_id, 6),
           k.ended_at IS NOT NULL AND NOT k.is_late
      FROM cases_case c JOIN clocks_clock k ON k.stream = 'case:' || c.id
      LEFT JOIN organisation_borough b ON b.code = c.borough_id
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE c.area = 'concern' AND c.opened_at >= p_since AND c.opened_at < p_until
       AND k.rule_id IN ('mash.red', 'mash.amber', 'mash.green', 'mash.blue')
       AND (k.how = 'stopped' OR (k.ended_at IS NULL AND k.due_at < p_now))
       AND (p_indicator IS NULL OR p_indicator = 'in_time_' || substr(k.rule_id, 6))
$$;

-- Each figure by borough and month, by borough, by month and of all: how many it is of, how many count, and of waits the
-- middle and the slowest tenth. Counts only: no reference, no person, so it needs no look. Notifications that came to the
-- same are judged once. Planned for the time asked about each time: a plan for any time takes a year's cases for a handful.
CREATE OR REPLACE FUNCTION goldthread_concern_figures(p_since timestamptz, p_until timestamptz, p_now timestamptz)
RETURNS TABLE (indicator text, borough text, month text, counted bigint, of bigint, median double precision,
               slow double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '32MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH w AS MATERIALIZED (SELECT * FROM goldthread_concern_came_to(p_since, p_until, p_now, NULL)),
    alike AS (
        SELECT borough, month, state, taken_at IS NOT NULL AS taken, graded_at IS NOT NULL AS graded,
               shared_at IS NOT NULL AS shared, seen_at IS NOT NULL AS seen, has_outcome, is_told, is_chased, child_seen,
               alone, ended_as, was_assessed, is_last, is_met_later, is_repeat, open_days, count(*) AS many
          FROM w GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18),
    each AS (
        SELECT r.indicator, a.borough, a.month, coalesce(sum(a.many) FILTER (WHERE r.counts), 0) AS counted,
               sum(a.many) AS of
          FROM alike a CROSS JOIN LATERAL goldthread_concern_rules(
              a.state, a.taken, a.graded, a.shared, a.seen, a.has_outcome, a.is_told, a.is_chased, a.child_seen, a.alone,
              a.ended_as, a.was_assessed, a.is_last, a.is_met_later, a.is_repeat, a.open_days) r GROUP BY 1, 2, 3
        UNION ALL
        SELECT indicator, borough, month, count(*) FILTER (WHERE counts), count(*)
          FROM goldthread_concern_in_time(p_since, p_until, p_now, NULL) GROUP BY 1, 2, 3),
    summed AS (
        SELECT indicator, borough, month, sum(counted)::bigint AS counted, sum(of)::bigint AS of FROM each
         GROUP BY GROUPING SETS ((indicator, borough, month), (indicator, borough), (indicator, month), (indicator))),
    waited AS (
        SELECT v.indicator, w.borough, w.month, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (
                   ORDER BY greatest(0, extract(epoch FROM v.at - w.opened_at))::double precision) AS at
          FROM w CROSS JOIN LATERAL (VALUES ('taken', w.taken_at), ('graded', w.graded_at), ('shared', w.shared_at),
                   ('seen_by_care', CASE WHEN w.shared_at IS NOT NULL THEN w.seen_at END)) v (indicator, at)
         WHERE v.at IS NOT NULL
         GROUP BY GROUPING SETS ((v.indicator, w.borough, w.month), (v.indicator, w.borough), (v.indicator, w.month),
                                 (v.indicator)))
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
    SELECT f.case_id, f.person_id, count(*) OVER () FROM (
        SELECT w.case_id, w.person_id, w.opened_at, w.borough, r.indicator, r.counts
          FROM goldthread_concern_came_to(p_since, p_until, p_now, p_indicator) w
         CROSS JOIN LATERAL goldthread_concern_rules(
              w.state, w.taken_at IS NOT NULL, w.graded_at IS NOT NULL, w.shared_at IS NOT NULL, w.seen_at IS NOT NULL,
              w.has_outcome, w.is_told, w.is_chased, w.child_seen, w.alone, w.ended_as, w.was_assessed, w.is_last,
              w.is_met_later, w.is_repeat, w.open_days) r
        UNION ALL
        SELECT t.case_id, t.person_id, t.opened_at, t.borough, t.indicator, t.counts
          FROM goldthread_concern_in_time(p_since, p_until, p_now, p_indicator) t) f
     WHERE f.indicator = p_indicator AND f.counts AND (p_borough = '' OR f.borough = p_borough)
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
