"""Who is said to live where: read under a look by the app, and by the service."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db


@dataclass(frozen=True, slots=True)
class Home:
    """That one person is said to live, or to have lived, at one dwelling.

    `is_latest` is True for the home that the person's newest record tells; records that tell an older one stay beside
    it. `is_household` is False for a communal place, and for a block where no flat was told; None where no source knows
    what stands there: a shared number then proves no shared household.
    """

    person_id: UUID
    dwelling_id: UUID
    words: str
    borough: str
    is_communal: bool | None
    communal_kind: str
    is_block: bool | None
    first_told_at: datetime
    last_told_at: datetime
    sources: tuple[str, ...]
    is_latest: bool

    @property
    def is_household(self) -> bool | None:
        if self.is_communal or self.is_block:
            return False
        return None if self.is_communal is None else True


def dwellings_of(people: Collection[UUID]) -> list[Home]:
    """The homes of each person, the latest first. One query."""
    return _homes("l.person_id = ANY(%(ids)s)", people)


def residents_of(dwellings: Collection[UUID]) -> list[Home]:
    """Everybody said to live or to have lived at these dwellings, those there latest first. One query."""
    return _homes(
        """l.person_id IN (SELECT there.person_id FROM places_presence at
                             JOIN people_link there ON there.mention_id = at.mention_id
                            WHERE there.to_at IS NULL AND there.certainty = 'linked'
                              AND at.dwelling_id = ANY(%(ids)s) AND at.role = 'home')""",
        dwellings,
        only="WHERE told.dwelling_id = ANY(%(ids)s)",
    )


def _homes(whose: str, ids: Collection[UUID], only: str = "") -> list[Home]:
    if not ids:
        return []
    rows: list[dict[str, Any]] = db.fetch(
        f"""WITH told AS (
                SELECT l.person_id, p.dwelling_id, min(coalesce(r.occurred_at, r.known_at)) AS first_told_at,
                       max(coalesce(r.occurred_at, r.known_at)) AS last_told_at, max(r.known_at) AS last_known_at,
                       array_agg(DISTINCT r.source_id ORDER BY r.source_id) AS sources
                  FROM people_link l
                  JOIN places_presence p ON p.mention_id = l.mention_id AND p.role = 'home'
                  JOIN records_mention m ON m.id = l.mention_id AND m.is_live
                  JOIN records_sourcerecord r ON r.id = p.record_id AND r.is_current AND NOT r.is_deleted
                                             AND r.erased_at IS NULL
                 WHERE {whose} AND l.to_at IS NULL AND l.certainty = 'linked' AND p.dwelling_id IS NOT NULL
                 GROUP BY l.person_id, p.dwelling_id),
            placed AS (
                SELECT told.*, row_number() OVER (PARTITION BY person_id
                           ORDER BY last_told_at DESC, last_known_at DESC, dwelling_id) = 1 AS is_latest FROM told)
            SELECT told.person_id, d.id AS dwelling_id, d.words, d.borough, d.is_communal, d.communal_kind, d.is_block,
                   told.first_told_at, told.last_told_at, told.sources, told.is_latest
              FROM placed told JOIN places_dwelling d ON d.id = told.dwelling_id {only}
             ORDER BY told.is_latest DESC, told.last_told_at DESC, told.person_id, d.id""",
        {"ids": list(ids)},
    )
    return [Home(**{**row, "sources": tuple(row["sources"])}) for row in rows]
