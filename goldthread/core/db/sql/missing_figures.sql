-- Figures of missing children: each episode once, with every figure as a column that is empty where the episode is not
-- among those it is of, 0 where it does not count and 1 where it does. The definitions are MIS-I01 to I20 of
-- missing-cse-custody.md 1.16 (November 2026); respond/missing/figures.py has them in words, by the same numbers.
-- Inside only: it names cases. Adults, and who was not missing at all, are in none.
-- An installation that holds the shorter row of before cannot replace it.
DROP FUNCTION IF EXISTS goldthread_missing_episodes(timestamptz, timestamptz, timestamptz, int, int, int);
CREATE OR REPLACE FUNCTION goldthread_missing_episodes(
    p_since timestamptz, p_until timestamptz, p_now timestamptz, p_threshold int, p_window int, p_late_minutes int)
RETURNS TABLE (case_id uuid, person_id uuid, child text, reported_at timestamptz, borough text, month text,
               away_seconds double precision, gap_seconds double precision, is_repeat boolean, has_plan boolean,
               reviews_due bigint, reviews_met bigint, i04 int, i05 int, i06 int, i07 int, i08 int, i10 int,
               i11_in_time int, i11_done int, i12_offered int, i12_in_time int, i12_received int, i14 int, i16_harm int,
               i16_not_asked int, i16_not_said int, i17 int, i18 int, i19 int, i20 int, late_over int,
               i20_moderated int)
