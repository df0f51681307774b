"""Tripwires of danger where a child lives, or was found: what two systems each know half of."""

from goldthread.core.alerts.grammar import Told, Tripwire
from goldthread.core.standards.marks import Mark
from goldthread.respond.tripwires import told

# Children and people of one kind who now live at one dwelling that may be a household.
_TOGETHER = """
    WITH risky AS MATERIALIZED ({danger}),
    danger AS MATERIALIZED (
        SELECT h.person_id, h.dwelling_id, h.mention_id, h.record_id, h.borough, d.held_at, h.held_at AS home_at,
               d.mention_id AS why_mention, d.record_id AS why_record
          FROM goldthread_home_of(ARRAY(SELECT person_id FROM risky)) h JOIN risky d ON d.person_id = h.person_id),
    near AS MATERIALIZED (SELECT person_id FROM goldthread_ever_at(ARRAY(SELECT dwelling_id FROM danger))),
    child AS (SELECT h.* FROM goldthread_home_of(ARRAY(SELECT person_id FROM near)) h
                JOIN goldthread_children(ARRAY(SELECT person_id FROM near), %(today)s) c USING (person_id))
    SELECT (array_agg(d.mention_id ORDER BY d.mention_id))[1] AS subject, d.person_id AS person,
           d.dwelling_id::text AS occasion,
           NULL::timestamptz AS at, greatest(min(d.held_at), min(d.home_at), min(c.held_at)) AS known_at,
           array_agg(DISTINCT c.mention_id) || array_agg(DISTINCT d.why_mention) AS mentions,
           array_remove(array_agg(DISTINCT c.record_id) || array_agg(DISTINCT d.record_id)
               || array_agg(DISTINCT d.why_record), NULL) AS records,
           max(coalesce(nullif(d.borough, ''), c.borough)) AS borough,
           jsonb_build_object('children', count(DISTINCT c.person_id)) AS facts
      FROM danger d JOIN child c ON c.dwelling_id = d.dwelling_id AND c.person_id <> d.person_id
     GROUP BY d.person_id, d.dwelling_id
"""
_EVER = "ARRAY(SELECT person_id FROM goldthread_ever_at(%(dwellings)s))"
_POSE_RISK = f"SELECT * FROM goldthread_pose_risk({_EVER})"
_IMAGE_SUSPECT = f"""SELECT f.person_id, f.mention_id, f.record_id, f.held_at
                       FROM goldthread_flagged({_EVER}, ARRAY['image_suspect']) f"""

