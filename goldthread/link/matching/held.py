"""Mentions as the force holds them now, read as the solver takes them. For the service."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.people.keys import IDENTIFIERS, Held
from goldthread.link.matching.blocking import CAP
from goldthread.link.matching.mention import Candidate, candidate_of

FIELDS = (
    "forename", "middle", "surname", "alias", "birth_date", "expected_birth_date", "age", "sex", "address", "postcode",
    "phone", *IDENTIFIERS,
)  # fmt: skip


def candidates(mentions: Collection[UUID]) -> dict[UUID, Candidate]:
    """The live ones among these mentions, by id. Two queries, whatever their number.

    A mention whose record is kept from use under a person's right takes no part in matching.
    """
    rows = db.fetch(
        """SELECT m.id, m.source_id, m.source_record_id, m.role, m.subject_category,
                  (coalesce(r.occurred_at, r.known_at) AT TIME ZONE 'Europe/London')::date AS recorded_on,
                  d.is_communal, d.is_block
             FROM records_mention m
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
             LEFT JOIN places_presence p ON p.mention_id = m.id AND p.record_id = r.id AND p.role = 'home'
             LEFT JOIN places_dwelling d ON d.id = p.dwelling_id
            WHERE m.id = ANY(%s) AND m.is_live AND r.restriction_before IS NULL""",
        [list(mentions)],
    )
    held = _values([row["id"] for row in rows])
    return {row["id"]: _candidate(row, held.get(row["id"], [])) for row in rows}


def _values(mentions: Collection[UUID]) -> dict[UUID, list[Held]]:
    held: dict[UUID, list[Held]] = {}
    for row in db.fetch(
        """SELECT a.mention_id, a.field, a.text, a.canonical
             FROM records_assertion a JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
            WHERE a.mention_id = ANY(%s) AND a.status <> 'superseded' AND a.field = ANY(%s)""",
        [list(mentions), list(FIELDS)],
    ):
        held.setdefault(row["mention_id"], []).append(Held(row["field"], row["text"], row["canonical"]))
    return held


def _candidate(row: Mapping[str, Any], held: list[Held]) -> Candidate:
    return candidate_of(
        row["id"],
        (row["source_id"], row["source_record_id"]),
        held,
        role=row["role"],
        category=row["subject_category"],
        recorded_on=row["recorded_on"],
        is_communal=bool(row["is_communal"]),
        is_block=bool(row["is_block"]),
    )


def known_at(mentions: Collection[UUID]) -> dict[UUID, Any]:
    """When the force's source held each mention."""
    if not mentions:
        return {}
    rows = db.fetch(
        """SELECT m.id, r.known_at FROM records_mention m
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
            WHERE m.id = ANY(%s)""",
        [list(mentions)],
    )
    return {row["id"]: row["known_at"] for row in rows}


class TooMany(Sequence[Candidate]):
    """The holders of a key that so many hold that they are not compared, and need not be read."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, place: Any) -> Any:
        raise IndexError(place)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(())


@dataclass
class Holding:
    """What is held round some changed mentions: each mention and each key asked about once."""

    changed: Collection[UUID]
    read: dict[UUID, Candidate | None] = field(default_factory=dict)
    blocks: dict[str, Sequence[Candidate]] = field(default_factory=dict)

    def candidates(self, mentions: Collection[UUID]) -> list[Candidate]:
        """The live ones among these."""
        unread = [one for one in mentions if one not in self.read]
        if unread:
            self.read |= {**dict.fromkeys(unread), **candidates(unread)}
        return [found for one in mentions if (found := self.read[one])]

    def holders(self, keys: Collection[str]) -> dict[str, Sequence[Candidate]]:
        """Everybody who holds each key now. A block is read where it is compared, or was until these changed."""
        unasked = [key for key in keys if key not in self.blocks]
        if unasked:
            self.blocks |= {**dict.fromkeys(unasked, ()), **self._ask(unasked)}
        return {key: self.blocks[key] for key in keys}

    def _ask(self, keys: Collection[str]) -> dict[str, Sequence[Candidate]]:
        numbered: dict[int, list[str]] = {}
        for key in keys:
            numbered.setdefault(number_of(key), []).append(key)
        most = CAP + len(self.changed)
        rows = db.fetch(
            """SELECT asked.key, array_agg(h.mention_id) AS holders FROM unnest(%s::bigint[]) AS asked(key)
                 CROSS JOIN LATERAL (SELECT mention_id FROM people_matchkey WHERE key = asked.key LIMIT %s) h
                GROUP BY asked.key""",
            [list(numbered), most + 1],
        )
        blocks = {row["key"]: row["holders"] for row in rows if self._is_read(row["holders"])}
        self.candidates({one for block in blocks.values() for one in block})
        found: dict[str, Sequence[Candidate]] = {}
        for row in rows:
            held: Sequence[Candidate] = TooMany(len(row["holders"]))
            if row["key"] in blocks:
                held = [one for holder in row["holders"] if (one := self.read[holder])]
            found |= dict.fromkeys(numbered[row["key"]], held)
        return found

    def _is_read(self, block: Sequence[UUID]) -> bool:
        return len(block) <= CAP or sum(one not in self.changed for one in block) <= CAP


def number_of(key: str) -> int:
    """A key as it is kept: a signed 64-bit number."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
