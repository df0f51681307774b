-- Finding people. The finder returns ids, scores and which fact agreed, never words (decision 0004).

DROP FUNCTION IF EXISTS goldthread_find_people(text, jsonb, int);
DROP FUNCTION IF EXISTS goldthread_find_people(text, jsonb, jsonb, int);

-- A word and every form of it with one letter left out: two words one slip apart have one of these in common.
CREATE OR REPLACE FUNCTION goldthread_near_forms(p_word text) RETURNS SETOF text LANGUAGE sql IMMUTABLE
AS $$
    SELECT p_word
    UNION
    SELECT overlay(p_word PLACING '' FROM i FOR 1) FROM generate_series(1, length(p_word)) AS i
     WHERE length(p_word) BETWEEN 3 AND 30
$$;

-- The words that names and places have follow the keys, whoever writes those: the feeds, a right carried out, an erasure.
CREATE OR REPLACE FUNCTION goldthread_words_follow() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO people_searchword (kind, near, word)
            SELECT w.kind, f, w.value FROM (
                SELECT DISTINCT n.kind, n.value FROM new_keys n WHERE n.kind IN ('name', 'place', 'ask:name')
                   AND NOT EXISTS (SELECT 1 FROM people_searchword s WHERE s.kind = n.kind AND s.word = n.value)) w,
                   goldthread_near_forms(w.value) AS f
             ORDER BY 1, 2, 3
            ON CONFLICT DO NOTHING;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        -- A name that nobody has any more is gone too: an erased one must not linger here.
        DELETE FROM people_searchword s
         USING (SELECT DISTINCT o.kind, o.value FROM old_keys o WHERE o.kind IN ('name', 'place', 'ask:name')) w
         WHERE s.kind = w.kind AND s.word = w.value
           AND NOT EXISTS (SELECT 1 FROM people_searchkey k WHERE k.kind = w.kind AND k.value = w.value);
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS words_come ON people_searchkey;
DROP TRIGGER IF EXISTS words_change ON people_searchkey;
DROP TRIGGER IF EXISTS words_go ON people_searchkey;
CREATE TRIGGER words_come AFTER INSERT ON people_searchkey REFERENCING NEW TABLE AS new_keys
    FOR EACH STATEMENT EXECUTE FUNCTION goldthread_words_follow();
CREATE TRIGGER words_change AFTER UPDATE ON people_searchkey REFERENCING OLD TABLE AS old_keys NEW TABLE AS new_keys
    FOR EACH STATEMENT EXECUTE FUNCTION goldthread_words_follow();
CREATE TRIGGER words_go AFTER DELETE ON people_searchkey REFERENCING OLD TABLE AS old_keys
    FOR EACH STATEMENT EXECUTE FUNCTION goldthread_words_follow();

