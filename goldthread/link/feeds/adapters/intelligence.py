"""Intelligence reports, graded, their source never named, as one JSON object a line."""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.adapters.grading import SOURCE_IDENTITY, grade, must_be_graded, must_keep_conditions
from goldthread.link.feeds.declare import Adapter, Column, Kind, Person, Place

ACTIONS = checks.codes(
    "for information", "research", "observe", "visit", "refer to children's services", "refer to another force",
    "develop", "arrest", "no action",
)  # fmt: skip
WARNINGS = checks.codes(
    "violent", "weapons", "child at risk", "exploitation", "poses a risk to children", "drugs", "self-harm",
)  # fmt: skip

INTELLIGENCE = Adapter(
    source="intelligence",
    name="Intelligence reports",
    form="ndjson",
    version="1",
    record_id=re.compile(r"[A-Z]{2,4}\d{6,9}/\d{2}", re.ASCII),
    record_id_words="letters, number and year: `IR0004417/16`",
    occurred_at="reported_at",
    borough="location.borough",
    kind_column="",
    kinds={},
    otherwise=Kind("intelligence", "Intelligence report"),
    facts=(
        Column("intel_ref", "intel_ref"),
        Column("grading.scheme", "grading_scheme", words="`3x5x2`, or the older `5x5x5`, which stays as it was given"),
        Column("grading.source", "grading_source", words="3x5x2: 1 reliable, 2 untested, 3 not reliable"),
        Column("grading.assessment", "grading_assessment", words="3x5x2: A to E"),
        Column("grading.handling", "grading_handling", words="3x5x2: P lawful sharing, C with conditions"),
        Column("handling_conditions", "handling_conditions", words="needed with C, and with 4 or 5 of 5x5x5"),
        Column("occurred_from", "occurred_from", dated.instant),
        Column("occurred_to", "occurred_to", dated.instant),
        Column("review_on", "review_on", dated.day),
        Column("action_codes", "action", ACTIONS, separated=True),
        Column("location.address", "address"),
        Column("location.postcode", "postcode", checks.postcode),
        Column("location.uprn", "uprn", checks.identifier(identifiers.uprn)),
    ),
    narrative=(("", "text"),),
    layer="full",
    people=(
        Person(
            "subject",
            "subjects",
            "associate",
            (
                Column("surname", "surname", checks.surname),
                Column("forenames", "forename", checks.forename),
                Column("alias", "alias", checks.surname),
                Column("birth_date", "birth_date", dated.birth_date),
                Column("age", "age", checks.age, kind="inference"),
                Column("sex", "sex", checks.sex),
                Column("address", "address", checks.address),
                Column("postcode", "postcode", checks.postcode),
                Column("uprn", "uprn", checks.identifier(identifiers.uprn)),
                Column("phone", "phone", checks.phone),
                Column("school", "school"),
                Column("vehicle", "vehicle"),
                Column("relationship", "relationship", kind="inference"),
                Column("pnc_id", "pnc_id", checks.pnc_id),
                Column("warnings", "warning", WARNINGS, kind="opinion", separated=True),
            ),
            role_column="role",
            category_column="subject_category",
            many=True,
            layer="full",
        ),
    ),
    places=(
        Place("location", "location", address="location.address", postcode="location.postcode", uprn="location.uprn"),
    ),
    rules=(must_be_graded, must_keep_conditions),
    grade=grade,
    forbidden=SOURCE_IDENTITY,
    in_order=(("occurred_from", "occurred_to"), ("occurred_from", "reported_at")),
)
