"""When what stands somewhere changes: the dwellings of whoever is said to be there are found again, and named."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.places.presences import HOME, Named, drop_empty, keep_dwellings, name, number_of
from goldthread.core.places.rows import Keys

# So many addresses are asked about at once: a change of the gazetteer may touch a whole street of them.
AT_ONCE = 1_000
# Every place whose standing these rows, as they were and as they will be, have a part in: themselves, the building each
# is in, what is in each, what shares a door with them, and other rows of one number. Then who is said to be there.
NEAR = """
    WITH told AS (SELECT * FROM jsonb_populate_recordset(NULL::places_place, %s::jsonb)),
    changed AS (
        SELECT uprn, parent_uprn, postcode, door_key, borough FROM told
         UNION SELECT p.uprn, p.parent_uprn, p.postcode, p.door_key, p.borough
                 FROM told JOIN places_place p USING (source, source_record_id)),
    beside AS (
        SELECT uprn, postcode, door_key, borough FROM changed
         UNION SELECT p.uprn, p.postcode, p.door_key, p.borough FROM changed c JOIN places_place p
                   ON p.uprn = c.parent_uprn WHERE c.parent_uprn <> ''
         UNION SELECT p.uprn, p.postcode, p.door_key, p.borough FROM changed c JOIN places_place p
                   ON p.parent_uprn = c.uprn WHERE c.uprn <> ''
         UNION SELECT p.uprn, p.postcode, p.door_key, p.borough FROM changed c JOIN places_place p
                   ON p.postcode = c.postcode AND p.door_key = c.door_key WHERE c.postcode <> '' AND c.door_key <> ''),
    touched AS (
        SELECT * FROM beside
         UNION SELECT p.uprn, p.postcode, p.door_key, p.borough FROM beside b JOIN places_place p
                   ON p.uprn = b.uprn WHERE b.uprn <> '')
    SELECT p.id FROM places_presence p WHERE p.postcode <> '' AND p.postcode IN (SELECT postcode FROM touched)
     UNION SELECT p.id FROM places_presence p WHERE p.uprn <> '' AND p.uprn IN (SELECT uprn FROM touched)
     UNION SELECT p.id FROM places_presence p JOIN touched t ON p.door = t.door_key AND p.borough = t.borough
            WHERE p.postcode = '' AND p.door <> ''
"""
# Of the newest versions only: where an older one puts somebody is nobody's home now.
WHERE_NOW = """
    SELECT p.id, p.record_id, p.role, p.mention_id, p.dwelling_id, coalesce(d.is_communal, false) AS is_communal,
           coalesce(d.is_block, false) AS is_block, coalesce(d.is_secret, false) AS is_secret
      FROM places_presence p JOIN records_sourcerecord r ON r.id = p.record_id AND r.is_current
      LEFT JOIN places_dwelling d ON d.id = p.dwelling_id WHERE p.id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """Whom a change of places concerns.

    `records` now put something at another dwelling, or at one of another kind; `mentions` are those of whom that is the
    home. `compared` are of these the ones whose home became communal or a block, or is so no longer: as homes of that
    kind prove no household, who is one person may change.
    """

    records: frozenset[UUID] = field(default_factory=frozenset)
    mentions: frozenset[UUID] = field(default_factory=frozenset)
    compared: frozenset[UUID] = field(default_factory=frozenset)

    def __or__(self, later: "Settled") -> "Settled":
        return Settled(self.records | later.records, self.mentions | later.mentions, self.compared | later.compared)


def near(places: Iterable[Mapping[str, Any]]) -> list[int]:
    """Who and what may be at these places, as they stand and as they will by these columns. One query."""
    return [row["id"] for row in db.fetch(NEAR, [json.dumps(list(places))])]


def settle(presences: Sequence[int]) -> Settled:
    """Find the dwelling of each of these again, and say whom it concerns.

    So it does not matter whether a place or what was told of it came first.
    """
    if not presences:
        return Settled()
    before = _where_now(presences)
    for start in range(0, len(presences), AT_ONCE):
        _settle(presences[start : start + AT_ONCE])
    after = _where_now(presences)
    moved = [after[one] for one in before if before[one] != after[one]]
    homes = [row for row in moved if row["role"] == HOME and row["mention_id"]]
    compared = [row for row in homes if _as_compared(row) != _as_compared(before[row["id"]])]
    return Settled(
        frozenset(row["record_id"] for row in moved),
        frozenset(row["mention_id"] for row in homes),
        frozenset(row["mention_id"] for row in compared),
    )


def _where_now(presences: Sequence[int]) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in db.fetch(WHERE_NOW, [list(presences)])}


def _as_compared(row: Mapping[str, Any]) -> tuple[bool, bool]:
    return row["is_communal"], row["is_block"]


def _settle(presences: Sequence[int]) -> None:
    rows = db.fetch(
        """SELECT id, uprn, flat, door, name, postcode, borough, dwelling_id FROM places_presence
            WHERE id = ANY(%s) ORDER BY id""",
        [list(presences)],
    )
    named = name(
        [(row["uprn"], Keys(row["flat"], row["door"], row["name"], row["postcode"]), row["borough"]) for row in rows]
    )
    _rename([row["dwelling_id"] for row in rows], named, presences)
    dwellings = keep_dwellings(named)
    moved = [(row["id"], now) for row, now in zip(rows, dwellings, strict=True) if row["dwelling_id"] != now]
    if moved:
        db.run(
            """UPDATE places_presence p SET dwelling_id = n.dwelling
                 FROM unnest(%s::bigint[], %s::uuid[]) n(id, dwelling) WHERE p.id = n.id""",
            [[one for one, _ in moved], [dwelling for _, dwelling in moved]],
        )
        drop_empty({row["dwelling_id"] for row in rows if row["dwelling_id"]})


def _rename(dwellings: Sequence[UUID | None], named: Sequence[Named], presences: Collection[int]) -> None:
    """A dwelling that as a whole has another key now stays the same dwelling: what was said of it stays true."""
    wanted = dict(_of_one_key(dwellings, named))
    if wanted:
        db.run(
            """UPDATE places_dwelling d SET key = n.key, uprn = n.uprn
                 FROM unnest(%s::uuid[], %s::text[], %s::text[]) n(id, key, uprn)
                WHERE d.id = n.id AND d.key <> n.key
                  AND NOT EXISTS (SELECT 1 FROM places_dwelling other WHERE other.key = n.key)
                  AND NOT EXISTS (SELECT 1 FROM places_presence p WHERE p.dwelling_id = d.id AND p.id <> ALL(%s))""",
            [list(wanted.values()), [key for key, _ in wanted], [number for _, number in wanted], list(presences)],
        )


def _of_one_key(dwellings: Sequence[UUID | None], named: Sequence[Named]) -> Iterator[tuple[tuple[str, str], UUID]]:
    """The dwellings that all go to one key, by that key and its number."""
    keys: dict[UUID, set[tuple[str, str]]] = {}
    for dwelling, one in zip(dwellings, named, strict=True):
        if dwelling:
            keys.setdefault(dwelling, set()).add((one.key, number_of(one)))
    for dwelling in sorted(keys, reverse=True):
        if len(keys[dwelling]) == 1 and all(key for key, _ in keys[dwelling]):
            yield keys[dwelling].copy().pop(), dwelling
