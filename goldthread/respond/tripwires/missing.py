"""Tripwires of children who go missing: what joins one spell to the next, one child to another, a place to children."""

from goldthread.core.alerts.grammar import Told, Tripwire
from goldthread.core.standards.marks import Mark
from goldthread.respond.tripwires import told

_REPEAT_SOURCE = (
    "Register MIS-C22 and missing.repeat: three reports in 90 days stands in at least one force's procedure "
)

TRIPWIRES = (
    Tripwire(
        id="flag_and_no_apparent_risk",
        title="A child flagged as exploited is graded absent",
        sentence="A missing report grades a child absent or at no apparent risk while a flag of exploitation stands.",
        say="A missing child graded as no apparent risk has a flag of exploitation.",
        do="Grade it again: no apparent risk cannot stand. An inspector writes down why if it is less than medium",
        source="HMIC 2016 and 2017: evidence of exploitation did not change the grade.",
        mark=Mark.NAT,
        verified=True,
        listens=("merlin", "crime", "cad", "intelligence", "custody"),
        told=(Told("duty_inspector"), Told("missing_unit", "missing_adviser")),
        urgency="now",
        budget=0.1,
        find="""
            SELECT m.mention_id AS subject, m.person_id AS person, m.source_record_id AS occasion,
                   m.at, greatest(m.held_at, min(f.held_at)) AS known_at, array_agg(DISTINCT f.mention_id) AS mentions,
                   array_remove(array_agg(DISTINCT f.record_id) || m.record_id, NULL) AS records, m.borough,
                   '{}'::jsonb AS facts
              FROM goldthread_missing(%(people)s) m JOIN records_recordcontent c ON c.record_id = m.record_id
              JOIN goldthread_flagged(%(people)s, ARRAY['exploitation', 'exploitation_sexual', 'exploitation_criminal',
                   'trafficking']) f ON f.person_id = m.person_id
             WHERE goldthread_fact(c.facts, 'risk') IN ('no apparent risk', 'absent')
             GROUP BY m.mention_id, m.person_id, m.source_record_id, m.at, m.held_at, m.record_id, m.borough
        """,
    ),
    Tripwire(
        id="repeat_missing",
        title="A child is reported missing for the third time in 90 days",
        sentence="Three missing reports or more about one child in 90 days, ours and Merlin's each once, whatever "
        "boroughs they were made in and however they were graded.",
        say="A child was reported missing for the third time in 90 days.",
        do="Hold the meeting and make the trigger plan. Screen for exploitation. Raise the flag",
        source=_REPEAT_SOURCE
        + "(Essex, 2021); effects after missing-children practice, section 1.13 of our domain notes.",
        mark=Mark.LOCAL,
        verified=True,
        listens=("merlin",),
        told=(Told("missing_unit", "missing_adviser"),),
        urgency="today",
        budget=0.2,
        again_days=90,
        told_by=told.REPEAT,
        find="""
            WITH missing AS (SELECT * FROM goldthread_missing_reports(%(people)s)),
            counted AS (
                SELECT m.*, d.day, n.reports, n.days, n.mentions, n.records
                  FROM missing m
                  CROSS JOIN LATERAL (SELECT (m.at AT TIME ZONE 'Europe/London')::date AS day) d
                  CROSS JOIN LATERAL (
                      SELECT count(*) AS reports, array_agg(o.mention_id) AS mentions,
                             array_remove(array_agg(o.record_id), NULL) AS records,
                             d.day - min((o.at AT TIME ZONE 'Europe/London')::date) AS days
                        FROM missing o
                       WHERE o.person_id = m.person_id AND o.at <= m.at
                         AND (o.at AT TIME ZONE 'Europe/London')::date >= d.day - %(repeat_window)s) n)
            SELECT DISTINCT ON (person_id) mention_id AS subject, person_id AS person, 'repeat' AS occasion,
                   at, held_at AS known_at, mentions, records, borough,
                   jsonb_build_object('reports', reports, 'days', days) AS facts
              FROM counted WHERE reports >= %(repeat_threshold)s ORDER BY person_id, at DESC, record_id
        """,
    ),
    Tripwire(
        id="several_missing_from_one_home",
        title="Several children go missing from one home",
        sentence="Three missing reports or more in 90 days, about two children or more who live at one communal home.",
        say="Several children go missing from one home, again and again.",
        do="Treat it as one problem: meet the home and its authority, ask what the children have in common",
        source="Statutory guidance on children who run away or go missing from home or care (2014): patterns from one "
        "home are looked at together. The numbers are ours.",
        mark=Mark.DEFAULT,
        verified=False,
        listens=("merlin",),
        told=(Told("missing_unit", "missing_adviser"), Told("cse_team", "exploitation_lead")),
        urgency="soon",
        budget=0.2,
        about="place",
        again_days=90,
        find="""
            WITH reports AS (
                SELECT p.dwelling_id, l.person_id, m.id AS mention_id, r.id AS record_id, r.borough::text,
                       coalesce(r.occurred_at, r.known_at) AS at, r.source_updated_at AS held_at
                  FROM places_presence p JOIN places_dwelling d ON d.id = p.dwelling_id
                       AND d.communal_kind IN ('children''s home', 'supported accommodation', 'temporary accommodation')
                  JOIN records_mention m ON m.id = p.mention_id AND m.key = 'subject' AND m.is_live
                  JOIN records_sourcerecord r ON r.id = p.record_id AND r.is_current AND NOT r.is_deleted
                       AND r.erased_at IS NULL AND r.restriction <> 'hidden'
                       AND r.source_id = 'merlin' AND r.kind = 'missing report'
                  JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
                 WHERE p.dwelling_id = ANY(%(dwellings)s) AND p.role = 'home'),
            counted AS (
                SELECT x.*, n.reports, n.children, n.mentions, n.records FROM reports x
                  CROSS JOIN LATERAL (
                      SELECT count(*) AS reports, count(DISTINCT o.person_id) AS children,
                             array_agg(o.mention_id) AS mentions, array_agg(o.record_id) AS records
                        FROM reports o WHERE o.dwelling_id = x.dwelling_id AND o.at <= x.at
                         AND o.at > x.at - %(repeat_window)s * interval '1 day') n)
            SELECT DISTINCT ON (dwelling_id) mention_id AS subject, dwelling_id::text AS occasion, at,
                   held_at AS known_at, mentions, records, borough,
                   jsonb_build_object('reports', reports, 'children', children) AS facts
              FROM counted WHERE reports >= %(repeat_threshold)s AND children >= 2
             ORDER BY dwelling_id, at DESC, record_id
        """,
    ),
    Tripwire(
        id="found_at_one_place",
        title="Missing children were found at one address",
        sentence="Two missing children or more were found at one address in 180 days, or one child there twice, and it "
        "is not their home.",
        say="Missing children were found at one and the same address.",
        do="Find out whose address it is before the next child goes there. Consider what can be done about the place",
        source="Ours, after what forces count as a trigger beside three in 90 days: found twice at the same address.",
        mark=Mark.DEFAULT,
        verified=True,
        listens=("merlin",),
        told=(Told("missing_unit", "missing_adviser"), Told("cse_team", "exploitation_lead")),
        urgency="today",
        budget=0.2,
        about="place",
        again_days=90,
        find="""
            WITH found AS (SELECT * FROM goldthread_found_at(%(dwellings)s)),
            counted AS (
                SELECT f.*, n.times, n.children, n.mentions, n.records FROM found f
                  CROSS JOIN LATERAL (
                      SELECT count(*) AS times, count(DISTINCT o.person_id) AS children,
                             array_agg(o.mention_id) AS mentions, array_remove(array_agg(o.record_id), NULL) AS records
                        FROM found o WHERE o.dwelling_id = f.dwelling_id AND o.at <= f.at
                         AND o.at > f.at - interval '180 days') n)
            SELECT DISTINCT ON (dwelling_id) mention_id AS subject, dwelling_id::text AS occasion, at,
                   held_at AS known_at, mentions, records, borough,
                   jsonb_build_object('times', times, 'children', children) AS facts
              FROM counted WHERE times >= 2 ORDER BY dwelling_id, at DESC, record_id
        """,
    ),
    Tripwire(
        id="place_named_and_found",
        title="Intelligence names a place where missing children were found",
        sentence="An address that intelligence reports name twice or more is one where a missing child was found; or "
        "it is named once, and two were found there.",
        say="Intelligence names a place where missing children were found.",
        do="Read the reports together with what the children said. Look at the place: licence, owner, closure",
        source="London child exploitation operating protocol, March 2021: locations are disrupted as well as people. "
        "The numbers are ours.",
        mark=Mark.LOCAL,
        verified=False,
        listens=("intelligence", "merlin"),
        told=(Told("cse_team", "exploitation_lead"),),
        urgency="today",
        budget=0.1,
        about="place",
        again_days=90,
        fresh_days=60,
        find="""
            WITH found AS (SELECT * FROM goldthread_found_at(%(dwellings)s)),
            named AS (
                SELECT p.dwelling_id, r.id AS record_id, r.source_updated_at AS held_at,
                       coalesce(r.occurred_at, r.known_at) AS at
                  FROM places_presence p JOIN records_sourcerecord r ON r.id = p.record_id AND r.is_current
                       AND NOT r.is_deleted AND r.erased_at IS NULL AND r.restriction <> 'hidden'
                       AND r.source_id = 'intelligence'
                 WHERE p.dwelling_id = ANY(%(dwellings)s) AND p.role = 'location'),
            both_of AS (
                SELECT f.dwelling_id, count(DISTINCT f.person_id) AS children, count(DISTINCT n.record_id) AS reports,
                       greatest(max(f.held_at), max(n.held_at)) AS known_at,
                       (array_agg(f.mention_id ORDER BY f.at, f.mention_id))[1] AS subject,
                       array_agg(DISTINCT f.mention_id) AS mentions,
                       array_remove(array_agg(DISTINCT f.record_id), NULL)
                           || array_agg(DISTINCT n.record_id) AS records,
                       max(f.borough) AS borough
                  FROM found f JOIN named n ON n.dwelling_id = f.dwelling_id
                   AND n.at BETWEEN f.at - interval '180 days' AND f.at + interval '180 days'
                 GROUP BY f.dwelling_id)
            SELECT subject, dwelling_id::text AS occasion, NULL::timestamptz AS at, known_at,
                   mentions, records, borough,
                   jsonb_build_object('reports', reports, 'children', children) AS facts
              FROM both_of WHERE children + reports >= 3
        """,
    ),
    Tripwire(
        id="another_boroughs_child_missing",
        title="A child in another borough's care is missing here",
        sentence="A missing report about a looked-after child whose responsible authority is not the borough that "
        "reports: two authorities or three must be told apart.",
        say="A child in another borough's care was reported missing here.",
        do="Tell the responsible authority, the host and, once found, the authority of that place: three, each by name",
        source="Statutory guidance on children who run away or go missing from home or care (2014): responsible, host "
        "and found authorities. About 60% of London's looked-after children were placed elsewhere (2016).",
        mark=Mark.STAT,
        verified=False,
        listens=("merlin", "social_care"),
        told=(Told("missing_unit", "missing_adviser"),),
        urgency="today",
        budget=0.2,
        again_days=28,
        find="""
            SELECT m.mention_id AS subject, m.person_id AS person, 'elsewhere' AS occasion,
                   m.at, greatest(m.held_at, min(h.held_at)) AS known_at, array_agg(DISTINCT h.mention_id) AS mentions,
                   array_agg(DISTINCT h.record_id) || m.record_id AS records, m.borough, '{}'::jsonb AS facts
              FROM goldthread_missing(%(people)s) m
              JOIN goldthread_held(%(people)s) h ON h.person_id = m.person_id AND h.source_id = 'social_care'
                   AND h.role IN ('child', 'looked-after child')
              JOIN records_recordcontent c ON c.record_id = h.record_id
             WHERE goldthread_fact(c.facts, 'looked_after') = 'yes' AND h.borough <> '' AND m.borough <> ''
               AND h.borough <> m.borough
             GROUP BY m.mention_id, m.person_id, m.source_record_id, m.at, m.held_at, m.record_id, m.borough
        """,
    ),
    Tripwire(
        id="two_cases_of_one_child",
        title="A child has two open missing cases",
        sentence="Two records or more turned out to be one child, and a missing case stood open on each: two owners, "
        "two sets of clocks, each with half of what is known.",
        say="A missing child has two open cases: two people turned out to be one.",
        do="Read both. Decide which goes on, write there what the other holds, and close the other as reported twice",
        source="HMIC 2016 and 2017: officers in the next borough did not know of an open case. One going missing is "
        "one case with one owner; the rule is ours.",
        mark=Mark.DEFAULT,
        verified=False,
        listens=("merlin", "cad", "social_care"),
        told=(Told("missing_unit"), Told("duty_inspector")),
        urgency="now",
        budget=0.1,
        find="""
            SELECT (array_agg(c.mention_id ORDER BY c.reported_at DESC, c.case_id))[1] AS subject,
                   c.person_id AS person, min(c.case_id::text) || ' ' || max(c.case_id::text) AS occasion,
                   NULL::timestamptz AS at, max(c.held_at) AS known_at, array_agg(DISTINCT c.mention_id) AS mentions,
                   ARRAY[]::uuid[] AS records, (array_agg(c.borough ORDER BY c.reported_at, c.case_id))[1] AS borough,
                   jsonb_build_object('cases', count(*)) AS facts
              FROM goldthread_missing_cases(%(people)s) c
             WHERE c.ended_at IS NULL
             GROUP BY c.person_id HAVING count(*) > 1
        """,
    ),
)
