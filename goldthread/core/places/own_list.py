"""A force's own list of places: what the gazetteer does not say, or says too late. A YAML file, read as a whole.

Each entry has an `id` that stays, an `address` as one would write it, a `postcode` or a `uprn`, and what the place is:
`communal_kind`, `is_secret`, `organisation`. `checked_on` is the day somebody made sure of it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from goldthread.core.places.rows import COMMUNAL, PlaceRow
from goldthread.core.records import addresses, identifiers
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.fields import Entry, read_file

OWN_LIST = "own_list"
KEYS = ("id", "address", "postcode", "uprn", "communal_kind", "is_secret", "organisation", "checked_on")


def read(path: Path) -> list[PlaceRow]:
    """Every place of the list; a fault names the entry and the key, and nothing of a faulty list is taken."""
    top = Entry(path.name, read_file(path), ("places",))
    rows = list(_rows(path.name, top.list_of("places")))
    ids = [row.source_record_id for row in rows]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise StandardsFault(path.name, f"{', '.join(twice)}: there twice.")
    return rows


def _rows(file: str, held: list[Any]) -> Iterator[PlaceRow]:
    for number, one in enumerate(held, start=1):
        name = one.get("id") if isinstance(one, dict) else None
        yield _row(Entry(f"{file}, {name or f'entry {number}'}", one, KEYS))


def _row(entry: Entry) -> PlaceRow:
    address = addresses.parse(entry.text("address"), entry.text("postcode"))
    uprn = _uprn(entry)
    if not uprn and not (address.postcode and address.names_a_building):
        raise StandardsFault(entry.where, "It needs a uprn, or an address with a number or name and a whole postcode.")
    checked = entry.day("checked_on", needed=True)
    assert checked is not None  # noqa: S101 - a needed day is there, or the line above refused
    told = PlaceRow(
        OWN_LIST,
        entry.text("id", needed=True),
        datetime.combine(checked, time(), UTC),
        "",
        uprn=uprn,
        organisation=entry.text("organisation"),
        flat=address.flat,
        building=address.building,
        street=" ".join(part for part in (address.number, address.street) if part),
        locality=address.locality,
        postcode=address.postcode,
        communal_kind=_kind(entry),
        is_communal=bool(_kind(entry)),
        is_secret=entry.is_true("is_secret"),
    )
    words = json.dumps({key: str(entry.held.get(key, "")) for key in KEYS}, sort_keys=True)
    return replace(told, raw_hash=hashlib.sha256(words.encode()).hexdigest())


def _kind(entry: Entry) -> str:
    kind = entry.text("communal_kind")
    if kind and kind not in COMMUNAL:
        raise StandardsFault(entry.where, f"communal_kind is one of: {', '.join(COMMUNAL)}.")
    return kind


def _uprn(entry: Entry) -> str:
    try:
        return identifiers.uprn(entry.text("uprn")) if entry.text("uprn") else ""
    except identifiers.InvalidIdentifier as invalid:
        raise StandardsFault(entry.where, f"uprn: {invalid.why}.") from invalid
