-- The functions that stand between the app's role and the tables. All belong to the owner; applied after migrations.
-- SECURITY DEFINER ones run as the owner, who is a table owner without FORCE ROW LEVEL SECURITY (design, traps).

CREATE OR REPLACE FUNCTION goldthread_salt() RETURNS bytea LANGUAGE sql VOLATILE
AS $$ SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) $$;

CREATE OR REPLACE FUNCTION goldthread_digest(salt bytea, body jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE
AS $$ SELECT sha256(salt || convert_to(body::text, 'UTF8')) $$;

-- Append-only means append-only, for everybody. The owner could drop this trigger; the seals would show it.
CREATE OR REPLACE FUNCTION goldthread_append_only() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

-- Log one of the six operations and open, for this transaction only, what the look allows (decision 17).
CREATE OR REPLACE FUNCTION goldthread_open_look(
    p_operation text, p_at timestamptz, p_officer bigint, p_service text, p_role text, p_post text, p_purpose text,
    p_case text, p_door text, p_layer text, p_people uuid[], p_records uuid[], p_outcome text, p_detail jsonb)
RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE entry bigint; pinch bytea := goldthread_salt();
BEGIN
    INSERT INTO access_logentry (operation, at, officer_id, service, role, post, purpose, case_reference, door, layer,
                                 people, records, outcome, detail_digest)
    VALUES (p_operation, p_at, p_officer, p_service, p_role, p_post, p_purpose, p_case, p_door, p_layer,
            p_people, p_records, p_outcome, goldthread_digest(pinch, p_detail))
    RETURNING id INTO entry;
    INSERT INTO access_logdetail (entry_id, salt, body) VALUES (entry, pinch, p_detail);
    PERFORM set_config('app.access_id', entry::text, true);
    RETURN entry;
END $$;

-- The log row this transaction is reading under; none if it was not written by this very transaction.
CREATE OR REPLACE FUNCTION goldthread_current_look() RETURNS access_logentry
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    mine access_logentry;
BEGIN
    mine := (SELECT e FROM access_logentry e
     WHERE e.id = nullif(current_setting('app.access_id', true), '')::bigint
       AND e.xact = pg_current_xact_id_if_assigned());
    RETURN mine;
END $$;

-- The highest layer open now: 0 nothing, 1 signal, 2 summary, 3 full.
CREATE OR REPLACE FUNCTION goldthread_ceiling() RETURNS smallint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN (SELECT coalesce(array_position(ARRAY['signal', 'summary', 'full'], (goldthread_current_look()).layer::text), 0)::smallint);
END $$;

-- Restricted mentions and records that a grant opens for this look, on the people the look names.
CREATE OR REPLACE FUNCTION goldthread_opened() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN (WITH look AS (SELECT (goldthread_current_look()).*),
    opened AS (
        SELECT m.id AS mention, r.id AS record
          FROM look e
          JOIN access_grant g ON g.officer_id = e.officer_id AND g.starts_at <= e.at AND g.ends_at > e.at
                             AND g.person_id = ANY (e.people)
          JOIN people_link l ON l.person_id = g.person_id AND l.to_at IS NULL
          JOIN records_mention m ON m.id = l.mention_id
          JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
         WHERE r.restriction = 'signalled' OR (r.restriction = 'hidden' AND g.opens_hidden))
    SELECT coalesce(array_agg(id), '{}') FROM (SELECT mention AS id FROM opened UNION SELECT record FROM opened) AS both_ids);
END $$;

-- How an officer was called at an instant: the rank of that day in London and the name.
CREATE OR REPLACE FUNCTION goldthread_called(p_officer bigint, p_at timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT nullif(concat_ws(' ', nullif(coalesce(
        (SELECT r.rank FROM organisation_rankheld r WHERE r.officer_id = p_officer
            AND r.from_on <= (p_at AT TIME ZONE 'Europe/London')::date ORDER BY r.from_on DESC, r.id DESC LIMIT 1),
        (SELECT r.before FROM organisation_rankheld r WHERE r.officer_id = p_officer ORDER BY r.from_on, r.id LIMIT 1),
        o.rank), ''), o.name), '') FROM organisation_officer o WHERE o.id = p_officer
$$;

-- True when every one of these people has an open case in one of these areas of work.
CREATE OR REPLACE FUNCTION goldthread_has_open_case(p_people uuid[], p_areas text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM unnest(p_people) AS p(id)
         WHERE NOT EXISTS (
            SELECT 1 FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id
             WHERE l.person_id = p.id AND l.to_at IS NULL AND l.certainty = 'linked'
               AND c.closed_at IS NULL AND c.area = ANY (p_areas)))
$$;

-- The person behind a code, or the ones a retired code leads to. Ids only.
CREATE OR REPLACE FUNCTION goldthread_people_by_code(p_code text) RETURNS TABLE (person_id uuid, code text, retired boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH RECURSIVE walk AS (
        SELECT p.id, p.code::text, p.retired_at FROM people_person p WHERE p.code = p_code
        UNION
        SELECT n.id, n.code::text, n.retired_at FROM walk w JOIN people_succession s ON s.retired_id = w.id
          JOIN people_person n ON n.id = s.successor_id)
    -- A code that leads nowhere any more is of somebody erased: only who asks for the log is told so.
    SELECT id, code, retired_at IS NOT NULL FROM walk w
     WHERE retired_at IS NULL OR NOT EXISTS (SELECT 1 FROM people_succession s WHERE s.retired_id = w.id);
END $$;

-- The person a case's mention is now, and the case itself. Ids only; to look before reading.
DROP FUNCTION IF EXISTS goldthread_case_ids(text);
CREATE OR REPLACE FUNCTION goldthread_case_ids(p_reference text) RETURNS TABLE (case_id uuid, person_id uuid, area text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.id, l.person_id, c.area::text FROM cases_case c
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE c.reference = p_reference
$$;

-- The reference of a case by its reference or its id; none: no such case. Nothing else of it.
CREATE OR REPLACE FUNCTION goldthread_case_reference(p_wanted text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.reference FROM cases_case c WHERE c.reference = upper(p_wanted)
    UNION ALL
    SELECT c.reference FROM cases_case c WHERE c.id = CASE WHEN p_wanted ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                                                          THEN p_wanted::uuid END
    LIMIT 1
$$;

-- Who mentions are now, and which mentions a decision about a link is of. Ids only; to look before deciding.
CREATE OR REPLACE FUNCTION goldthread_mention_people(p_mentions uuid[]) RETURNS TABLE (mention_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT l.mention_id, l.person_id FROM people_link l
     WHERE l.mention_id = ANY (p_mentions) AND l.to_at IS NULL AND l.certainty = 'linked'
$$;

CREATE OR REPLACE FUNCTION goldthread_link_decision(p_decision uuid) RETURNS TABLE (mention_id uuid, other_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT d.mention_id, d.other_id FROM people_linkdecision d WHERE d.id = p_decision $$;

-- One page of the open cases of an area, as they were wanted: ids only, so that a list of work is logged before it is read.
-- `p_wanted`: what to keep (state, risk, owner, borough, late, opened_before, scales, not_graded, reference, names) and the
-- order (sort, down, order). What has no owner comes first, then what is late, risk, the grade, what is due next, the oldest.
DROP FUNCTION IF EXISTS goldthread_queue_ids(text, int);
CREATE OR REPLACE FUNCTION goldthread_queue_page(p_area text, p_wanted jsonb, p_now timestamptz, p_limit int, p_offset int)
RETURNS TABLE (case_id uuid, person_id uuid, found bigint, found_late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH words AS MATERIALIZED (
        SELECT w FROM jsonb_array_elements_text(coalesce(p_wanted->'names', '[]')) AS typed(w)),
    named AS MATERIALIZED (
        SELECT l.person_id FROM words
          JOIN people_searchkey k ON k.kind = 'name' AND k.value ~>=~ words.w AND k.value ~<~ (words.w || '~')
          JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         GROUP BY 1 HAVING count(DISTINCT words.w) = (SELECT count(*) FROM words)),
    sent AS MATERIALIZED (SELECT s.about FROM goldthread_sent_back_of(NULL) s),
    -- Neither of these two is kept aside: written out whole, five thousand wide rows cost more than finding them.
    work AS (
        SELECT c.*, l.person_id, d.due_at, coalesce(d.due_at < p_now, false) AS is_late
          FROM cases_case c
          LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
          LEFT JOIN LATERAL (SELECT min(k.due_at) AS due_at FROM clocks_clock k
                              WHERE k.stream = 'case:' || c.id AND k.ended_at IS NULL) d ON true
         WHERE c.area = p_area AND c.closed_at IS NULL),
    kept AS (
        SELECT w.* FROM work w
         WHERE (NOT p_wanted ? 'state' OR w.state = p_wanted->>'state')
           AND (NOT p_wanted ? 'risk' OR w.risk = p_wanted->>'risk')
           AND (NOT p_wanted ? 'owner' OR w.owner_id IS NOT DISTINCT FROM (p_wanted->>'owner')::bigint)
           AND (NOT p_wanted ? 'borough' OR w.borough_id = p_wanted->>'borough')
           AND (NOT p_wanted ? 'late' OR w.is_late)
           AND (NOT p_wanted ? 'due_before'
                OR w.due_at >= p_now AND w.due_at < (p_wanted->>'due_before')::timestamptz)
           AND (NOT p_wanted ? 'opened_before' OR w.opened_at <= (p_wanted->>'opened_before')::timestamptz)
           AND (NOT p_wanted ? 'scales' OR w.facts @> (p_wanted->'scales'))
           AND (NOT p_wanted ? 'not_graded' OR NOT w.facts ? (p_wanted->>'not_graded'))
           AND (NOT p_wanted ? 'review' OR CASE p_wanted->>'review'
                    WHEN 'never' THEN w.reviewed_at IS NULL
                    WHEN 'asked' THEN w.instructed_at IS NOT NULL
                    ELSE EXISTS (SELECT 1 FROM clocks_clock k WHERE k.stream = 'case:' || w.id AND k.ended_at IS NULL
                                    AND k.due_at < p_now AND p_wanted->'review_clocks' ? k.rule_id) END)
           AND (NOT p_wanted ? 'reference' OR w.reference LIKE (p_wanted->>'reference') || '%'
                OR w.person_id IN (SELECT n.person_id FROM named n))),
    ranked AS (
        SELECT k.*, array_position(ARRAY['high', '', 'medium', 'low', 'none'], k.risk::text) AS risk_rank,
               g.rank AS grade_rank,
               CASE p_wanted->>'sort'
                   WHEN 'due' THEN extract(epoch FROM k.due_at)
                   WHEN 'opened' THEN extract(epoch FROM k.opened_at)
                   WHEN 'risk' THEN array_position(ARRAY['high', '', 'medium', 'low', 'none'], k.risk::text)
                   WHEN 'grade' THEN coalesce(g.rank, 1000)
                   WHEN 'state' THEN s.rank END AS number,
               CASE p_wanted->>'sort'
                   WHEN 'owner' THEN coalesce(o.name, '')
                   WHEN 'borough' THEN coalesce(k.borough_id, '')
                   WHEN 'child' THEN n.word
                   WHEN 'reference' THEN k.reference END COLLATE "C" AS word
          FROM kept k
          LEFT JOIN organisation_officer o ON o.id = k.owner_id
          LEFT JOIN jsonb_array_elements_text(p_wanted#>'{order,grades}') WITH ORDINALITY AS g(value, rank)
            ON g.value = k.facts->>(p_wanted#>>'{order,scale}')
          LEFT JOIN jsonb_array_elements_text(p_wanted#>'{order,states}') WITH ORDINALITY AS s(value, rank)
            ON s.value = k.state
          -- Surname, forename, as the list tells them: the newest that every reader of a queue may know.
          LEFT JOIN LATERAL (
              SELECT lower(string_agg(v.text, ', ' ORDER BY v.field DESC)) AS word
                FROM (SELECT DISTINCT ON (a.field) a.field, a.text
                        FROM people_link l JOIN records_mention m ON m.id = l.mention_id AND m.is_live
                        JOIN records_assertion a ON a.mention_id = m.id AND a.field IN ('surname', 'forename')
                         AND a.status <> 'superseded' AND a.restriction = '' AND a.layer_rank <= 1
                        JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
                       WHERE p_wanted->>'sort' = 'child' AND l.person_id = k.person_id AND l.to_at IS NULL AND l.certainty = 'linked'
                       ORDER BY a.field, a.status = 'rectified' DESC, r.known_at DESC, a.id) AS v) AS n
            ON true)
    SELECT r.id, r.person_id, count(*) OVER (), count(*) FILTER (WHERE r.is_late) OVER () FROM ranked r
     ORDER BY CASE WHEN NOT p_wanted ? 'down' THEN r.number END NULLS LAST,
              CASE WHEN p_wanted ? 'down' THEN r.number END DESC NULLS LAST,
              CASE WHEN NOT p_wanted ? 'down' THEN r.word END,
              CASE WHEN p_wanted ? 'down' THEN r.word END DESC NULLS LAST,
              r.reference NOT IN (SELECT s.about FROM sent s), r.owner_id IS NOT NULL, NOT r.is_late, r.risk_rank, r.grade_rank NULLS FIRST, r.due_at NULLS LAST,
              r.opened_at, r.id
     LIMIT p_limit OFFSET p_offset;
END $$;

-- What stands in each state of an area: how much, since when, late, due before an instant, without an owner. Counts only.
CREATE OR REPLACE FUNCTION goldthread_board(p_area text, p_now timestamptz, p_soon timestamptz)
RETURNS TABLE (state text, open bigint, oldest timestamptz, late bigint, soon bigint, no_owner bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.state, count(*), min(c.opened_at), count(*) FILTER (WHERE d.due_at < p_now),
           count(*) FILTER (WHERE d.due_at >= p_now AND d.due_at < p_soon), count(*) FILTER (WHERE c.owner_id IS NULL)
      FROM cases_case c
      LEFT JOIN LATERAL (SELECT min(k.due_at) AS due_at FROM clocks_clock k
                          WHERE k.stream = 'case:' || c.id AND k.ended_at IS NULL) d ON true
     WHERE c.area = p_area AND c.closed_at IS NULL GROUP BY 1
$$;

-- How many cases of each area were opened about these people since an instant: counts, and nothing of what they tell.
CREATE OR REPLACE FUNCTION goldthread_times(p_people uuid[], p_since timestamptz)
RETURNS TABLE (area text, person_id uuid, many bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT c.area::text, l.person_id, count(DISTINCT c.id) FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id
     WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked' AND c.opened_at > p_since
     GROUP BY 1, 2;
END $$;

-- Which of these records are cases of ours come back, and which: the record names the case by its reference, or the case
-- has the record's number, and both are about the same person as known now. One that names another person's case is a slip
-- and no echo. Ids only.
CREATE OR REPLACE FUNCTION goldthread_own_case_of(p_records uuid[]) RETURNS TABLE (record_id uuid, reference text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH asked AS (
        SELECT r.id, r.kind, r.source_record_id, m.id AS mention_id FROM records_sourcerecord r
          JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                AND m.key = 'subject' AND m.is_live
         WHERE r.id = ANY (p_records)),
    named AS (
        SELECT a.id, a.mention_id, c.mention_id AS ours, c.reference FROM asked a
          JOIN records_recordcontent t ON t.record_id = a.id
          JOIN cases_case c ON c.reference = upper(trim(goldthread_fact(t.facts, 'goldthread_no')))
        UNION
        SELECT a.id, a.mention_id, c.mention_id, c.reference FROM asked a
          JOIN cases_case c ON c.external_reference = a.source_record_id AND c.external_reference <> ''
         WHERE a.kind = 'notification')
    SELECT DISTINCT n.id, n.reference::text FROM named n
      JOIN people_link o ON o.mention_id = n.ours AND o.to_at IS NULL AND o.certainty = 'linked'
      JOIN people_link t ON t.mention_id = n.mention_id AND t.to_at IS NULL AND t.certainty = 'linked'
                        AND t.person_id = o.person_id;
END $$;

-- The same records alone, and only of the cases that are asked about; NULL: of any.
CREATE OR REPLACE FUNCTION goldthread_own_returned(p_records uuid[], p_references text[]) RETURNS TABLE (record_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT o.record_id FROM goldthread_own_case_of(p_records) o
     WHERE p_references IS NULL OR o.reference = ANY (p_references)
$$;

-- How many cases of an area were told something after an instant: a count for a list that is polled.
CREATE OR REPLACE FUNCTION goldthread_queue_changed(p_area text, p_since timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(*) FROM cases_case c JOIN journal_event e ON e.id = c.last_event_id
     WHERE c.area = p_area AND (c.closed_at IS NULL OR c.closed_at > p_since) AND e.recorded_at > p_since
$$;

-- An area's open work counted, of one borough or ('') of all: how much, high risk, late, without an owner. Nobody's name.
CREATE OR REPLACE FUNCTION goldthread_board_counts(p_area text, p_borough text, p_now timestamptz)
RETURNS TABLE (open bigint, high bigint, late bigint, no_owner bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(*), count(*) FILTER (WHERE c.risk = 'high'), count(*) FILTER (WHERE d.due_at < p_now),
           count(*) FILTER (WHERE c.owner_id IS NULL)
      FROM cases_case c
      LEFT JOIN LATERAL (SELECT min(k.due_at) AS due_at FROM clocks_clock k
                          WHERE k.stream = 'case:' || c.id AND k.ended_at IS NULL) d ON true
     WHERE c.area = p_area AND c.closed_at IS NULL AND (p_borough = '' OR c.borough_id = p_borough)
$$;

-- What a board of rows shows, in a few letters: other ones as soon as a row comes, goes, is told something, or turns late; and
-- how many of its rows were told something after an instant. Nobody's name.
CREATE OR REPLACE FUNCTION goldthread_board_version(
    p_area text, p_wanted jsonb, p_now timestamptz, p_since timestamptz, p_most int)
RETURNS TABLE (version text, changed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT md5(coalesce(string_agg(concat_ws(' ', q.case_id, q.person_id, c.last_event_id, q.found_late), ',' ORDER BY q.place), '')),
           count(*) FILTER (WHERE e.recorded_at > p_since)
      FROM goldthread_queue_page(p_area, p_wanted, p_now, p_most, 0) WITH ORDINALITY
           AS q (case_id, person_id, found, found_late, place)
      JOIN cases_case c ON c.id = q.case_id LEFT JOIN journal_event e ON e.id = c.last_event_id
$$;

-- How much open work each of these officers holds in all areas, and how much of it is late: counts, and nobody's name.
CREATE OR REPLACE FUNCTION goldthread_held_by(p_officers bigint[], p_now timestamptz)
RETURNS TABLE (officer_id bigint, open bigint, late bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.owner_id, count(*), count(*) FILTER (WHERE EXISTS (
               SELECT 1 FROM clocks_clock k WHERE k.stream = 'case:' || c.id AND k.ended_at IS NULL AND k.due_at < p_now))
      FROM cases_case c WHERE c.owner_id = ANY (p_officers) AND c.closed_at IS NULL GROUP BY 1
$$;

-- The cases that an officer holds, open ones and closed ones of which a review still asks something, and those offered
-- to them, themselves or by their post: ids only.
CREATE OR REPLACE FUNCTION goldthread_in_hand(p_officer bigint, p_role text, p_borough text)
RETURNS TABLE (case_id uuid, person_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT c.id, l.person_id FROM cases_case c
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE (c.closed_at IS NULL OR c.instructed_at IS NOT NULL)
       AND (c.owner_id = p_officer OR c.offered_at IS NOT NULL AND (c.offered_to_id = p_officer
            OR c.offered_role = p_role AND (p_borough = '' OR c.borough_id IS NULL OR c.borough_id = p_borough)
            -- Nobody accepted it, and it climbed to them.
            OR EXISTS (SELECT 1 FROM alerts_alert a JOIN alerts_delivery d ON d.alert_id = a.id
                        WHERE a.kind = 'handover' AND a.case_reference = c.reference AND a.withdrawn_at IS NULL
                          AND d.officer_id = p_officer)))
     ORDER BY c.offered_at NULLS LAST, c.opened_at, c.id;
END $$;

-- The cases of a drawn sample and whom each is about now, in the order drawn. Ids only; to look before reading.
CREATE OR REPLACE FUNCTION goldthread_drawn_ids(p_id bigint) RETURNS TABLE (area text, case_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT d.area::text, c.id, l.person_id
      FROM cases_drawn d
     CROSS JOIN LATERAL jsonb_array_elements(d.cases) WITH ORDINALITY AS o(one, place)
      JOIN cases_case c ON c.id = (o.one->>'case')::uuid
      LEFT JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE d.id = p_id ORDER BY o.place
$$;

-- A flag of ours and the person its mention is now. Ids only; to look before reading.
CREATE OR REPLACE FUNCTION goldthread_flag_ids(p_reference text) RETURNS TABLE (flag_id uuid, person_id uuid, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT f.id, l.person_id, f.kind::text FROM flags_flag f
      LEFT JOIN people_link l ON l.mention_id = f.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE f.reference = p_reference
$$;

-- The open flags of one owner, or of everybody, the next to be reviewed first. Ids only. A hidden record's are not counted.
CREATE OR REPLACE FUNCTION goldthread_flags_open(p_owner bigint, p_limit int, p_offset int)
RETURNS TABLE (flag_id uuid, person_id uuid, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT f.id, l.person_id, count(*) OVER () FROM flags_flag f
      JOIN records_mention m ON m.id = f.mention_id AND m.restriction <> 'hidden'
      LEFT JOIN people_link l ON l.mention_id = f.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE f.closed_at IS NULL AND (p_owner IS NULL OR f.owner_id = p_owner)
     ORDER BY f.review_on, f.reference LIMIT p_limit OFFSET p_offset
$$;

-- The flags of these kinds that stand now, on anybody whose record is not limited: what may go out. Ids only.
CREATE OR REPLACE FUNCTION goldthread_flags_in_force(p_kinds text[]) RETURNS TABLE (flag_id uuid, person_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT f.id, l.person_id FROM flags_flag f
      JOIN records_mention m ON m.id = f.mention_id AND m.restriction = '' AND m.is_live
      JOIN people_link l ON l.mention_id = f.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE f.closed_at IS NULL AND f.kind = ANY (p_kinds);
END $$;

-- The people one record names, and whether it is restricted. Ids only.
CREATE OR REPLACE FUNCTION goldthread_record_people(p_record uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT l.person_id), '{}')
      FROM records_sourcerecord r
      JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
      JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE r.id = p_record
$$;

-- The log rows that name any of these people, newest first, with how many there are. Ids only; a definer function so that
-- the array index is used (under row-level security an overlap would be checked row by row).
CREATE OR REPLACE FUNCTION goldthread_looks_at(
    p_people uuid[], p_since timestamptz, p_until timestamptz, p_officer text, p_limit int, p_offset int)
RETURNS TABLE (entry_id bigint, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT e.id, count(*) OVER () FROM access_logentry e LEFT JOIN organisation_officer o ON o.id = e.officer_id
     WHERE e.people && p_people
       AND (p_since IS NULL OR e.at >= p_since) AND (p_until IS NULL OR e.at < p_until)
       AND (p_officer = '' OR o.name ILIKE p_officer OR o.username ILIKE p_officer)
       AND (goldthread_current_look()).id IS NOT NULL
     ORDER BY e.id DESC LIMIT p_limit OFFSET p_offset
$$;

-- Figures of one area by borough: how many were opened, where they stand, how long until a named officer took them.
-- Counts only: no reference, no person, so it needs no look.
CREATE OR REPLACE FUNCTION goldthread_area_figures(p_area text, p_taking text)
RETURNS TABLE (borough text, opened bigint, waiting bigint, taken bigint, closed bigint, median_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH first_taken AS (
        SELECT stream, min(occurred_at) AS at FROM journal_event WHERE kind = p_taking GROUP BY stream)
    SELECT coalesce(b.name, 'not known'), count(*),
           count(*) FILTER (WHERE c.closed_at IS NULL AND c.owner_id IS NULL),
           count(*) FILTER (WHERE c.closed_at IS NULL AND c.owner_id IS NOT NULL),
           count(*) FILTER (WHERE c.closed_at IS NOT NULL),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.at - c.opened_at))
      FROM cases_case c
      LEFT JOIN organisation_borough b ON b.code = c.borough_id
      LEFT JOIN first_taken t ON t.stream = 'case:' || c.id
     WHERE c.area = p_area GROUP BY 1 ORDER BY 1
$$;

-- Let the planner know the sizes of what a load has filled, at once and not when the autovacuum comes by: a search
-- planned without them took minutes. Only the owner may analyze, so the service asks here.
CREATE OR REPLACE FUNCTION goldthread_learn_sizes() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    ANALYZE people_searchkey, people_searchword, people_matchkey, people_link, people_person, records_mention, records_assertion,
            records_sourcerecord, records_recordcontent, cases_case, access_logentry;
END $$;

-- Who is linked under another model than this one: how many people, and under which. Counts only. Of the links that are
-- solved again by it: not those of withdrawn records, nor of records kept from use under a person's right. It counts up
-- to a limit, so that a page which asks stays quick. `< or >` may use the index where `<>` may not.
CREATE OR REPLACE FUNCTION goldthread_linked_under_another(p_model text, p_limit int)
RETURNS TABLE (people bigint, is_all boolean, models text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH behind AS (
        SELECT l.person_id, l.reasons->>0 AS model
          FROM people_link l JOIN records_mention m ON m.id = l.mention_id AND m.is_live
          JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                     AND r.is_current AND r.restriction_before IS NULL
         WHERE l.to_at IS NULL AND (l.reasons->>0 < p_model OR l.reasons->>0 > p_model)
         LIMIT p_limit)
    SELECT count(DISTINCT person_id), count(*) < p_limit, array_agg(DISTINCT model ORDER BY model) FROM behind
$$;
