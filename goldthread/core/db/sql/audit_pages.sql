-- What the pages of audit list of samples: how far each is, and what waits. Codes, counts and ids, never what was said.

-- Whoever graded each case of a sample, and what was sent back of it: of samples given to whoever looks, in one answer.
CREATE OR REPLACE FUNCTION goldthread_audit_progress(p_sample uuid)
RETURNS TABLE (sampled_id uuid, graders jsonb, sent jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.id,
           coalesce((SELECT jsonb_object_agg(g.which, g.officer_id) FROM goldthread_audit_graders(c.id) g), '{}'),
           coalesce((SELECT jsonb_agg(jsonb_build_object('reference', b.reference, 'state', b.state, 'is_done', b.is_done)
                                      ORDER BY b.raised_at) FROM goldthread_audit_sent_back(c.id) b), '[]')
      FROM audit_sampledcase c
     WHERE c.sample_id = p_sample AND p_sample = ANY (goldthread_audit_samples())
$$;

-- The next case of a sample that whoever looks may grade: after the place given, then from the beginning. Work of their own is
-- passed over, and so is a case that they graded first.
CREATE OR REPLACE FUNCTION goldthread_audit_next(p_sample uuid, p_after int) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    mine access_logentry := goldthread_current_look();
    one record;
BEGIN
    IF NOT p_sample = ANY (goldthread_audit_samples()) THEN
        RETURN NULL;
    END IF;
    FOR one IN
        SELECT c.place, c.case_id FROM audit_sample s
          JOIN audit_sampledcase c ON c.sample_id = s.id
          LEFT JOIN LATERAL (SELECT min(r.officer_id) FILTER (WHERE r.which = 'first') AS first_by,
                                    min(r.officer_id) FILTER (WHERE r.which = 'second') AS second_by
                               FROM audit_review r WHERE r.sampled_id = c.id) g ON true
         WHERE s.id = p_sample AND s.closed_at IS NULL
           AND ((mine.role = s.first_role AND g.first_by IS NULL)
                OR (mine.role = s.second_role AND c.is_again AND g.second_by IS NULL
                    AND (mine.role <> s.first_role OR g.first_by <> mine.officer_id)))
         ORDER BY c.place <= p_after, c.place
    LOOP
        IF one.case_id IS NULL OR NOT goldthread_audit_is_own(one.case_id, mine.officer_id) THEN
            RETURN one.place;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- How far each of these samples is. What was sent back is late where a clock of its referral has run out.
CREATE OR REPLACE FUNCTION goldthread_audit_counts(p_samples uuid[], p_at timestamptz)
RETURNS TABLE (sample_id uuid, cases bigint, graded bigint, again bigint, graded_again bigint, sent bigint,
               sent_open bigint, sent_late bigint, next_place int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT s.id, count(c.id),
           count(*) FILTER (WHERE EXISTS (SELECT 1 FROM audit_review r WHERE r.sampled_id = c.id AND r.which = 'first')),
           count(*) FILTER (WHERE c.is_again),
           count(*) FILTER (WHERE EXISTS (SELECT 1 FROM audit_review r WHERE r.sampled_id = c.id AND r.which = 'second')),
           coalesce(sum(b.sent), 0)::bigint, coalesce(sum(b.open), 0)::bigint, coalesce(sum(b.late), 0)::bigint,
           CASE WHEN s.closed_at IS NULL THEN goldthread_audit_next(s.id, 0) END
      FROM audit_sample s
      JOIN audit_sampledcase c ON c.sample_id = s.id
      LEFT JOIN LATERAL (
           SELECT count(*) AS sent, count(*) FILTER (WHERE NOT d.is_done) AS open,
                  count(*) FILTER (WHERE NOT d.is_done AND EXISTS (
                      SELECT 1 FROM audit_referral f JOIN clocks_clock k ON k.stream = 'case:' || f.case_id
                       WHERE f.id = d.referral_id AND k.ended_at IS NULL AND k.due_at < p_at)) AS late
             FROM goldthread_audit_sent_back(c.id) d) b ON true
     WHERE s.id = ANY (p_samples) AND s.id = ANY (goldthread_audit_samples())
     GROUP BY s.id, s.closed_at
$$;
