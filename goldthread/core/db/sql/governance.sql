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
