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

-- Whom the rows of a file of outcomes, or one of them, are about now: their references name a share or its concern. Ids only.
CREATE OR REPLACE FUNCTION goldthread_outcome_people(p_file uuid, p_number int) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT l.person_id FROM sharing_outcomerow o
      JOIN sharing_share s ON o.reference IN (s.reference, s.case_reference)
      JOIN people_link l ON l.mention_id = s.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE o.file_id = p_file AND (p_number IS NULL OR o.number = p_number) ORDER BY 1
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
