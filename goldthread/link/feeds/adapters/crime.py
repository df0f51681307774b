"""Crime reports: what was reported, who was hurt and who is said to have done it, as one JSON object a line."""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.declare import Adapter, Column, Kind, Person, Place

# The title stands at the signal layer, beside a person's name. A sexual offence or an offence against a child gets
# none of its own: that somebody may be its victim is not for everyone to read (Sexual Offences (Amendment) Act 1992).
KINDS = {
    "violence": Kind("crime", "Crime: violence"),
    "robbery": Kind("crime", "Crime: robbery"),
    "theft": Kind("crime", "Crime: theft"),
    "burglary": Kind("crime", "Crime: burglary"),
    "vehicle": Kind("crime", "Crime: a vehicle offence"),
    "criminal damage": Kind("crime", "Crime: criminal damage"),
    "drugs": Kind("crime", "Crime: a drugs offence"),
    "weapons": Kind("crime", "Crime: a weapons offence"),
    "public order": Kind("crime", "Crime: public order"),
    "sexual": Kind("crime", "Crime report"),
    "child abuse": Kind("crime", "Crime report"),
    "exploitation": Kind("crime", "Crime report"),
    "other": Kind("crime", "Crime report"),
}
STATUSES = checks.codes("recorded", "under investigation", "with prosecutors", "charged", "closed", "cancelled")
FLAGS = checks.coded(
    {
        "CSE": "child sexual exploitation",
        "CCE": "child criminal exploitation",
        "CSA": "child sexual abuse",
        "DA": "domestic abuse",
        "IIOC": "indecent images of children",
        "HBA": "honour-based abuse",
        "FGM": "female genital mutilation",
        "MODERN SLAVERY": "modern slavery",
        "MISSING": "missing",
        "HATE": "hate crime",
        "KNIFE": "knife",
        "GANG": "gang",
        "ONLINE": "online",
        "CHILD PRESENT": "child present",
    }
)

DESCRIPTION = (
    Column("surname", "surname", checks.surname),
    Column("forenames", "forename", checks.forename),
    Column("alias", "alias", checks.surname),
    Column("birth_date", "birth_date", dated.birth_date),
    Column("age", "age", checks.age, kind="inference", words="where nobody knows the date of birth"),
    Column("sex", "sex", checks.sex),
    Column("address", "address", checks.address),
    Column("postcode", "postcode", checks.postcode),
    Column("uprn", "uprn", checks.identifier(identifiers.uprn)),
    Column("phone", "phone", checks.phone),
    Column("school", "school"),
    Column("relationship", "relationship", words="to the victim"),
)

CRIME = Adapter(
    source="crime",
    name="Crime reports",
    form="ndjson",
    version="1",
    record_id=re.compile(r"\d{7}/\d{2}", re.ASCII),
    record_id_words="the crime number and year: `3004417/16`",
    occurred_at="reported_at",
    borough="location.borough",
    kind_column="offence_group",
    kinds=KINDS,
    otherwise=Kind("crime", "Crime report"),
    facts=(
        Column("crime_no", "crime_no"),
        Column("offence_group", "offence_group"),
        Column("offence_code", "offence_code", words="the force's own"),
        Column("offence", "offence", words="in words"),
        Column("ho_class", "ho_class", checks.ho_class, words="Home Office class, `nnn/nn`"),
        Column("occurred_from", "occurred_from", dated.instant),
        Column("occurred_to", "occurred_to", dated.instant),
        Column("status", "status", STATUSES),
        Column("outcome_type", "outcome_type", checks.whole(1, 99), words="number of the outcomes framework"),
        Column("outcome_at", "outcome_at", dated.instant),
        Column("officer_in_case", "officer_in_case"),
        Column("unit", "unit"),
        Column("cad_no", "cad_no"),
        Column("urn", "urn", checks.identifier(identifiers.urn), words="the case's reference, once a file is built"),
        Column("location.address", "address"),
        Column("location.postcode", "postcode", checks.postcode),
        Column("location.uprn", "uprn", checks.identifier(identifiers.uprn)),
        Column("location.easting", "easting", checks.grid),
        Column("location.northing", "northing", checks.grid),
        Column("flags", "flag", FLAGS, separated=True),
    ),
    narrative=(("What was done", "mo_text"), ("Safeguarding", "safeguarding")),
    layer="full",
    people=(
        Person("victim", "victims", "victim", DESCRIPTION, many=True),
        Person(
            "suspect",
            "suspects",
            "suspect",
            (
                *DESCRIPTION,
                Column("pnc_id", "pnc_id", checks.pnc_id),
                Column("cro_no", "cro_no", checks.identifier(identifiers.cro)),
                Column("asn", "asn", checks.identifier(identifiers.asn)),
            ),
            many=True,
        ),
        Person("witness", "witnesses", "witness", DESCRIPTION, role_column="role", many=True),
    ),
    places=(
        Place("location", "location", address="location.address", postcode="location.postcode", uprn="location.uprn"),
    ),
    in_order=(("occurred_from", "occurred_to"), ("occurred_from", "reported_at"), ("reported_at", "outcome_at")),
)
