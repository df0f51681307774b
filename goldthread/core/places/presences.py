"""Every write of dwellings and of who and what was said to be there: derived, made again when its ground changes."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.db.ids import new_id
from goldthread.core.places.queries import Standing, standing_at
from goldthread.core.places.rows import Keys, keys_of
from goldthread.core.records.addresses import parse

HOME = "home"
# So many addresses are asked about at once: a change of the gazetteer may touch a whole street of them.
AT_ONCE = 1_000
# What a source says stands there: the rest of a dwelling does not change.
KINDS = ("is_communal", "communal_kind", "is_block", "is_secret")
HOME_FIELDS = ("address", "postcode", "uprn")


@dataclass(frozen=True, slots=True)
class Told:
    """One address as one version of a record tells it: of a mention (its home), or of what the record is about."""

    record_id: UUID
    mention_id: UUID | None
    key: str
    role: str
    text: str
    postcode: str
    uprn: str
    borough: str
    layer_rank: int
    restriction: str

    def keys(self) -> Keys:
        return keys_of(parse(self.text, self.postcode))


def keep_told(told: Sequence[Told]) -> None:
    """Keep where these versions put people and happenings. A version is told once: it is kept once."""
    if not told:
        return
    keys = [one.keys() for one in told]
    # A home is not looked for in the borough of what happened: without a postcode its street is of any town.
    asked = [(one.uprn, of, "" if one.role == HOME else one.borough) for one, of in zip(told, keys, strict=True)]
    dwellings = _dwellings(asked)
    rows = [
        _presence(one, of, borough, dwelling)
        for one, of, (_, _, borough), dwelling in zip(told, keys, asked, dwellings, strict=True)
    ]
    db.insert("places_presence", rows)


def _presence(one: Told, keys: Keys, borough: str, dwelling: UUID | None) -> dict[str, Any]:
    return {
        "record_id": one.record_id,
        "mention_id": one.mention_id,
        "dwelling_id": dwelling,
        "key": one.key[:60],
        "role": one.role,
        "text": one.text,
        "uprn": one.uprn,
        "postcode": keys.postcode,
        "flat": keys.flat,
        "door": keys.door,
        "name": keys.name,
        "borough": borough,
        "layer_rank": one.layer_rank,
        "restriction": one.restriction,
    }


def _dwellings(asked: Sequence[tuple[str, Keys, str]]) -> list[UUID | None]:
    """The dwelling of each address, made where it is new; None where the words name no door."""
    standing = standing_at(asked)
    named = [key_of(uprn, keys, found) for (uprn, keys, _), found in zip(asked, standing, strict=True)]
    fresh: dict[str, dict[str, Any]] = {}
    for key, (uprn, keys, borough), found in zip(named, asked, standing, strict=True):
        if key and key not in fresh:
            fresh[key] = _dwelling(key, uprn, keys, borough, found)
    if not fresh:
        return [None] * len(asked)
    # In one order, so that two loads that meet the same new addresses do not wait for each other in a ring.
    columns = ", ".join(next(iter(fresh.values())))
    held, told = (", ".join(f"{table}.{name}" for name in KINDS) for table in ("places_dwelling", "EXCLUDED"))
    db.run(
        f"""INSERT INTO places_dwelling ({columns})
            SELECT {columns} FROM jsonb_populate_recordset(NULL::places_dwelling, %s::jsonb)
            ON CONFLICT (key) DO UPDATE SET ({", ".join(KINDS)}) = ({told}) WHERE ({held}) IS DISTINCT FROM ({told})""",
        [json.dumps([fresh[key] for key in sorted(fresh)])],
    )
    ids = db.fetch("SELECT key, id FROM places_dwelling WHERE key = ANY(%s)", [sorted(fresh)])
    by_key = {row["key"]: row["id"] for row in ids}
    return [by_key.get(key) for key in named]


def key_of(uprn: str, keys: Keys, found: Standing) -> str:
    """What two tellings of one dwelling share: its number in the gazetteer, else its postcode, door and flat as read.

    A flat that only its building is known for keeps its own words: two flats of one building are two dwellings.
    """
    number = uprn or (found.uprn if found.found_by == "address" else "")
    if number:
        return f"uprn:{number}"
    if found.found_by == "building" and found.uprn:
        return f"in:{found.uprn}|{keys.flat}"
    if keys.postcode and (keys.door or keys.name):
        return f"at:{keys.postcode}|{keys.door}|{keys.name}|{keys.flat}"
    return ""


def _dwelling(key: str, uprn: str, keys: Keys, borough: str, found: Standing) -> dict[str, Any]:
    flat = f"Flat {keys.flat}" if keys.flat[:1].isdigit() else keys.flat
    words = ", ".join(part for part in (flat, keys.name, keys.door, keys.postcode or borough) if part)
    return {
        "id": str(new_id()),
        "key": key,
        "words": words or f"UPRN {uprn}",
        "uprn": uprn or found.uprn,
        "postcode": keys.postcode,
        "flat": keys.flat,
        "borough": borough,
        "is_communal": found.is_communal,
        "communal_kind": found.communal_kind,
        "is_block": found.is_block,
        "is_secret": found.is_secret,
    }


def settle_near(source: str, source_record_ids: Collection[str]) -> int:
    """Ask the gazetteer again for every address that these changed places may be; how many were asked.

    So it does not matter whether a place or what was told of it came first.
    """
    rows = db.fetch(
        """WITH changed AS (SELECT uprn, parent_uprn, postcode, door_key, borough FROM places_place
                             WHERE source = %s AND source_record_id = ANY(%s))
           SELECT p.id FROM places_presence p WHERE p.postcode <> '' AND p.postcode IN (SELECT postcode FROM changed)
           UNION SELECT p.id FROM places_presence p
                  WHERE p.uprn <> '' AND p.uprn IN (SELECT uprn FROM changed UNION SELECT parent_uprn FROM changed)
           UNION SELECT p.id FROM places_presence p JOIN changed c ON p.door = c.door_key AND p.borough = c.borough
                  WHERE p.postcode = '' AND p.door <> ''
           UNION SELECT p.id FROM places_presence p JOIN places_dwelling d ON d.id = p.dwelling_id
                  WHERE d.uprn <> '' AND d.uprn IN (SELECT uprn FROM changed UNION SELECT parent_uprn FROM changed)""",
        [source, list(source_record_ids)],
    )
    settle([row["id"] for row in rows])
    return len(rows)


def settle(presences: Sequence[int]) -> None:
    """Find the dwelling of each of these again."""
    for start in range(0, len(presences), AT_ONCE):
        rows = db.fetch(
            """SELECT id, uprn, flat, door, name, postcode, borough, dwelling_id FROM places_presence
                WHERE id = ANY(%s) ORDER BY id""",
            [list(presences[start : start + AT_ONCE])],
        )
        asked = [
            (row["uprn"], Keys(row["flat"], row["door"], row["name"], row["postcode"]), row["borough"]) for row in rows
        ]
        moved = [
            (row["id"], now) for row, now in zip(rows, _dwellings(asked), strict=True) if row["dwelling_id"] != now
        ]
        if moved:
            db.run(
                """UPDATE places_presence p SET dwelling_id = n.dwelling
                     FROM unnest(%s::bigint[], %s::uuid[]) n(id, dwelling) WHERE p.id = n.id""",
                [[one for one, _ in moved], [dwelling for _, dwelling in moved]],
            )
            left = {row["dwelling_id"] for row in rows if row["dwelling_id"]}
            drop_empty(left)


def drop_empty(dwellings: Collection[UUID]) -> None:
    """An address that nobody is said to be at any more is nobody's business."""
    if dwellings:
        db.run(
            """DELETE FROM places_dwelling d WHERE d.id = ANY(%s)
                AND NOT EXISTS (SELECT 1 FROM places_presence p WHERE p.dwelling_id = d.id)""",
            [list(dwellings)],
        )


