-- Whose words of which body may be read: the seats that the officer of the open look holds at that look, and nobody else's.

CREATE OR REPLACE FUNCTION goldthread_governance_bodies() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    mine access_logentry := goldthread_current_look();
BEGIN
    IF mine.id IS NULL OR mine.officer_id IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(array_agg(DISTINCT named), '{}')
              FROM governance_seat s, unnest(array_append(s.reads, s.body)) AS named
             WHERE s.officer_id = mine.officer_id AND s.starts_at <= mine.at AND (s.ends_at IS NULL OR s.ends_at > mine.at));
END $$;

-- The meetings whose packs they read: of a body they sit on now, and sat on when it met or, before that, sit on today.
CREATE OR REPLACE FUNCTION goldthread_governance_meetings() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    mine access_logentry := goldthread_current_look();
BEGIN
    IF mine.id IS NULL OR mine.officer_id IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(array_agg(DISTINCT m.id), '{}')
              FROM governance_seat s JOIN governance_meeting m ON m.body = s.body
             WHERE s.officer_id = mine.officer_id AND s.starts_at <= mine.at AND (s.ends_at IS NULL OR s.ends_at > mine.at)
               AND s.starts_at <= greatest(coalesce(m.held_at, m.planned_at), m.planned_at));
END $$;

-- What decisions cite, by the last version of each, and whether its effect was looked at since. No words, nobody named: a test
-- of effect and a count of what is overdue must read the same whoever asks.
CREATE OR REPLACE FUNCTION goldthread_governance_cited()
RETURNS TABLE (body text, decided_at timestamptz, kind text, measure text, boroughs text[], look_on date,
               looked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT d.body::text, d.decided_at, c.kind::text, c.measure::text,
           ARRAY(SELECT b.name::text FROM organisation_borough b WHERE b.code = ANY (c.boroughs) ORDER BY b.name),
           c.look_on, (SELECT min(l.at) FROM governance_effectlook l WHERE l.citing_id = c.id)
      FROM governance_decision d
      JOIN LATERAL (SELECT * FROM governance_citing v WHERE v.decision_id = d.id ORDER BY v.version DESC LIMIT 1) c ON true
     ORDER BY d.decided_at, d.id
$$;

-- Of which recommendations and points bodies decided something up to an instant, the last of each. Numbers and days only.
CREATE OR REPLACE FUNCTION goldthread_governance_spoken(p_until timestamptz)
RETURNS TABLE (about text, body text, decided_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT ON (a.number) a.number::text, d.body::text, d.decided_at
      FROM governance_decision d CROSS JOIN LATERAL unnest(d.about) AS a (number)
     WHERE d.decided_at <= p_until ORDER BY a.number, d.decided_at DESC, d.id
$$;
