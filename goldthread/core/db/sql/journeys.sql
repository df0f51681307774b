-- The cases of one area that a map of journeys is of: our own, recorded in a time, of one borough by name or of all, about
-- a child of these years on the day of recording, or any. Whom it is about by the latest birth date told; one told without
-- its year is in no age. Inside only: it names cases.
CREATE OR REPLACE FUNCTION goldthread_journey_of(
    p_area text, p_borough text, p_since timestamptz, p_until timestamptz, p_youngest int, p_oldest int)
RETURNS TABLE (case_id uuid, person_id uuid, opened_at timestamptz, is_open boolean, is_meant boolean)
LANGUAGE sql STABLE AS $$
    WITH c AS MATERIALIZED (
        SELECT k.id, k.opened_at, k.closed_at IS NULL AS is_open, l.person_id
          FROM cases_case k LEFT JOIN organisation_borough b ON b.code = k.borough_id
          LEFT JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE k.area = p_area AND k.owned_by = '' AND k.opened_at >= p_since AND k.opened_at < p_until
           AND (p_borough = '' OR coalesce(b.name, 'not known') = p_borough)),
    born AS MATERIALIZED (
        SELECT l.person_id, max(a.canonical) AS day
          FROM people_link l JOIN records_mention m ON m.id = l.mention_id AND m.is_live
          JOIN records_assertion a ON a.mention_id = m.id AND a.field = 'birth_date' AND a.canonical IS NOT NULL
                                  AND a.status <> 'superseded'
         WHERE p_youngest IS NOT NULL AND l.to_at IS NULL AND l.certainty = 'linked'
           AND l.person_id IN (SELECT c.person_id FROM c) GROUP BY l.person_id)
    SELECT c.id, c.person_id, c.opened_at, c.is_open,
           p_youngest IS NULL OR CASE
               WHEN length(b.day) = 10 THEN extract(year FROM age(
                   (c.opened_at AT TIME ZONE 'Europe/London')::date, b.day::date)) BETWEEN p_youngest AND p_oldest
               WHEN length(b.day) >= 4 THEN extract(year FROM c.opened_at) - left(b.day, 4)::int
                   BETWEEN p_youngest AND p_oldest END
      FROM c LEFT JOIN born b ON b.person_id = c.person_id
$$;

-- The steps of those cases in the order in which they were recorded, as columns: the case by a number of this answer
-- alone, the step by its place among those asked for, the instant in microseconds since 1970; and of each case whether it
-- is open. No reference and no person, so it needs no look. `ageless`: cases left out because no year of birth is known.
CREATE OR REPLACE FUNCTION goldthread_journey_steps(
    p_area text, p_kinds text[], p_borough text, p_since timestamptz, p_until timestamptz, p_youngest int, p_oldest int)
RETURNS TABLE (cases bigint[], steps int[], instants bigint[], still_open boolean[], ageless bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH found AS MATERIALIZED (
        SELECT * FROM goldthread_journey_of(p_area, p_borough, p_since, p_until, p_youngest, p_oldest)),
    kinds AS MATERIALIZED (SELECT k.kind, k.place::int - 1 AS place FROM unnest(p_kinds) WITH ORDINALITY k (kind, place)),
    taken AS MATERIALIZED (
        SELECT e.id, f.case_id, f.is_open, k.place, (extract(epoch FROM e.occurred_at) * 1000000)::bigint AS at
          FROM found f JOIN journal_event e ON e.stream = 'case:' || f.case_id JOIN kinds k ON k.kind = e.kind
         WHERE f.is_meant),
    numbered AS MATERIALIZED (
        SELECT t.case_id, t.is_open, row_number() OVER (ORDER BY t.case_id) - 1 AS number
          FROM (SELECT DISTINCT case_id, is_open FROM taken) t),
    listed AS (
        SELECT array_agg(n.number ORDER BY t.id) AS cases, array_agg(t.place ORDER BY t.id) AS steps,
               array_agg(t.at ORDER BY t.id) AS instants
          FROM taken t JOIN numbered n ON n.case_id = t.case_id)
    SELECT coalesce(l.cases, '{}'), coalesce(l.steps, '{}'), coalesce(l.instants, '{}'),
           coalesce((SELECT array_agg(n.is_open ORDER BY n.number) FROM numbered n), '{}'),
           (SELECT count(*) FROM found f WHERE f.is_meant IS NULL)
      FROM listed l;
END $$;

-- One page of the cases in which one step came right after another, or that wait after it now where no other is named, or
-- of all where none is; the oldest first, and how many there are in all. Ids only.
CREATE OR REPLACE FUNCTION goldthread_journey_cases(
    p_area text, p_kinds text[], p_before text, p_after text, p_borough text, p_since timestamptz, p_until timestamptz,
    p_youngest int, p_oldest int, p_first bigint, p_most bigint)
RETURNS TABLE (case_id uuid, person_id uuid, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET work_mem = '64MB'
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT s.case_id, s.person_id, count(*) OVER () FROM (
        SELECT f.case_id, f.person_id, f.opened_at, f.is_open, e.kind,
               lead(e.kind) OVER (PARTITION BY f.case_id ORDER BY e.occurred_at, e.id) AS next
          FROM goldthread_journey_of(p_area, p_borough, p_since, p_until, p_youngest, p_oldest) f
          JOIN journal_event e ON e.stream = 'case:' || f.case_id AND e.kind = ANY (p_kinds)
         WHERE f.is_meant) s
     WHERE p_before = '' OR s.kind = p_before
       AND CASE WHEN p_after = '' THEN s.next IS NULL AND s.is_open ELSE s.next = p_after END
     GROUP BY s.case_id, s.person_id, s.opened_at
     ORDER BY s.opened_at, s.case_id OFFSET p_first LIMIT p_most;
END $$;
