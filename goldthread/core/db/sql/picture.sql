-- What a picture must tell although the row rules hide the rows it comes from: that somebody near the child may do harm,
-- whom to ask, and who else is said to live there. Signals only: no word of a record leaves these functions.

-- The links and the versions of records that hold, now (p_at null) or as known at an instant: `core/people/as_known.py`
-- says the same to the app. Plain set-returning functions, so that the planner sees through them.
CREATE OR REPLACE FUNCTION goldthread_links_at(p_at timestamptz, p_basis text) RETURNS SETOF people_link
LANGUAGE sql STABLE
AS $$
    SELECT l.* FROM people_link l
     WHERE l.certainty = 'linked' AND CASE
           WHEN p_at IS NULL THEN l.to_at IS NULL
           WHEN p_basis = 'product' THEN l.from_at <= p_at AND (l.to_at IS NULL OR l.to_at > p_at)
           ELSE NOT EXISTS (SELECT 1 FROM people_link later WHERE later.mention_id = l.mention_id
                               AND later.certainty = 'linked' AND later.from_at > l.from_at)
            AND (SELECT min(f.known_at) FROM people_link f WHERE f.mention_id = l.mention_id) <= p_at END
$$;

CREATE OR REPLACE FUNCTION goldthread_versions_at(p_at timestamptz, p_basis text) RETURNS SETOF records_sourcerecord
LANGUAGE sql STABLE
AS $$
    SELECT r.* FROM records_sourcerecord r
     WHERE NOT r.is_deleted AND r.erased_at IS NULL AND r.restriction <> 'hidden' AND CASE
           WHEN p_at IS NULL THEN r.is_current
           ELSE CASE p_basis WHEN 'product' THEN r.recorded_at ELSE r.known_at END <= p_at
            AND NOT EXISTS (
                SELECT 1 FROM records_sourcerecord n
                 WHERE n.source_id = r.source_id AND n.source_record_id = r.source_record_id
                   AND CASE p_basis WHEN 'product' THEN n.recorded_at ELSE n.known_at END <= p_at
                   AND (n.source_updated_at, n.recorded_at) > (r.source_updated_at, r.recorded_at)) END
$$;

