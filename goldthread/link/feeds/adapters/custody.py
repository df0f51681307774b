"""Custody records: one person detained, hour by hour, as CSV."""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.declare import Adapter, Column, Kind, Person, Place

RISKS = checks.codes(
    "self-harm", "suicide", "mental health", "learning disability", "autism", "medication", "alcohol", "drugs",
    "injury", "pregnant", "violent", "escapes", "exploitation", "first time in custody", "none disclosed",
)  # fmt: skip
DISPOSALS = checks.codes(
    "no further action", "released under investigation", "bail", "community resolution", "youth caution",
    "youth conditional caution", "diversion", "charged and bailed", "charged, local authority non-secure",
    "charged, local authority secure", "charged and kept", "to hospital", "police protection", "detention refused",
)  # fmt: skip
KINDS_OF_BED = checks.codes("secure", "non-secure")
ANSWERS = checks.codes(
    "accepted", "declined: no bed", "declined: not our child", "declined: risk", "no answer", "withdrawn"
)
# Police and Criminal Evidence Act 1984 s38(6): (a) impracticable, or (b) no secure bed, from 12, against serious harm.
BASES = checks.coded({"A": "s38(6)(a)", "B": "s38(6)(b)"})
BAIL = checks.codes("bailed", "refused", "not needed")
RELEASED_TO = checks.codes("parent", "carer", "local authority", "self", "court", "hospital", "other")
PRESENT_FOR = checks.codes("rights", "search", "interview", "fingerprints", "charge", "review")

HOURS = (
    Column("arrested_at", "arrested_at", dated.instant),
    Column("authorised_at", "authorised_at", dated.instant, words="detention first authorised; reviews count from it"),
    Column("reviews", "review_at", dated.instant, separated=True, words="each review as done"),
    Column("charged_at", "charged_at", dated.instant),
    Column("released_at", "released_at", dated.instant),
)
ADULT = (
    Column("aa_requested_at", "aa_requested_at", dated.instant, words="the appropriate adult was called"),
    Column("aa_arrived_at", "aa_arrived_at", dated.instant),
    Column("aa_present_for", "aa_present_for", PRESENT_FOR, separated=True),
    Column("parent_told_at", "parent_told_at", dated.instant),
    Column("social_care_told_at", "social_care_told_at", dated.instant),
)
BED = (
    Column("bail_decision", "bail_decision", BAIL),
    Column("bail_refused_grounds", "bail_refused_grounds", separated=True, words="those of s38(1)"),
    Column("la_bed_requested_at", "la_bed_requested_at", dated.instant, words="asked of the local authority"),
    Column("la_bed_authority", "la_bed_authority"),
    Column("la_bed_kind", "la_bed_kind", KINDS_OF_BED),
    Column("la_bed_answer", "la_bed_answer", ANSWERS),
    Column("la_bed_answered_at", "la_bed_answered_at", dated.instant),
    Column("la_bed_reason", "la_bed_reason", words="why it was refused"),
    Column("la_bed_moved_at", "la_bed_moved_at", dated.instant),
    Column("s38_basis", "s38_basis", BASES, words="`a` impracticable, `b` no secure bed: the certificate's limb"),
    Column("s38_certified_at", "s38_certified_at", dated.instant),
    Column("s38_inspector", "s38_inspector", words="who supervises (Code C 16.7)"),
    Column("s38_to_court_at", "s38_to_court_at", dated.instant),
)
SEARCH = (
    Column("strip_search_at", "strip_search_at", dated.instant),
    Column("strip_search_grounds", "strip_search_grounds"),
    Column("strip_search_authorised_by", "strip_search_authorised_by"),
    Column("strip_search_aa_present", "strip_search_aa_present", checks.yes_no),
    Column("strip_search_aa_absent_why", "strip_search_aa_absent_why"),
    Column("strip_search_referral", "strip_search_referral", words="the safeguarding referral made of it"),
)

CUSTODY = Adapter(
    source="custody",
    name="Custody records",
    form="csv",
    version="1",
    record_id=re.compile(r"[A-Z0-9]{2,4}/\d{1,6}/\d{2}", re.ASCII),
    record_id_words="unit, number and year: `MF/4417/16`",
    occurred_at="arrived_at",
    borough="borough",
    kind_column="",
    kinds={},
    otherwise=Kind("detention", "Custody record"),
    facts=(
        Column("custody_no", "custody_no"),
        Column("station", "station"),
        Column("arrested_place", "arrested_place"),
        Column("offences", "offence", separated=True),
        Column("crime_nos", "crime_no", separated=True),
        Column("violent_or_sexual", "violent_or_sexual", checks.yes_no),
        Column("grounds", "grounds", words="for detention"),
        Column("voluntary_why_not", "voluntary_why_not", words="why not a voluntary interview"),
        *HOURS,
        *ADULT,
        Column("looked_after", "looked_after", checks.yes_no),
        Column("responsible_authority", "responsible_authority"),
        Column("missing_at_arrest", "missing_at_arrest", checks.yes_no),
        Column("exploitation", "exploitation", checks.yes_no, words="asked, and thought likely"),
        Column("risks", "risk", RISKS, separated=True, words="the risk answers"),
        Column("observation_level", "observation_level", checks.whole(1, 4)),
        Column("cell_type", "cell_type", checks.codes("juvenile room", "detention room", "cell")),
        Column("liaison_seen_at", "liaison_seen_at", dated.instant, words="seen by liaison and diversion"),
        Column("solicitor_at", "solicitor_at", dated.instant),
        *BED,
        *SEARCH,
        Column("merlin_no", "merlin_no", words="the notification made of it"),
        Column("disposal", "disposal", DISPOSALS),
        Column("released_to", "released_to", RELEASED_TO),
    ),
    narrative=(("Certificate", "s38_circumstances"), ("Before release", "release_words")),
    layer="full",
    people=(
        Person(
            "detainee",
            "detainee_",
            "suspect",
            (
                Column("surname", "surname", checks.surname),
                Column("forename", "forename", checks.forename),
                Column("middle", "middle", checks.forename),
                Column("alias", "alias", checks.surname),
                Column("birth_date", "birth_date", dated.birth_date),
                Column("age", "age", checks.age, kind="inference", words="as it seems, or as told"),
                Column("sex", "sex", checks.sex),
                Column("address", "address", checks.address),
                Column("postcode", "postcode", checks.postcode),
                Column("uprn", "uprn", checks.identifier(identifiers.uprn)),
                Column("phone", "phone", checks.phone),
                Column("school", "school"),
                Column("pnc_id", "pnc_id", checks.pnc_id),
                Column("cro_no", "cro_no", checks.identifier(identifiers.cro)),
                Column("asn", "asn", checks.identifier(identifiers.asn)),
            ),
            always=True,
        ),
        Person(
            "adult",
            "aa_",
            "professional",
            (
                Column("surname", "surname", checks.surname),
                Column("forename", "forename", checks.forename),
                Column("relationship", "relationship", words="parent, carer, social worker, volunteer"),
                Column("phone", "phone", checks.phone),
            ),
            role_column="role",
        ),
    ),
    places=(Place("arrest", "location", address="arrested_place"),),
    in_order=(
        ("arrested_at", "arrived_at"),
        ("arrived_at", "authorised_at"),
        ("aa_requested_at", "aa_arrived_at"),
        ("authorised_at", "charged_at"),
        ("charged_at", "la_bed_requested_at"),
        ("la_bed_requested_at", "la_bed_answered_at"),
        ("arrived_at", "released_at"),
    ),
)
