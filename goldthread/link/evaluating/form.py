"""The columns of a file of people: which say who somebody is, and how each is checked, as in any feed."""

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.declare import Checked, Column, Frame
from goldthread.link.feeds.faults import Fault


def dob(text: str, frame: Frame) -> Checked:
    """A whole date, a part of one, or an expected one. One that cannot be does not set its row aside: it is noted."""
    try:
        return dated.birth_date(text, frame)
    except Fault:
        return Checked(None)


RECORD = ("record_id", "system", "event_id", "role", "borough", "record_date")
PERSON = (
    Column("forename", "forename", checks.forename),
    Column("middle", "middle", checks.forename),
    Column("surname", "surname", checks.surname),
    Column("alias", "alias", checks.surname, separated=True),
    Column("dob", "birth_date", dob),
    Column("sex", "sex", checks.sex),
    Column("address", "address", checks.address),
    Column("postcode", "postcode", checks.postcode),
    Column("phone", "phone", checks.phone),
    Column("pnc_id", "pnc_id", checks.pnc_id),
    Column("nhs_no", "nhs_no", checks.identifier(identifiers.nhs)),
    Column("social_care_id", "social_care_id"),
)
COLUMNS = (*RECORD, *(column.name for column in PERSON))
# What is noted where it cannot be read, beside identifiers; a name or an address may be any words.
NOTED = ("dob", "postcode", "phone")
