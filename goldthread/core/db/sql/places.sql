-- What stands at addresses. `p_asked` is [[index, uprn, flat, door, name, postcode, borough]]; only the best kind
-- of hit counts. Without a postcode a door is found only where its borough has one such door.
-- A flat stands in its building: where the building is communal or secret, so is the flat.
CREATE OR REPLACE FUNCTION goldthread_places_at(p_asked jsonb)
RETURNS TABLE (asked int, found_by text, uprn text, is_communal boolean, communal_kind text, is_block boolean,
               is_secret boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp
    -- By the indexes even just after a first load, when the planner knows no sizes yet and would walk the whole table.
    SET enable_seqscan = off
AS $$
    WITH wanted AS (
        SELECT (a->>0)::int AS asked, a->>1 AS uprn, a->>2 AS flat, a->>3 AS door, a->>4 AS name, a->>5 AS postcode,
               coalesce(a->>6, '') AS borough
          FROM jsonb_array_elements(p_asked) AS a),
    hits AS (
        SELECT w.asked, 1 AS rank, p.id FROM wanted w JOIN places_place p ON p.uprn = w.uprn
         WHERE w.uprn <> '' AND NOT p.is_deleted
        UNION ALL
        SELECT w.asked, CASE WHEN p.flat_key = w.flat THEN 2 WHEN p.flat_key = '' THEN 3 ELSE 4 END, p.id
          FROM wanted w JOIN places_place p ON p.postcode = w.postcode
         WHERE w.postcode <> '' AND NOT p.is_deleted
           AND (w.flat = '' OR p.flat_key IN (w.flat, ''))
           AND ((w.door <> '' AND p.door_key = w.door) OR (w.name <> '' AND w.name IN (p.name_key, p.organisation_key)))
        UNION ALL
        SELECT w.asked, CASE WHEN p.flat_key = w.flat THEN 2 WHEN p.flat_key = '' THEN 3 ELSE 4 END, p.id
          FROM wanted w JOIN places_place p ON p.door_key = w.door AND p.borough = w.borough
         WHERE w.postcode = '' AND w.uprn = '' AND w.door <> '' AND w.borough <> '' AND p.door_key <> ''
           AND NOT p.is_deleted AND (w.flat = '' OR p.flat_key IN (w.flat, ''))
           AND NOT EXISTS (SELECT 1 FROM places_place other
                            WHERE other.door_key = w.door AND other.borough = w.borough AND NOT other.is_deleted
                              AND other.postcode <> p.postcode)),
    best AS (SELECT asked, min(rank) AS rank FROM hits GROUP BY asked),
    -- What is said of a number is said of it however the number was found: one list may know an address by its number only.
    chosen AS (
        SELECT h.asked, h.rank, h.id FROM best b JOIN hits h ON h.asked = b.asked AND h.rank = b.rank
         UNION
        SELECT h.asked, h.rank, same.id FROM best b JOIN hits h ON h.asked = b.asked AND h.rank = b.rank
          JOIN places_place p ON p.id = h.id JOIN places_place same ON same.uprn = p.uprn
         WHERE p.uprn <> '' AND NOT same.is_deleted),
    told AS (
        SELECT h.asked, h.rank, p.uprn, p.flat_key,
               p.is_communal OR coalesce(above.is_communal, false) AS is_communal,
               coalesce(nullif(p.communal_kind, ''), above.communal_kind, '') AS communal_kind,
               p.is_secret OR coalesce(above.is_secret, false) AS is_secret,
               p.flat_key = '' AND (h.rank = 4 OR EXISTS (
                   SELECT 1 FROM places_place inner_place
                    WHERE NOT inner_place.is_deleted AND inner_place.flat_key <> ''
                      AND ((p.uprn <> '' AND inner_place.parent_uprn = p.uprn)
                        OR (p.postcode <> '' AND p.door_key <> '' AND inner_place.postcode = p.postcode
                            AND inner_place.door_key = p.door_key)))) AS is_block
          FROM chosen h JOIN places_place p ON p.id = h.id
          LEFT JOIN LATERAL (
              SELECT bool_or(u.is_communal) AS is_communal, max(nullif(u.communal_kind, '')) AS communal_kind,
                     bool_or(u.is_secret) AS is_secret
                FROM places_place u WHERE p.parent_uprn <> '' AND u.uprn = p.parent_uprn AND NOT u.is_deleted) above ON true)
    SELECT asked, (ARRAY['uprn', 'address', 'building', 'building'])[rank],
           CASE WHEN rank < 4 AND count(DISTINCT uprn) = 1 THEN max(uprn) ELSE '' END,
           -- Flats of a building that is not itself known may differ: then nobody can say.
           CASE WHEN rank < 4 OR bool_and(is_communal) = bool_or(is_communal) THEN bool_or(is_communal) END,
           CASE WHEN count(DISTINCT communal_kind) FILTER (WHERE communal_kind <> '') = 1 THEN max(communal_kind) ELSE '' END,
           bool_or(is_block) OR rank = 4, bool_or(is_secret)
      FROM told GROUP BY asked, rank
$$;

-- The same for the app, under a look: of a secret place it learns that it is communal, and nothing that names it.
CREATE OR REPLACE FUNCTION goldthread_places_shown(p_asked jsonb)
RETURNS TABLE (asked int, found_by text, uprn text, is_communal boolean, communal_kind text, is_block boolean,
               is_secret boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT f.asked, f.found_by, CASE WHEN f.is_secret THEN '' ELSE f.uprn END, f.is_communal,
           CASE WHEN f.is_secret THEN '' ELSE f.communal_kind END, f.is_block, false
      FROM goldthread_places_at(p_asked) f
     WHERE goldthread_ceiling() >= 1
$$;
