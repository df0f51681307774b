"""Which dwelling an address is that somebody typed: read by the same rules as one that a source tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from goldthread.core import db
from goldthread.core.places.presences import name
from goldthread.core.places.rows import keys_of
from goldthread.core.records.addresses import parse


@dataclass(frozen=True, slots=True)
class Typed:
    """What an address as typed comes to: the key that two spellings of it share, and the dwelling that has it.

    An empty key: the words name no door. No dwelling: no source has told of it yet, or its address is secret.
    """

    key: str
    dwelling_id: UUID | None
    words: str = ""


def typed_places(told: Sequence[tuple[str, str]]) -> list[Typed]:
    """Each address with the borough it was typed in, in that order. Under a look; two queries."""
    if not told:
        return []
    named = name([("", keys_of(parse(text)), borough) for text, borough in told])
    keys = sorted({one.key for one in named if one.key})
    rows = db.fetch("SELECT key, id, words FROM places_dwelling WHERE key = ANY(%s)", [keys])
    held = {row["key"]: (row["id"], row["words"]) for row in rows}
    return [Typed(one.key, *held.get(one.key, (None, ""))) for one in named]