def forget_told(records: Sequence[UUID]) -> int:
    """Leave nothing of where these versions put anybody; how many presences went."""
    rows = db.fetch("DELETE FROM places_presence WHERE record_id = ANY(%s) RETURNING dwelling_id", [list(records)])
    drop_empty({row["dwelling_id"] for row in rows if row["dwelling_id"]})
    return len(rows)


def keep_homes_again(mentions: Sequence[UUID]) -> None:
    """Make the homes of mentions again from what is asserted of them now: after a value was put right."""
    rows = db.fetch(
        """SELECT a.mention_id, a.record_id, a.field, a.text, a.canonical, a.layer_rank, a.restriction, m.key, r.borough
             FROM records_assertion a JOIN records_mention m ON m.id = a.mention_id AND m.is_live
             JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
            WHERE a.mention_id = ANY(%s) AND a.status <> 'superseded' AND a.field = ANY(%s)
            ORDER BY a.mention_id, a.status = 'rectified', a.id""",
        [list(mentions), list(HOME_FIELDS)],
    )
    gone = db.fetch(
        """DELETE FROM places_presence p USING records_sourcerecord r
            WHERE r.id = p.record_id AND r.is_current AND p.mention_id = ANY(%s) RETURNING p.dwelling_id""",
        [list(mentions)],
    )
    keep_told(list(_homes(rows)))
    drop_empty({row["dwelling_id"] for row in gone if row["dwelling_id"]})


def _homes(rows: Iterable[Mapping[str, Any]]) -> Iterable[Told]:
    by_mention: dict[UUID, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        by_mention.setdefault(row["mention_id"], {})[row["field"]] = row
    for mention, held in by_mention.items():
        any_of = next(iter(held.values()))
        typed, postcode, uprn = (
            (held[name]["canonical"] if name != "address" else "") or held[name]["text"] if name in held else ""
            for name in HOME_FIELDS
        )
        yield Told(
            any_of["record_id"],
            mention,
            f"home:{any_of['key']}",
            HOME,
            typed or postcode or uprn,
            postcode,
            uprn if uprn.isdigit() else "",
            any_of["borough"],
            max(row["layer_rank"] for row in held.values()),
            any_of["restriction"],
        )
