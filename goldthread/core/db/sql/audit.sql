-- Who may read which case for an audit. An auditor's own layer is none: nothing opens but what these functions name, each
-- for a look that was logged for the purpose of audit, by an officer who holds that post now.

-- The samples given to an officer in a role: those whose first grades they give, of their borough where it is one borough's,
-- and those that they grade again. Only while they hold that post.
CREATE OR REPLACE FUNCTION goldthread_audit_given(p_officer bigint, p_role text, p_at timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT s.id FROM organisation_post p
      JOIN audit_sample s ON (s.first_role = p.role
                              AND (s.readers_borough_id IS NULL OR s.readers_borough_id = p.borough_id))
                          OR s.second_role = p.role
     WHERE p.officer_id = p_officer AND p.role = p_role
       AND p.starts_at <= p_at AND (p.ends_at IS NULL OR p.ends_at > p_at)
$$;

CREATE OR REPLACE FUNCTION goldthread_audit_samples() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    mine access_logentry := goldthread_current_look();
BEGIN
    IF mine.id IS NULL OR mine.purpose <> 'audit' THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(array_agg(g.id), '{}') FROM goldthread_audit_given(mine.officer_id, mine.role, mine.at) AS g(id));
END $$;

-- Whether an officer opened, held, reviewed or moved a case, or sat in the team of somebody who did while they did.
-- What was done for an audit is no work on the case.
CREATE OR REPLACE FUNCTION goldthread_audit_is_own(p_case uuid, p_officer bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (SELECT 1 FROM cases_case c
                    WHERE c.id = p_case AND p_officer IN (c.owner_id, c.opened_by_id, c.reviewed_by_id, c.offered_to_id))
        OR EXISTS (
        SELECT 1 FROM journal_event e
          JOIN access_logentry l ON l.id = e.log_entry_id AND l.purpose <> 'audit'
         WHERE e.stream = 'case:' || p_case AND (e.officer_id = p_officer
            OR e.facts#>>'{set,owner_id}' = p_officer::text
            OR EXISTS (
               SELECT 1 FROM organisation_post t
                 JOIN organisation_post m ON m.officer_id = p_officer AND m.role = t.role AND m.team = t.team
                  AND m.borough_id IS NOT DISTINCT FROM t.borough_id
                  AND m.starts_at <= e.recorded_at AND (m.ends_at IS NULL OR m.ends_at > e.recorded_at)
                WHERE t.officer_id = e.officer_id
                  AND t.starts_at <= e.recorded_at AND (t.ends_at IS NULL OR t.ends_at > e.recorded_at))))
$$;

-- The case at a place of a sample given to an officer, and whom it is about. Ids only; to look before reading.
CREATE OR REPLACE FUNCTION goldthread_audit_case(p_officer bigint, p_role text, p_at timestamptz, p_sample text, p_place int)
RETURNS TABLE (sampled_id uuid, reference text, case_id uuid, person_id uuid, is_own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.id, c.reference::text, c.case_id, l.person_id,
           c.case_id IS NOT NULL AND goldthread_audit_is_own(c.case_id, p_officer)
      FROM audit_sample s
      JOIN audit_sampledcase c ON c.sample_id = s.id AND c.place = p_place
      LEFT JOIN cases_case k ON k.id = c.case_id
      LEFT JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE s.reference = p_sample AND s.id IN (SELECT goldthread_audit_given(p_officer, p_role, p_at))
$$;

-- The cases that the look now open may read for an audit: the one it names, where it is in a sample of theirs and no work
-- of their own.
CREATE OR REPLACE FUNCTION goldthread_audited() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    mine access_logentry := goldthread_current_look();
BEGIN
    IF mine.id IS NULL OR mine.purpose <> 'audit' OR mine.case_reference = '' THEN
        RETURN '{}';
    END IF;
    RETURN (WITH found AS (
        SELECT c.id, c.case_id FROM audit_sampledcase c
     WHERE c.reference = mine.case_reference AND c.case_id IS NOT NULL
       AND c.sample_id = ANY (goldthread_audit_samples())
       AND NOT goldthread_audit_is_own(c.case_id, mine.officer_id))
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT case_id AS id FROM found
        UNION SELECT r.case_id FROM audit_referral r JOIN found f ON f.id = r.sampled_id
               WHERE r.case_id IS NOT NULL AND r.raised_by_id = mine.officer_id) AS both_ids);
END $$;

-- Who graded a case of a sample, first and again, and in how many versions: never what they said.
CREATE OR REPLACE FUNCTION goldthread_audit_graders(p_sampled uuid)
RETURNS TABLE (which text, officer_id bigint, versions bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT r.which::text, min(r.officer_id), count(*) FROM audit_review r WHERE r.sampled_id = p_sampled GROUP BY 1
$$;

-- The case of a sample at whose place the look now open was logged; none where it names no place, or a sample of others.
CREATE OR REPLACE FUNCTION goldthread_audit_place() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN (SELECT c.id FROM access_logdetail d
              JOIN audit_sample s ON s.reference = d.body->>'sample'
              JOIN audit_sampledcase c ON c.sample_id = s.id AND c.place::text = d.body->>'place'
             WHERE d.entry_id = (goldthread_current_look()).id AND s.id = ANY (goldthread_audit_samples()));
END $$;

-- The reviews that the look now open may read: the officer's own; both, once both are in; those of a sample that is closed;
-- first grades for those who give them where others grade again; and, for a moderator who opens that one case, a grade that
-- departs and that nobody will grade again. Of a whole sample such a grade stays unseen: it would be a choice, and no chance.
CREATE OR REPLACE FUNCTION goldthread_audit_reviews() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    mine access_logentry := goldthread_current_look();
    here uuid := goldthread_audit_place();
BEGIN
    RETURN (SELECT coalesce(array_agg(r.id), '{}')
      FROM audit_review r JOIN audit_sample s ON s.id = r.sample_id
     WHERE s.id = ANY (goldthread_audit_samples())
       AND (r.officer_id = mine.officer_id OR s.closed_at IS NOT NULL
            OR (r.which = 'first' AND mine.role = s.first_role AND s.first_role <> s.second_role)
            OR (r.sampled_id = here AND mine.role = 'auditor_central' AND s.second_role = 'auditor_central'
                AND NOT (SELECT d.is_again FROM audit_sampledcase d WHERE d.id = here)
                AND EXISTS (SELECT 1 FROM audit_review o WHERE o.sampled_id = here AND o.is_departure))
            OR (SELECT count(DISTINCT b.which) FROM audit_review b WHERE b.sampled_id = r.sampled_id) = 2));
END $$;

-- What was sent back of a case of a sample: the work that it became, and whether it was confirmed. Codes only.
CREATE OR REPLACE FUNCTION goldthread_audit_sent_back(p_sampled uuid)
RETURNS TABLE (referral_id uuid, reference text, state text, is_done boolean, raised_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT r.id, coalesce(c.reference, d.reference)::text, coalesce(c.state, '')::text,
           CASE WHEN r.case_id IS NULL THEN EXISTS (
                SELECT 1 FROM journal_event e WHERE e.stream = 'audit:' || d.id || ':sent' AND e.kind = 'audit.settled'
                   AND e.recorded_at >= r.raised_at)
                ELSE c.closed_at IS NOT NULL END, r.raised_at
      FROM audit_referral r JOIN audit_sampledcase d ON d.id = r.sampled_id
      LEFT JOIN cases_case c ON c.id = r.case_id
     WHERE r.sampled_id = p_sampled ORDER BY r.raised_at
$$;

-- Of these cases, or of all, those that an audit sent back while nobody confirmed that the child is safe, each with the work
-- that it became. Codes only.
CREATE OR REPLACE FUNCTION goldthread_sent_back_of(p_cases text[]) RETURNS TABLE (about text, reference text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT ON (c.facts->>'about') c.facts->>'about', c.reference::text FROM cases_case c
     WHERE c.area = 'referral' AND c.closed_at IS NULL AND c.facts ? 'about'
       AND (p_cases IS NULL OR c.facts->>'about' = ANY (p_cases))
     ORDER BY 1, c.opened_at DESC
$$;

-- The streams of the journal that belong to them: those cases, and of the case at the place of the look the reviews that may
-- be read and what was decided of them.
CREATE OR REPLACE FUNCTION goldthread_audit_streams() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    here uuid := goldthread_audit_place();
    open_ones text[] := (SELECT coalesce(array_agg('case:' || id), '{}') FROM unnest(goldthread_audited()) AS a(id));
BEGIN
    IF here IS NULL THEN
        RETURN open_ones;
    END IF;
    RETURN open_ones || ('audit:' || here || ':moderated')
        || (SELECT coalesce(array_agg('audit:' || r.sampled_id || ':' || r.which), '{}') FROM audit_review r
             WHERE r.sampled_id = here AND r.id = ANY (goldthread_audit_reviews()));
END $$;

-- What could be drawn from: the cases of an area that were opened in a time, with every state that they reached. Codes only.
CREATE OR REPLACE FUNCTION goldthread_audit_list(p_area text, p_since timestamptz, p_until timestamptz, p_states text[],
                                                 p_borough text)
RETURNS TABLE (case_id uuid, reference text, borough text, state text, risk text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF (goldthread_current_look()).purpose IS DISTINCT FROM 'audit' THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT c.id, c.reference::text, coalesce(c.borough_id, '')::text, c.state::text, c.risk::text FROM cases_case c
     WHERE c.area = p_area AND c.opened_at >= p_since AND c.opened_at < p_until
       AND (p_borough = '' OR c.borough_id = p_borough)
       AND (p_states = '{}' OR c.state = ANY (p_states) OR EXISTS (
            SELECT 1 FROM journal_event e
             WHERE e.stream = 'case:' || c.id AND e.facts#>>'{set,state}' = ANY (p_states)));
END $$;

-- Which of these references are cases held here. Ids and codes only.
CREATE OR REPLACE FUNCTION goldthread_audit_held(p_references text[])
RETURNS TABLE (case_id uuid, reference text, borough text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF (goldthread_current_look()).purpose IS DISTINCT FROM 'audit' THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT c.id, c.reference::text, coalesce(c.borough_id, '')::text FROM cases_case c
     WHERE c.reference = ANY (p_references);
END $$;
