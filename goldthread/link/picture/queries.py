"""The picture of one person: who, what is held, from where, how sure; as known now or at an instant (decision 2)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.people.queries import Identity, identities, ids_under, person_by_code
from goldthread.core.records.queries import Freshness, freshness
from goldthread.core.refusals import NotFound, NotValid

BASES = ("product", "force")
REASONS = {
    "name": "same names and full birth date",
    "nhs_no": "same NHS number",
    "pnc_id": "same PNC id",
    "cro_no": "same CRO number",
    "upn": "same pupil number",
    "social_care_id": "same social care id",
    "only mention": "the only record of this person",
}


@dataclass
class Picture:
    """Everything held about one person that this reader may see, at one instant."""

    person_id: UUID
    code: str
    person: Identity | None
    look: Look
    known_at: datetime | None
    basis: str
    records: list[dict[str, Any]]
    values: list[dict[str, Any]]
    work: list[dict[str, Any]]
    sources: list[Freshness]
    asked_code: str = ""
    limited: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "person": self.person.as_json() if self.person else None,
            "layer": self.look.layer,
            "handling": self.handling,
            "as_known_at": self.known_at.isoformat() if self.known_at else None,
            "basis": self.basis,
            "limited": self.limited,
            "work": self.work,
            "values": self.values,
            "records": self.records,
            "sources": [source.as_json() for source in self.sources],
        }

    @property
    def handling(self) -> str:
        """The strictest handling among the records shown."""
        marked = {record["handling"] for record in self.records}
        return "OFFICIAL-SENSITIVE" if "OFFICIAL-SENSITIVE" in marked or not marked else "OFFICIAL"


def open_picture(
    by: Reader, code: str, *, known_at: datetime | None = None, basis: str = "product", reason: str = ""
) -> Picture:
    """Open one person's picture. Logged once; what the layer does not allow is shown as a signal or not at all.

    `known_at` draws it as it stood then: `product` by when we recorded, `force` by when the force's sources held it.
    The reader's rights are today's; erased and restricted content stays so.
    """
    by.must("open_picture", lambda: ids_under(code))
    if basis not in BASES:
        raise NotValid("basis", f'"{basis}" is not a basis.', "Choose product or force.")
    if known_at is not None and known_at.tzinfo is None:
        raise NotValid("as_known_at", "The time has no offset.", "Write it like 2026-10-23T21:40:00+01:00.")
    if known_at is not None and known_at > clocks.now():
        raise NotValid("as_known_at", "The time is in the future.", "Leave it empty for now.")
    person_id, current_code = person_by_code(code)
    seen = look(by, people=[person_id], reason=reason, as_known_at=known_at, basis=basis if known_at else "")
    records = records_of(person_id, known_at, basis)
    if not records:
        raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
    return Picture(
        person_id,
        current_code,
        identities([person_id]).get(person_id),
        seen,
        known_at,
        basis,
        records,
        _values(person_id, [record["id"] for record in records]),
        _work(person_id, known_at),
        freshness(),
        code,
        _limited(records),
    )


def records_of(person_id: UUID, known_at: datetime | None = None, basis: str = "product") -> list[dict[str, Any]]:
    """Under a look: records that mention the person, newest first, in the version known then; words where allowed."""
    time = "recorded_at" if basis == "product" else "known_at"
    link_open = "l.to_at IS NULL" if known_at is None else _LINK_AT[basis]
    version = (
        "r.is_current"
        if known_at is None
        else f"""r.{time} <= %(at)s AND NOT EXISTS (
                SELECT 1 FROM records_sourcerecord n WHERE n.source_id = r.source_id
                   AND n.source_record_id = r.source_record_id AND n.{time} <= %(at)s
                   AND (n.source_updated_at, n.recorded_at) > (r.source_updated_at, r.recorded_at))"""
    )
    rows = db.fetch(
        f"""SELECT r.id, r.source_id AS system, s.name AS system_name, r.source_record_id AS reference, r.kind, r.title,
                   r.occurred_at, r.known_at, r.known_from, r.recorded_at, r.borough, r.handling, r.restriction, r.ask,
                   s.desk, m.role, m.subject_category, l.certainty, l.reasons, c.narrative, c.facts,
                   c.record_id IS NULL AS withheld, r.erased_at
              FROM people_link l
              JOIN records_mention m ON m.id = l.mention_id
              JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
              JOIN records_source s ON s.code = r.source_id
              LEFT JOIN records_recordcontent c ON c.record_id = r.id
             WHERE l.person_id = %(person)s AND l.certainty = 'linked' AND {link_open} AND {version}
               AND NOT r.is_deleted AND r.erased_at IS NULL
             ORDER BY coalesce(r.occurred_at, r.known_at) DESC, r.id""",
        {"person": person_id, "at": known_at},
    )
    return [_record_row(row) for row in rows]


_LINK_AT = {
    "product": "l.from_at <= %(at)s AND (l.to_at IS NULL OR l.to_at > %(at)s)",
    # What the force could have known: today's links, between records its sources held by then.
    "force": "l.to_at IS NULL AND l.known_at <= %(at)s",
}


def _record_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "system": row["system"],
        "system_name": row["system_name"],
        "reference": row["reference"],
        "kind": row["kind"],
        "title": row["title"],
        "occurred_at": row["occurred_at"] and row["occurred_at"].isoformat(),
        "known_at": row["known_at"].isoformat(),
        "known_from": row["known_from"],
        "recorded_at": row["recorded_at"].isoformat(),
        "borough": row["borough"],
        "handling": row["handling"],
        "role": row["role"],
        "certainty": row["certainty"],
        "reasons": [REASONS.get(reason, reason) for reason in row["reasons"][1:]],
        "restriction": row["restriction"],
        "ask": row["ask"] or row["desk"],
        "withheld": row["withheld"],
        "narrative": row["narrative"],
        "facts": row["facts"],
    }


def _limited(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whom to ask about what is held back: a restricted record, or words above the reader's layer."""
    asks = {(record["ask"], record["restriction"] == "signalled") for record in records if record["withheld"]}
    return [{"ask": ask, "is_restricted": restricted} for ask, restricted in sorted(asks)]