LANGUAGE sql STABLE AS $$
    WITH c AS MATERIALIZED (  -- as far back as the window for repeats reaches
        SELECT k.id, 'case:' || k.id AS stream, k.borough_id, l.person_id, coalesce(l.person_id, k.id)::text AS child,
               coalesce(b.name, 'not known') AS borough,
               CASE WHEN k.state IN ('located', 'safe', 'returned', 'closed', 'deceased')
                    THEN (k.facts->>'located_on')::timestamptz END AS located_at,
               k.state IN ('returned', 'closed') AND k.facts ? 'returned_on' AS is_returned,
               coalesce(k.facts->>'is_repeat', '') = 'yes' AS was_repeat,
               coalesce(k.facts->>'interview', '') = 'done' AS is_interviewed,
               coalesce(k.facts->>'return_interview', '') AS return_interview,
               coalesce(k.facts->>'located_borough', '') AS located_borough,
               k.facts ? 'harm' AS is_harm_said,
               NOT coalesce(k.facts->'harm', '[]') <@ '["none_known", "not_asked"]' AS is_harmed,
               coalesce(k.facts->'harm', '[]') ? 'not_asked' AS is_harm_unasked,
               'yes' IN (k.facts->>'q_cse_now', k.facts->>'q_cce') AS is_exploited_as_told
          FROM cases_case k LEFT JOIN organisation_borough b ON b.code = k.borough_id
          LEFT JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE k.area = 'missing' AND k.state <> 'not_missing' AND coalesce(k.facts->>'who', '') <> 'adult'
           AND k.opened_at >= p_since - make_interval(days => p_window + 1)),
    told AS MATERIALIZED (  -- each event's codes are read once
        SELECT e.stream, min(e.reported_at) AS reported_at, min(e.recorded_at) AS recorded_at,
               min(e.id) FILTER (WHERE e.grade = 'none') AS none_id,
               max(e.id) FILTER (WHERE e.grade IN ('high', 'medium', 'low')) AS above_id,
               bool_or(e.chosen = 'none') AS chose_none,
               bool_or(e.chosen = 'none' AND e.factors <> '[]') AS chose_with_factor,
               bool_or(e.factors LIKE '%"exploitation_flag"%') AS is_exploited,
               bool_or(e.is_received) AS is_received
          FROM (SELECT o.stream, o.id, o.kind, o.facts->'facts'->>'grade' AS grade,
                       o.kind = 'missing.return_interview_received' OR o.kind = 'missing.return_interview_taken'
                           AND o.facts->'happened' ? 'rhi_received_at' AS is_received,
                       coalesce(o.facts->'asked'->>'grade', o.facts->'facts'->>'grade') AS chosen,
                       coalesce(o.facts->'facts'->>'factors', '[]') AS factors,
                       CASE WHEN o.kind = 'missing.reported' THEN o.occurred_at END AS reported_at,
                       CASE WHEN o.kind = 'missing.reported' THEN o.recorded_at END AS recorded_at
                  FROM c JOIN journal_event o ON o.stream = c.stream AND o.kind IN (
                       'missing.reported', 'missing.graded', 'missing.reassessed', 'missing.regraded',
                       'missing.promoted', 'missing.return_interview_received', 'missing.return_interview_taken') OFFSET 0) e
         GROUP BY e.stream),
    kept AS MATERIALIZED (  -- runs that ended by their deed, or are past their time; one that fell away in time is neither
        SELECT k.stream,
               bool_or(k.late) FILTER (WHERE k.rule = 'MIS-C01') AS c01_late,
               bool_or(k.late) FILTER (WHERE k.rule = 'MIS-C04') AS c04_late,
               bool_or(k.late) FILTER (WHERE k.rule = 'MIS-C11') AS c11_late,
               bool_or(k.late) FILTER (WHERE k.rule = 'MIS-C13') AS c13_late,
               bool_or(k.late) FILTER (WHERE k.rule = 'MIS-C15') AS c15_late,
               count(*) FILTER (WHERE k.rule = 'MIS-C06' AND NOT k.is_nar) AS reviews_due,
               count(*) FILTER (WHERE k.rule = 'MIS-C06' AND NOT k.is_nar AND NOT k.late) AS reviews_met
          FROM (SELECT o.stream, left(o.rule_id, 7) AS rule, o.rule_id = 'MIS-C06.nar' AS is_nar,
                       o.is_late OR (o.ended_at IS NULL AND NOT o.is_paused AND o.due_at < p_now) AS late, o.how
                  FROM clocks_clock o
                 WHERE left(o.rule_id, 7) IN ('MIS-C01', 'MIS-C04', 'MIS-C06', 'MIS-C11', 'MIS-C13', 'MIS-C15')) k
          JOIN c ON c.stream = k.stream
         WHERE k.how = 'stopped' OR k.late GROUP BY k.stream),
    plans AS MATERIALIZED (
        SELECT l.person_id, k.state IN ('interim', 'in_force') AS stands, p.started_at,
               CASE WHEN k.state = 'ended' THEN p.ended_at END AS ended_at, p.used
          FROM cases_case k
          JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN LATERAL (
               SELECT min(e.occurred_at) FILTER (WHERE e.kind IN ('trigger_plan.interim', 'trigger_plan.started'))
                          AS started_at,
                      max(e.occurred_at) FILTER (WHERE e.kind = 'trigger_plan.ended') AS ended_at,
                      array_agg(e.occurred_at) FILTER (WHERE e.kind = 'trigger_plan.used') AS used
                 FROM journal_event e WHERE e.stream = 'case:' || k.id) p ON true
         WHERE k.area = 'trigger_plan'),
    m AS MATERIALIZED (
        SELECT c.*, t.reported_at, t.recorded_at, t.none_id, t.above_id, t.chose_none, t.chose_with_factor, t.is_exploited,
               t.is_received, k.c01_late, k.c04_late, k.c11_late, k.c13_late, k.c15_late,
               coalesce(k.reviews_due, 0) AS reviews_due, coalesce(k.reviews_met, 0) AS reviews_met,
               (t.reported_at AT TIME ZONE 'Europe/London')::date
                   - lag((t.reported_at AT TIME ZONE 'Europe/London')::date, p_threshold - 1) OVER one <= p_window
                   AS is_third,
               lead(t.reported_at) OVER one AS next_at
          FROM c JOIN told t ON t.stream = c.stream LEFT JOIN kept k ON k.stream = c.stream
        WINDOW one AS (PARTITION BY c.child ORDER BY t.reported_at, c.id)),
    stood AS MATERIALIZED (  -- the episodes that were reported while a plan stood, and whether it was used in them
        SELECT m.id, bool_or(EXISTS (SELECT 1 FROM unnest(p.used) u
                             WHERE u >= m.reported_at AND (m.next_at IS NULL OR u < m.next_at))) AS is_used
          FROM m JOIN plans p ON p.person_id = m.person_id AND p.started_at <= m.reported_at
           AND (p.ended_at IS NULL OR p.ended_at > m.reported_at)
         WHERE m.reported_at >= p_since AND m.reported_at < p_until GROUP BY m.id)
    SELECT m.id, m.person_id, m.child, m.reported_at, m.borough,
           to_char(m.reported_at AT TIME ZONE 'Europe/London', 'YYYY-MM'),
           CASE WHEN m.located_at IS NOT NULL
                THEN greatest(0, extract(epoch FROM m.located_at - m.reported_at))::double precision END,
           greatest(0, extract(epoch FROM m.recorded_at - m.reported_at))::double precision,
           coalesce(m.is_third, false) OR m.was_repeat,
           EXISTS (SELECT 1 FROM plans p WHERE p.person_id = m.person_id AND p.stands),
           m.reviews_due, m.reviews_met,
           (m.none_id IS NOT NULL)::int,
           CASE WHEN m.none_id IS NOT NULL THEN (coalesce(m.above_id, 0) > m.none_id)::int END,
           CASE WHEN m.none_id IS NOT NULL THEN coalesce(m.c01_late, false)::int END,
           CASE WHEN m.chose_none THEN coalesce(m.chose_with_factor, false)::int END,
           (NOT m.c04_late)::int,
           (NOT m.c11_late)::int,
           (NOT m.c13_late)::int,
           CASE WHEN m.located_at IS NOT NULL THEN m.is_interviewed::int END,
           CASE WHEN m.is_returned THEN (m.return_interview IN ('done', 'declined'))::int END,
           CASE WHEN m.is_returned AND m.c15_late IS NOT NULL
                THEN (NOT m.c15_late AND m.return_interview = 'done')::int END,
           CASE WHEN m.is_returned THEN coalesce(m.is_received, false)::int END,
           s.is_used::int,
           CASE WHEN m.located_at IS NOT NULL THEN m.is_harmed::int END,
           CASE WHEN m.located_at IS NOT NULL THEN m.is_harm_unasked::int END,
           CASE WHEN m.located_at IS NOT NULL THEN (NOT m.is_harm_said)::int END,
           (coalesce(m.is_exploited, false) OR coalesce(m.is_exploited_as_told, false))::int,
           a.is_risk_right::int,
           CASE WHEN m.located_at IS NOT NULL AND m.located_borough <> ''
                THEN (m.located_borough IS DISTINCT FROM m.borough_id)::int END,
           (a.grade = 'good')::int,
           (m.recorded_at - m.reported_at > make_interval(mins => p_late_minutes))::int,
           CASE WHEN a.grade IS NOT NULL THEN a.is_moderated::int END
      FROM m LEFT JOIN stood s ON s.id = m.id LEFT JOIN goldthread_audit_grades() a ON a.case_id = m.id
     WHERE m.reported_at >= p_since AND m.reported_at < p_until
