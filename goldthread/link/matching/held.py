"""Mentions as the force holds them now, read as the solver takes them. For the service."""

from collections.abc import Collection, Mapping, Sequence
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
    """What is asserted of each mention. A row a mention: a row a value would make the same id ten times over."""
    rows = db.fetch(
        """SELECT a.mention_id, array_agg(a.field) AS fields, array_agg(a.text) AS texts,
                  array_agg(a.canonical) AS forms
             FROM records_assertion a JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
            WHERE a.mention_id = ANY(%s) AND a.status <> 'superseded' AND a.field = ANY(%s) GROUP BY a.mention_id""",
        [list(mentions), list(FIELDS)],
    )
    return {
        row["mention_id"]: [Held(*value) for value in zip(row["fields"], row["texts"], row["forms"], strict=True)]
        for row in rows
    }


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


LARGEST = 5_000  # ours: of one person no more mentions than this are compared, whatever they say


@dataclass(frozen=True)
class Block:
    """Who holds a key, and what each says, as numbers."""

    mentions: Sequence[UUID]
    says: Sequence[int]

    def kinds(self, without: Collection[UUID] = ()) -> int:
        """How many different things they say."""
        return len({said for mention, said in zip(self.mentions, self.says, strict=True) if mention not in without})


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
        """Everybody who holds each key now; nobody where they say too many things to be compared, now or before."""
        unasked = [key for key in keys if key not in self.blocks]
        if unasked:
            self.blocks |= {**dict.fromkeys(unasked, ()), **self._ask(unasked)}
        return {key: self.blocks[key] for key in keys}

    def _ask(self, keys: Collection[str]) -> dict[str, Sequence[Candidate]]:
        numbered: dict[int, list[str]] = {}
        for key in keys:
            numbered.setdefault(number_of(key), []).append(key)
        blocks = {number: block for number, block in self._blocks(list(numbered)).items() if self._is_read(block)}
        self.candidates({one for block in blocks.values() for one in block.mentions})
        found: dict[str, Sequence[Candidate]] = {}
        for number, block in blocks.items():
            held = [one for holder in block.mentions if (one := self.read[holder])]
            found |= dict.fromkeys(numbered[number], held)
        return found

    def _blocks(self, keys: Sequence[int]) -> dict[int, Block]:
        """The block of each key; of those with many mentions, only where these say few things."""
        few = self._most_kinds
        blocks = _holders(keys, few + 1)
        large = [key for key, block in blocks.items() if len(block.mentions) > few]
        if large:
            narrow = db.fetch(_NARROW, {"keys": large, "kinds": few})
            again = _holders([row["key"] for row in narrow], LARGEST + 1)
            whole = {key: block for key, block in again.items() if len(block.mentions) <= LARGEST}
            blocks = {key: block for key, block in blocks.items() if key not in large} | whole
        return blocks

    @property
    def _most_kinds(self) -> int:
        return CAP + len(self.changed)

    def _is_read(self, block: Block) -> bool:
        return block.kinds() <= CAP or block.kinds(without=self.changed) <= CAP


def _holders(keys: Sequence[int], most: int) -> dict[int, Block]:
    rows = db.fetch(
        """SELECT asked.key, array_agg(h.mention_id) AS mentions, array_agg(h.says) AS says
             FROM unnest(%s::bigint[]) AS asked(key)
            CROSS JOIN LATERAL (SELECT mention_id, says FROM people_matchkey WHERE key = asked.key LIMIT %s) h
            GROUP BY asked.key""",
        [list(keys), most],
    )
    return {row["key"]: Block(row["mentions"], row["says"]) for row in rows}


# Which of these keys have no more kinds than asked: from one kind to the next by the index, never over the mentions.
_NARROW = """
    SELECT asked.key FROM unnest(%(keys)s::bigint[]) AS asked(key)
     CROSS JOIN LATERAL (
        WITH RECURSIVE kind(says, place) AS (
            SELECT min(k.says), 1 FROM people_matchkey k WHERE k.key = asked.key
            UNION ALL
            SELECT (SELECT min(k.says) FROM people_matchkey k WHERE k.key = asked.key AND k.says > kind.says), place + 1
              FROM kind WHERE kind.says IS NOT NULL AND place <= %(kinds)s)
        SELECT count(says) AS kinds FROM kind) counted
     WHERE counted.kinds <= %(kinds)s"""


def number_of(key: str) -> int:
    """A key as it is kept: a signed 64-bit number."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
