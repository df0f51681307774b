"""What stands at an address changed: kept, and whoever is said to live there is linked and watched anew.

So a gazetteer that comes after the records leads to the same people as one that came before (design decision 8).
"""

from collections.abc import Sequence
from uuid import UUID

from goldthread.core import db
from goldthread.core.alerts.evaluating import watch
from goldthread.core.places import actions as places
from goldthread.core.places.rows import PlaceRow
from goldthread.core.places.settling import Settled
from goldthread.link.matching.actions import resolve

# The gazetteer changes a street at a time; so many mentions are solved and watched at once.
AT_ONCE = 1_000


def keep(records: Sequence[UUID]) -> int:
    """Bring places up to what these versions of the gazetteer's records say; how many changed. As the service."""
    return _followed(places.keep(records))


def keep_own_list(rows: Sequence[PlaceRow]) -> int:
    """Make the force's own list what these rows say; how many changed. As the service, both or neither."""
    with db.transaction():
        return _followed(places.keep_own_list(rows))


def forget(source: str, source_record_ids: Sequence[str]) -> int:
    """Leave nothing of records of places that were erased; how many places went. As the service."""
    return _followed(places.forget(source, source_record_ids))


def _followed(kept: places.Kept) -> int:
    follow(kept.settled)
    return kept.changed


def follow(settled: Settled) -> None:
    """Solve again those whose home proves more or less than it did; look again at all who are at another door."""
    for some in _pieces(settled.compared):
        resolve(some)
    records = sorted(settled.records)
    for some in _pieces(settled.mentions | settled.compared):
        watch(some, records)
    if records and not settled.mentions:
        watch([], records)


def _pieces(mentions: frozenset[UUID]) -> list[list[UUID]]:
    ordered = sorted(mentions)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]
