"""Re-solving who is who for the mentions just touched: one path, a batch of one or of thousands."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import service_reader
from goldthread.core.people.actions import Change, Grouping, regroup
from goldthread.core.people.noticing import tell
from goldthread.link.matching.partition import is_in_conflict, partition

RULE = "keys-1"  # the version of the rule that made a link, kept with its reasons


def resolve(touched: Collection[UUID], door: str = "service:linker") -> Change:
    """Solve again every mention that a chain of shared keys ties to the touched ones, and keep the answer.

    Runs as the service inside the caller's transaction. Mentions under a rights restriction take no part.
    """
    keys, birth_dates, known_at = _component(touched)
    groups = partition(keys, birth_dates)
    holders = _holders(keys)
    groupings = [
        Grouping(frozenset(group), {m: _reasons(m, group, keys, holders, birth_dates) for m in group})
        for group in sorted(groups, key=min)
    ]
    change = regroup(groupings, known_at)
    tell(change.parted)
    if change.linked:
        _log(change, groupings, door)
    return change


def _component(
    touched: Collection[UUID],
) -> tuple[dict[UUID, set[str]], dict[UUID, set[str]], dict[UUID, datetime]]:
    """Every mention reachable through shared keys, or once linked with one that is: set-based, a few rounds.

    Mentions that a person already holds are solved along, so that a key which came apart takes its links apart too.
    """
    known: set[UUID] = set(touched)
    frontier = known
    while frontier:
        rows = db.fetch(
            """SELECT DISTINCT other.mention_id AS id FROM people_matchkey mine
                 JOIN people_matchkey other ON other.key = mine.key WHERE mine.mention_id = ANY(%(ids)s)
               UNION
               SELECT theirs.mention_id FROM people_link mine
                 JOIN people_link theirs ON theirs.person_id = mine.person_id AND theirs.to_at IS NULL
                WHERE mine.to_at IS NULL AND mine.mention_id = ANY(%(ids)s)""",
            {"ids": list(frontier)},
        )
        frontier = {row["id"] for row in rows} - known
        known |= frontier
    return _read(known)


def _read(
    mentions: Collection[UUID],
) -> tuple[dict[UUID, set[str]], dict[UUID, set[str]], dict[UUID, datetime]]:
    ids = list(mentions)
    live = db.fetch(
        """SELECT m.id, r.known_at FROM records_mention m
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
            WHERE m.id = ANY(%s) AND m.is_live AND r.restriction_before IS NULL""",
        [ids],
    )
    keys: dict[UUID, set[str]] = {row["id"]: set() for row in live}
    birth_dates: dict[UUID, set[str]] = {row["id"]: set() for row in live}
    for row in db.fetch("SELECT mention_id, key FROM people_matchkey WHERE mention_id = ANY(%s)", [ids]):
        if row["mention_id"] in keys:
            keys[row["mention_id"]].add(row["key"])
    for row in db.fetch(
        """SELECT mention_id, value FROM people_searchkey WHERE mention_id = ANY(%s) AND length(value) = 10
              AND kind IN ('birth_date', 'held:birth_date')""",
        [ids],
    ):
        if row["mention_id"] in keys:
            birth_dates[row["mention_id"]].add(row["value"])
    return keys, birth_dates, {row["id"]: row["known_at"] for row in live}


def _holders(keys: Mapping[UUID, set[str]]) -> dict[str, list[UUID]]:
    holders: dict[str, list[UUID]] = {}
    for mention, own in keys.items():
        for key in own:
            holders.setdefault(key, []).append(mention)
    return holders


def _reasons(
    mention: UUID,
    group: set[UUID],
    keys: Mapping[UUID, set[str]],
    holders: Mapping[str, list[UUID]],
    birth_dates: Mapping[UUID, set[str]],
) -> list[str]:
    """Why a mention belongs: the kinds of key it shares with others of its group, never the values."""
    shared = {
        key.partition(":")[0]
        for key in keys[mention]
        if any(other in group for other in holders[key] if other != mention)
        and not is_in_conflict(key, holders[key], birth_dates)
    }
    return [RULE, *sorted(shared or {"only mention"})]


def _log(change: Change, groupings: list[Grouping], door: str) -> None:
    """One row for the combination: which rule, how many links; the people are found from the links it made."""
    joined: dict[str, Any] = {
        "rule": RULE,
        "links": change.linked,
        "people_made": change.created,
        "retired": change.retired,
    }
    mentions = [m for grouping in groupings if len(grouping.mentions) > 1 for m in grouping.mentions]
    people = db.fetch(
        "SELECT DISTINCT person_id FROM people_link WHERE mention_id = ANY(%s) AND to_at IS NULL", [mentions]
    )
    look(
        service_reader("linker", door, "linking"),
        operation="combination",
        people=[row["person_id"] for row in people],
        **joined,
    )