$$;

-- Each figure by borough and month, by borough, by month and of all. Counts only: no reference, no person, so it needs no
-- look. Children are counted once in each group: their counts are never summed.
CREATE OR REPLACE FUNCTION goldthread_missing_figures(
    p_since timestamptz, p_until timestamptz, p_now timestamptz, p_threshold int, p_window int, p_late_minutes int)
RETURNS TABLE (indicator text, borough text, month text, counted bigint, of bigint, median double precision,
               slow double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH e AS MATERIALIZED (
        SELECT * FROM goldthread_missing_episodes(p_since, p_until, p_now, p_threshold, p_window, p_late_minutes)),
    g AS MATERIALIZED (
        SELECT e.borough, e.month, count(*) AS n, count(DISTINCT child) AS children,
               count(DISTINCT child) FILTER (WHERE is_repeat) AS repeats,
               count(DISTINCT child) FILTER (WHERE is_repeat AND has_plan) AS planned,
               sum(reviews_due)::bigint AS due, sum(reviews_met)::bigint AS met,
               count(away_seconds) AS located,
               percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY away_seconds) AS away,
               percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY gap_seconds) AS gap,
               ARRAY[sum(i04), sum(i05), sum(i06), sum(i07), sum(i08), sum(i10), sum(i11_in_time), sum(i11_done),
                     sum(i12_offered), sum(i12_in_time), sum(i12_received), sum(i14), sum(i16_harm), sum(i16_not_asked),
                     sum(i16_not_said), sum(i17), sum(i18), sum(i19), sum(i20), sum(late_over),
                     sum(i20_moderated)] AS counts,
               ARRAY[count(i04), count(i05), count(i06), count(i07), count(i08), count(i10), count(i11_in_time),
                     count(i11_done), count(i12_offered), count(i12_in_time), count(i12_received), count(i14),
                     count(i16_harm), count(i16_not_asked), count(i16_not_said), count(i17), count(i18),
                     count(i19), count(i20), count(late_over), count(i20_moderated)] AS ofs
          FROM e GROUP BY GROUPING SETS ((e.borough, e.month), (e.borough), (e.month), ()))
    SELECT v.indicator, g.borough, g.month, coalesce(v.counted, 0)::bigint, v.of::bigint, v.at[1], v.at[2]
      FROM g CROSS JOIN LATERAL (
           SELECT * FROM (VALUES
               ('MIS-I01', g.n, 0, NULL::double precision[]), ('MIS-I02', g.n, g.children, NULL),
               ('MIS-I03', g.repeats, g.children, NULL), ('MIS-I09', g.met, g.due, NULL),
               ('MIS-I13', g.planned, g.repeats, NULL), ('MIS-I15', g.located, g.located, g.away),
               ('late-recording', g.n, g.n, g.gap)) one (indicator, counted, of, at)
           UNION ALL
           SELECT named.indicator, g.counts[named.place], g.ofs[named.place], NULL
             FROM unnest(ARRAY['MIS-I04', 'MIS-I05', 'MIS-I06', 'MIS-I07', 'MIS-I08', 'MIS-I10', 'MIS-I11-in-time',
                               'MIS-I11-done', 'MIS-I12-offered', 'MIS-I12-in-time', 'MIS-I12-received', 'MIS-I14',
                               'MIS-I16-harm', 'MIS-I16-not-asked', 'MIS-I16-not-said', 'MIS-I17', 'MIS-I18',
                               'MIS-I19', 'MIS-I20', 'late-over', 'MIS-I20-moderated']) WITH ORDINALITY named (indicator, place)) v
     WHERE g.n > 0
     ORDER BY 1, 2 NULLS FIRST, 3 NULLS FIRST;
