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
    wait_for_places()
    keys = [one.keys() for one in told]
    # A home is not looked for in the borough of what happened: without a postcode its street is of any town.
    asked = [(one.uprn, of, "" if one.role == HOME else one.borough) for one, of in zip(told, keys, strict=True)]
    dwellings = keep_dwellings(name(asked))
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


@dataclass(frozen=True, slots=True)
class Named:
    """One address as the gazetteer knows it now: the key of its dwelling, empty where the words name no door."""

    key: str
    uprn: str
    keys: Keys
    borough: str
    found: Standing


def name(asked: Sequence[tuple[str, Keys, str]]) -> list[Named]:
    """The dwelling of each address as the gazetteer has it now. One query, whatever their number."""
    return [
        Named(key_of(uprn, keys, found), uprn, keys, borough, found)
        for (uprn, keys, borough), found in zip(asked, standing_at(asked), strict=True)
    ]


def keep_dwellings(named: Sequence[Named]) -> list[UUID | None]:
    """The dwelling of each address, made where it is new; None where the words name no door."""
    fresh: dict[str, dict[str, Any]] = {}
    for one in named:
        if one.key and one.key not in fresh:
            fresh[one.key] = _dwelling(one)
    if not fresh:
        return [None] * len(named)
    # In one order, so that two loads that meet the same new addresses do not wait for each other in a ring.
    columns = ", ".join(next(iter(fresh.values())))
    held, told = (", ".join(f"{table}.{kind}" for kind in KINDS) for table in ("places_dwelling", "EXCLUDED"))
    db.run(
        f"""INSERT INTO places_dwelling ({columns})
            SELECT {columns} FROM jsonb_populate_recordset(NULL::places_dwelling, %s::jsonb)
            ON CONFLICT (key) DO UPDATE SET ({", ".join(KINDS)}) = ({told}) WHERE ({held}) IS DISTINCT FROM ({told})""",
        [json.dumps([fresh[key] for key in sorted(fresh)])],
    )
    ids = db.fetch("SELECT key, id FROM places_dwelling WHERE key = ANY(%s)", [sorted(fresh)])
    by_key = {row["key"]: row["id"] for row in ids}
    return [by_key.get(one.key) for one in named]


def key_of(uprn: str, keys: Keys, found: Standing) -> str:
    """What two tellings of one dwelling share: its number in the gazetteer, else its postcode, door and flat as read.

    A flat that only its building is known for keeps its own words: two flats of one building are two dwellings. A
    number that no source knows yields to words that one does: what a key stands for is one thing, whoever told it.
    """
    number = uprn if found.found_by in ("uprn", "") else found.uprn if found.found_by == "address" else ""
    if number:
        return f"uprn:{number}"
    if found.found_by == "building" and found.uprn:
        return f"in:{found.uprn}|{keys.flat}"
    if keys.postcode and (keys.door or keys.name):
        return f"at:{keys.postcode}|{keys.door}|{keys.name}|{keys.flat}"
    return ""


def _dwelling(one: Named) -> dict[str, Any]:
    keys, found = one.keys, one.found
    flat = f"Flat {keys.flat}" if keys.flat[:1].isdigit() else keys.flat
    words = ", ".join(part for part in (flat, keys.name, keys.door, keys.postcode or one.borough) if part)
    return {
        "id": str(new_id()),
        "key": one.key,
        "words": words or f"UPRN {one.uprn}",
        "uprn": number_of(one),
        "postcode": keys.postcode,
        "flat": keys.flat,
        "borough": one.borough,
        "is_communal": found.is_communal,
        "communal_kind": found.communal_kind,
        "is_block": found.is_block,
        "is_secret": found.is_secret,
    }


def number_of(one: Named) -> str:
    """The number of the dwelling in the gazetteer, or of the building that it is in."""
    return one.found.uprn or (one.uprn if one.key.startswith("uprn:") else "")


def drop_empty(dwellings: Collection[UUID]) -> None:
    """An address that nobody is said to be at any more is nobody's business."""
    if dwellings:
        db.run(
            """DELETE FROM places_dwelling d WHERE d.id = ANY(%s)
                AND NOT EXISTS (SELECT 1 FROM places_presence p WHERE p.dwelling_id = d.id)""",
            [list(dwellings)],
        )


def wait_for_places(*, to_change_them: bool = False) -> None:
    """Wait until whoever changes places has done so: else neither would see the other, and a home would stay astray.

    Held to the end of the transaction. Any number of loads of records go on together.
    """
    lock = "pg_advisory_xact_lock" if to_change_them else "pg_advisory_xact_lock_shared"
    db.fetch(f"SELECT {lock}(hashtextextended('places', 0))")


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
