-- What tests of effect measure and no area does. The measure above all others (design.md): from the moment the force first
-- holds the information until a named person acts on it, and until the child is seen safe.

-- Each piece of work once, with its instants. Inside only: it names cases. Held: when the report came, or when the force's
-- source held it, whichever is earlier. Acted: the first step by which a named officer takes the case or goes to the child.
-- Seen safe: by an officer, of a case that still stands as such; a carer's word is not it. What another system owns says
-- when a child was found, never when the child was seen: it is in neither. Adults, and who was not missing, are in none.
-- However late it came to be worked: what lay longest is what the measure is for. Of one case, or of all where p_case is null.
DROP FUNCTION IF EXISTS goldthread_effect_held(timestamptz, timestamptz);
CREATE OR REPLACE FUNCTION goldthread_effect_held(p_since timestamptz, p_until timestamptz, p_case uuid)
RETURNS TABLE (case_id uuid, area text, person_id uuid, borough text, month text, held_at timestamptz,
               acted_at timestamptz, safe_at timestamptz, told_at timestamptz, closed_at timestamptz)
LANGUAGE sql STABLE AS $$
    WITH c AS MATERIALIZED (
        SELECT k.id, k.area::text AS area, 'case:' || k.id AS stream, l.person_id, coalesce(b.name, 'not known') AS borough,
               k.opened_at, k.closed_at,
               CASE WHEN k.state IN ('safe', 'returned', 'closed') THEN (k.facts->>'seen_on')::timestamptz END AS safe_at
          FROM cases_case k LEFT JOIN organisation_borough b ON b.code = k.borough_id
          LEFT JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE k.area IN ('missing', 'concern') AND k.owned_by = '' AND k.state <> 'not_missing'
           AND coalesce(k.facts->>'who', '') <> 'adult' AND k.opened_at >= p_since - interval '2 days'
           AND (p_case IS NULL OR k.id = p_case)),
    told AS MATERIALIZED (
        SELECT e.stream,
               min(least(e.occurred_at, e.known_at)) FILTER (WHERE e.kind IN ('missing.reported', 'concern.recorded'))
                   AS held_at,
               min(e.occurred_at) FILTER (WHERE e.officer_id IS NOT NULL AND e.kind IN (
                   'missing.taken', 'missing.deployed', 'missing.attended', 'concern.taken', 'case.allocated'))
                   AS acted_at,
               min(e.occurred_at) FILTER (WHERE e.kind IN (
                   'concern.shared', 'concern.forwarded', 'missing.care_told')) AS told_at
          FROM c JOIN journal_event e ON e.stream = c.stream AND e.kind IN (
               'missing.reported', 'concern.recorded', 'missing.taken', 'missing.deployed', 'missing.attended',
               'concern.taken', 'case.allocated', 'concern.shared', 'concern.forwarded', 'missing.care_told')
         GROUP BY e.stream)
    SELECT c.id, c.area, c.person_id, c.borough, to_char(t.held_at AT TIME ZONE 'Europe/London', 'YYYY-MM'), t.held_at,
           t.acted_at, c.safe_at, t.told_at, c.closed_at
      FROM c JOIN told t ON t.stream = c.stream
     WHERE t.held_at >= p_since AND t.held_at < p_until
$$;