-- Who else is said to live where the person lives, or where something happened to them, or they were seen or found; with
-- what the place is. Nobody at a place whose address is secret or that everybody passes through, nor by a hidden record.
-- `is_open`: an unrestricted record says so; where it does not, the row may serve only to look for a danger.
CREATE OR REPLACE FUNCTION goldthread_people_near(p_person uuid, p_at timestamptz, p_basis text)
RETURNS TABLE (person_id uuid, dwelling_id uuid, words text, is_communal boolean, communal_kind text, is_block boolean,
               my_role text, my_times bigint, my_last timestamptz, their_first timestamptz, their_last timestamptz,
               their_sources text[], is_latest boolean, is_open boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH mine AS MATERIALIZED (
        SELECT r.id AS record_id, m.id AS mention_id, coalesce(r.occurred_at, r.known_at) AS told_at
          FROM goldthread_links_at(p_at, p_basis) l
          JOIN records_mention m ON m.id = l.mention_id
          JOIN goldthread_versions_at(p_at, p_basis) r
            ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
         WHERE l.person_id = p_person AND (goldthread_current_look()).id IS NOT NULL),
    places AS MATERIALIZED (
        SELECT p.dwelling_id, p.role, count(DISTINCT mine.record_id) AS times, max(mine.told_at) AS last_at,
               bool_or(p.restriction = '' OR p.record_id = ANY (goldthread_opened())) AS is_open
          FROM mine JOIN places_presence p ON p.record_id = mine.record_id
                                          AND (p.mention_id = mine.mention_id OR p.mention_id IS NULL)
          JOIN places_dwelling d ON d.id = p.dwelling_id AND NOT d.is_secret
                                AND d.communal_kind NOT IN ('custody', 'hospital', 'school')
         WHERE p.restriction <> 'hidden'
         GROUP BY p.dwelling_id, p.role),
    there AS MATERIALIZED (
        SELECT l.person_id, p.dwelling_id, min(coalesce(r.occurred_at, r.known_at)) AS first_at,
               max(coalesce(r.occurred_at, r.known_at)) AS last_at,
               array_agg(DISTINCT r.source_id::text) FILTER (WHERE r.restriction = '') AS sources,
               bool_or(r.restriction = '') AS is_open
          FROM (SELECT DISTINCT dwelling_id FROM places) AS at
          JOIN places_presence p ON p.dwelling_id = at.dwelling_id AND p.mention_id IS NOT NULL
          JOIN goldthread_versions_at(p_at, p_basis) r ON r.id = p.record_id
          JOIN goldthread_links_at(p_at, p_basis) l ON l.mention_id = p.mention_id
         WHERE l.person_id <> p_person
         GROUP BY l.person_id, p.dwelling_id),
    newest AS (
        SELECT t.person_id, (
            SELECT p.dwelling_id FROM goldthread_links_at(p_at, p_basis) l
              JOIN places_presence p ON p.mention_id = l.mention_id AND p.dwelling_id IS NOT NULL
              JOIN goldthread_versions_at(p_at, p_basis) r ON r.id = p.record_id
             WHERE l.person_id = t.person_id
             ORDER BY coalesce(r.occurred_at, r.known_at) DESC, r.known_at DESC, p.dwelling_id LIMIT 1) AS dwelling_id
          FROM (SELECT DISTINCT person_id FROM there) AS t)
    -- An address that only a limited record tells of this person is not told by who else lives there.
    SELECT t.person_id, d.id, CASE WHEN m.is_open THEN d.words ELSE 'an address that is limited' END, d.is_communal, d.communal_kind::text, d.is_block, m.role::text, m.times, m.last_at,
           t.first_at, t.last_at, coalesce(t.sources, '{}'), n.dwelling_id = d.id, t.is_open AND m.is_open
      FROM there t JOIN places m ON m.dwelling_id = t.dwelling_id
      JOIN places_dwelling d ON d.id = t.dwelling_id
      JOIN newest n ON n.person_id = t.person_id;
END $$;

-- On what ground somebody may do harm to a child, and whom to ask: that there is a marker, a warning, a report that
-- suspects them, an arrest; never what it says. With their initial, sex and birth year, by which an officer at a door can
-- tell them, whatever the row rules show of their name.
CREATE OR REPLACE FUNCTION goldthread_risk_grounds(p_people uuid[], p_at timestamptz, p_basis text)
RETURNS TABLE (person_id uuid, ground text, source_id text, ask text, is_restricted boolean, records bigint,
               last_at timestamptz, initial text, sex text, birth_date text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH held AS MATERIALIZED (
        SELECT l.person_id, m.id AS mention_id, m.role, m.subject_category, r.id AS record_id, r.source_id, r.restriction,
               coalesce(nullif(r.ask, ''), s.desk) AS ask, coalesce(r.occurred_at, r.known_at) AS told_at
          FROM goldthread_links_at(p_at, p_basis) l
          JOIN records_mention m ON m.id = l.mention_id
          JOIN goldthread_versions_at(p_at, p_basis) r
            ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
          JOIN records_source s ON s.code = r.source_id
         WHERE l.person_id = ANY (p_people) AND (goldthread_current_look()).id IS NOT NULL),
    grounds AS (
        SELECT h.*, 'marker' AS ground FROM held h
         WHERE h.source_id = 'offenders' OR h.role IN ('offender', 'person who poses a risk')
        UNION ALL
        SELECT h.*, CASE lower(a.text) WHEN 'poses a risk to children' THEN 'warning' ELSE 'violent' END
          FROM held h JOIN records_assertion a ON a.mention_id = h.mention_id AND a.record_id = h.record_id
                      AND a.field = 'warning' AND a.status <> 'superseded'
         WHERE lower(a.text) IN ('poses a risk to children', 'violent', 'weapons')
        UNION ALL
        SELECT h.*, 'suspect' FROM held h JOIN records_recordcontent c ON c.record_id = h.record_id
         WHERE h.source_id = 'crime' AND h.role = 'suspect' AND EXISTS (
               SELECT 1 FROM jsonb_array_elements(c.facts) AS f
                WHERE (f->>0 = 'offence_group' AND lower(f->>1) IN ('sexual', 'child abuse', 'exploitation'))
                   OR (f->>0 = 'flag' AND f->>1 IN ('child sexual exploitation', 'child criminal exploitation',
                       'child sexual abuse', 'indecent images of children', 'modern slavery', 'female genital mutilation',
                       'honour-based abuse')))
        UNION ALL
        SELECT h.*, 'arrest' FROM held h JOIN records_recordcontent c ON c.record_id = h.record_id
         WHERE h.source_id = 'custody' AND h.role = 'suspect' AND c.facts @> '[["violent_or_sexual", "yes"]]')
    SELECT g.person_id, g.ground, g.source_id::text, g.ask, g.restriction <> '', count(DISTINCT g.record_id),
           max(g.told_at), told.initial, told.sex, told.birth_date
      FROM grounds g
      CROSS JOIN LATERAL (
          SELECT (array_agg(upper(left(a.text, 1)) ORDER BY a.id DESC) FILTER (WHERE a.field = 'surname'))[1] AS initial,
                 (array_agg(a.canonical ORDER BY a.id DESC) FILTER (WHERE a.field = 'sex'))[1] AS sex,
                 (array_agg(a.canonical ORDER BY length(a.canonical) DESC, a.id DESC)
                     FILTER (WHERE a.field = 'birth_date' AND a.canonical IS NOT NULL))[1] AS birth_date
            FROM held h JOIN records_assertion a ON a.mention_id = h.mention_id AND a.record_id = h.record_id
           WHERE h.person_id = g.person_id AND a.field IN ('surname', 'sex', 'birth_date')) AS told
     GROUP BY 1, 2, 3, 4, 5, told.initial, told.sex, told.birth_date;
END $$;

-- When an officer last looked at any of these people before the look now open; null if never. Their rows of the log are
-- found first: to walk it backwards until one of them comes would read all of it for somebody seldom seen.
CREATE OR REPLACE FUNCTION goldthread_last_look(p_people uuid[]) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN (WITH about AS MATERIALIZED (
        SELECT e.id, e.at, e.officer_id, e.outcome FROM access_logentry e WHERE e.people && p_people)
    SELECT max(e.at) FROM about e, goldthread_current_look() AS mine
     WHERE e.officer_id = mine.officer_id AND e.id < mine.id AND e.outcome = 'done' AND mine.id IS NOT NULL);
END $$;

-- What was given to somebody outside about any of these people: the rows of the log, ids only.
CREATE OR REPLACE FUNCTION goldthread_disclosures_about(p_people uuid[], p_until timestamptz) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH about AS MATERIALIZED (
        SELECT e.id, e.at, e.operation, e.outcome FROM access_logentry e WHERE e.people && p_people)
    SELECT e.id FROM about e
     WHERE e.operation = 'disclosure' AND e.outcome = 'done' AND (p_until IS NULL OR e.at <= p_until)
       AND (goldthread_current_look()).id IS NOT NULL
     ORDER BY e.id DESC LIMIT 50;
END $$;
