-- A source record of our own making: whom an officer met and nobody had recorded. The app may write none of these tables;
-- it asks here, and only under a collection that this very transaction logged. What a feed's row would become, this becomes:
-- a record with its words, mentions, what is asserted of them, and for each a person of their own until the linker has run.
-- The same reference again changes nothing and gives back who was kept.
CREATE OR REPLACE FUNCTION goldthread_native_record(p jsonb)
RETURNS TABLE (key text, mention_id uuid, person_id uuid, code text, content_hash text, is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    look access_logentry := goldthread_current_look();
    held records_sourcerecord;
    record uuid := gen_random_uuid();
    one jsonb;
    wanted text;
    mention uuid;
    person uuid;
    now timestamptz := (p->>'now')::timestamptz;
BEGIN
    IF look.id IS NULL OR look.operation <> 'collection' OR look.outcome <> 'done' OR look.officer_id IS NULL THEN
        RAISE EXCEPTION 'no logged collection in this transaction' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('native ' || (p->>'reference'), 0));
    SELECT * INTO held FROM records_sourcerecord r
     WHERE r.source_id = p->>'source' AND r.source_record_id = p->>'reference' AND r.is_current;
    IF held.id IS NOT NULL THEN
        RETURN QUERY
            SELECT m.key::text, m.id, l.person_id, n.code::text, held.content_hash::text, false
              FROM records_mention m
              JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
              JOIN people_person n ON n.id = l.person_id
             WHERE m.source_id = held.source_id AND m.source_record_id = held.source_record_id ORDER BY m.key;
        RETURN;
    END IF;
    -- Our own records come the moment they are made: this source is never late, and needs no agreement with anybody.
    INSERT INTO records_source (code, name, desk, agreement, agreement_ends_on, stale_after, last_good_load_at)
    VALUES (p->>'source', p->>'name', p->>'desk', 'Our own record', '9999-12-31', interval '36500 days', now)
    ON CONFLICT (code) DO NOTHING;
    INSERT INTO records_sourcerecord (id, source_id, source_record_id, source_updated_at, extracted_at, known_at, known_from,
        recorded_at, is_current, is_deleted, kind, title, occurred_at, borough, originating_force, handling,
        subject_categories, retention_group, restriction, ask, raw_hash, content_hash)
    VALUES (record, p->>'source', p->>'reference', now, now, now, 'source_recorded_at', now, true, false, p->>'kind', p->>'title',
        (p->>'at')::timestamptz, p->>'borough', p->>'force', p->>'handling', '{witness_or_other}', p->>'retention', '', '',
        encode(sha256(convert_to(p->>'raw', 'UTF8')), 'hex'), p->>'content_hash');
    INSERT INTO records_recordcontent (record_id, layer_rank, restriction, raw, narrative, facts, noted)
    VALUES (record, (p->>'layer_rank')::smallint, '', p->>'raw', '', '[]', '[]');
    FOR one IN SELECT * FROM jsonb_array_elements(p->'people') LOOP
        mention := gen_random_uuid();
        person := gen_random_uuid();
        SELECT c INTO STRICT wanted FROM jsonb_array_elements_text(one->'codes') c
         WHERE NOT EXISTS (SELECT 1 FROM people_person n WHERE n.code = c) LIMIT 1;
        INSERT INTO records_mention (id, source_id, source_record_id, key, role, subject_category, restriction, is_live)
        VALUES (mention, p->>'source', p->>'reference', one->>'key', one->>'role', 'witness_or_other', '', true);
        INSERT INTO records_assertion (mention_id, record_id, field, text, canonical, kind, grade, source_field, status,
            layer_rank, restriction)
        SELECT mention, record, v->>'field', v->>'text', v->>'canonical', v->>'kind', '', v->>'source_field', 'asserted',
               (v->>'layer_rank')::smallint, '' FROM jsonb_array_elements(one->'values') v;
        INSERT INTO people_person (id, code, created_at, is_restricted) VALUES (person, wanted, now, false);
        INSERT INTO people_link (mention_id, person_id, certainty, reasons, known_at, from_at)
        VALUES (mention, person, 'linked', p->'reasons', now, now);
        INSERT INTO people_peoplechange (kind, at, person_id, mentions) VALUES ('created', now, person, ARRAY[mention]);
        INSERT INTO people_searchkey (mention_id, kind, value)
        SELECT mention, k->>0, k->>1 FROM jsonb_array_elements(one->'search') k;
        key := one->>'key'; mention_id := mention; person_id := person; code := wanted;
        content_hash := p->>'content_hash'; is_new := true;
        RETURN NEXT;
    END LOOP;
END $$;