-- Every wait of one measure, in minutes, by borough and month of holding: those that are over, those not over yet and how
-- long they have waited, and how many ended without. Durations only: no reference, no person, so it needs no look. What came
-- after p_now is not over: a past instant is told as it stood, except for what was recorded later about the time before it.
CREATE OR REPLACE FUNCTION goldthread_effect_waits(p_since timestamptz, p_until timestamptz, p_now timestamptz)
RETURNS TABLE (measure text, borough text, month text, over double precision[], waiting double precision[], never bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH h AS MATERIALIZED (SELECT * FROM goldthread_effect_held(p_since, p_until, NULL)),
    w AS (
        SELECT m.measure, h.borough, h.month, coalesce(h.closed_at <= p_now, false) AS is_closed,
               CASE WHEN m.ended_at <= p_now  -- greatest() passes over what is empty
                    THEN greatest(0, extract(epoch FROM m.ended_at - h.held_at) / 60)::double precision END AS over,
               greatest(0, extract(epoch FROM p_now - h.held_at) / 60)::double precision AS so_far
          FROM h CROSS JOIN LATERAL (VALUES
               ('held-to-acted', h.acted_at), ('held-to-acted-' || h.area, h.acted_at), ('held-to-told', h.told_at),
               (CASE h.area WHEN 'missing' THEN 'held-to-safe' END, h.safe_at)) m (measure, ended_at)
         WHERE m.measure IS NOT NULL)
    SELECT w.measure, w.borough, w.month,
           coalesce(array_agg(w.over) FILTER (WHERE w.over IS NOT NULL), '{}'),
           coalesce(array_agg(w.so_far) FILTER (WHERE w.over IS NULL AND NOT w.is_closed), '{}'),
           count(*) FILTER (WHERE w.over IS NULL AND w.is_closed)
      FROM w GROUP BY w.measure, w.borough, w.month;
END $$;

-- One page of the cases that one of these waits is of, the longest first, those not over before all, and how many. Ids only.
CREATE OR REPLACE FUNCTION goldthread_effect_wait_cases(
    p_measure text, p_borough text, p_since timestamptz, p_until timestamptz, p_first bigint, p_most bigint)
RETURNS TABLE (case_id uuid, person_id uuid, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT h.case_id, h.person_id, count(*) OVER ()
      FROM goldthread_effect_held(p_since, p_until, NULL) h
     WHERE (p_borough = '' OR h.borough = p_borough)
       AND CASE p_measure WHEN 'held-to-safe' THEN h.area = 'missing' WHEN 'held-to-acted' THEN true
                          WHEN 'held-to-told' THEN true ELSE p_measure = 'held-to-acted-' || h.area END
     ORDER BY CASE p_measure WHEN 'held-to-safe' THEN h.safe_at WHEN 'held-to-told' THEN h.told_at
                             ELSE h.acted_at END - h.held_at DESC NULLS FIRST, h.held_at, h.case_id
    OFFSET p_first LIMIT p_most;
END $$;

-- What audits graded, by sample, borough, month of the draw and stratum: how many there are in the stratum, how many were
-- graded first, and of those the grades of record, how many of them a moderator decided, and the answers to each question.
-- Counts only; what is still blind stays so, since no case and no grader is in it. Only of samples that chance drew, by those
-- who grade for the force and not for a borough.
DROP FUNCTION IF EXISTS goldthread_effect_audited(timestamptz, timestamptz);
CREATE FUNCTION goldthread_effect_audited(p_since timestamptz, p_until timestamptz)
RETURNS TABLE (sample text, sets jsonb, borough text, month text, stratum text, of_stratum int, judged bigint,
               below_good bigint, moderated bigint, answers jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH r AS MATERIALIZED (
        SELECT s.reference::text AS sample, s.sets, to_char(s.drawn_at AT TIME ZONE 'Europe/London', 'YYYY-MM') AS month,
               coalesce(b.name, nullif(c.borough, ''), 'not known')::text AS borough, c.strata::text AS stratum,
               c.stratum_cases,
               coalesce(m.grade, f.grade) AS grade, m.grade IS NOT NULL AS is_moderated, f.answers
          FROM audit_sample s JOIN audit_sampledcase c ON c.sample_id = s.id
          LEFT JOIN organisation_borough b ON b.code = c.borough
          JOIN LATERAL (SELECT v.grade, v.answers FROM audit_review v WHERE v.sampled_id = c.id AND v.which = 'first'
                         ORDER BY v.version DESC LIMIT 1) f ON true
          LEFT JOIN goldthread_audit_moderated() m ON m.sampled_id = c.id
         WHERE s.drawn_at >= p_since AND s.drawn_at < p_until AND s.first_role = 'auditor_central'
           AND c.arm = 'random'),
    q AS (
        SELECT r.sample, r.borough, r.stratum, a.key AS question, a.value->>'said' AS said, count(*) AS many
          FROM r CROSS JOIN LATERAL jsonb_each(r.answers) a GROUP BY 1, 2, 3, 4, 5)
    SELECT r.sample, r.sets, r.borough, r.month, r.stratum, r.stratum_cases, count(*),
           count(*) FILTER (WHERE r.grade IN ('requires improvement', 'inadequate')), count(*) FILTER (WHERE r.is_moderated),
           (SELECT jsonb_agg(jsonb_build_array(q.question, q.said, q.many)) FROM q
             WHERE q.sample = r.sample AND q.borough = r.borough AND q.stratum = r.stratum)
      FROM r GROUP BY r.sample, r.sets, r.borough, r.month, r.stratum, r.stratum_cases;
END $$;

-- The first instant that the force's own work reaches back to: a baseline cannot be before it.
CREATE OR REPLACE FUNCTION goldthread_effect_first() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT min(opened_at) FROM cases_case WHERE area IN ('missing', 'concern') AND owned_by = '' $$;

-- The waits that one case is in, and whether each is over. To look at the case before asking.
CREATE OR REPLACE FUNCTION goldthread_effect_case(p_case uuid)
RETURNS TABLE (measure text, held_at timestamptz, is_over boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT m.measure, h.held_at, m.ended_at IS NOT NULL
      FROM goldthread_effect_held('-infinity', 'infinity', p_case) h CROSS JOIN LATERAL (VALUES
           ('held-to-acted', h.acted_at), ('held-to-acted-' || h.area, h.acted_at), ('held-to-told', h.told_at),
           (CASE h.area WHEN 'missing' THEN 'held-to-safe' END, h.safe_at)) m (measure, ended_at)
     WHERE m.measure IS NOT NULL;
END $$;

-- The moment in which a case counts in its own area's figures: when the child was reported, else when it was opened.
CREATE OR REPLACE FUNCTION goldthread_effect_counted_at(p_case uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT coalesce((SELECT min(e.occurred_at) FROM journal_event e
                      WHERE e.stream = 'case:' || k.id AND e.kind = 'missing.reported'), k.opened_at)
      FROM cases_case k WHERE k.id = p_case
$$;
