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

-- Whether a Philomena form may be read now: it is not sealed, or the child is reported missing and not back.
CREATE OR REPLACE FUNCTION goldthread_philomena_open(p_form uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM placements_philomenaform f WHERE f.id = p_form AND (NOT f.is_sealed OR EXISTS (
            SELECT 1 FROM people_link l
              JOIN people_link o ON o.person_id = l.person_id AND o.to_at IS NULL AND o.certainty = 'linked'
              JOIN cases_case c ON c.mention_id = o.mention_id AND c.area = 'missing' AND c.closed_at IS NULL
                               AND c.state <> 'returned'
             WHERE l.mention_id = f.mention_id AND l.to_at IS NULL AND l.certainty = 'linked')))
$$;

-- A page of placements: those of the register, and those that children's services told of children who have none open
-- there. `which` is here (placed in our boroughs by another authority), elsewhere (placed by one of ours, outside), out
-- (either) or empty. Ids, days and authorities: a name is read under the look.
CREATE OR REPLACE FUNCTION goldthread_placements_page(p_wanted jsonb, p_ours text[], p_limit int, p_offset int)
RETURNS TABLE (placement_id uuid, record_id uuid, person_id uuid, code text, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH kept AS (
        SELECT p.id AS placement_id, NULL::uuid AS record_id, l.person_id, o.name AS home, o.code AS home_code, p.authority,
               o.host, p.since, p.until, p.status
          FROM placements_placement p JOIN placements_premises o ON o.id = p.premises_id
          JOIN people_link l ON l.mention_id = p.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'),
    told AS (
        SELECT DISTINCT ON (l.person_id) NULL::uuid, r.id, l.person_id, '' AS home, '' AS home_code,
               lower(r.borough) AS authority, lower(f.host) AS host, f.since::date, NULL::date AS until, 'unknown' AS status
          FROM records_sourcerecord r JOIN records_recordcontent c ON c.record_id = r.id
          JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                AND m.role = 'child' AND m.is_live
          JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
         CROSS JOIN LATERAL (
            SELECT max(e.fact->>1) FILTER (WHERE e.fact->>0 = 'placement 1 authority') AS host,
                   max(e.fact->>1) FILTER (WHERE e.fact->>0 = 'placement 1 started_on') AS since,
                   max(e.fact->>1) FILTER (WHERE e.fact->>0 = 'placement 1 ended_on') AS until
              FROM jsonb_array_elements(c.facts) AS e(fact)) f
         WHERE r.source_id = 'social_care' AND r.is_current AND r.restriction = '' AND r.erased_at IS NULL
           AND f.host IS NOT NULL AND f.since ~ '^\d{4}-\d{2}-\d{2}$' AND f.until IS NULL
           AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.person_id = l.person_id AND k.until IS NULL)
         ORDER BY l.person_id, r.known_at DESC),
    rows AS (SELECT * FROM kept UNION ALL SELECT * FROM told)
    SELECT w.placement_id, w.record_id, w.person_id, p.code::text, count(*) OVER ()
      FROM rows w JOIN people_person p ON p.id = w.person_id AND p.retired_at IS NULL
     WHERE (p_wanted->>'home' IS NULL OR w.home_code = p_wanted->>'home')
       AND (p_wanted->>'authority' IS NULL OR w.authority = p_wanted->>'authority')
       AND (p_wanted->>'host' IS NULL OR w.host = p_wanted->>'host')
       AND (p_wanted->>'person' IS NULL OR w.person_id = (p_wanted->>'person')::uuid)
       AND (coalesce((p_wanted->>'ended')::boolean, false) OR w.until IS NULL)
       AND CASE p_wanted->>'which'
             WHEN 'here' THEN w.authority <> w.host AND w.host = ANY (p_ours)
             WHEN 'elsewhere' THEN w.authority <> w.host AND w.authority = ANY (p_ours)
             WHEN 'out' THEN w.authority <> w.host ELSE true END
     ORDER BY CASE p_wanted->>'sort' WHEN 'home' THEN w.home WHEN 'authority' THEN w.authority WHEN 'host' THEN w.host END,
              w.until IS NOT NULL, w.since DESC, p.code
     LIMIT p_limit OFFSET p_offset
$$;
