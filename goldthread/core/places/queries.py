"""What stands at an address. The app is told no more than that a place is communal, where the place is secret."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.core import db
from goldthread.core.places.rows import Keys, keys_of
from goldthread.core.records.addresses import ParsedAddress


@dataclass(frozen=True, slots=True)
class Asked:
    """An address somebody wrote: its number in the gazetteer where they told it, its words as read, and its borough."""

    address: ParsedAddress
    uprn: str = ""
    borough: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at one address. `is_communal` and `is_block` are None where no source knows the address.

    `found_by` is `uprn`, `address` (flat and all), `building` (the building, not the flat), or empty.
    `is_secret` is only ever True for the service.
    """

    found_by: str = ""
    uprn: str = ""
    is_communal: bool | None = None
    communal_kind: str = ""
    is_block: bool | None = None
    is_secret: bool = False


def kind_of(asked: Sequence[Asked]) -> list[Standing]:
    """What stands at each address, in the order asked. One query whatever their number.

    The service is told everything. The app must have a look open, else it is told nothing.
    """
    return standing_at([(one.uprn, keys_of(one.address), one.borough) for one in asked])


def standing_at(asked: Sequence[tuple[str, Keys, str]]) -> list[Standing]:
    """The same, of addresses already taken apart: the number in the gazetteer, what is compared, the borough."""
    wanted = [
        [i, uprn, keys.flat, keys.door, keys.name, keys.postcode, borough]
        for i, (uprn, keys, borough) in enumerate(asked)
    ]
    function = "goldthread_places_at" if db.alias() == db.SERVICE else "goldthread_places_shown"
    found = {
        row["asked"]: Standing(
            row["found_by"],
            row["uprn"],
            row["is_communal"],
            row["communal_kind"],
            row["is_block"],
            row["is_secret"],
        )
        for row in db.fetch(f"SELECT * FROM {function}(%s::jsonb)", [json.dumps(wanted)])
    }
    return [found.get(i, Standing()) for i in range(len(asked))]
