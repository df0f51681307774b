-- Moderation: a grade that departs from what the answers propose, or two blind grades that differ, decided by a third.

-- What a moderator decided, by case: the last decision, where it is of the last versions of the gradings. Inside only.
CREATE OR REPLACE FUNCTION goldthread_audit_moderated() RETURNS TABLE (sampled_id uuid, grade text)
LANGUAGE sql STABLE AS $$
    SELECT m.sampled_id, m.grade::text FROM audit_moderation m
     WHERE m.version = (SELECT max(o.version) FROM audit_moderation o WHERE o.sampled_id = m.sampled_id)
       AND m.first_version = (SELECT max(r.version) FROM audit_review r WHERE r.sampled_id = m.sampled_id AND r.which = 'first')
       AND m.second_version = coalesce((SELECT max(r.version) FROM audit_review r
                                         WHERE r.sampled_id = m.sampled_id AND r.which = 'second'), 0)
$$;

-- The same of one sample, for whoever may read it.
CREATE OR REPLACE FUNCTION goldthread_audit_of_record(p_sample uuid) RETURNS TABLE (sampled_id uuid, grade text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT m.sampled_id, m.grade FROM goldthread_audit_moderated() m JOIN audit_sampledcase c ON c.id = m.sampled_id
     WHERE c.sample_id = p_sample AND p_sample = ANY (goldthread_audit_samples())
$$;

-- What waits for a moderator in the samples given to whoever looks, the longest first: never what was graded. A case that
-- chance chose to be graded twice waits once both grades are in. What inspectors grade again is theirs, and waits for nobody
-- here. `is_yours`: they graded it, or worked on it, and so do not decide.
CREATE OR REPLACE FUNCTION goldthread_audit_to_moderate()
RETURNS TABLE (sampled_id uuid, sample text, programme text, place int, reference text, is_departure boolean, is_apart boolean,
               is_yours boolean, since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    mine access_logentry := goldthread_current_look();
BEGIN
    RETURN QUERY
    WITH last AS MATERIALIZED (
        SELECT DISTINCT ON (r.sampled_id, r.which) r.sampled_id, r.which, r.grade, r.is_departure, r.officer_id, r.at
          FROM audit_review r JOIN audit_sample s ON s.id = r.sample_id
         WHERE s.id = ANY (goldthread_audit_samples()) AND s.closed_at IS NULL AND s.second_role = 'auditor_central'
         ORDER BY r.sampled_id, r.which, r.version DESC),
    both_of AS (
        SELECT l.sampled_id, count(*) AS many, bool_or(l.is_departure) AS is_departure,
               count(DISTINCT l.grade) > 1 AS is_apart, bool_or(l.officer_id = mine.officer_id) AS is_mine,
               bool_or(l.which = 'first') AS has_first, max(l.at) AS since
          FROM last l GROUP BY l.sampled_id)
    SELECT c.id, s.reference::text, s.programme::text, c.place, c.reference::text, b.is_departure, b.is_apart,
           b.is_mine OR (c.case_id IS NOT NULL AND goldthread_audit_is_own(c.case_id, mine.officer_id)), b.since
      FROM both_of b JOIN audit_sampledcase c ON c.id = b.sampled_id JOIN audit_sample s ON s.id = c.sample_id
     WHERE (b.is_departure OR b.is_apart) AND b.has_first AND (NOT c.is_again OR b.many = 2)
       AND NOT EXISTS (SELECT 1 FROM goldthread_audit_moderated() m WHERE m.sampled_id = c.id)
     ORDER BY b.since, s.reference, c.place;
END $$;
