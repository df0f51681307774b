-- What tests of effect count in the records of other systems: children in custody, and people who pose a risk. Counts only
-- leave these functions: no record, no person. What a record does not say is in `unrecorded`, and never counted as "no".

-- A day as a source wrote it; NULL where it cannot be read as one.
CREATE OR REPLACE FUNCTION goldthread_effect_day(p_text text) RETURNS date
LANGUAGE plpgsql STABLE AS $$
BEGIN
    -- Nearly every day there is: without the cost of a cast that may fail.
    IF p_text ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$' THEN
        RETURN p_text::date;
    END IF;
    RETURN CASE WHEN p_text ~ '^\d{4}-\d{2}-\d{2}$' THEN goldthread_instant(p_text)::date END;
END $$;

-- Whether a stay in a cell holds a night: so many hours together between midnight and eight of one London day
-- (missing-cse-custody.md 3.5). The window follows the clocks: nine hours on the night in autumn, seven on that in spring.
CREATE OR REPLACE FUNCTION goldthread_effect_is_night(p_from timestamptz, p_to timestamptz, p_night interval) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM generate_series((p_from AT TIME ZONE 'Europe/London')::date::timestamp,
                                      (p_to AT TIME ZONE 'Europe/London')::date::timestamp, interval '1 day') n
         WHERE least(p_to, (n + interval '8 hours') AT TIME ZONE 'Europe/London')
             - greatest(p_from, n AT TIME ZONE 'Europe/London') >= p_night)
$$;

