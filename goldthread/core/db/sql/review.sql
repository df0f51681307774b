-- Reviewing links. Ids, names of fields and counts only: what a pair says is read under a look, after this.

-- Whom an officer need not be asked about: two people between whom a decision stands, or about whom this officer answered.
-- `settled` is false where nobody could tell: that is asked again when a pair came after `at`.
CREATE OR REPLACE FUNCTION goldthread_review_answered(p_officer bigint)
RETURNS TABLE (low uuid, high uuid, settled boolean, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
        SELECT least(l.person_id, o.person_id) AS low, greatest(l.person_id, o.person_id) AS high,
               bool_or(d.state <> 'in_force' OR d.answer <> 'cannot_tell') AS settled, max(d.decided_at) AS at
          FROM people_linkdecision d
          JOIN people_link l ON l.mention_id = d.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN people_link o ON o.mention_id = d.other_id AND o.to_at IS NULL AND o.certainty = 'linked'
         WHERE d.state = 'in_force' OR (d.state = 'waiting' AND d.decided_by_id = p_officer)
            OR (d.state = 'not_agreed' AND p_officer IN (d.decided_by_id, d.second_by_id))
         GROUP BY 1, 2
$$;

-- Pairs of people who may be one, worst harm first, as one officer may know of them: each two people once, by the pair
-- of mentions to be answered. `p_harms` is goldthread/link/review/harms.yaml; `p_chosen` narrows by guard, system,
-- borough and score. A side that is hidden from the officer is not there and is not counted. A pair that waits
-- for a second officer looks like any other, except to the officer who answered first, for whom it is done.
DROP FUNCTION IF EXISTS goldthread_review_pairs(bigint, timestamptz, jsonb, jsonb, int);
CREATE FUNCTION goldthread_review_pairs(
    p_officer bigint, p_at timestamptz, p_harms jsonb, p_chosen jsonb, p_limit int)
RETURNS TABLE (mention_id uuid, other_id uuid, person_id uuid, other_person uuid, score double precision,
               stopped_by text, harm int, pairs bigint, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off
AS $$
BEGIN
    -- Planned anew for each choice: a plan for any choice at all took five times as long at 16,000 pairs.
    RETURN QUERY EXECUTE $q$
    WITH opened AS (
        SELECT g.person_id FROM access_grant g
         WHERE g.officer_id = $1 AND g.opens_hidden AND g.starts_at <= $2 AND g.ends_at > $2),
    asked AS (
        SELECT p.mention_id, p.other_id, p.score, p.stopped_by, p.from_at, false AS waits
          FROM people_possible p WHERE p.to_at IS NULL
        UNION ALL
        SELECT d.mention_id, d.other_id, p.score, coalesce(p.stopped_by, ''), d.decided_at, true
          FROM people_linkdecision d
          LEFT JOIN people_possible p ON p.mention_id = d.mention_id AND p.other_id = d.other_id AND p.to_at IS NULL
         WHERE d.state = 'waiting'),
    open_pairs AS (
        SELECT a.*, l.person_id, o.person_id AS other_person,
               least(l.person_id, o.person_id) AS low, greatest(l.person_id, o.person_id) AS high
          FROM asked a
          JOIN people_link l ON l.mention_id = a.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN people_link o ON o.mention_id = a.other_id AND o.to_at IS NULL AND o.certainty = 'linked'
          JOIN records_mention m ON m.id = a.mention_id AND m.is_live
          JOIN records_mention n ON n.id = a.other_id AND n.is_live
         WHERE l.person_id <> o.person_id
           AND (m.restriction <> 'hidden' OR l.person_id IN (SELECT opened.person_id FROM opened))
           AND (n.restriction <> 'hidden' OR o.person_id IN (SELECT opened.person_id FROM opened))),
    answered AS (SELECT * FROM goldthread_review_answered($1)),
    each_two AS (
        SELECT DISTINCT ON (p.low, p.high) p.*,
               count(*) FILTER (WHERE NOT p.waits OR p.score IS NULL) OVER (PARTITION BY p.low, p.high) AS pairs
          FROM open_pairs p LEFT JOIN answered a ON a.low = p.low AND a.high = p.high
         -- What nobody could tell is asked again only where a pair came since.
         WHERE a.low IS NULL OR (NOT a.settled AND p.from_at > a.at)
         ORDER BY p.low, p.high, p.waits DESC, p.score DESC NULLS LAST, p.mention_id, p.other_id),
    chosen AS (
        SELECT e.* FROM each_two e
         WHERE ($4->>'guard' IS NULL OR e.stopped_by = $4->>'guard')
           AND ($4->>'stopped' IS NULL OR (e.stopped_by <> '') = ($4->>'stopped')::boolean)
           AND ($4->>'least' IS NULL OR e.score >= ($4->>'least')::double precision)
           AND ($4->>'below' IS NULL OR e.score < ($4->>'below')::double precision)
           AND (($4->>'system' IS NULL AND $4->>'borough' IS NULL) OR EXISTS (
                SELECT 1 FROM records_mention m
                  JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                             AND r.is_current
                 WHERE m.id IN (e.mention_id, e.other_id)
                   AND ($4->>'system' IS NULL OR m.source_id = $4->>'system')
                   AND ($4->>'borough' IS NULL OR r.borough = $4->>'borough')))),
    rules AS (SELECT * FROM jsonb_to_recordset($3) AS r(rank int, by text, held text[], days int)),
    sides AS MATERIALIZED (
        SELECT s.id, m.id AS mention, m.source_id, m.source_record_id
          FROM (SELECT c.low AS id FROM chosen c UNION SELECT c.high FROM chosen c) s
          JOIN people_link l ON l.person_id = s.id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN records_mention m ON m.id = l.mention_id AND m.is_live
           AND (m.restriction <> 'hidden' OR s.id IN (SELECT opened.person_id FROM opened))),
    marks AS (
        SELECT s.id, r.rank FROM sides s JOIN rules r ON r.by = 'source' AND s.source_id = ANY (r.held)
        UNION ALL
        SELECT s.id, r.rank FROM sides s
          JOIN records_sourcerecord v ON v.source_id = s.source_id AND v.source_record_id = s.source_record_id
                                     AND v.is_current AND NOT v.is_deleted
          JOIN rules r ON r.by = 'record' AND v.kind = ANY (r.held) AND v.known_at > $2 - make_interval(days => r.days)
        UNION ALL
        SELECT s.id, r.rank FROM sides s
          JOIN cases_case c ON c.mention_id = s.mention AND c.closed_at IS NULL
          JOIN rules r ON r.by = 'work' AND c.area = ANY (r.held)
        UNION ALL
        SELECT s.id, r.rank FROM sides s
          JOIN flags_flag f ON f.mention_id = s.mention AND f.state <> 'lifted'
          JOIN rules r ON r.by = 'flag' AND f.kind = ANY (r.held)
        UNION ALL
        SELECT s.id, r.rank FROM sides s
          JOIN flags_told t ON t.mention_id = s.mention
          JOIN records_sourcerecord v ON v.id = t.record_id AND v.is_current AND NOT v.is_deleted
          JOIN rules r ON r.by = 'flag' AND t.kind = ANY (r.held)),
    worst AS (SELECT k.id, min(k.rank) AS rank FROM marks k GROUP BY k.id)
    SELECT c.mention_id, c.other_id, c.person_id, c.other_person, c.score, c.stopped_by::text,
           least(a.rank, b.rank, g.rank, 99)::int AS harm, c.pairs, count(*) OVER () AS total
      FROM chosen c
      LEFT JOIN worst a ON a.id = c.low
      LEFT JOIN worst b ON b.id = c.high
      LEFT JOIN LATERAL (SELECT min(r.rank) AS rank FROM rules r
                          WHERE r.by = 'guard' AND c.stopped_by <> ''
                            AND (c.stopped_by = ANY (r.held) OR 'any' = ANY (r.held))) g ON true
     ORDER BY harm, c.score DESC NULLS FIRST, c.mention_id, c.other_id LIMIT $5
    $q$ USING p_officer, p_at, p_harms, p_chosen, p_limit;
END $$;

-- How many pairs wait for an officer, counted no further than so many pairs of records: it stands on every page.
DROP FUNCTION IF EXISTS goldthread_review_count(bigint, timestamptz, int);
CREATE FUNCTION goldthread_review_count(p_officer bigint, p_at timestamptz, p_most int)
RETURNS TABLE (n bigint, or_more boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off
AS $$
    WITH opened AS (
        SELECT g.person_id FROM access_grant g
         WHERE g.officer_id = p_officer AND g.opens_hidden AND g.starts_at <= p_at AND g.ends_at > p_at),
    asked AS (
        (SELECT p.mention_id, p.other_id, p.from_at FROM people_possible p WHERE p.to_at IS NULL LIMIT p_most)
        UNION ALL
        SELECT d.mention_id, d.other_id, d.decided_at FROM people_linkdecision d WHERE d.state = 'waiting'),
    open_pairs AS (
        SELECT least(l.person_id, o.person_id) AS low, greatest(l.person_id, o.person_id) AS high, max(a.from_at) AS from_at
          FROM asked a
          JOIN people_link l ON l.mention_id = a.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN people_link o ON o.mention_id = a.other_id AND o.to_at IS NULL AND o.certainty = 'linked'
          JOIN records_mention m ON m.id = a.mention_id AND m.is_live
          JOIN records_mention n ON n.id = a.other_id AND n.is_live
         WHERE l.person_id <> o.person_id
           AND (m.restriction <> 'hidden' OR l.person_id IN (SELECT opened.person_id FROM opened))
           AND (n.restriction <> 'hidden' OR o.person_id IN (SELECT opened.person_id FROM opened))
         GROUP BY 1, 2)
    SELECT count(*), (SELECT count(*) FROM asked) >= p_most FROM open_pairs p
     WHERE NOT EXISTS (
        SELECT 1 FROM goldthread_review_answered(p_officer) a
         WHERE a.low = p.low AND a.high = p.high AND (a.settled OR p.from_at <= a.at))
$$;

-- Everybody whom the page of a pair names: who the mentions are, and who is named beside them in a record. Ids only.
CREATE OR REPLACE FUNCTION goldthread_review_people(p_mentions uuid[], p_limit int) RETURNS TABLE (person_id uuid, side boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH sides AS (
        SELECT DISTINCT l.person_id FROM people_link l
         WHERE l.mention_id = ANY (p_mentions) AND l.to_at IS NULL AND l.certainty = 'linked')
    SELECT s.person_id, true FROM sides s
    UNION ALL
    (SELECT o.person_id, false
       FROM sides s
       JOIN people_link l ON l.person_id = s.person_id AND l.to_at IS NULL AND l.certainty = 'linked'
       JOIN records_mention m ON m.id = l.mention_id AND m.is_live
       JOIN records_mention n ON n.source_id = m.source_id AND n.source_record_id = m.source_record_id
                             AND n.id <> m.id AND n.is_live AND n.restriction = ''
       JOIN people_link o ON o.mention_id = n.id AND o.to_at IS NULL AND o.certainty = 'linked'
      WHERE o.person_id NOT IN (SELECT sides.person_id FROM sides)
      GROUP BY o.person_id ORDER BY count(*) DESC, o.person_id LIMIT p_limit)
$$;

-- Which fields the records say of each mention, without a value: what a reader may not see is then "limited", not blank.
CREATE OR REPLACE FUNCTION goldthread_review_fields(p_mentions uuid[]) RETURNS TABLE (mention_id uuid, field text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT a.mention_id, a.field::text FROM records_assertion a
      JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
     WHERE a.mention_id = ANY (p_mentions) AND a.status <> 'superseded' AND (SELECT (goldthread_current_look()).id) IS NOT NULL
$$;

-- What rests on each of these people being who they are taken for, in counts. Under a look; a definer function so that the
-- array index of the log is used.
CREATE OR REPLACE FUNCTION goldthread_review_rests(p_people uuid[]) RETURNS TABLE (person_id uuid, what text, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT l.person_id, c.area::text, count(DISTINCT c.id)
      FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id AND c.closed_at IS NULL
     WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked'
       AND (SELECT (goldthread_current_look()).id) IS NOT NULL
     GROUP BY 1, 2
    UNION ALL
    SELECT l.person_id, 'flag', count(DISTINCT f.id)
      FROM people_link l JOIN flags_flag f ON f.mention_id = l.mention_id AND f.state <> 'lifted'
     WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked'
       AND (SELECT (goldthread_current_look()).id) IS NOT NULL
     GROUP BY 1
    UNION ALL
    SELECT p.id, 'alert', count(*) FROM people_person p
      JOIN alerts_alert a ON a.person_code = p.code AND a.acknowledged_at IS NULL
     WHERE p.id = ANY (p_people) AND (SELECT (goldthread_current_look()).id) IS NOT NULL GROUP BY 1
    UNION ALL
    SELECT p.id, 'disclosure', count(*) FROM unnest(p_people) AS p(id)
      JOIN access_logentry e ON e.people @> ARRAY[p.id] AND e.operation = 'disclosure' AND e.outcome = 'done'
     WHERE (SELECT (goldthread_current_look()).id) IS NOT NULL GROUP BY 1
$$;

-- Acts of deciding, newest first: one answer to a pair, or all the pairs of records taken out at once, by the first of its
-- decisions. Of one officer, of one person, or of all; never with a side hidden from whoever asks. Ids only. What still
-- waits for a second officer is told to the officer who answered first and to nobody else.
CREATE OR REPLACE FUNCTION goldthread_review_decisions(
    p_asker bigint, p_officer bigint, p_person uuid, p_at timestamptz, p_limit int, p_offset int)
RETURNS TABLE (decision_id uuid, pairs bigint, person_id uuid, other_person uuid, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH opened AS (
        SELECT g.person_id FROM access_grant g
         WHERE g.officer_id = p_asker AND g.opens_hidden AND g.starts_at <= p_at AND g.ends_at > p_at),
    theirs AS (
        SELECT k.mention_id FROM people_link k
         WHERE k.person_id = p_person AND k.to_at IS NULL AND k.certainty = 'linked'),
    shown AS (
        SELECT d.id, d.decided_at, e.log_entry_id AS act, l.person_id, o.person_id AS other_person
          FROM people_linkdecision d
          JOIN journal_event e ON e.stream = 'link:' || d.id AND e.kind = 'link.decided'
          JOIN records_mention m ON m.id = d.mention_id
          JOIN records_mention n ON n.id = d.other_id
          LEFT JOIN people_link l ON l.mention_id = d.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
          LEFT JOIN people_link o ON o.mention_id = d.other_id AND o.to_at IS NULL AND o.certainty = 'linked'
         WHERE (p_officer IS NULL OR p_officer IN (d.decided_by_id, d.second_by_id))
           AND (p_person IS NULL OR d.mention_id IN (SELECT theirs.mention_id FROM theirs)
                OR d.other_id IN (SELECT theirs.mention_id FROM theirs))
           AND (d.state <> 'waiting' OR d.decided_by_id = p_asker)
           AND (m.restriction <> 'hidden' OR l.person_id IN (SELECT opened.person_id FROM opened))
           AND (n.restriction <> 'hidden' OR o.person_id IN (SELECT opened.person_id FROM opened))),
    acts AS (
        SELECT DISTINCT ON (s.act) s.*, count(*) OVER (PARTITION BY s.act) AS pairs FROM shown s ORDER BY s.act, s.id)
    SELECT a.id, a.pairs, a.person_id, a.other_person, count(*) OVER ()
      FROM acts a ORDER BY a.decided_at DESC, a.id LIMIT p_limit OFFSET p_offset
$$;

-- The decisions made in the same act as one of them, that still hold or wait. Ids only; to look before taking them back.
CREATE OR REPLACE FUNCTION goldthread_link_act(p_decision uuid)
RETURNS TABLE (decision_id uuid, mention_id uuid, other_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT d.id, d.mention_id, d.other_id
      FROM people_linkdecision c
      JOIN journal_event e ON e.stream = 'link:' || c.id AND e.kind = 'link.decided'
      -- By the officer and about the minute first: the journal has no index by the look an event was written under.
      JOIN people_linkdecision d ON d.decided_by_id = c.decided_by_id AND d.state IN ('waiting', 'in_force')
       AND d.decided_at BETWEEN c.decided_at - interval '5 minutes' AND c.decided_at + interval '5 minutes'
      JOIN journal_event f ON f.stream = 'link:' || d.id AND f.kind = 'link.decided' AND f.log_entry_id = e.log_entry_id
     WHERE c.id = p_decision
     ORDER BY d.mention_id, d.other_id
$$;

-- How many other officers have opened a person's picture since an instant, and how many gave it to somebody outside. Counts
-- only: who they are is for data protection.
DROP FUNCTION IF EXISTS goldthread_review_saw(uuid, timestamptz);
CREATE OR REPLACE FUNCTION goldthread_review_saw(p_asker bigint, p_person uuid, p_since timestamptz)
RETURNS TABLE (officers bigint, gave bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(DISTINCT e.officer_id),
           count(DISTINCT e.officer_id) FILTER (WHERE e.operation = 'disclosure')
      FROM access_logentry e
     WHERE e.people @> ARRAY[p_person] AND e.at >= p_since AND e.officer_id <> p_asker AND e.outcome = 'done'
       AND e.door NOT LIKE '%search%' AND (SELECT (goldthread_current_look()).id) IS NOT NULL
$$;

-- How reviewing goes, in counts: no pair, no officer, no person, so it needs no look.
CREATE OR REPLACE FUNCTION goldthread_review_figures(p_since timestamptz)
RETURNS TABLE (stopped_by text, answer text, decided bigint, agreed bigint, not_agreed bigint, overturned bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT coalesce(p.stopped_by, 'not_asked'), d.answer::text, count(*),
           count(*) FILTER (WHERE d.second_by_id IS NOT NULL AND d.state <> 'not_agreed'),
           count(*) FILTER (WHERE d.state = 'not_agreed'),
           count(*) FILTER (WHERE d.state = 'withdrawn')
      FROM people_linkdecision d
      LEFT JOIN LATERAL (SELECT q.stopped_by::text FROM people_possible q
                          WHERE q.mention_id = d.mention_id AND q.other_id = d.other_id
                          ORDER BY q.from_at DESC LIMIT 1) p ON true
     WHERE d.decided_at >= p_since AND d.state <> 'waiting' GROUP BY 1, 2 ORDER BY 1, 2
$$;
