"""Tripwires of custody and of desks: a child held, a concern that nobody answered, small worries that add up."""

from goldthread.core.alerts.grammar import Told, Tripwire
from goldthread.core.standards.marks import Mark

TRIPWIRES = (
    Tripwire(
        id="plan_in_custody",
        title="A child on a plan or looked after is held in custody",
        sentence="A child who is on a child protection plan or looked after, as another system tells, is detained.",
        say="A child held in custody is on a child protection plan or looked after.",
        do="Tell children's services now, and ask for the child's social worker",
        source="PACE Code C 3.13A: as soon as practicable, whoever is responsible for the child's welfare is told; "
        "register CUS-C13, 30 minutes (ours).",
        mark=Mark.LAW,
        verified=False,
        listens=("custody", "social_care"),
        told=(Told("custody_officer", "custody_officer"), Told("mash_desk")),
        urgency="now",
        budget=0.1,
        fresh_days=7,
        find="""
            SELECT h.mention_id AS subject, h.person_id AS person, h.source_record_id AS occasion,
                   h.at, greatest(h.held_at, min(f.held_at)) AS known_at, array_agg(DISTINCT f.mention_id) AS mentions,
                   array_remove(array_agg(DISTINCT f.record_id) || h.record_id, NULL) AS records, h.borough,
                   '{}'::jsonb AS facts
              FROM goldthread_held(%(people)s) h JOIN records_mention m ON m.id = h.mention_id AND m.key = 'detainee'
              JOIN goldthread_children(%(people)s, %(today)s) k ON k.person_id = h.person_id
              JOIN goldthread_flagged(%(people)s, ARRAY['child_protection_plan', 'looked_after']) f
                   ON f.person_id = h.person_id AND f.source_id <> 'custody'
             WHERE h.source_id = 'custody'
             GROUP BY h.mention_id, h.person_id, h.source_record_id, h.at, h.held_at, h.record_id, h.borough
        """,
    ),
    Tripwire(
        id="overnight_untold",
        title="A child known to children's services was held overnight and they were not told",
        sentence="A child who is known to children's services was detained for four hours or more between midnight and "
        "08:00, and custody's record does not say that they were told.",
        say="A child known to children's services was held overnight, and they were not told.",
        do="Tell them now what happened and when the child is or was released. Ask custody why they were not told",
        source="Overnight: Mayor's answers 2016/0199 and Northumbria Police 266/20. Telling: PACE Code C 3.13A.",
        mark=Mark.NAT,
        verified=True,
        listens=("custody", "social_care"),
        told=(Told("mash_desk"), Told("duty_inspector")),
        urgency="today",
        budget=0.2,
        is_timed=True,
        fresh_days=7,
        find="""
            WITH held AS (
                SELECT l.person_id, m.id AS mention_id, r.id AS record_id, r.source_record_id::text, r.borough::text,
                       r.source_updated_at AS held_at, r.occurred_at AS arrived_at,
                       coalesce(goldthread_fact(c.facts, 'released_at')::timestamptz, %(now)s) AS until,
                       goldthread_fact(c.facts, 'social_care_told_at') AS told_at
                  FROM records_sourcerecord r
                  JOIN records_recordcontent c ON c.record_id = r.id
                  JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                       AND m.key = 'detainee' AND m.is_live AND m.restriction <> 'hidden'
                  JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
                 WHERE r.source_id = 'custody' AND r.is_current AND NOT r.is_deleted AND r.erased_at IS NULL
                   AND r.occurred_at > %(now)s - interval '14 days'),
            nights AS (
                SELECT h.*, w.ends, least(h.until, w.ends) - greatest(h.arrived_at, w.starts) AS lasted
                  FROM held h CROSS JOIN generate_series(0, 1) AS n
                  CROSS JOIN LATERAL (
                      SELECT (d + interval '0 hours') AT TIME ZONE 'Europe/London' AS starts,
                             (d + interval '8 hours') AT TIME ZONE 'Europe/London' AS ends
                        FROM (SELECT (h.arrived_at AT TIME ZONE 'Europe/London')::date + n AS d) of_day) w)
            SELECT n.mention_id AS subject, n.person_id AS person, n.source_record_id AS occasion,
                   min(n.ends) AS at, greatest(min(n.ends), min(s.held_at)) AS known_at,
                   array_agg(DISTINCT s.mention_id) AS mentions,
                   array_agg(DISTINCT s.record_id) || n.record_id AS records, n.borough, '{}'::jsonb AS facts
              FROM nights n JOIN goldthread_children(ARRAY(SELECT person_id FROM held), %(today)s) k USING (person_id)
              JOIN goldthread_held(ARRAY(SELECT person_id FROM held)) s ON s.person_id = n.person_id
                   AND s.source_id = 'social_care' AND s.role IN ('child', 'looked-after child')
             WHERE n.told_at IS NULL AND n.ends <= %(now)s AND n.lasted >= %(overnight_hours)s * interval '1 hour'
             GROUP BY n.mention_id, n.person_id, n.source_record_id, n.record_id, n.borough
        """,
    ),
    Tripwire(
        id="three_low_concerns",
        title="Three low concerns about one child in 90 days",
        sentence="Three notifications or more about one child in 90 days, none of them graded above green and none "
        "shared.",
        say="A third low concern about one child in 90 days, none of them shared.",
        do="Read the three together. A sergeant decides before it is closed",
        source="mash.repeat.threshold: ours, because cumulative harm is not seen when each notification is read alone; "
        "the 90 days are ours.",
        mark=Mark.DEFAULT,
        verified=True,
        listens=("merlin",),
        told=(Told("supervisor"),),
        urgency="today",
        budget=0.3,
        again_days=90,
        find="""
            WITH notified AS MATERIALIZED (
                SELECT h.*, coalesce(goldthread_fact(c.facts, 'grade'), 'blue') IN ('green', 'blue')
                            AND NOT goldthread_was_shared(h.record_id, h.source_record_id, c.facts) AS is_low
                  FROM goldthread_held(%(people)s) h JOIN records_mention m ON m.id = h.mention_id
                       AND m.key = 'subject' JOIN records_recordcontent c ON c.record_id = h.record_id
                 WHERE h.source_id = 'merlin' AND h.kind = 'notification'),
            low AS (
                SELECT t.* FROM (SELECT n.*, o.occasion, bool_and(n.is_low) OVER (PARTITION BY o.occasion) AS all_low
                                   FROM notified n JOIN goldthread_occasion_of(ARRAY(SELECT record_id FROM notified)) o
                                     ON o.record_id = n.record_id) t
                 WHERE t.all_low),
            counted AS (
                SELECT x.*, n.notices, n.days, n.mentions, n.records FROM low x
                  CROSS JOIN LATERAL (
                      SELECT count(DISTINCT o.occasion) AS notices, array_agg(o.mention_id) AS mentions,
                             array_agg(o.record_id) AS records,
                             (x.at AT TIME ZONE 'Europe/London')::date
                                 - min((o.at AT TIME ZONE 'Europe/London')::date) AS days
                        FROM low o WHERE o.person_id = x.person_id AND o.at <= x.at
                         AND o.at > x.at - interval '90 days') n)
            SELECT DISTINCT ON (person_id) mention_id AS subject, person_id AS person, 'low' AS occasion,
                   at, held_at AS known_at, mentions, records, borough,
                   jsonb_build_object('notices', notices, 'days', days) AS facts
              FROM counted WHERE notices >= %(notices)s ORDER BY person_id, at DESC, record_id
        """,
    ),
    Tripwire(
        id="concern_unanswered",
        title="A concern was graded and neither shared nor answered, and the child is met again",
        sentence="A notification graded red or amber is a day old or more, is neither shared nor answered, and a new "
        "call or notification names the child.",
        say="A graded concern was neither shared nor answered, and the child was met again.",
        do="Read the concern now, and share it or write down why not. Say who should have",
        source="HMIC 2016: notifications stood unread while new ones came. The turnaround of a day for amber is our "
        "default (register, MASH).",
        mark=Mark.DEFAULT,
        verified=True,
        listens=("merlin", "cad", "crime"),
        told=(Told("supervisor"), Told("mash_desk")),
        urgency="today",
        budget=0.3,
        find="""
            WITH known AS MATERIALIZED (
                SELECT * FROM goldthread_held(%(people)s) WHERE source_id IN ('cad', 'merlin', 'crime')),
            held AS MATERIALIZED (
                SELECT k.*, o.occasion FROM known k
                  JOIN goldthread_occasion_of(ARRAY(SELECT record_id FROM known)) o ON o.record_id = k.record_id),
            graded AS (
                SELECT h.*, goldthread_fact(c.facts, 'grade') IN ('red', 'amber') AS is_grave,
                       bool_or(goldthread_fact(c.facts, 'outcome') IS NOT NULL
                               OR goldthread_was_shared(h.record_id, h.source_record_id, c.facts))
                           OVER (PARTITION BY h.occasion) AS is_answered
                  FROM held h JOIN records_mention m ON m.id = h.mention_id
                       AND m.key = 'subject' JOIN records_recordcontent c ON c.record_id = h.record_id
                 WHERE h.source_id = 'merlin' AND h.kind = 'notification'),
            open_ones AS (
                SELECT DISTINCT ON (occasion, person_id) * FROM graded WHERE is_grave AND NOT is_answered
                 ORDER BY occasion, person_id, held_at, source_record_id)
            SELECT o.mention_id AS subject, o.person_id AS person, o.source_record_id AS occasion,
                   min(n.at) AS at, min(n.held_at) AS known_at,
                   (array_agg(n.mention_id ORDER BY n.at, n.mention_id))[1:1] AS mentions,
                   (array_agg(n.record_id ORDER BY n.at, n.mention_id))[1:1] || o.record_id AS records, o.borough,
                   jsonb_build_object('days', extract(day FROM min(n.at) - o.at)::int) AS facts
              FROM open_ones o JOIN held n ON n.person_id = o.person_id AND n.occasion <> o.occasion
                   AND n.at > o.at + interval '1 day' AND n.at < o.at + interval '180 days'
             GROUP BY o.mention_id, o.person_id, o.source_record_id, o.record_id, o.borough, o.at
        """,
    ),
    Tripwire(
        id="new_borough_old_danger",
        title="A child known to be at risk is met in a new borough",
        sentence="A domestic incident, a concern or a notification names a child in a borough that has no earlier "
        "record of them, while another borough graded them red or amber in the last two years.",
        say="A child known in another borough as at risk was met here for the first time.",
        do="Read what the other borough knew. See whether its children's services have told yours",
        source="HMIC 2017: work was disjointed across borders. The two years are ours.",
        mark=Mark.DEFAULT,
        verified=True,
        listens=("cad", "merlin"),
        told=(Told("mash_desk"),),
        urgency="soon",
        budget=0.3,
        find="""
            WITH known AS MATERIALIZED (
                SELECT h.*, c.facts FROM goldthread_held(%(people)s) h
                  JOIN records_recordcontent c ON c.record_id = h.record_id
                  JOIN goldthread_children(%(people)s, %(today)s) k ON k.person_id = h.person_id
                 WHERE h.source_id IN ('cad', 'merlin') AND h.borough <> ''
                   AND h.role IN ('child', 'victim', 'looked-after child', 'sibling')),
            held AS (
                SELECT k.*, o.occasion FROM known k
                  JOIN goldthread_occasion_of(ARRAY(SELECT record_id FROM known)) o ON o.record_id = k.record_id),
            first_here AS (
                SELECT DISTINCT ON (person_id, borough) * FROM held ORDER BY person_id, borough, at, record_id)
            SELECT f.mention_id AS subject, f.person_id AS person, f.borough AS occasion,
                   f.at, greatest(f.held_at, min(b.held_at)) AS known_at, array_agg(DISTINCT b.mention_id) AS mentions,
                   array_agg(DISTINCT b.record_id) || f.record_id AS records, f.borough, '{}'::jsonb AS facts
              FROM first_here f JOIN held b ON b.person_id = f.person_id AND b.borough <> f.borough AND b.at < f.at
                   AND b.occasion <> f.occasion
                   AND b.at > f.at - interval '2 years' AND b.source_id = 'merlin'
                   AND goldthread_fact(b.facts, 'grade') IN ('red', 'amber')
             WHERE (f.source_id = 'merlin' AND f.kind = 'notification')
                OR goldthread_fact(f.facts, 'opening_code') IN ('domestic incident', 'concern for safety', 'violence')
             GROUP BY f.mention_id, f.person_id, f.borough, f.at, f.held_at, f.record_id
        """,
    ),
    Tripwire(
        id="desk_backlog",
        title="A desk has stopped sending on what it graded",
        sentence="Of what one borough graded green, amber or red in four weeks, ten notifications or more, and half of "
        "all, have stood unshared for five days or more.",
        say="Ten graded notifications or more of this borough stand unshared for five days or more.",
        do="Open the oldest first. Find out since when nothing was sent on, and who is to do it",
        source="HMIC 2016, recommendation on the backlog of public protection desks: immediate. The numbers are ours: "
        "green is due in three working days (register, MASH).",
        mark=Mark.DEFAULT,
        verified=True,
        listens=("merlin",),
        told=(Told("supervisor"), Told("borough_commander")),
        urgency="soon",
        budget=0.1,
        about="place",
        again_days=28,
        is_timed=True,
        find="""
            WITH told AS MATERIALIZED (
                SELECT r.id, r.borough::text, coalesce(r.occurred_at, r.known_at) AS at, r.source_updated_at AS held_at,
                       m.id AS mention_id, NOT goldthread_was_shared(r.id, r.source_record_id::text, c.facts) AS waits
                  FROM records_sourcerecord r JOIN records_recordcontent c ON c.record_id = r.id
                  JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                       AND m.key = 'subject' AND m.is_live
                 WHERE r.source_id = 'merlin' AND r.kind = 'notification' AND r.is_current AND NOT r.is_deleted
                   AND r.erased_at IS NULL AND r.restriction <> 'hidden' AND r.borough <> ''
                   AND r.source_updated_at > %(now)s - interval '28 days'
                   AND r.source_updated_at < %(now)s - interval '5 days'
                   AND goldthread_fact(c.facts, 'grade') IN ('red', 'amber', 'green')),
            graded AS (
                SELECT DISTINCT ON (o.occasion, t.borough) t.id, t.borough, t.at, t.held_at, t.mention_id,
                       bool_and(t.waits) OVER (PARTITION BY o.occasion) AS waits
                  FROM told t JOIN goldthread_occasion_of(ARRAY(SELECT id FROM told)) o ON o.record_id = t.id
                 ORDER BY o.occasion, t.borough, t.held_at, t.id),
            numbered AS (
                SELECT g.*, row_number() OVER (PARTITION BY borough, waits ORDER BY held_at, id) AS nth FROM graded g)
            SELECT (array_agg(mention_id ORDER BY at, mention_id) FILTER (WHERE waits))[1] AS subject,
                   borough AS occasion, NULL::timestamptz AS at,
                   min(held_at) FILTER (WHERE waits AND nth = 10) + interval '5 days' AS known_at,
                   (array_agg(mention_id ORDER BY at, mention_id) FILTER (WHERE waits))[1:50] AS mentions,
                   (array_agg(id ORDER BY at, mention_id) FILTER (WHERE waits))[1:50] AS records, borough,
                   jsonb_build_object('waiting', count(*) FILTER (WHERE waits), 'graded', count(*)) AS facts
              FROM numbered GROUP BY borough
            HAVING count(*) FILTER (WHERE waits) >= 10 AND count(*) FILTER (WHERE waits) * 2 >= count(*)
        """,
    ),
)