-- Each custody record of a child of 10 to 17 on arrival, as it stands now. Inside only: it names records. Of what year a
-- child is where only the year is told: as journeys have it. Nobody's age told: nobody knows that it is a child.
CREATE OR REPLACE FUNCTION goldthread_effect_detained(p_since timestamptz, p_until timestamptz)
RETURNS TABLE (mention_id uuid, record_number text, borough text, arrived_at timestamptz, charged_at timestamptz,
               bail text, disposal text, is_asked boolean, is_moved boolean, is_certified boolean, left_at timestamptz,
               released_at timestamptz, merlin_no text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH d AS MATERIALIZED (
        SELECT r.id, r.source_record_id::text AS number, coalesce(nullif(r.borough, ''), 'not known')::text AS borough,
               r.occurred_at AS arrived_at, m.id AS mention_id
          FROM records_sourcerecord r
          JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                AND m.key = 'detainee'
         CROSS JOIN LATERAL (
            SELECT max(a.canonical) FILTER (WHERE a.field = 'birth_date') AS born,
                   max(a.canonical) FILTER (WHERE a.field = 'age') AS age
              FROM records_assertion a WHERE a.mention_id = m.id AND a.record_id = r.id
               AND a.field IN ('birth_date', 'age') AND a.status <> 'superseded') t
         WHERE r.source_id = 'custody' AND r.is_current AND NOT r.is_deleted AND r.erased_at IS NULL
           AND r.restriction <> 'hidden' AND r.occurred_at >= p_since AND r.occurred_at < p_until
           AND CASE WHEN length(t.born) = 10 THEN extract(year FROM age(
                        (r.occurred_at AT TIME ZONE 'Europe/London')::date, goldthread_effect_day(t.born)))
                    WHEN length(t.born) >= 4 THEN extract(year FROM r.occurred_at) - left(t.born, 4)::int
                    WHEN t.age ~ '^\d{1,3}$' THEN t.age::int END BETWEEN 10 AND 17),
    f AS MATERIALIZED (
        SELECT d.*, e.* FROM d JOIN records_recordcontent c ON c.record_id = d.id CROSS JOIN LATERAL (
            SELECT max(x->>1) FILTER (WHERE x->>0 = 'charged_at') AS charged,
                   max(x->>1) FILTER (WHERE x->>0 = 'bail_decision') AS bail,
                   max(x->>1) FILTER (WHERE x->>0 = 'disposal') AS disposal,
                   bool_or(x->>0 IN ('la_bed_requested_at', 'la_bed_answer', 'la_bed_moved_at')) AS is_asked,
                   max(x->>1) FILTER (WHERE x->>0 = 'la_bed_moved_at') AS moved,
                   bool_or(x->>0 IN ('s38_certified_at', 's38_basis')) AS is_certified,
                   max(x->>1) FILTER (WHERE x->>0 = 's38_to_court_at') AS court,
                   max(x->>1) FILTER (WHERE x->>0 = 'released_at') AS released,
                   max(x->>1) FILTER (WHERE x->>0 = 'merlin_no') AS merlin
              FROM jsonb_array_elements(c.facts) x) e)
    SELECT f.mention_id, f.number, f.borough, f.arrived_at, goldthread_instant(f.charged), coalesce(f.bail, ''),
           coalesce(f.disposal, ''), coalesce(f.is_asked, false),
           f.moved IS NOT NULL OR coalesce(f.disposal LIKE 'charged, local authority%', false),
           coalesce(f.is_certified, false),
           least(goldthread_instant(f.moved), goldthread_instant(f.court), goldthread_instant(f.released)),
           goldthread_instant(f.released), coalesce(f.merlin, '')
      FROM f;
END $$;

-- By borough and month: of children charged and refused bail who were not taken straight to court, those who slept
-- elsewhere than in a cell (missing-cse-custody.md 3.10, CUS-I03); those for whom a bed is recorded as asked for (CUS-I04);
-- of those kept a night, those with a certificate (PACE 1984 s38(6) and (7), Code C 16.7). Month: of the charge; where its
-- hour is blank, of the arrival. Then of children who were let go, those who come to notice again so soon after: reported
-- missing, detained again, or notified otherwise, but not by the notification that the detention itself made: the one that
-- the record names, and any within a day of arrival, by which that one is due (CUS-C14). Month: of the release.
CREATE OR REPLACE FUNCTION goldthread_effect_custody(
    p_since timestamptz, p_until timestamptz, p_now timestamptz, p_night interval, p_again interval)
RETURNS TABLE (measure text, borough text, month text, counted bigint, of bigint, unrecorded bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH d AS MATERIALIZED (
        SELECT * FROM goldthread_effect_detained(p_since - interval '8 days', least(p_until, p_now))),
    refused AS (  -- a refusal as such, or an ending that only a refusal leads to; a charge with neither may be one
        SELECT d.*, coalesce(d.charged_at, d.arrived_at) AS at,
               d.bail = 'refused' OR (d.bail <> 'bailed' AND d.disposal LIKE ANY (ARRAY[
                   'charged and kept', 'charged, local authority%'])) AS is_refused
          FROM d),
    slept AS (
        SELECT r.*, CASE WHEN NOT r.is_refused OR r.charged_at IS NULL OR r.left_at IS NULL OR r.left_at < r.charged_at
                         THEN NULL
                         WHEN goldthread_effect_is_night(r.charged_at, r.left_at, p_night) THEN 'kept'
                         WHEN r.is_moved THEN 'moved' ELSE 'court' END AS came
          FROM refused r WHERE r.at >= p_since AND r.at < p_until
           AND (r.is_refused OR (r.charged_at IS NOT NULL AND r.bail = '' AND r.disposal = ''))),
    let_go AS (
        SELECT d.*, l.person_id FROM d
          LEFT JOIN people_link l ON l.mention_id = d.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE d.disposal IN ('no further action', 'released under investigation', 'bail', 'charged and bailed',
                              'community resolution', 'youth caution', 'youth conditional caution', 'diversion')
           AND d.released_at >= p_since AND d.released_at < p_until AND d.released_at + p_again <= p_now),
    again AS (
        SELECT g.*, CASE WHEN g.person_id IS NOT NULL THEN EXISTS (
            SELECT 1 FROM people_link o JOIN records_mention m ON m.id = o.mention_id
              JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
             WHERE o.person_id = g.person_id AND o.to_at IS NULL AND o.certainty = 'linked' AND m.key IN ('subject', 'detainee')
               AND r.source_id IN ('merlin', 'custody') AND r.is_current AND NOT r.is_deleted AND r.erased_at IS NULL
               AND r.restriction <> 'hidden' AND r.source_record_id <> g.record_number
               AND r.occurred_at > g.released_at AND r.occurred_at <= g.released_at + p_again
               AND (r.source_id = 'custody' OR r.kind = 'missing report'
                    OR (r.occurred_at > g.arrived_at + interval '1 day' AND r.source_record_id <> g.merlin_no)))
         OR EXISTS (
            SELECT 1 FROM people_link o JOIN cases_case k ON k.mention_id = o.mention_id
             WHERE o.person_id = g.person_id AND o.to_at IS NULL AND o.certainty = 'linked' AND k.owned_by = ''
               AND k.opened_at > g.released_at AND k.opened_at <= g.released_at + p_again
               AND ((k.area = 'missing' AND k.state <> 'not_missing')
                    OR (k.area = 'concern' AND k.opened_at > g.arrived_at + interval '1 day'))) END AS is_again
          FROM let_go g),
    told AS (
        SELECT 'custody:moved' AS measure, s.borough, s.at, s.came = 'moved' AS counts FROM slept s
         WHERE s.came IS DISTINCT FROM 'court'
         UNION ALL SELECT 'custody:bed-asked', s.borough, s.at, CASE WHEN s.is_refused THEN s.is_asked END FROM slept s
         UNION ALL SELECT 'custody:certified', s.borough, s.at, s.is_certified FROM slept s WHERE s.came = 'kept'
         UNION ALL SELECT 'custody:again', a.borough, a.released_at, a.is_again FROM again a)
    SELECT t.measure, t.borough, to_char(t.at AT TIME ZONE 'Europe/London', 'YYYY-MM'),
           count(*) FILTER (WHERE t.counts), count(*) FILTER (WHERE t.counts IS NOT NULL),
           count(*) FILTER (WHERE t.counts IS NULL)
      FROM told t GROUP BY 1, 2, 3;
END $$;

-- By borough and month, as it stood at each month's end (this month: now) by what the register held at that instant: of
-- people of very high or high risk in the community, those whose visit is overdue; of children known to live at the address
-- of one, those whose visit is overdue; and of those who were at such a level as the month began, those who ended it lower.
-- Overdue: the day that the register gave for the next visit is past, or the interval of the level since the last one,
-- whichever comes first; p_every are those of very high and high. Who lives where: the newest home told by then; none that
-- is kept secret, none in a place that everybody passes through, none in a block whose flat nobody told.
CREATE OR REPLACE FUNCTION goldthread_effect_markers(
    p_since timestamptz, p_until timestamptz, p_now timestamptz, p_every interval[])
RETURNS TABLE (measure text, borough text, month text, counted bigint, of bigint, unrecorded bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH ends AS MATERIALIZED (
        SELECT to_char(m, 'YYYY-MM') AS month, m AT TIME ZONE 'Europe/London' AS began,
               least((m + interval '1 month') AT TIME ZONE 'Europe/London', p_now) AS at
          FROM generate_series(date_trunc('month', p_since AT TIME ZONE 'Europe/London'),
                               least(p_until, p_now) AT TIME ZONE 'Europe/London' - interval '1 microsecond',
                               interval '1 month') m),
    versions AS MATERIALIZED (
        SELECT r.id, r.source_record_id AS number, coalesce(nullif(r.borough, ''), 'not known')::text AS borough, r.known_at,
               NOT r.is_deleted AND r.erased_at IS NULL AND r.restriction <> 'hidden' AS is_told,
               coalesce(min(r.known_at) OVER (PARTITION BY r.source_record_id ORDER BY r.source_updated_at, r.recorded_at
                                              ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 'infinity') AS until_at
          FROM records_sourcerecord r WHERE r.source_id = 'offenders'),
    told AS MATERIALIZED (
        SELECT v.*, e.status, e.risk, e.next_on, e.last_on,
               least(e.next_on, (e.last_on + CASE e.risk WHEN 'very high' THEN p_every[1]
                                                        WHEN 'high' THEN p_every[2] END)::date) AS due_on
          FROM versions v JOIN records_recordcontent c ON c.record_id = v.id CROSS JOIN LATERAL (
               SELECT coalesce(max(x->>1) FILTER (WHERE x->>0 = 'status'), '') AS status,
                      coalesce(max(x->>1) FILTER (WHERE x->>0 = 'risk_overall'), '') AS risk,
                      goldthread_effect_day(max(x->>1) FILTER (WHERE x->>0 = 'next_visit_on')) AS next_on,
                      goldthread_effect_day(max(x->>1) FILTER (WHERE x->>0 = 'last_visit_on')) AS last_on
                 FROM jsonb_array_elements(c.facts) x) e
         WHERE v.is_told AND v.known_at < v.until_at AND v.until_at >= p_since AND v.known_at < p_until),
    standing AS MATERIALIZED (  -- of blank status or level nobody can say that they are not of these
        SELECT e.month, e.at, t.id, t.number, t.borough,
               CASE WHEN t.status <> '' AND t.risk <> '' AND t.due_on IS NOT NULL
                    THEN t.due_on < (e.at AT TIME ZONE 'Europe/London')::date END AS is_overdue
          FROM ends e JOIN told t ON t.known_at < e.at AND t.until_at >= e.at
         WHERE t.status IN ('', 'in the community') AND t.risk IN ('', 'very high', 'high')),
    lowered AS (
        SELECT e.month, b.borough, CASE WHEN n.risk <> '' THEN n.risk IN ('medium', 'low') END AS is_lower
          FROM ends e JOIN told b ON b.known_at < e.began AND b.until_at >= e.began
                                 AND b.status = 'in the community' AND b.risk IN ('very high', 'high')
          LEFT JOIN told n ON n.number = b.number AND n.known_at < e.at AND n.until_at >= e.at),
    homes AS MATERIALIZED (
        SELECT s.month, s.at, p.dwelling_id, max(s.borough) AS borough, bool_or(s.is_overdue) AS is_overdue,
               bool_or(s.is_overdue IS NULL) AS is_unsaid
          FROM standing s JOIN places_presence p ON p.record_id = s.id AND p.role = 'home' AND p.restriction <> 'hidden'
          JOIN places_dwelling d ON d.id = p.dwelling_id AND NOT d.is_secret AND NOT coalesce(d.is_block, false)
                                AND d.communal_kind NOT IN ('custody', 'hospital', 'school')
         GROUP BY s.month, s.at, p.dwelling_id),
    near AS MATERIALIZED (
        SELECT DISTINCT l.person_id FROM (SELECT DISTINCT dwelling_id FROM homes) h
          JOIN places_presence p ON p.dwelling_id = h.dwelling_id AND p.role = 'home' AND p.mention_id IS NOT NULL
          JOIN people_link l ON l.mention_id = p.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'),
    born AS MATERIALIZED (
        SELECT l.person_id, max(a.canonical) AS day
          FROM near n JOIN people_link l ON l.person_id = n.person_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN records_assertion a ON a.mention_id = l.mention_id AND a.field = 'birth_date' AND a.canonical IS NOT NULL
                                  AND a.status <> 'superseded'
         GROUP BY l.person_id),
    children AS MATERIALIZED (
        SELECT b.person_id, b.day FROM born b
         WHERE extract(year FROM p_since) - left(b.day, 4)::int <= 18),
    told_at AS MATERIALIZED (
        SELECT c.person_id, p.dwelling_id, r.known_at, coalesce(r.occurred_at, r.known_at) AS occurred_at,
               coalesce((SELECT min(n.known_at) FROM records_sourcerecord n
                          WHERE n.source_id = r.source_id AND n.source_record_id = r.source_record_id
                            AND (n.source_updated_at, n.recorded_at) > (r.source_updated_at, r.recorded_at)),
                        'infinity') AS until_at
          FROM children c JOIN people_link l ON l.person_id = c.person_id AND l.to_at IS NULL AND l.certainty = 'linked'
          JOIN places_presence p ON p.mention_id = l.mention_id AND p.role = 'home' AND p.dwelling_id IS NOT NULL
          JOIN records_sourcerecord r ON r.id = p.record_id AND NOT r.is_deleted AND r.erased_at IS NULL
                                     AND r.restriction <> 'hidden'),
    newest AS (
        SELECT DISTINCT ON (e.month, t.person_id) e.month, e.at, t.person_id, t.dwelling_id
          FROM ends e JOIN told_at t ON t.known_at < e.at AND t.until_at >= e.at
         ORDER BY e.month, t.person_id, t.occurred_at DESC, t.known_at DESC, t.dwelling_id),
    living AS (
        SELECT h.month, h.borough, CASE WHEN h.is_overdue THEN true WHEN NOT h.is_unsaid THEN false END AS is_overdue
          FROM newest n JOIN homes h ON h.month = n.month AND h.dwelling_id = n.dwelling_id
          JOIN children c ON c.person_id = n.person_id
         WHERE CASE WHEN length(c.day) = 10
                    THEN goldthread_effect_day(c.day) + interval '18 years' > n.at AT TIME ZONE 'Europe/London'
                    ELSE extract(year FROM n.at) - left(c.day, 4)::int < 18 END),
    rows AS (
        SELECT 'offender:overdue' AS measure, s.borough, s.month, s.is_overdue AS counts FROM standing s
         UNION ALL SELECT 'offender:child-overdue', v.borough, v.month, v.is_overdue FROM living v
         UNION ALL SELECT 'offender:lowered', w.borough, w.month, w.is_lower FROM lowered w)
    SELECT r.measure, r.borough, r.month, count(*) FILTER (WHERE r.counts), count(*) FILTER (WHERE r.counts IS NOT NULL),
           count(*) FILTER (WHERE r.counts IS NULL)
      FROM rows r GROUP BY 1, 2, 3;
END $$;
