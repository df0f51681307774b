"""One side of a pair: one person as one record names them, and how what two sides say compares, field by field."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.people.queries import Identity
from goldthread.core.records.names import fold

# What is set side by side, in the order it is read.
FIELDS = {
    "surname": "Surname",
    "forename": "Forename",
    "middle": "Middle name",
    "alias": "Also known as",
    "birth_date": "Born",
    "age": "Age told",
    "sex": "Sex",
    "address": "Address",
    "postcode": "Postcode",
    "phone": "Phone",
    "school": "School",
    "pnc_id": "PNC id",
    "cro_no": "CRO number",
    "nhs_no": "NHS number",
    "social_care_id": "Social care id",
    "upn": "Pupil number",
}
SAME, DIFFERS, NOT_TOLD, LIMITED = "same", "differs", "not told", "limited"
HELD_BACK = "held back"


@dataclass
class Side:
    """A mention in its record. `is_limited`: the record is signalled and not opened to whoever looks."""

    mention: UUID
    person: Identity | None
    code: str
    system: str
    system_name: str
    reference: str
    title: str
    record_id: UUID
    role: str
    borough: str
    occurred_at: datetime | None
    known_at: datetime
    ask: str
    is_limited: bool
    records: int
    values: dict[str, list[str]] = field(default_factory=dict)
    compared: dict[str, set[str]] = field(default_factory=dict)
    held_back: frozenset[str] = frozenset()
    is_veiled: bool = False

    def veiled(self) -> "Side":
        """The same without whom it names: beside a limited record it would tell what that one holds."""
        return replace(
            self, person=None, code="", reference="", title="", role="", borough="", occurred_at=None, records=0,
            values={}, compared={}, held_back=frozenset(FIELDS), is_veiled=True,
        )  # fmt: skip

    @property
    def name(self) -> str:
        """As this record writes it."""
        if "surname" in self.held_back or "forename" in self.held_back:
            return HELD_BACK
        surname = ", ".join(self.values.get("surname", [])).upper() or "SURNAME NOT TOLD"
        return f"{surname}, {', '.join(self.values.get('forename', [])) or 'forename not told'}"

    def said(self, name: str) -> str:
        if name in self.held_back:
            return HELD_BACK
        return "; ".join(self.values.get(name, []))

    def as_json(self) -> dict[str, Any]:
        return {
            "mention": str(self.mention),
            "code": self.code,
            "system": self.system,
            "system_name": self.system_name,
            "reference": self.reference,
            "record_id": "" if self.is_veiled else str(self.record_id),
            "title": self.title,
            "role": self.role,
            "borough": self.borough,
            "occurred_at": self.occurred_at and self.occurred_at.isoformat(),
            "known_at": None if self.is_veiled else self.known_at.isoformat(),
            "veiled": self.is_veiled,
            "limited": self.ask if self.is_limited else None,
            "records": self.records,
            "name": self.name,
            "values": self.values,
        }


@dataclass(frozen=True)
class Compared:
    """One field of two sides: what each says, and whether that agrees."""

    field: str
    name: str
    one: str
    other: str
    standing: str

    def as_json(self) -> dict[str, str]:
        return {"field": self.field, "one": self.one, "other": self.other, "standing": self.standing}


def compare(one: Side, other: Side) -> list[Compared]:
    """Every field that either side tells. What is held back from the reader is limited, and never `not told`."""
    return [
        Compared(name, words, one.said(name), other.said(name), _standing(one, other, name))
        for name, words in FIELDS.items()
        if name in one.values.keys() | other.values.keys() | one.held_back | other.held_back
    ]


def _standing(one: Side, other: Side, name: str) -> str:
    if name in one.held_back or name in other.held_back:
        return LIMITED
    mine, theirs = one.compared.get(name), other.compared.get(name)
    if not mine or not theirs:
        return NOT_TOLD
    return DIFFERS if mine.isdisjoint(theirs) else SAME


def as_shown(one: Side, other: Side) -> tuple[Side, Side]:
    """Two sides as they may be shown together: where one is limited, neither names anybody until it is opened."""
    if one.is_limited == other.is_limited:
        return one, other
    return (one, other.veiled()) if one.is_limited else (one.veiled(), other)


def sides_of(mentions: Collection[UUID], who: Mapping[UUID, Identity]) -> dict[UUID, Side]:
    """Under a look on these people: each mention in its current record, with what it says. Three queries."""
    ids = list(mentions)
    rows = db.fetch(
        """SELECT m.id AS mention, l.person_id, p.code, m.source_id AS system, s.name AS system_name,
                  m.source_record_id AS reference, r.title, r.id AS record_id, m.role, r.borough, r.occurred_at,
                  r.known_at, coalesce(nullif(r.ask, ''), s.desk) AS ask,
                  m.restriction <> '' AND m.id <> ALL ((SELECT goldthread_opened())::uuid[]) AS is_limited,
                  (SELECT count(DISTINCT (n.source_id, n.source_record_id)) FROM people_link k
                     JOIN records_mention n ON n.id = k.mention_id AND n.is_live
                    WHERE k.person_id = l.person_id AND k.to_at IS NULL AND k.certainty = 'linked') AS records
             FROM records_mention m
             JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN people_person p ON p.id = l.person_id
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
             JOIN records_source s ON s.code = m.source_id
            WHERE m.id = ANY(%s::uuid[])""",
        [ids],
    )
    found = {row["mention"]: Side(person=who.get(row.pop("person_id")), **row) for row in rows}
    _add_values(found, ids)
    return found


def _add_values(found: dict[UUID, Side], ids: list[UUID]) -> None:
    for row in db.fetch(
        """SELECT a.mention_id, a.field, a.text, a.canonical FROM records_assertion a
             JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
            WHERE a.mention_id = ANY(%s::uuid[]) AND a.status <> 'superseded' AND a.field = ANY(%s) ORDER BY a.id""",
        [ids, list(FIELDS)],
    ):
        side = found.get(row["mention_id"])
        if side:
            side.values.setdefault(row["field"], []).append(row["text"])
            side.compared.setdefault(row["field"], set()).add(fold(row["canonical"] or row["text"]))
    held: dict[UUID, set[str]] = {}
    for row in db.fetch("SELECT mention_id, field FROM goldthread_review_fields(%s::uuid[])", [ids]):
        held.setdefault(row["mention_id"], set()).add(row["field"])
    for mention, side in found.items():
        side.held_back = frozenset(held.get(mention, set()) & FIELDS.keys() - side.values.keys())