TRIPWIRES = (
    Tripwire(
        id="offender_at_childs_home",
        title="A managed offender lives where a child lives",
        sentence="Somebody who is managed as an offender, or who is said to pose a risk to children, gives an address "
        "where a child lives, or a child comes to live at theirs.",
        say="Somebody who may harm children now has an address where a child lives.",
        do="Ring the desk named on the record before anybody goes. Find out who is there now, and decide what the "
        "child's parent must be told",
        source="Sexual Offences Act 2003 s83 and s84: a household with a child under 18 must be notified. HMIC 2016, "
        "recommendation on registered offenders: local officers did not know who lived in their area.",
        mark=Mark.LAW,
        verified=True,
        listens=("offenders", "cad", "crime", "custody", "merlin", "social_care"),
        told=(Told("offender_manager", "arms"), Told("ward_officer")),
        urgency="now",
        budget=0.2,
        # Who lives with whom is so until it changes: however long it was known, nobody was told.
        fresh_days=36_500,
        find=_TOGETHER.format(danger=_POSE_RISK),
    ),
    Tripwire(
        id="image_suspect_with_children",
        title="An image suspect lives with children",
        sentence="Somebody suspected of offences with indecent images of children lives where a child lives.",
        say="Somebody suspected of image offences lives where a child lives.",
        do="See who the children are before any warrant or call. Refer them to children's services today",
        source="Access-to-children check and same-day referral, local practice; HMICFRS 2023 on forces' response to "
        "online abuse: children of the household were found late.",
        mark=Mark.LOCAL,
        verified=True,
        listens=("crime", "cad", "custody", "merlin", "social_care"),
        told=(Told("image_team"), Told("investigator", "child_abuse_investigation")),
        urgency="today",
        budget=0.1,
        fresh_days=36_500,
        find=_TOGETHER.format(danger=_IMAGE_SUSPECT),
    ),
    Tripwire(
        id="missing_found_with_risk",
        title="A missing child was found where somebody who may harm children lives",
        sentence="The address at which a missing child was found is that of somebody managed as an offender, or said "
        "to pose a risk to children.",
        say="A missing child was found at the address of somebody who may harm children.",
        do="Ask for a strategy discussion. Ring the desk named on the record",
        source="HMIC 2017, third update on the Metropolitan Police: a missing girl of 15 was found at a registered "
        "offender's address, and no plan was recorded.",
        mark=Mark.NAT,
        verified=True,
        listens=("merlin", "offenders", "cad", "crime"),
        told=(Told("duty_inspector"), Told("missing_unit", "missing_adviser"), Told("offender_manager", "arms")),
        urgency="now",
        budget=0.1,
        fresh_days=180,
        told_by=told.FOUND,
        find="""
            WITH found AS (SELECT * FROM goldthread_found_at(%(dwellings)s)),
            risky AS MATERIALIZED (SELECT * FROM goldthread_pose_risk(ARRAY(
                SELECT person_id FROM goldthread_ever_at(ARRAY(SELECT DISTINCT dwelling_id FROM found))))),
            danger AS (SELECT h.*, d.held_at AS risk_at, d.mention_id AS why_mention, d.record_id AS why_record
                         FROM goldthread_home_of(ARRAY(SELECT person_id FROM risky)) h JOIN risky d USING (person_id))
            SELECT f.mention_id AS subject, f.person_id AS person, f.dwelling_id::text AS occasion,
                   f.at, greatest(f.held_at, min(d.risk_at), min(d.held_at)) AS known_at,
                   array_agg(DISTINCT d.mention_id) || array_agg(DISTINCT d.why_mention) AS mentions,
                   array_remove(array_agg(DISTINCT d.record_id) || array_agg(DISTINCT d.why_record)
                       || f.record_id, NULL) AS records,
                   f.borough, '{}'::jsonb AS facts
              FROM found f JOIN danger d ON d.dwelling_id = f.dwelling_id AND d.person_id <> f.person_id
             GROUP BY f.mention_id, f.person_id, f.dwelling_id, f.at, f.held_at, f.record_id, f.borough
        """,
    ),
    Tripwire(
        id="domestic_abuse_where_plan",
        title="A domestic incident at the home of a child on a plan or looked after",
        sentence="A domestic incident is reported at the address where a child lives who is on a child protection plan "
        "or looked after, whether or not the call names the child.",
        say="A domestic incident is reported where a child on a plan or looked after lives.",
        do="Tell the officers who are going that there is a child. Tell the social worker today",
        source="Domestic Abuse Act 2021 s3; Working Together: the core group acts on new harm to a child on a plan.",
        mark=Mark.STAT,
        verified=False,
        listens=("cad", "social_care"),
        told=(Told("mash_desk"), Told("duty_inspector")),
        urgency="today",
        budget=0.2,
        about="place",
        fresh_days=7,
        find="""
            WITH call AS MATERIALIZED (
                SELECT r.id, r.source_record_id, r.occurred_at, r.source_updated_at, r.borough, p.dwelling_id
                  FROM places_presence p
                  JOIN records_sourcerecord r ON r.id = p.record_id AND r.is_current AND NOT r.is_deleted
                       AND r.erased_at IS NULL AND r.restriction <> 'hidden' AND r.source_id = 'cad'
                  JOIN records_recordcontent t ON t.record_id = r.id
                 WHERE p.dwelling_id = ANY(%(dwellings)s) AND p.role = 'location'
                   AND goldthread_fact(t.facts, 'opening_code') = 'domestic incident'),
            near AS MATERIALIZED (SELECT person_id FROM goldthread_ever_at(ARRAY(SELECT dwelling_id FROM call))),
            flagged AS MATERIALIZED (SELECT * FROM goldthread_flagged(ARRAY(SELECT person_id FROM near),
                ARRAY['child_protection_plan', 'looked_after'])),
            planned AS (
                SELECT h.dwelling_id, h.mention_id, h.record_id, h.person_id, greatest(h.held_at, f.held_at) AS held_at,
                       f.record_id AS why
                  FROM goldthread_home_of(ARRAY(SELECT person_id FROM flagged)) h
                  JOIN flagged f ON f.person_id = h.person_id
                  JOIN goldthread_children(ARRAY(SELECT person_id FROM flagged), %(today)s) k
                    ON k.person_id = h.person_id)
            SELECT (array_agg(c.mention_id ORDER BY c.mention_id))[1] AS subject, r.source_record_id::text AS occasion,
                   r.occurred_at AS at, greatest(r.source_updated_at, min(c.held_at)) AS known_at,
                   array_agg(DISTINCT c.mention_id) AS mentions,
                   array_remove(array_agg(DISTINCT c.record_id) || array_agg(DISTINCT c.why) || r.id, NULL) AS records,
                   r.borough::text AS borough, jsonb_build_object('children', count(DISTINCT c.person_id)) AS facts
              FROM planned c JOIN call r ON r.dwelling_id = c.dwelling_id
             GROUP BY r.id, r.source_record_id, r.occurred_at, r.source_updated_at, r.borough
        """,
    ),
    Tripwire(
        id="unborn_child_at_risk",
        title="An unborn child where there is domestic abuse or somebody who may harm children",
        sentence="A record tells of a child not yet born, and of its parents another system knows domestic abuse, or a "
        "risk to children.",
        say="A child not yet born: a parent is known for domestic abuse or as a risk to children.",
        do="See that a pre-birth assessment is asked for, and who the other parent is",
        source="London Child Protection Procedures, pre-birth assessment; the combination is ours.",
        mark=Mark.LOCAL,
        verified=False,
        listens=("merlin", "social_care", "cad", "crime", "offenders"),
        told=(Told("mash_desk"),),
        urgency="soon",
        budget=0.2,
        fresh_days=180,
        find="""
            WITH near AS (
                SELECT DISTINCT o.id AS mention_id FROM goldthread_held(%(people)s) h
                  JOIN records_mention o ON o.source_id = h.source_id AND o.source_record_id = h.source_record_id
                   AND o.is_live AND o.restriction <> 'hidden'),
            unborn AS (
                SELECT m.id AS mention_id, l.person_id, r.id AS record_id, m.source_id, m.source_record_id, r.borough,
                       r.source_updated_at AS held_at
                  FROM near n JOIN records_mention m ON m.id = n.mention_id
                  JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                   AND r.is_current AND NOT r.is_deleted AND r.erased_at IS NULL
                  JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
                 WHERE EXISTS (SELECT 1 FROM records_assertion a WHERE a.mention_id = m.id AND a.record_id = r.id
                                  AND (a.field = 'expected_birth_date'
                                    OR (a.field = 'forename' AND lower(a.text) LIKE 'unborn%%')))),
            parent AS (
                SELECT u.mention_id AS of_unborn, p.id AS mention_id, l.person_id
                  FROM unborn u JOIN records_mention p ON p.source_id = u.source_id AND p.is_live
                   AND p.source_record_id = u.source_record_id AND p.role = 'parent/carer'
                  JOIN people_link l ON l.mention_id = p.id AND l.to_at IS NULL AND l.certainty = 'linked'),
            harm AS (
                SELECT h.person_id, h.mention_id, h.record_id, h.held_at
                  FROM goldthread_held(ARRAY(SELECT person_id FROM parent)) h
                  JOIN records_recordcontent c ON c.record_id = h.record_id
                 WHERE h.source_id = 'cad' AND h.role IN ('victim', 'suspect')
                   AND goldthread_fact(c.facts, 'opening_code') = 'domestic incident'
                UNION ALL
                SELECT f.person_id, f.mention_id, f.record_id, f.held_at
                  FROM goldthread_flagged(ARRAY(SELECT person_id FROM parent), ARRAY['domestic_abuse']) f
                UNION ALL
                SELECT * FROM goldthread_pose_risk(ARRAY(SELECT person_id FROM parent)))
            SELECT (array_agg(u.mention_id ORDER BY u.held_at, u.mention_id))[1] AS subject, u.person_id AS person,
                   'unborn' AS occasion, NULL::timestamptz AS at,
                   greatest(min(u.held_at), min(x.held_at)) AS known_at,
                   array_agg(DISTINCT p.mention_id) || array_agg(DISTINCT x.mention_id) AS mentions,
                   array_remove(array_agg(DISTINCT u.record_id) || array_agg(DISTINCT x.record_id), NULL) AS records,
                   max(u.borough) AS borough, '{}'::jsonb AS facts
              FROM unborn u JOIN parent p ON p.of_unborn = u.mention_id JOIN harm x ON x.person_id = p.person_id
             GROUP BY u.person_id
        """,
    ),
)
