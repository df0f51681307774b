"""One record of a place, and how its address is compared with one that somebody typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.core.records import identifiers
from goldthread.core.records.address_parts import is_number
from goldthread.core.records.addresses import ParsedAddress, parse

COMMUNAL = (
    "children's home",
    "hostel",
    "temporary accommodation",
    "refuge",
    "school",
    "hospital",
    "custody",
    "care home",
    "student hall",
    "hotel",
)
WORDS = ("organisation", "flat", "building", "street", "locality", "ward")
# The kinds of land and building a gazetteer names that are lived in, or taught in, by more than a household.
COMMUNAL_CLASS = "communal"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What one version of one record says of a place."""

    source: str
    source_record_id: str
    source_updated_at: datetime
    raw_hash: str
    is_deleted: bool = False
    uprn: str = ""
    parent_uprn: str = ""
    organisation: str = ""
    flat: str = ""
    building: str = ""
    street: str = ""
    locality: str = ""
    postcode: str = ""
    ward: str = ""
    borough: str = ""
    easting: int | None = None
    northing: int | None = None
    is_communal: bool = False
    communal_kind: str = ""
    is_secret: bool = False
    school_urn: str = ""

    @property
    def rank(self) -> tuple[datetime, bool, bool, str]:
        """The newest version stands. Of two as new, the secret one does: hiding by mistake harms least."""
        return self.source_updated_at, self.is_secret, self.is_deleted, self.raw_hash

    def address(self) -> ParsedAddress:
        """The address as a hand would write it, read as one that a hand wrote."""
        flat = f"Flat {self.flat}" if is_number(self.flat.strip().upper()) or len(self.flat.strip()) == 1 else self.flat
        return parse(", ".join(part for part in (flat, self.building, self.street) if part.strip()), self.postcode)

    def organisation_address(self) -> ParsedAddress:
        """The organisation's name where an address would have it: people write `Rowan Lodge, XX1 2AB`."""
        return parse(self.organisation)


@dataclass(frozen=True, slots=True)
class Keys:
    """What is compared of an address: the flat, the number in its street, the building's name, and the postcode."""

    flat: str
    door: str
    name: str
    postcode: str


def keys_of(address: ParsedAddress) -> Keys:
    """Without a number a street's name is all there is of a building's, as in `The Close, XX1 2AB`."""
    door = f"{address.number} {address.street}" if address.number and address.street else ""
    name = address.building or ("" if address.number else address.street)
    return Keys(address.flat, door, name, address.postcode)


def row_of(
    source: str, source_record_id: str, source_updated_at: datetime, raw_hash: str, facts: Iterable[tuple[str, str]],
    *, borough: str = "", is_deleted: bool = False, is_restricted: bool = False,
) -> PlaceRow:  # fmt: skip
    """The row that a kept record's facts tell. A restricted record, and a mark nobody can read, is a secret."""
    if is_deleted:
        return PlaceRow(source, source_record_id, source_updated_at, raw_hash, is_deleted=True)
    told = dict(facts)
    kind = told.get("communal_kind", "")
    return PlaceRow(
        source,
        source_record_id,
        source_updated_at,
        raw_hash,
        **_told(told),
        borough=borough,
        easting=_whole(told.get("easting", "")),
        northing=_whole(told.get("northing", "")),
        is_communal=bool(kind) or told.get("classification", "").casefold() == COMMUNAL_CLASS,
        communal_kind=kind if kind in COMMUNAL else "",
        is_secret=is_restricted or told.get("is_secret", "no") != "no",
    )


def _told(told: Mapping[str, str]) -> dict[str, Any]:
    """Numbers and postcodes only where they are of their form: what fails its check finds no place."""
    address = parse("", told.get("postcode", ""))
    urn = told.get("school_urn", "")
    return {name: told.get(name, "") for name in WORDS} | {
        "uprn": _uprn(told.get("uprn", "")),
        "parent_uprn": _uprn(told.get("parent_uprn", "")),
        "postcode": address.postcode,
        "school_urn": urn if re.fullmatch(r"[0-9]{1,6}", urn) else "",
    }


def _uprn(text: str) -> str:
    try:
        return identifiers.uprn(text) if text else ""
    except identifiers.InvalidIdentifier:
        return ""


def _whole(text: str) -> int | None:
    return int(float(text)) if re.fullmatch(r"[0-9]{1,7}(?:\.[0-9]+)?", text) else None
