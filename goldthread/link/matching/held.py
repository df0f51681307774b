"""Mentions as the force holds them now, read as the solver takes them. For the service."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.people.keys import IDENTIFIERS, Held
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
    rows = db.fetch(
        """SELECT m.id, r.known_at FROM records_mention m
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
            WHERE m.id = ANY(%s)""",
        [list(mentions)],
    )
    return {row["id"]: row["known_at"] for row in rows}


def in_pieces(ids: Collection[UUID], size: int) -> Iterator[list[UUID]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]
