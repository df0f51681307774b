-- What was shared with an authority: which authority the look now open speaks for, and ids to look before reading.

-- The authority whose officer is looking, by the post held at that moment; null for everybody else.
CREATE OR REPLACE FUNCTION goldthread_partner_authority() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT p.borough_id::text FROM (SELECT (goldthread_current_look()).*) AS e
      JOIN organisation_post p ON p.officer_id = e.officer_id AND p.role = 'partner' AND p.starts_at <= e.at
                              AND (p.ends_at IS NULL OR p.ends_at > e.at)
     WHERE e.role = 'partner' ORDER BY p.starts_at DESC, p.id DESC LIMIT 1
$$;

-- The return interview provider whose key is calling, by the post held at that moment; null for everybody else.
CREATE OR REPLACE FUNCTION goldthread_interview_provider() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT nullif(p.team, '')::text FROM (SELECT (goldthread_current_look()).*) AS e
      JOIN organisation_post p ON p.officer_id = e.officer_id AND p.role = 'interview_provider' AND p.starts_at <= e.at
                              AND (p.ends_at IS NULL OR p.ends_at > e.at)
     WHERE e.role = 'interview_provider' ORDER BY p.starts_at DESC, p.id DESC LIMIT 1
$$;

-- Whom the rows of a file of outcomes, or one of them, are about now: their references name a share or its concern. Ids only.
CREATE OR REPLACE FUNCTION goldthread_outcome_people(p_file uuid, p_number int) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT l.person_id FROM sharing_outcomerow o
      JOIN sharing_share s ON o.reference IN (s.reference, s.case_reference)
      JOIN people_link l ON l.mention_id = s.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE o.file_id = p_file AND (p_number IS NULL OR o.number = p_number) ORDER BY 1
$$;

-- A page of the rows of a file of outcomes as they stand, by each one's last attempt, and whom each is about now: what is
-- set aside first. Ids only; no limit gives all of them.
CREATE OR REPLACE FUNCTION goldthread_outcome_page(p_file uuid, p_result text, p_limit int, p_offset int)
RETURNS TABLE (number int, people uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT shown.number, ARRAY(
        SELECT DISTINCT l.person_id FROM sharing_share s
          JOIN people_link l ON l.mention_id = s.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE shown.reference IN (s.reference, s.case_reference))
      FROM (SELECT last.number, last.reference, row_number() OVER (ORDER BY last.place, last.number) AS place
              FROM (SELECT DISTINCT ON (o.number) o.number, o.reference, o.result, array_position(
                           ARRAY['set aside', 'conflict', 'accepted', 'unchanged', 'returned'], o.result::text) AS place
                      FROM sharing_outcomerow o WHERE o.file_id = p_file ORDER BY o.number, o.attempt DESC) AS last
             WHERE p_result IN ('', last.result)
             ORDER BY last.place, last.number LIMIT p_limit OFFSET p_offset) AS shown
     ORDER BY shown.place
$$;

-- How far the reading of a file of outcomes is: a state and two counts, which name nobody.
CREATE OR REPLACE FUNCTION goldthread_outcome_progress(p_file uuid) RETURNS TABLE (state text, rows_sent int, rows_done int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT f.state::text, f.rows_sent,
           (SELECT count(*)::int FROM sharing_outcomerow o WHERE o.file_id = f.id AND o.attempt = 1)
      FROM sharing_outcomefile f WHERE f.id = p_file
$$;

-- What each reference names: a share, or the newest that stands of a case among those of these kinds (letter of the case
-- and kind), and with how many recipients the case has one. Ids only.
DROP FUNCTION IF EXISTS goldthread_shares_named(text[]);
DROP FUNCTION IF EXISTS goldthread_shares_named(text[], text[]);
CREATE OR REPLACE FUNCTION goldthread_shares_named(p_references text[], p_kinds text[])
RETURNS TABLE (reference text, share_id uuid, case_reference text, authority text, kind text, recipients int, people uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT ON (asked.reference) asked.reference, s.id, s.case_reference::text, s.authority::text, s.kind::text,
        CASE WHEN s.reference = asked.reference THEN 1
             ELSE (count(*) OVER (PARTITION BY asked.reference, s.case_reference))::int END,
        ARRAY(SELECT DISTINCT l.person_id FROM people_link l
               WHERE l.mention_id = s.mention_id AND l.to_at IS NULL AND l.certainty = 'linked')
      FROM (SELECT DISTINCT unnest(p_references) AS reference) AS asked
      JOIN sharing_share s ON s.reference = asked.reference
                           OR (s.case_reference = asked.reference AND s.taken_back_at IS NULL
                               AND left(s.case_reference, 1) || s.kind = ANY (p_kinds))
     ORDER BY asked.reference, s.made_at DESC, s.id
$$;

-- What was shared with one authority, or under one reference, and whom it is about now. Ids only, the newest first.
CREATE OR REPLACE FUNCTION goldthread_share_ids(p_authority text, p_reference text, p_limit int)
RETURNS TABLE (share_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT s.id, l.person_id FROM sharing_share s
      LEFT JOIN people_link l ON l.mention_id = s.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE (p_authority IS NULL OR s.authority = p_authority) AND (p_reference IS NULL OR s.reference = p_reference)
     ORDER BY s.answered_at IS NOT NULL, s.made_at DESC, s.id LIMIT p_limit
$$;

-- What was shared of the work whose cases begin with one of these letters, and whom it is about now. Ids only, what is not
-- answered first.
CREATE OR REPLACE FUNCTION goldthread_shares_of(p_letters text[], p_limit int) RETURNS TABLE (share_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT s.id, l.person_id FROM sharing_share s
      LEFT JOIN people_link l ON l.mention_id = s.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE left(s.case_reference, 1) = ANY (p_letters)
     ORDER BY s.answered_at IS NOT NULL, s.made_at DESC, s.id LIMIT p_limit
$$;