-- Which of these mentions some record puts at a place nobody may be told of: no address finds them. Without a postcode of
-- its own an address counts as the secret one when its door does: hiding one too many harms least. It begins at the
-- secret places, which are few, and looks at one by one only those of their mentions that were asked for.
DROP FUNCTION IF EXISTS goldthread_secret_mentions();
CREATE OR REPLACE FUNCTION goldthread_secret_among(p_mentions uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
    IF p_mentions IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH asked AS MATERIALIZED (SELECT DISTINCT a AS mention_id FROM unnest(p_mentions) AS a),
    secret AS MATERIALIZED (
        SELECT p.postcode, d.door
          FROM places_place p,
               LATERAL (VALUES (regexp_replace(p.door_key, '^(\S+) (.*)$', '\2|\1|')), (p.name_key || '|'),
                               (p.organisation_key || '|')) AS d(door)
         WHERE p.is_secret AND NOT p.is_deleted),
    behind AS MATERIALIZED (
        SELECT k.mention_id, s.postcode FROM (SELECT DISTINCT * FROM secret WHERE length(door) > 1) s
          JOIN LATERAL (SELECT mention_id FROM people_searchkey WHERE kind = 'door' AND value ~>=~ s.door
                           AND value ~<~ (s.door || '~') OFFSET 0) k ON true
          JOIN asked a ON a.mention_id = k.mention_id),
    near AS MATERIALIZED (
        SELECT k.mention_id FROM (SELECT DISTINCT postcode FROM secret WHERE postcode <> '') s
          JOIN LATERAL (SELECT mention_id FROM people_searchkey WHERE kind = 'postcode' AND value = s.postcode
                         OFFSET 0) k ON true
          JOIN asked a ON a.mention_id = k.mention_id)
    -- Behind a secret door, and at its postcode or at none.
    SELECT b.mention_id FROM behind b
      LEFT JOIN LATERAL (SELECT bool_or(value = b.postcode) AS is_it FROM people_searchkey
                          WHERE mention_id = b.mention_id AND kind = 'postcode') p ON true
     WHERE b.postcode = '' OR coalesce(p.is_it, true)
    UNION
    -- At a secret postcode, and no other door of it is told.
    SELECT n.mention_id FROM near n
     WHERE NOT EXISTS (SELECT 1 FROM people_searchkey d
                        WHERE d.mention_id = n.mention_id AND d.kind = 'door' AND d.value LIKE '%|_%|%');
END $$;

-- `p_wanted` is every key that would agree with something typed: [{fact, stage, kind, how, value, upto, worth, bits}].
-- Those of stage `find` make candidates. How much one counts is how rare it is among everybody held (log2 of one in how
-- many), times its `worth`, which is 1 for the thing itself and less for what is only near it. Those of stage `weigh`
-- (an age, a sex, a borough) are too common to look for: they are compared on the best candidates alone, for fixed
-- `bits`. `p_against` is [{fact, kind, value, upto, bits}]: what it counts against somebody that such a value is held of
-- them and none that agrees.
--
-- Hidden records have no keys that this reads. Those of signalled ones are kinds of their own (`ask:name`): they answer
-- apart, with whom to ask. `found` counts whoever comes near the best, and nobody restricted.
DROP FUNCTION IF EXISTS goldthread_find_people(jsonb, jsonb, int);
CREATE FUNCTION goldthread_find_people(p_wanted jsonb, p_against jsonb, p_limit int)
RETURNS TABLE (person_id uuid, is_limited boolean, ask text, score double precision, facts jsonb, found bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    -- By the indexes even just after a first load, when the planner knows no sizes yet and would walk whole tables.
    SET enable_seqscan = off SET jit = off
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH typed AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(p_wanted) AS w(
            fact int, stage text, kind text, how text, value text, upto text, worth double precision,
            bits double precision)),
    doubts AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(p_against) AS a(
            fact int, kind text, value text, upto text, bits double precision)),
    wanted AS MATERIALIZED (
        SELECT t.fact, reach || t.kind AS kind, t.how, t.value, t.upto, t.worth, reach <> '' AS is_limited
          FROM typed t, (VALUES (''), ('ask:')) AS r(reach)
         WHERE t.stage = 'find' AND (reach = '' OR t.kind IN ('name', 'sound', 'birth_date', 'sex', 'identifier'))),
    hits AS MATERIALIZED (
        SELECT w.fact, w.is_limited, w.worth, k.mention_id, k.kind FROM wanted w
          JOIN people_searchkey k ON k.kind = w.kind AND k.value = w.value WHERE w.how = 'is'
        UNION ALL
        SELECT w.fact, w.is_limited, w.worth, k.mention_id, k.kind FROM wanted w
          JOIN people_searchkey k ON k.kind = w.kind AND k.value ~>=~ w.value AND k.value ~<=~ w.upto
         WHERE w.how = 'from'
        UNION ALL
        SELECT w.fact, w.is_limited, w.worth, k.mention_id, k.kind FROM wanted w
          JOIN people_searchword n ON n.kind = w.kind AND n.near = w.value AND n.word <> w.upto
          JOIN people_searchkey k ON k.kind = n.kind AND k.value = n.word WHERE w.how = 'near'
        UNION ALL
        SELECT w.fact, w.is_limited, w.worth, k.mention_id, k.kind FROM wanted w
          JOIN people_searchword n ON n.near = n.word AND n.word % w.value AND n.kind = w.kind AND n.word <> w.value
          JOIN people_searchkey k ON k.kind = n.kind AND k.value = n.word
         WHERE w.how = 'like' AND similarity(n.word, w.value) >= 0.4
        UNION ALL
        -- The number in a street whose name begins with a word one slip away; `upto` is the number.
        SELECT w.fact, w.is_limited, w.worth, k.mention_id, k.kind FROM wanted w
          JOIN people_searchword n ON n.kind = w.kind AND n.near = w.value
          JOIN people_searchkey k ON k.kind = 'door' AND k.value ~>=~ (n.word::text || ' ')
           AND k.value ~<~ (n.word::text || ' ~') AND split_part(k.value, '|', 2) = w.upto
         WHERE w.how = 'door near'),
    secret AS MATERIALIZED (
        SELECT s AS mention_id FROM goldthread_secret_among((
            SELECT array_agg(h.mention_id) FROM hits h
             WHERE h.kind IN ('door', 'door_sound', 'place', 'postcode'))) s),
    -- Each mention once for each fact: many keys lead to the same one, and every step from here costs.
    mentions AS MATERIALIZED (
        SELECT h.fact, h.is_limited, h.mention_id, max(h.worth) AS worth FROM hits h
         WHERE h.kind NOT IN ('door', 'door_sound', 'place', 'postcode')
            OR NOT EXISTS (SELECT 1 FROM secret s WHERE s.mention_id = h.mention_id)
         GROUP BY 1, 2, 3),
    best AS (
        SELECT l.person_id, h.is_limited, h.fact, max(h.worth) AS worth, count(*) AS mentions
          FROM mentions h
          -- One by one, by the index: the planner would read every link there is for a thousand of them.
          JOIN LATERAL (SELECT person_id FROM people_link WHERE mention_id = h.mention_id AND to_at IS NULL
                           AND certainty = 'linked' LIMIT 1) l ON true
         GROUP BY 1, 2, 3),
    scored AS MATERIALIZED (
        SELECT b.*, b.worth * ln((greatest(held.people, 1000) + 1)
                                 / count(*) OVER (PARTITION BY b.fact ORDER BY b.worth DESC)) / ln(2::float8) AS bits
          FROM best b, (SELECT reltuples::float8 AS people FROM pg_class WHERE oid = 'people_person'::regclass) held),
    summed AS MATERIALIZED (
        SELECT s.person_id, s.is_limited, sum(s.bits) AS bits, max(s.mentions) AS mentions FROM scored s GROUP BY 1, 2),
    candidates AS MATERIALIZED (
        SELECT s.person_id, s.is_limited FROM summed s
         -- So far behind that nothing weighed would bring them near the best.
         WHERE s.bits >= 0.55 * (SELECT max(bits) FROM summed)
         ORDER BY round(s.bits::numeric, 2) DESC, s.mentions DESC, 1
         -- Where nothing is left to weigh, the order stands.
         LIMIT CASE WHEN EXISTS (SELECT 1 FROM typed WHERE stage = 'weigh') THEN 500 ELSE 50 END),
    theirs AS MATERIALIZED (
        SELECT c.person_id, c.is_limited, l.mention_id
          FROM candidates c
          JOIN people_link l ON l.person_id = c.person_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN records_mention m ON m.id = l.mention_id AND m.is_live
           AND m.restriction = CASE WHEN c.is_limited THEN 'signalled' ELSE '' END),
    secret_weighed AS MATERIALIZED (
        SELECT s AS mention_id FROM goldthread_secret_among((
            SELECT array_agg(t.mention_id) FROM theirs t
             WHERE EXISTS (SELECT 1 FROM typed WHERE kind = 'postcode')
                OR EXISTS (SELECT 1 FROM doubts WHERE kind = 'postcode'))) s),
    traits AS MATERIALIZED (
        SELECT DISTINCT t.person_id, t.is_limited, w.kind, k.value
          FROM (SELECT kind FROM typed WHERE stage = 'weigh' UNION SELECT kind FROM doubts) AS w
          JOIN theirs t ON true
          JOIN LATERAL (SELECT value FROM people_searchkey WHERE mention_id = t.mention_id
                           AND kind = CASE WHEN t.is_limited THEN 'ask:' || w.kind ELSE w.kind END OFFSET 0) k ON true
         WHERE w.kind <> 'postcode' OR NOT EXISTS (SELECT 1 FROM secret_weighed s WHERE s.mention_id = t.mention_id)),
    agreed AS MATERIALIZED (
        SELECT person_id, is_limited, fact, max(bits) AS bits, max(worth) AS worth
          FROM (SELECT s.person_id, s.is_limited, s.fact, s.bits, s.worth FROM scored s
                  JOIN candidates c USING (person_id, is_limited)
                UNION ALL
                SELECT t.person_id, t.is_limited, w.fact, w.bits, w.worth FROM traits t
                  JOIN typed w ON w.stage = 'weigh' AND w.kind = t.kind
                   AND t.value ~>=~ w.value AND t.value ~<=~ w.upto) AS both_stages
         GROUP BY 1, 2, 3),
    against AS (
        SELECT DISTINCT t.person_id, t.is_limited, a.fact, -a.bits AS bits, -1.0::double precision AS worth
          FROM traits t JOIN doubts a ON a.kind = t.kind AND t.value ~>=~ a.value AND t.value ~<=~ a.upto
         WHERE NOT EXISTS (SELECT 1 FROM agreed g WHERE g.person_id = t.person_id AND g.is_limited = t.is_limited
                              AND g.fact = a.fact)),
    total AS MATERIALIZED (
        SELECT person_id, is_limited, sum(bits) AS score, jsonb_object_agg(fact, worth) AS facts
          FROM (SELECT * FROM agreed UNION ALL SELECT * FROM against) AS every GROUP BY 1, 2),
    ranked AS (
        SELECT t.*, count(*) OVER (PARTITION BY t.is_limited) AS found,
               row_number() OVER (PARTITION BY t.is_limited
                                  ORDER BY round(t.score::numeric, 2) DESC, n.mentions DESC, t.person_id) AS place
          FROM total t
          -- Whoever has no mention any more that may be shown is nobody.
          JOIN (SELECT h.person_id, h.is_limited, count(*) AS mentions FROM theirs h GROUP BY 1, 2) n
         USING (person_id, is_limited)
         WHERE t.score >= 0.6 * (SELECT max(score) FROM total))
    SELECT r.person_id, r.is_limited,
           CASE WHEN r.is_limited THEN (
               SELECT string_agg(DISTINCT coalesce(nullif(v.ask, ''), o.desk), ', ')
                 FROM theirs h JOIN records_mention m ON m.id = h.mention_id
                 JOIN records_sourcerecord v ON v.source_id = m.source_id AND v.source_record_id = m.source_record_id
                                            AND v.is_current
                 JOIN records_source o ON o.code = v.source_id
                WHERE h.person_id = r.person_id AND h.is_limited) END,
           r.score, r.facts, r.found
      FROM ranked r WHERE r.place <= p_limit ORDER BY r.is_limited, r.place;
