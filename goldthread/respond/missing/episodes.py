"""A child's earlier missing reports, ours and Merlin's, each once: when, how graded, where and with whom found."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.clocks import LONDON
from goldthread.link.picture.held import records_of

MERLIN_KIND = "missing report"


@dataclass(frozen=True)
class Episode:
    """One time that the child was reported missing. `reference` is our case's or Merlin's number.

    Instants not told are None. `record_id` leads to Merlin's record; of ours it is empty.
    """

    reported_at: datetime
    reference: str
    system: str
    grade: str = ""
    located_at: datetime | None = None
    located_place: str = ""
    located_with: str = ""
    is_open: bool = False
    record_id: str = ""
    also: tuple[str, ...] = field(default=())

    @property
    def day(self) -> str:
        """The London day it was reported on: by which a report of ours and Merlin's of it are one."""
        return self.reported_at.astimezone(LONDON).date().isoformat()


def episodes(child: UUID) -> list[Episode]:
    """Under a look on the child: every report, the newest first; Merlin's of the same day as one of ours is ours.

    Two systems told one report each about one day: reports of one child on one day are one going missing unless both
    are ours. That keeps a copy from making a pattern; ours: no source says how the force matched them.
    """
    own, theirs = _ours(child), _merlins(child)
    days = {one.day for one in own}
    return sorted(
        [*own, *(one for one in theirs if one.day not in days)], key=lambda one: one.reported_at, reverse=True
    )


def reports_of(child: UUID) -> list[datetime]:
    """When the child was reported, each report once."""
    return [one.reported_at for one in episodes(child)]


def _ours(child: UUID) -> list[Episode]:
    rows = db.fetch(
        """SELECT DISTINCT ON (c.id) c.id, c.reference, c.risk, c.facts, c.closed_at, e.occurred_at, w.body
             FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'missing'
             JOIN journal_event e ON e.stream = 'case:' || c.id AND e.kind = 'missing.reported'
             LEFT JOIN journal_event f ON f.stream = e.stream AND f.kind = 'missing.located'
             LEFT JOIN journal_payload w ON w.event_id = f.id
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked' AND c.state <> 'not_missing'
            ORDER BY c.id, f.id DESC NULLS LAST""",
        [child],
    )
    return [_own(row) for row in rows]


def _own(row: dict[str, Any]) -> Episode:
    words, located = row["body"] or {}, row["facts"].get("located_on")
    return Episode(
        row["occurred_at"],
        row["reference"],
        "missing",
        row["risk"],
        datetime.fromisoformat(located) if located else None,
        words.get("located_place", ""),
        words.get("located_with", ""),
        is_open=row["closed_at"] is None,
    )


def _merlins(child: UUID) -> list[Episode]:
    rows = [row for row in records_of(child) if row["system"] == "merlin" and row["kind"] == MERLIN_KIND]
    places = _found_at([row["id"] for row in rows])
    return [_merlin(row, places.get(row["id"], "")) for row in rows]


def _merlin(row: dict[str, Any], place: str) -> Episode:
    """What Merlin tells of one report: the place for everybody who may see the child, the times as the layer allows."""
    facts = dict(row["facts"] or [])
    return Episode(
        row["occurred_at"] or row["known_at"],
        row["reference"],
        "merlin",
        facts.get("risk", ""),
        _instant(facts.get("found_at", "")),
        place,
        record_id=str(row["id"]),
    )


def _found_at(records: list[UUID]) -> dict[UUID, str]:
    """Where each of these records says the child was found; a secret place is not told."""
    rows = db.fetch(
        """SELECT p.record_id, coalesce(d.words, p.text) AS words FROM places_presence p
             LEFT JOIN places_dwelling d ON d.id = p.dwelling_id
            WHERE p.record_id = ANY(%s::uuid[]) AND p.role = 'found' AND (p.dwelling_id IS NULL OR d.id IS NOT NULL)""",
        [records],
    )
    return {row["record_id"]: row["words"] for row in rows}


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
