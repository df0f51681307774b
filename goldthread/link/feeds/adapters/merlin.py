"""Merlin: notifications that a child has come to notice, and reports of missing people, as CSV."""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.declare import Adapter, Column, Kind, Person, Place

KINDS = {
    "pac": Kind("notification", "Merlin: a child came to notice"),
    "missing": Kind("missing report", "Merlin: a missing report"),
    "debrief": Kind("debrief", "Merlin: a debrief after return"),
}

# Blue to red is London's grade of a notification; it is the desk's assessment, not the officer's.
GRADES = checks.codes("red", "amber", "green", "blue")
RISKS = checks.codes("high", "medium", "low", "no apparent risk", "absent")
SPOKEN_TO = checks.codes("alone", "with others", "not spoken to")

NAME = (
    Column("surname", "surname", checks.surname),
    Column("forename", "forename", checks.forename),
    Column("birth_date", "birth_date", dated.birth_date),
)
HOME = (
    Column("address", "address", checks.address),
    Column("postcode", "postcode", checks.postcode),
    Column("phone", "phone", checks.phone),
)

MERLIN = Adapter(
    source="merlin",
    name="Notifications and missing reports",
    record_id_words="year, kind and number: `16PAC00012345`",
    form="csv",
    version="1",
    record_id=re.compile(r"\d{2}(PAC|MIS|DEB)\d{6,9}", re.ASCII),
    occurred_at="reported_at",
    borough="borough",
    kind_column="report_type",
    kinds=KINDS,
    otherwise=Kind("notification", "Merlin record"),
    facts=(
        Column("report_type", "report_type"),
        Column("cad_no", "cad_no"),
        Column("risk", "risk", RISKS),
        Column("last_seen_at", "last_seen_at", dated.instant),
        Column("last_seen_place", "last_seen_place"),
        Column("found_at", "found_at", dated.instant),
        Column("found_place", "found_place"),
        Column("found_postcode", "found_postcode", checks.postcode),
        Column("spoken_to", "spoken_to", SPOKEN_TO),
        Column("not_spoken_why", "not_spoken_why"),
        Column("grade", "grade", GRADES),
        Column("shared_to", "shared_to"),
        Column("shared_at", "shared_at", dated.instant),
        Column("outcome", "outcome"),
        Column("goldthread_no", "goldthread_no", words="our own reference, of a concern that was recorded here"),
    ),
    added=("goldthread_no",),
    narrative=(("What was seen", "seen_words"), ("What the child said", "child_words")),
    layer="full",
    places=(
        Place("found", "found", address="found_place", postcode="found_postcode"),
        Place("last_seen", "last_seen", address="last_seen_place"),
    ),
    people=(
        Person(
            "subject",
            "subject_",
            "child",
            (
                *NAME,
                Column("middle", "middle", checks.forename),
                Column("alias", "alias", checks.surname),
                Column("sex", "sex", checks.sex),
                *HOME,
                Column("school", "school"),
                Column("nhs_no", "nhs_no", checks.identifier(identifiers.nhs)),
                Column("upn", "upn", checks.identifier(identifiers.upn)),
                Column("social_care_id", "social_care_id"),
            ),
            role_column="role",
            always=True,
        ),
        Person(
            "parent",
            "parent_",
            "parent/carer",
            (*NAME, *HOME, Column("relationship", "relationship")),
        ),
        Person(
            "other",
            "other_",
            "associate",
            (*NAME, Column("sex", "sex", checks.sex), *HOME, Column("relationship", "relationship")),
            role_column="role",
            category_column="subject_category",
        ),
    ),
)