END $$;

-- One page of the cases that count in one figure of one borough, or of all, the oldest first, and how many there are in
-- all. Of a figure that counts children the last episode of each; of one that counts reviews each case with one. Ids only.
CREATE OR REPLACE FUNCTION goldthread_missing_figure_cases(
    p_indicator text, p_borough text, p_since timestamptz, p_until timestamptz, p_now timestamptz, p_threshold int,
    p_window int, p_late_minutes int, p_first bigint, p_most bigint)
RETURNS TABLE (case_id uuid, person_id uuid, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT f.case_id, f.person_id, count(*) OVER () FROM (
        SELECT e.case_id, e.person_id, e.reported_at,
               row_number() OVER (PARTITION BY e.child ORDER BY e.reported_at DESC, e.case_id) AS place
          FROM goldthread_missing_episodes(p_since, p_until, p_now, p_threshold, p_window, p_late_minutes) e
         WHERE (p_borough = '' OR e.borough = p_borough)
           AND CASE p_indicator
               WHEN 'MIS-I01' THEN true WHEN 'MIS-I02' THEN true WHEN 'late-recording' THEN true
               WHEN 'MIS-I03' THEN e.is_repeat WHEN 'MIS-I13' THEN e.is_repeat AND e.has_plan
               WHEN 'MIS-I09' THEN e.reviews_met > 0 WHEN 'MIS-I15' THEN e.away_seconds IS NOT NULL
               ELSE to_jsonb(e) ->> replace(lower(replace(p_indicator, 'MIS-', '')), '-', '_') = '1' END) f
     WHERE f.place = 1 OR p_indicator NOT IN ('MIS-I03', 'MIS-I13')
     ORDER BY f.reported_at, f.case_id OFFSET p_first LIMIT p_most;
END $$;
