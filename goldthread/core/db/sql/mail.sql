-- Whom a mail told of, by what was made of its attachments: reports of homes, and rows of files that name a share.
CREATE OR REPLACE FUNCTION goldthread_mail_mentions(p_message uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT r.mention_id FROM mailbox_attachment a CROSS JOIN LATERAL jsonb_array_elements_text(a.made) AS t (name)
      JOIN partners_partnerreport r ON r.reference = t.name WHERE a.message_id = p_message AND r.mention_id IS NOT NULL
    UNION
    SELECT s.mention_id FROM mailbox_attachment a CROSS JOIN LATERAL jsonb_array_elements_text(a.made) AS t (name)
      JOIN sharing_outcomefile f ON f.id::text = t.name
      JOIN sharing_outcomerow w ON w.file_id = f.id
      JOIN sharing_share s ON s.reference = upper(w.reference) OR s.case_reference = upper(w.reference)
     WHERE a.message_id = p_message
$$;

-- Mail that came in, what waits for a person first: ids only, and whom what was taken of it is about now. `p_search` is in its
-- sender, its subject or its reference. Once with a reference, only that one.
CREATE OR REPLACE FUNCTION goldthread_mail_page(p_state text, p_search text, p_reference text, p_limit int, p_offset int)
RETURNS TABLE (message_id uuid, people uuid[], total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH chosen AS (
        SELECT m.id, count(*) OVER () AS total,
               row_number() OVER (ORDER BY m.state IN ('taken', 'answered'), m.received_at DESC, m.id) AS place
          FROM mailbox_message m JOIN mailbox_messagewords w ON w.message_id = m.id
         WHERE p_state IN ('', m.state) AND (p_reference IS NULL OR m.reference = p_reference)
           AND (p_search = '' OR position(lower(p_search) IN lower(w.sender || ' ' || w.subject || ' ' || m.reference)) > 0)
         ORDER BY place LIMIT p_limit OFFSET p_offset)
    SELECT c.id, ARRAY (SELECT DISTINCT l.person_id FROM goldthread_mail_mentions(c.id) AS t (mention_id)
                          JOIN people_link l ON l.mention_id = t.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'),
           c.total
      FROM chosen c ORDER BY c.place
$$;
