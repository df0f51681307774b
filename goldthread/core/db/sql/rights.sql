-- Rectify, restrict and erase what is held about one person (DPA 2018 ss46-48). Each refuses unless this very
-- transaction logged the matching operation on that person, so a right cannot be carried out unseen.

CREATE OR REPLACE FUNCTION goldthread_rights_check(p_person uuid, p_operation text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE look access_logentry := goldthread_current_look();
BEGIN
    IF look.id IS NULL OR look.operation <> p_operation OR NOT p_person = ANY (look.people) OR look.outcome <> 'done' THEN
        RAISE EXCEPTION 'no logged % of this person in this transaction', p_operation USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN look.id;
END $$;

CREATE OR REPLACE FUNCTION goldthread_person_mentions(p_person uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT coalesce(array_agg(mention_id), '{}') FROM people_link WHERE person_id = p_person AND to_at IS NULL AND certainty = 'linked' $$;

CREATE OR REPLACE FUNCTION goldthread_mention_records(p_mentions uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT coalesce(array_agg(r.id), '{}') FROM records_sourcerecord r
     WHERE EXISTS (SELECT 1 FROM records_mention m WHERE m.id = ANY (p_mentions)
                      AND m.source_id = r.source_id AND m.source_record_id = r.source_record_id)
$$;

-- What free words would name somebody by: their forenames and surnames as told, their codes, the references of their cases; in
-- small letters, and only letters and digits.
CREATE OR REPLACE FUNCTION goldthread_bare(p_text text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT btrim(regexp_replace(lower(p_text), '[^[:alnum:]]+', ' ', 'g')) $$;

CREATE OR REPLACE FUNCTION goldthread_said_of(p_person uuid, p_mentions uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT jsonb_build_object(
        'forename', coalesce(jsonb_agg(DISTINCT goldthread_bare(n.text)) FILTER (WHERE n.field = 'forename'), '[]'),
        'surname', coalesce(jsonb_agg(DISTINCT goldthread_bare(n.text)) FILTER (WHERE n.field = 'surname'), '[]'),
        'code', coalesce(jsonb_agg(DISTINCT goldthread_bare(n.text)) FILTER (WHERE n.field = 'code'), '[]'))
      FROM (SELECT a.field::text, a.text FROM records_assertion a
             WHERE a.mention_id = ANY (p_mentions) AND a.field IN ('forename', 'surname')
            UNION ALL SELECT 'code', p.code FROM people_person p WHERE p.id = p_person
            UNION ALL SELECT 'code', k.reference FROM cases_case k WHERE k.mention_id = ANY (p_mentions)) n
     WHERE goldthread_bare(n.text) <> ''
$$;

-- Whether words name somebody: by forename and surname both, in any order, or by a code. Another of the same name is erased
-- with them: what was to name nobody may rather go than stay.
CREATE OR REPLACE FUNCTION goldthread_tells_of(p_text text, p_said jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$
    SELECT (EXISTS (SELECT 1 FROM jsonb_array_elements_text(p_said->'forename') n WHERE t.words LIKE '% ' || n || ' %')
        AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(p_said->'surname') n WHERE t.words LIKE '% ' || n || ' %'))
        OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(p_said->'code') n WHERE t.words LIKE '% ' || n || ' %')
      FROM (SELECT ' ' || goldthread_bare(p_text) || ' ' AS words) t
$$;

-- Erase: words, values, payloads, typed queries and keys go; the records' and events' skeletons and digests stay.
-- p_tombstones pairs each record's id with the keyed hash that keeps it from coming back.
CREATE OR REPLACE FUNCTION goldthread_rights_erase(p_person uuid, p_at timestamptz, p_rule text, p_tombstones jsonb)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    look bigint := goldthread_rights_check(p_person, 'erasure');
    theirs uuid[] := goldthread_person_mentions(p_person);
    records uuid[] := goldthread_mention_records(theirs);
    homes uuid[];
    said jsonb := goldthread_said_of(p_person, theirs);
    n_values int; n_payloads int; n_details int; n_rows int;
BEGIN
    UPDATE records_recordcontent SET raw = NULL, narrative = '', facts = '[]', noted = '[]' WHERE record_id = ANY (records);
    UPDATE records_sourcerecord SET erased_at = p_at, title = 'Erased' WHERE id = ANY (records);
    DELETE FROM records_assertion WHERE mention_id = ANY (theirs);
    GET DIAGNOSTICS n_values = ROW_COUNT;
    UPDATE records_mention SET is_live = false WHERE id = ANY (theirs);
    DELETE FROM flags_told WHERE mention_id = ANY (theirs);
    DELETE FROM people_searchkey WHERE mention_id = ANY (theirs);
    DELETE FROM people_matchkey WHERE mention_id = ANY (theirs);
    homes := ARRAY (SELECT DISTINCT dwelling_id FROM places_presence WHERE record_id = ANY (records));
    DELETE FROM places_presence WHERE record_id = ANY (records);
    DELETE FROM places_dwelling d
     WHERE d.id = ANY (homes) AND NOT EXISTS (SELECT 1 FROM places_presence p WHERE p.dwelling_id = d.id);
    UPDATE journal_payload p SET body = NULL, salt = NULL, erased_at = p_at
      FROM journal_event e WHERE e.id = p.event_id AND e.mentions && theirs AND p.erased_at IS NULL;
    GET DIAGNOSTICS n_payloads = ROW_COUNT;
    UPDATE sharing_sharedwords w SET body = NULL, erased_at = p_at
      FROM sharing_share s WHERE s.id = w.share_id AND s.mention_id = ANY (theirs) AND w.erased_at IS NULL;
    UPDATE placements_philomenawords w SET body = NULL, erased_at = p_at
      FROM placements_philomenaform f WHERE f.id = w.form_id AND f.mention_id = ANY (theirs) AND w.erased_at IS NULL;
    UPDATE partners_reportwords w SET body = NULL, erased_at = p_at
      FROM partners_partnerreport r WHERE r.id = w.report_id AND r.mention_id = ANY (theirs) AND w.erased_at IS NULL;
    -- What an auditor half wrote of their cases goes whole: it counts nowhere, and is not yet in the journal.
    DELETE FROM audit_desk_draft d USING audit_sampledcase c, cases_case k
     WHERE c.id = d.sampled_id AND k.id = c.case_id AND k.mention_id = ANY (theirs);
    -- What was to be done about them, and why it was not; that there was a task, whose, and what came of it, stay.
    UPDATE tasking_task t SET words = 'Erased', why = ''
     WHERE t.mention_id = ANY (theirs) OR t.case_id IN (SELECT k.id FROM cases_case k WHERE k.mention_id = ANY (theirs))
        OR goldthread_tells_of(t.words || ' ' || t.why, said);
    -- Words that are to name nobody and do: a line of intelligence falls, a ward says no longer what to look for.
    UPDATE tasking_intelligenceline i
       SET words = 'Erased', withdrawn_why = '', withdrawn_at = coalesce(i.withdrawn_at, p_at),
           conditions = CASE i.handling WHEN 'C' THEN 'Erased' ELSE '' END
     WHERE goldthread_tells_of(concat_ws(' ', i.words, i.conditions, i.withdrawn_why), said);
    UPDATE tasking_ward w SET look_for = '' WHERE goldthread_tells_of(w.look_for, said);
    UPDATE tasking_champion c SET about = 'Erased' WHERE goldthread_tells_of(c.about, said);
    -- A mail is erased whole: what was taken of it for others is kept with what it was taken as.
    UPDATE mailbox_attachment a SET name = '', words = ''
     WHERE EXISTS (SELECT 1 FROM goldthread_mail_mentions(a.message_id) AS t (mention_id) WHERE t.mention_id = ANY (theirs));
    UPDATE mailbox_message m SET words = ''
     WHERE EXISTS (SELECT 1 FROM goldthread_mail_mentions(m.id) AS t (mention_id) WHERE t.mention_id = ANY (theirs));
    UPDATE mailbox_messagewords w SET content = NULL, text = '', subject = '', sender = '', erased_at = p_at
     WHERE w.erased_at IS NULL
       AND EXISTS (SELECT 1 FROM goldthread_mail_mentions(w.message_id) AS t (mention_id) WHERE t.mention_id = ANY (theirs));
    UPDATE access_logdetail d SET body = NULL, salt = NULL, erased_at = p_at
      FROM access_logentry e WHERE e.id = d.entry_id AND p_person = ANY (e.people) AND e.id <> look AND d.erased_at IS NULL;
    GET DIAGNOSTICS n_details = ROW_COUNT;
    UPDATE feeds_quarantinedrow q SET raw = NULL
      FROM records_sourcerecord r WHERE r.id = ANY (records) AND q.source_record_id = r.source_record_id AND q.raw IS NOT NULL;
    GET DIAGNOSTICS n_rows = ROW_COUNT;
    INSERT INTO records_tombstone (key_hash, erased_at, rule)
        SELECT DISTINCT t->>1, p_at, p_rule FROM jsonb_array_elements(p_tombstones) t WHERE (t->>0)::uuid = ANY (records)
        ON CONFLICT DO NOTHING;
    UPDATE people_person SET retired_at = p_at WHERE id = p_person;
    RETURN jsonb_build_object('records', cardinality(records), 'values', n_values, 'payloads', n_payloads,
                              'log_details', n_details, 'quarantined_rows', n_rows);
END $$;

-- The references of a person's records, to make tombstones of. Only under a logged erasure.
CREATE OR REPLACE FUNCTION goldthread_rights_records(p_person uuid)
RETURNS TABLE (record_id uuid, source_id text, source_record_id text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM goldthread_rights_check(p_person, 'erasure');
    RETURN QUERY SELECT r.id, r.source_id::text, r.source_record_id::text FROM records_sourcerecord r
                  WHERE r.id = ANY (goldthread_mention_records(goldthread_person_mentions(p_person)));
END $$;

-- Restrict: kept for evidence or while contested, and gone from search, matching and every ordinary look. Reversible.
CREATE OR REPLACE FUNCTION goldthread_rights_restrict(p_person uuid, p_restrict boolean)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    look bigint := goldthread_rights_check(p_person, 'alteration');
    theirs uuid[] := goldthread_person_mentions(p_person);
    records uuid[] := goldthread_mention_records(theirs);
BEGIN
    IF p_restrict THEN
        UPDATE records_sourcerecord SET restriction_before = restriction, restriction = 'hidden'
         WHERE id = ANY (records) AND restriction_before IS NULL;
    ELSE
        UPDATE records_sourcerecord SET restriction = restriction_before, restriction_before = NULL
         WHERE id = ANY (records) AND restriction_before IS NOT NULL;
    END IF;
    UPDATE records_recordcontent c SET restriction = r.restriction
      FROM records_sourcerecord r WHERE r.id = c.record_id AND r.id = ANY (records);
    UPDATE records_assertion a SET restriction = r.restriction
      FROM records_sourcerecord r WHERE r.id = a.record_id AND a.mention_id = ANY (theirs);
    UPDATE places_presence p SET restriction = r.restriction
      FROM records_sourcerecord r WHERE r.id = p.record_id AND r.id = ANY (records);
    UPDATE records_mention m SET restriction = r.restriction
      FROM records_sourcerecord r WHERE m.id = ANY (theirs) AND r.is_current AND r.source_id = m.source_id
       AND r.source_record_id = m.source_record_id;
    -- No search reads a key that is held; on lifting, those of records hidden before stay so.
    IF p_restrict THEN
        UPDATE people_searchkey SET kind = 'held:' || kind WHERE mention_id = ANY (theirs) AND kind NOT LIKE 'held:%';
    ELSE
        UPDATE people_searchkey k SET kind = substr(k.kind, 6)
          FROM records_mention m WHERE m.id = k.mention_id AND m.id = ANY (theirs) AND k.kind LIKE 'held:%'
           AND m.restriction <> 'hidden';
    END IF;
    UPDATE people_person SET is_restricted = p_restrict WHERE id = p_person;
    RETURN jsonb_build_object('records', cardinality(records), 'mentions', cardinality(theirs));
END $$;

-- Rectify: the wrong value is marked superseded, the right one stands beside it, and the keys follow.
-- p_search is [[mention, kind, value]] as the corrected values make it; the linker makes what they are matched by.
DROP FUNCTION IF EXISTS goldthread_rights_rectify(uuid, text, text, text, jsonb, jsonb);
CREATE OR REPLACE FUNCTION goldthread_rights_rectify(
    p_person uuid, p_field text, p_text text, p_canonical text, p_search jsonb)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    look bigint := goldthread_rights_check(p_person, 'alteration');
    theirs uuid[] := goldthread_person_mentions(p_person);
    touched uuid[];
BEGIN
    WITH wrong AS (
        UPDATE records_assertion SET status = 'superseded', rectified_by = look
         WHERE mention_id = ANY (theirs) AND field = p_field AND status <> 'superseded' AND text <> p_text
        RETURNING mention_id, record_id, layer_rank, restriction, kind),
    added AS (
        INSERT INTO records_assertion (mention_id, record_id, field, text, canonical, kind, grade, source_field, status,
                                       rectified_by, layer_rank, restriction)
        SELECT DISTINCT ON (mention_id) mention_id, record_id, p_field, p_text, p_canonical, kind, '', 'rectification',
               'rectified', look, layer_rank, restriction FROM wrong
        RETURNING mention_id)
    SELECT coalesce(array_agg(mention_id), '{}') INTO touched FROM added;
    DELETE FROM people_searchkey WHERE mention_id = ANY (touched);
    INSERT INTO people_searchkey (mention_id, kind, value)
        SELECT (k->>0)::uuid, k->>1, k->>2 FROM jsonb_array_elements(p_search) k WHERE (k->>0)::uuid = ANY (touched);
    RETURN jsonb_build_object('mentions', to_jsonb(touched));
END $$;