END $$;

-- Who may be the same as somebody else, by a comparison that nobody has confirmed: open records only. Ids only.
CREATE OR REPLACE FUNCTION goldthread_possible_people(p_people uuid[]) RETURNS TABLE (person_id uuid, other_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH theirs AS (
        SELECT l.person_id, l.mention_id FROM people_link l
         WHERE l.person_id = ANY (p_people) AND l.to_at IS NULL AND l.certainty = 'linked'),
    pairs AS (
        SELECT t.person_id, t.mention_id, p.other_id FROM theirs t
          JOIN people_possible p ON p.mention_id = t.mention_id AND p.to_at IS NULL
        UNION
        SELECT t.person_id, t.mention_id, p.mention_id FROM theirs t
          JOIN people_possible p ON p.other_id = t.mention_id AND p.to_at IS NULL)
    SELECT DISTINCT p.person_id, l.person_id FROM pairs p
      JOIN people_link l ON l.mention_id = p.other_id AND l.to_at IS NULL AND l.certainty = 'linked'
      JOIN records_mention m ON m.id = p.mention_id AND m.is_live AND m.restriction = ''
      JOIN records_mention n ON n.id = p.other_id AND n.is_live AND n.restriction = ''
     WHERE p.person_id <> l.person_id;
END $$;
