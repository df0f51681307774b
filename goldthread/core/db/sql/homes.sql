-- What homes send, and who is placed where: which home the look now open speaks for, and ids to look before reading.

-- The home whose key is calling, by the post held at that moment; null for everybody else.
CREATE OR REPLACE FUNCTION goldthread_care_home() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT nullif(p.team, '')::text FROM (SELECT (goldthread_current_look()).*) AS e
      JOIN organisation_post p ON p.officer_id = e.officer_id AND p.role = 'care_home' AND p.starts_at <= e.at
                              AND (p.ends_at IS NULL OR p.ends_at > e.at)
     WHERE e.role = 'care_home' ORDER BY p.starts_at DESC, p.id DESC LIMIT 1
$$;

-- What homes sent, what waits for a person first: ids only, and whom each is about now. Without a home, of every home.
CREATE OR REPLACE FUNCTION goldthread_partner_reports(p_home text, p_reference text, p_state text, p_limit int, p_offset int)
RETURNS TABLE (report_id uuid, person_id uuid, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT r.id, (SELECT l.person_id FROM people_link l
                   WHERE l.mention_id = r.mention_id AND l.to_at IS NULL AND l.certainty = 'linked' LIMIT 1),
           count(*) OVER ()
      FROM partners_partnerreport r
     WHERE (p_home IS NULL OR r.home = p_home) AND (p_reference IS NULL OR r.reference = p_reference)
       AND p_state IN ('', r.state)
     ORDER BY r.state NOT IN ('aside', 'waiting'), r.received_at DESC, r.number LIMIT p_limit OFFSET p_offset
$$;

-- Where cases stand, by reference: a state names nobody, and tells a home whether the child whom it reported is found.
CREATE OR REPLACE FUNCTION goldthread_case_states(p_references text[]) RETURNS TABLE (reference text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.reference::text, c.state::text FROM cases_case c
     WHERE c.reference = ANY (p_references) AND c.area = 'missing'
       AND ((goldthread_current_look()).role <> 'care_home'
            OR EXISTS (SELECT 1 FROM partners_partnerreport r
                        WHERE r.case_reference = c.reference AND r.home = goldthread_care_home()))
$$;

-- Whom all words of a name and a day of birth mean, as any records linked as one person say them; those placed at the home
-- first. Ids and codes only, of people whose records are not limited.
CREATE OR REPLACE FUNCTION goldthread_child_named(p_home text, p_born text, p_words text[])
RETURNS TABLE (person_id uuid, code text, is_placed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT l.person_id, p.code::text, EXISTS (
               SELECT 1 FROM placements_placement h JOIN placements_premises o ON o.id = h.premises_id AND o.code = p_home
                 JOIN people_link m ON m.mention_id = h.mention_id AND m.to_at IS NULL AND m.certainty = 'linked'
                WHERE m.person_id = l.person_id AND h.until IS NULL) AS placed
      FROM (SELECT DISTINCT b.person_id FROM people_searchkey k
              JOIN people_link b ON b.mention_id = k.mention_id AND b.to_at IS NULL AND b.certainty = 'linked'
             WHERE k.kind = 'birth_date' AND k.value = p_born) l
      JOIN people_person p ON p.id = l.person_id AND p.retired_at IS NULL
     WHERE NOT EXISTS (
        SELECT 1 FROM unnest(p_words) AS word WHERE NOT EXISTS (
            SELECT 1 FROM people_link o
              JOIN people_searchkey n ON n.mention_id = o.mention_id AND n.kind = 'name' AND n.value = word
             WHERE o.person_id = l.person_id AND o.to_at IS NULL AND o.certainty = 'linked'))
     ORDER BY placed DESC, p.code LIMIT 5
$$;
