"""Where the newest versions put people and happenings, handed to `core.places` as it keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from goldthread.core.access.roles import RANK
from goldthread.core.places import presences
from goldthread.core.places.presences import HOME, Told
from goldthread.link.feeds.format import ParsedPlace

if TYPE_CHECKING:
    from goldthread.link.feeds.keeping import Version
    from goldthread.link.feeds.naming import Named

OWN = "place"  # what a gazetteer's record is of: `core.places` keeps that as the place itself


def keep_places(newest: Sequence[Version], named: Sequence[Named]) -> None:
    """Keep the homes of those named, and the places that their records name."""
    mentions = {(one.version.id, one.parsed.key): one for one in named}
    presences.keep_told([told for version in newest for told in _told(version, mentions)])


def _told(version: Version, mentions: Mapping[tuple[UUID, str], Named]) -> Iterator[Told]:
    row = version.row
    if row is None or row.op != "upsert":
        return
    restriction = "hidden" if version.held_back is not None else row.restriction
    for place in row.places:
        if place.role == OWN:
            continue
        whose = mentions.get((version.id, place.key.removeprefix("home:"))) if place.key.startswith("home:") else None
        layer = whose.parsed.layer if whose else row.layer
        yield _as_told(version, place, whose.id if whose else None, row.borough, layer, restriction)


def _as_told(
    version: Version, place: ParsedPlace, mention: UUID | None, borough: str, layer: str, restriction: str
) -> Told:
    return Told(
        version.id,
        mention,
        place.key,
        HOME if mention else place.role,
        place.text,
        place.postcode,
        place.uprn,
        borough,
        RANK[layer],
        restriction,
    )