def _values(person_id: UUID, record_ids: list[str]) -> list[dict[str, Any]]:
    """What those records assert of the person, word for word, with where it comes from."""
    rows = db.fetch(
        """SELECT a.id, a.field, a.text, a.canonical, a.kind, a.grade, a.status, a.source_field, a.record_id,
                  r.source_id AS system, r.source_record_id AS reference, r.known_at
             FROM people_link l
             JOIN records_assertion a ON a.mention_id = l.mention_id
             JOIN records_sourcerecord r ON r.id = a.record_id
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked' AND a.record_id = ANY(%s::uuid[])
            ORDER BY a.field, a.status = 'superseded', r.known_at DESC, a.id""",
        [person_id, record_ids],
    )
    return [{**row, "record_id": str(row["record_id"]), "known_at": row["known_at"].isoformat()} for row in rows]


def _work(person_id: UUID, known_at: datetime | None) -> list[dict[str, Any]]:
    rows = db.fetch(
        """SELECT c.reference, c.area, c.state, c.risk, c.opened_at, c.closed_at,
                  nullif(concat_ws(' ', nullif(o.rank, ''), o.name), '') AS owner
             FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id
             LEFT JOIN organisation_officer o ON o.id = c.owner_id
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'
              AND (%s::timestamptz IS NULL OR c.opened_at <= %s)
            ORDER BY c.closed_at IS NOT NULL, c.opened_at DESC""",
        [person_id, known_at, known_at],
    )
    return [
        {
            **row,
            "area_name": areas()[row["area"]].name,
            "state_words": areas()[row["area"]].state(row["state"]).words,
            "opened_at": row["opened_at"].isoformat(),
            "closed_at": row["closed_at"] and row["closed_at"].isoformat(),
        }
        for row in rows
    ]
