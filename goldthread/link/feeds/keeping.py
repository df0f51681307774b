"""Keeping records as they were sent: versions beside versions, each word for word, the newest of them current."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.roles import RANK
from goldthread.core.db.ids import new_id
from goldthread.core.records.tombstones import record_key_hash
from goldthread.link.feeds import naming
from goldthread.link.feeds.faults import Fault
from goldthread.link.feeds.format import ParsedRecord, Quarantined
from goldthread.link.feeds.models import Delivery


@dataclass
class Kept:
    """What became of a batch of good rows."""

    accepted: int = 0
    # The numbers of the rows that were held already.
    unchanged: list[int] = field(default_factory=list)
    refused: list[Quarantined] = field(default_factory=list)
    records: list[UUID] = field(default_factory=list)
    mentions: set[UUID] = field(default_factory=set)
    withdrawn: dict[str, str] = field(default_factory=dict)

    def __add__(self, later: "Kept") -> "Kept":
        return Kept(
            self.accepted + later.accepted,
            self.unchanged + later.unchanged,
            self.refused + later.refused,
            self.records + later.records,
            self.mentions | later.mentions,
            self.withdrawn | later.withdrawn,
        )


@dataclass
class Version:
    """One version of a record: which one it is, and what it was sent as where it came in this batch."""

    id: UUID
    record_id: str
    order: tuple[datetime, datetime, str]
    is_current: bool
    held_back: str | None
    row: ParsedRecord | None = None


def keep(delivery: Delivery, rows: Sequence[ParsedRecord]) -> Kept:
    """Keep each row as a version of its record. Re-sent rows change nothing; late ones never replace newer ones.

    Set-based: a batch costs the same score of statements whatever its size.
    """
    kept = Kept()
    ids = sorted({row.source_record_id for row in rows})
    buried = _buried(delivery.source_id, ids)
    held = _versions(delivery.source_id, ids)
    known = set(held)
    made: list[Version] = []
    still: dict[UUID, Version] = {}
    for row in rows:
        earlier = held.setdefault(row.source_record_id, [])
        if row.source_record_id in buried:
            if row.op == "erase":
                kept.unchanged.append(row.row)
            else:
                kept.refused.append(_stays_erased(row))
        elif _is_held(row, earlier):
            kept.unchanged.append(row.row)
            still.update(_still_so(row, earlier))
        else:
            made.append(_version(row, earlier))
            if row.op == "erase":
                buried.add(row.source_record_id)
    kept.accepted = len(made)
    kept.records = [version.id for version in made]
    _write(delivery, made)
    _stand_as_late([version for version in still.values() if version.row is None])
    newest = [version for version in made if version.is_current]
    kept.withdrawn = {one.record_id: one.row.op for one in newest if one.row and one.row.op != "upsert"}
    kept.mentions = naming.keep_mentions(delivery.source_id, newest, known)
    return kept


def _buried(source: str, ids: Iterable[str]) -> set[str]:
    hashes = {record_key_hash(source, one): one for one in ids}
    found = db.fetch("SELECT key_hash FROM records_tombstone WHERE key_hash = ANY(%s)", [list(hashes)])
    return {hashes[row["key_hash"]] for row in found}


def _versions(source: str, ids: list[str]) -> dict[str, list[Version]]:
    versions: dict[str, list[Version]] = {}
    for row in db.fetch(
        """SELECT id, source_record_id, source_updated_at, extracted_at, content_hash, is_current, restriction_before
             FROM records_sourcerecord WHERE source_id = %s AND source_record_id = ANY(%s)""",
        [source, ids],
    ):
        order = (row["source_updated_at"], row["extracted_at"], row["content_hash"])
        one = Version(row["id"], row["source_record_id"], order, row["is_current"], row["restriction_before"])
        versions.setdefault(one.record_id, []).append(one)
    return versions


def _stays_erased(row: ParsedRecord) -> Quarantined:
    """Nothing of it is kept, not even which record it was."""
    return Fault("Q-GONE-01", "source_record_id").quarantined(row.row, "", None)


def _is_held(row: ParsedRecord, earlier: list[Version]) -> bool:
    """True for a row that tells nothing new: it says what the current version says, or was sent once before.

    A source that sends everything every night, with no time of update of its own, so sends nothing twice.
    """
    sent_before = (row.source_updated_at, row.content_hash)
    return any(
        version.order[::2] == sent_before or (version.is_current and version.order[2] == row.content_hash)
        for version in earlier
    )


def _still_so(row: ParsedRecord, earlier: list[Version]) -> dict[UUID, Version]:
    """A row without a time of update that says again what is current says that it still held so late.

    A row taken out in between is then a late one, in whatever order the two arrive.
    """
    for version in earlier:
        order = (row.source_updated_at, row.extracted_at, row.content_hash)
        if version.is_current and version.order[2] == row.content_hash and order > version.order:
            version.order = order
            return {version.id: version}
    return {}


def _stand_as_late(versions: Sequence[Version]) -> None:
    if versions:
        db.run(
            """UPDATE records_sourcerecord r SET source_updated_at = n.updated, extracted_at = n.extracted
                 FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[]) n(id, updated, extracted)
                WHERE r.id = n.id""",
            [
                [version.id for version in versions],
                [version.order[0] for version in versions],
                [version.order[1] for version in versions],
            ],
        )


def _version(row: ParsedRecord, earlier: list[Version]) -> Version:
    """The row as a version; where it is the newest, the one before it stops being current.

    Of two versions of one instant the later extraction is the newer, and of two of one extraction the hash decides:
    any rule will do that the order of arrival has no part in.
    """
    current = next((version for version in earlier if version.is_current), None)
    order = (row.source_updated_at, row.extracted_at, row.content_hash)
    # What is erased stays erased, however late the word of it comes.
    is_newest = current is None or order >= current.order or row.op == "erase"
    if current and is_newest:
        current.is_current = False
    made = Version(new_id(), row.source_record_id, order, is_newest, current.held_back if current else None, row)
    earlier.append(made)
    return made


def _write(delivery: Delivery, made: Sequence[Version]) -> None:
    newest = [version.record_id for version in made if version.is_current]
    db.run(
        """UPDATE records_sourcerecord SET is_current = false
            WHERE source_id = %s AND source_record_id = ANY(%s) AND is_current""",
        [delivery.source_id, newest],
    )
    now = clocks.now()
    both = [(version, version.row) for version in made if version.row]
    db.insert("records_sourcerecord", [_record(delivery, version, row, now) for version, row in both])
    db.insert("records_recordcontent", [_content(version, row) for version, row in both])


def _record(delivery: Delivery, version: Version, row: ParsedRecord, now: datetime) -> dict[str, Any]:
    return {
        "id": version.id,
        "source_id": delivery.source_id,
        "source_record_id": row.source_record_id,
        "source_updated_at": version.order[0],
        "extracted_at": version.order[1],
        "known_at": row.known_at,
        "known_from": row.known_from,
        "recorded_at": now,
        "is_current": version.is_current,
        "is_deleted": row.op != "upsert",
        "kind": row.kind,
        "title": row.title,
        "occurred_at": row.occurred_at,
        "borough": row.borough,
        "originating_force": row.originating_force,
        "handling": row.handling,
        "subject_categories": row.subject_categories,
        "retention_group": row.retention_group,
        "restriction": restriction(version, row),
        "restriction_before": row.restriction if version.held_back is not None else None,
        "ask": row.ask,
        "raw_hash": row.raw_hash,
        "content_hash": row.content_hash,
        "delivery_id": delivery.pk,
    }


def restriction(version: Version, row: ParsedRecord) -> str:
    """A restriction under a person's right outlives a newer version of the record."""
    return "hidden" if version.held_back is not None else row.restriction


def _content(version: Version, row: ParsedRecord) -> dict[str, Any]:
    return {
        "record_id": version.id,
        "layer_rank": RANK[row.layer],
        "restriction": restriction(version, row),
        "raw": row.raw,
        "narrative": row.narrative,
        "facts": row.facts,
        "noted": [asdict(one) for one in row.noted],
    }
