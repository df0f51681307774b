"""Children's social care: a child, and what the authority is doing for them, as one XML element a child.

The names are those of the children in need census and, beyond it, of the Standard Safeguarding Dataset's tables.
"""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.adapters.census import ABUSE, CLOSURES, NEEDS, REFERRERS, RULES
from goldthread.link.feeds.declare import Adapter, Column, Group, Kind, Person

MISSING = checks.coded({"M": "missing", "A": "away without authorisation"})

ENQUIRY = Group(
    "S47",
    "s47",
    (
        Column("S47ActualStartDate", "started_on", dated.past_day),
        Column("InitialCPCtarget", "conference_target_on", dated.day),
        Column("DateOfInitialCPC", "conference_on", dated.day),
        Column("ICPCnotRequired", "conference_not_required", checks.yes_no),
    ),
)
PLAN = Group(
    "ChildProtectionPlan",
    "plan",
    (
        Column("CPPstartDate", "started_on", dated.past_day),
        Column("CPPendDate", "ended_on", dated.past_day),
        Column("InitialCategoryOfAbuse", "first_category", checks.coded(ABUSE)),
        Column("LatestCategoryOfAbuse", "latest_category", checks.coded(ABUSE)),
        Column("NumberOfPreviousCPP", "plans_before", checks.whole(0, 20)),
        Column("CPPreviewDate", "reviewed_on", dated.day, separated=True),
    ),
)
ASSESSMENT = Group(
    "Assessment",
    "assessment",
    (
        Column("AssessmentActualStartDate", "started_on", dated.past_day),
        Column("AssessmentAuthorisationDate", "authorised_on", dated.past_day),
        Column("AssessmentFactors", "factor", separated=True),
    ),
)
PLACEMENT = Group(
    "Placement",
    "placement",
    (
        Column("PlacementStartDate", "started_on", dated.past_day),
        Column("PlacementEndDate", "ended_on", dated.past_day),
        Column("LegalStatus", "legal_status"),
        Column("PlacementType", "type"),
        Column("PlacementProvider", "provider"),
        Column("PlacementAuthority", "authority", words="where the child now lives"),
        Column("PlacementAddress", "address"),
        Column("PlacementPostcode", "postcode", checks.postcode),
    ),
)
AWAY = Group(
    "MissingEpisode",
    "missing",
    (
        Column("MissingStatus", "status", MISSING),
        Column("MissingStartDate", "started_at", dated.day_or_instant),
        Column("MissingEndDate", "ended_at", dated.day_or_instant),
        Column("MissingRHIOffered", "interview_offered", checks.yes_no),
        Column("MissingRHIAccepted", "interview_accepted", checks.yes_no),
    ),
)

SOCIAL_CARE = Adapter(
    source="social_care",
    name="Children's social care",
    form="xml",
    version="1",
    record_id=re.compile(r"\d{3}-[A-Za-z0-9]{1,10}", re.ASCII),
    record_id_words="the authority's number and its own for the child: `000-A0004417`",
    occurred_at="CINreferralDate",
    occurs_on_day=True,
    borough="Borough",
    kind_column="",
    kinds={},
    otherwise=Kind("social care", "Known to children's services"),
    facts=(
        Column("LA", "local_authority", words="three digits"),
        Column("FormerUPN", "former_upn", checks.identifier(identifiers.upn)),
        Column("UPNunknown", "upn_unknown"),
        Column("PersonDeathDate", "death_date", dated.past_day),
        Column("CINreferralDate", "referred_on", dated.past_day),
        Column("ReferralSource", "referred_by", checks.coded(REFERRERS)),
        Column("ReferralNFA", "referral_no_further_action", checks.yes_no),
        Column("PrimaryNeedCode", "primary_need", checks.coded(NEEDS)),
        Column("DateOfInitialCPC", "conference_on", dated.day),
        Column("CINclosureDate", "closed_on", dated.past_day),
        Column("ReasonForClosure", "closed_because", checks.coded(CLOSURES)),
        Column("LookedAfter", "looked_after", checks.yes_no, words="now"),
        Column("SocialWorker", "social_worker"),
        Column("Team", "team"),
        Column("TeamPhone", "team_phone", checks.phone),
    ),
    groups=(ASSESSMENT, ENQUIRY, PLAN, PLACEMENT, AWAY),
    narrative=(),
    layer="summary",
    people=(
        Person(
            "child",
            "",
            "child",
            (
                Column("LAchildID", "social_care_id"),
                Column("UPN", "upn", checks.identifier(identifiers.upn)),
                Column("NHSNumber", "nhs_no", checks.identifier(identifiers.nhs)),
                Column("Surname", "surname", checks.surname),
                Column("Forename", "forename", checks.forename),
                Column("Alias", "alias", checks.surname),
                Column("PersonBirthDate", "birth_date", dated.birth_date),
                Column("ExpectedPersonBirthDate", "expected_birth_date", dated.expected_date),
                Column("Sex", "sex", checks.sex),
                Column("Address", "address", checks.address),
                Column("Postcode", "postcode", checks.postcode),
                Column("UPRN", "uprn", checks.identifier(identifiers.uprn)),
                Column("School", "school"),
            ),
            always=True,
        ),
        Person(
            "family",
            "Family",
            "parent/carer",
            (
                Column("Surname", "surname", checks.surname),
                Column("Forename", "forename", checks.forename),
                Column("PersonBirthDate", "birth_date", dated.birth_date),
                Column("Sex", "sex", checks.sex),
                Column("Address", "address", checks.address),
                Column("Postcode", "postcode", checks.postcode),
                Column("Phone", "phone", checks.phone),
                Column("Relationship", "relationship"),
            ),
            role_column="role",
            category_column="subject_category",
            many=True,
        ),
    ),
    # Nobody has given a lawful condition for these here, so nothing is made of them.
    unread=("Ethnicity", "Disability"),
    rules=RULES,
)
