"""A child's earlier missing reports, ours and Merlin's, each once: when, how graded, where and with whom found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.link.picture.held import records_of

MERLIN_KIND = "missing report"


@dataclass(frozen=True)
class Episode:
    """One time that the child was reported missing. `reference` is our case's or Merlin's number.

    `also` are Merlin's numbers of a case of ours. Instants not told are None. `record_id`
    leads to Merlin's record; of ours it is empty.
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
    also: tuple[str, ...] = ()


def episodes(child: UUID) -> list[Episode]:
    """Under a look on the child: every going missing once, the newest first; Merlin's report of a case of ours is ours.

    Which is which, one rule says for everything that counts them: `goldthread_missing_matches`. A case that Merlin owns
    stands as Merlin's report of it. Ours: no source says how the force matched them.
    """
    theirs = _merlins(child)
    matches = matches_of([UUID(one.record_id) for one in theirs])
    also: dict[str, list[str]] = {}
    for one in theirs:
        match = matches.get(UUID(one.record_id))
        if match and not match["owned_by"]:
            also.setdefault(match["reference"], []).append(one.reference)
    own = [replace(one, also=tuple(also.get(one.reference, ()))) for one in _ours(child)]
    alone = [one for one in theirs if _is_alone(matches.get(UUID(one.record_id)))]
    return sorted([*own, *alone], key=lambda one: one.reported_at, reverse=True)


def matches_of(records: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Which of our cases each of these reports of Merlin's is: its id, reference and owner; ids only."""
    rows = db.fetch("SELECT * FROM goldthread_missing_matches(%s::uuid[])", [list(records)])
    return {row["record_id"]: row for row in rows}


def _is_alone(match: dict[str, Any] | None) -> bool:
    """Whether a report of Merlin's is a going missing of its own: of no case, or the first of a case Merlin owns."""
    return match is None or bool(match["owned_by"] and match["is_first"])


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
              AND c.owned_by = ''
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
        instant(facts.get("found_at", "")),
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


def instant(text: str) -> datetime | None:
    """An instant as a record has it; None where it has none that can be read."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
