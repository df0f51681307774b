-- The open cases of an area as they stand: the row, since when in the world, the clocks that still run, and the person. Codes
-- and ids only, no word of anybody, to be counted; whoever shows who they are about looks first.
CREATE OR REPLACE FUNCTION goldthread_standing_now(p_area text, p_opening text)
RETURNS TABLE (case_row jsonb, began_at timestamptz, person_id uuid, clocks jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT to_jsonb(c), coalesce(b.at, c.opened_at), l.person_id, coalesce(k.clocks, '[]')
      FROM cases_case c
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
      LEFT JOIN LATERAL (SELECT min(e.occurred_at) AS at FROM journal_event e
                          WHERE e.stream = 'case:' || c.id AND e.kind = p_opening) b ON true
      LEFT JOIN LATERAL (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.rule_id, o.start_ref) AS clocks FROM clocks_clock o
                          WHERE o.stream = 'case:' || c.id AND o.ended_at IS NULL) k ON true
     WHERE c.area = p_area AND c.closed_at IS NULL
$$;

-- What had been recorded by an instant of each case of an area that may have been open then: its events without their
-- words. A case that was closed by then and was not opened again since was closed then.
CREATE OR REPLACE FUNCTION goldthread_standing_then(p_area text, p_at timestamptz)
RETURNS TABLE (stream text, id bigint, kind text, facts jsonb, occurred_at timestamptz, recorded_at timestamptz,
               officer_id bigint, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT e.stream::text, e.id, e.kind::text, e.facts, e.occurred_at, e.recorded_at, e.officer_id, l.person_id
      FROM cases_case c
      JOIN journal_event e ON e.stream = 'case:' || c.id AND e.recorded_at <= p_at
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE c.area = p_area AND c.opened_at <= p_at AND (c.closed_at IS NULL OR c.closed_at > p_at)
     ORDER BY e.id
$$;
