"""Addresses, and what stands at them."""

from datetime import datetime, timedelta

from goldthread.synthetic.places import Address
from goldthread.synthetic.sent import Sent, envelope

HIDDEN_DESK = "Duty inspector, for the refuge liaison officer"
COLUMNS_OF_KIND = {"building": "building", "land": "land"}


def place_row(columns: tuple[str, ...], place: Address, at: datetime, serial: int = 0) -> Sent:
    extracted = at + timedelta(hours=4)
    row = dict.fromkeys(columns, "") | envelope("gazetteer", place.uprn, at, at, extracted)
    communal = place.kind not in ("", "building", "land")
    row |= {
        "handling": "OFFICIAL",
        "uprn": place.uprn,
        "parent_uprn": place.parent_uprn,
        "classification": COLUMNS_OF_KIND.get(place.kind, "communal" if communal else "dwelling"),
        "communal_kind": place.kind if communal else "",
        "is_secret": "true" if place.secret else "false",
        "organisation": place.organisation,
        "flat": place.flat,
        "building": place.building,
        "street": place.street,
        "town": place.borough,
        "postcode": place.postcode,
        "easting": str(place.easting),
        "northing": str(place.northing),
        "ward": place.ward,
        "borough": place.borough,
        "school_urn": place.school_urn,
        "school_phase": place.school_phase,
    }
    if place.secret:
        row |= {"handling": "OFFICIAL-SENSITIVE", "restriction": "signalled", "ask": HIDDEN_DESK}
    if place.school_urn:
        row |= {
            "lead_contact": "Designated safeguarding lead",
            "lead_phone": f"07700 900{int(place.school_urn) % 1000:03d}",
        }
    return Sent(extracted, "gazetteer", place.uprn, row)
