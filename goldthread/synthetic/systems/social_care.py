"""Children's social care: one child as their authority holds them, in the names of the census and the data set."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.synthetic.people import Person
from goldthread.synthetic.places import AUTHORITY, BOROUGHS, SHORT
from goldthread.synthetic.sent import Sent, day, envelope, local_day, written
from goldthread.synthetic.systems.writing import Clerk, Named

LEGAL = {"foster": "C2", "children's home": "C2", "kinship": "C1", "with parents": "C1"}
PLACEMENTS = {"foster": "U4", "children's home": "K2", "kinship": "U1", "with parents": "P1"}


def record_no(child: Person, borough: str) -> str:
    return f"{AUTHORITY[borough]}-{child.social_care_id}"


def authority_of(child: Person) -> str:
    """Whose care or whose case it is, wherever the child now lives: the first letter of its number."""
    return next(b for b in BOROUGHS if SHORT[b][0] == child.social_care_id[0])


def child_record(
    clerk: Clerk,
    child: Person,
    at: datetime,
    *,
    family: Sequence[Named] = (),
    groups: Mapping[str, list[dict[str, Any]]] | None = None,
    **cells: Any,
) -> Sent:
    """The child's record as extracted the night after `at`."""
    clerk.begin()
    borough = authority_of(child)
    number = record_no(child, borough)
    extracted = _that_night(at)
    on = local_day(at)
    row = clerk.blank() | envelope("social_care", number, at, at, extracted)
    row |= clerk.one("child", Named(child), on)
    row |= {"LA": AUTHORITY[borough], "Borough": borough, "LAchildID": child.social_care_id, "LookedAfter": "0"}
    row |= {
        "Team": f"{borough} assessment team",
        "TeamPhone": "07700 900999",
        "Family": clerk.listed("family", family, on),
    }
    if not row["UPN"]:
        row["UPNunknown"] = "UN1"
    if child.is_looked_after(on):
        row |= {"LookedAfter": "1", "Placement": [placement(child)]}
    row |= {**(groups or {}), **cells}
    truth, slips = clerk.told()
    return Sent(extracted, "social_care", number, row, truth, slips)


def placement(child: Person) -> dict[str, Any]:
    home = child.address
    return {
        "PlacementStartDate": day(child.placed_on),
        "LegalStatus": LEGAL[child.placed],
        "PlacementType": PLACEMENTS[child.placed],
        "PlacementAuthority": home.borough,
        "PlacementAddress": home.line,
        "PlacementPostcode": home.postcode,
    }


def enquiry(started: date, conference: date | None) -> dict[str, Any]:
    return {"S47ActualStartDate": day(started), "DateOfInitialCPC": day(conference),
            "ICPCnotRequired": "0" if conference else "1"}  # fmt: skip


def plan(started: date, category: str, ended: date | None = None) -> dict[str, Any]:
    return {
        "CPPstartDate": day(started),
        "CPPendDate": day(ended),
        "InitialCategoryOfAbuse": category,
        "LatestCategoryOfAbuse": category,
        "NumberOfPreviousCPP": "0",
    }


def away(started: datetime, ended: datetime, offered: bool) -> dict[str, Any]:
    return {
        "MissingStatus": "M",
        "MissingStartDate": written(started),
        "MissingEndDate": written(ended),
        "MissingRHIOffered": "1" if offered else "0",
        "MissingRHIAccepted": "1" if offered else "0",
    }


def _that_night(at: datetime) -> datetime:
    """Daily extracts leave at two in the morning, local time as near as matters."""
    return at.replace(hour=2, minute=0, second=0, microsecond=0) + timedelta(days=1)
