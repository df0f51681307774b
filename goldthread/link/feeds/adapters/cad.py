"""Command and control: one call to the control room, as one JSON object a line."""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.declare import Adapter, Column, Kind, Person, Place

GRADES = {"I": "immediate", "S": "significant", "E": "extended"}

KINDS = {
    "missing": Kind("call", "Call: a person missing"),
    "concern for safety": Kind("call", "Call: concern for someone's safety"),
    "domestic incident": Kind("call", "Call: a domestic incident"),
    "violence": Kind("call", "Call: violence"),
    "suspicious circumstances": Kind("call", "Call: suspicious circumstances"),
    "antisocial behaviour": Kind("call", "Call: antisocial behaviour"),
    "theft": Kind("call", "Call: theft"),
    "found person": Kind("call", "Call: a person found"),
    "assist partner": Kind("call", "Call: a partner asks for help"),
    "information": Kind("call", "Call: information received"),
}

WARNINGS = checks.codes(
    "violent",
    "weapons",
    "child at risk",
    "exploitation",
    "self-harm",
    "escapes",
    "mental health",
    "contagious",
)

DESCRIPTION = (
    Column("surname", "surname", checks.surname),
    Column("forenames", "forename", checks.forename),
    Column("alias", "alias", checks.surname),
    Column("birth_date", "birth_date", dated.birth_date),
    # The age a caller gives or an officer guesses, where nobody knows the date.
    Column("age", "age", checks.age, kind="inference"),
    Column("sex", "sex", checks.sex),
    Column("address", "address", checks.address),
    Column("postcode", "postcode", checks.postcode),
    Column("phone", "phone", checks.phone),
    Column("relationship", "relationship"),
)

CAD = Adapter(
    source="cad",
    name="Calls to the control room",
    record_id_words="the day's number and the date: `4417/24OCT16`",
    form="ndjson",
    version="1",
    # The number starts again each day, so a call is known by number and date.
    record_id=re.compile(r"\d{1,6}/\d{2}(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{2}", re.ASCII),
    occurred_at="opened_at",
    borough="location.borough",
    kind_column="opening_code",
    kinds=KINDS,
    otherwise=Kind("call", "Call to the control room"),
    facts=(
        Column("cad_no", "cad_no"),
        Column("opening_code", "opening_code"),
        Column("closing_code", "closing_code"),
        Column("grade", "grade", checks.coded(GRADES)),
        Column("closed_at", "closed_at", dated.instant),
        Column("location.address", "address"),
        Column("location.postcode", "postcode", checks.postcode),
        Column("location.uprn", "uprn", checks.identifier(identifiers.uprn)),
        Column("resources", "resources", separated=True),
    ),
    narrative=(("", "text"),),
    layer="summary",
    people=(
        Person("caller", "caller.", "person reporting", DESCRIPTION, role_column="role"),
        Person(
            "linked",
            "linked_persons",
            "associate",
            (
                *DESCRIPTION,
                Column("nhs_no", "nhs_no", checks.identifier(identifiers.nhs)),
                Column("pnc_id", "pnc_id", checks.pnc_id),
                Column("cro_no", "cro_no", checks.identifier(identifiers.cro)),
                Column("warnings", "warning", WARNINGS, kind="opinion", separated=True),
            ),
            role_column="role",
            category_column="subject_category",
            many=True,
        ),
    ),
    places=(
        Place("location", "location", address="location.address", postcode="location.postcode", uprn="location.uprn"),
    ),
)
