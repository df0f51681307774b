"""Every write of places: a projection of what the sources say, in whatever order it arrives."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

from goldthread.core import db
from goldthread.core.places.models import Place
from goldthread.core.places.own_list import OWN_LIST
from goldthread.core.places.presences import wait_for_places
from goldthread.core.places.rows import PlaceRow, keys_of, row_of
from goldthread.core.places.settling import Settled, near, settle
from goldthread.core.records.models import SourceRecord

_COLUMNS = [field.name for field in Place._meta.concrete_fields if not field.primary_key]
_KEY = ("source", "source_record_id")
_RANK = ("source_updated_at", "is_secret", "is_deleted", "raw_hash")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of places: how many changed, and whom that concerns. The caller has those solved again."""

    changed: int = 0
    settled: Settled = field(default_factory=Settled)


def keep(records: Sequence[UUID]) -> Kept:
    """Bring places up to what these versions of records say.

    A late version never stands above a newer one, whichever was kept first.
    """
    kept = SourceRecord.objects.filter(pk__in=records).select_related("content")
    return keep_rows(
        row_of(
            record.source_id,
            record.source_record_id,
            record.source_updated_at,
            record.raw_hash,
            [(name, value) for name, value in record.content.facts],
            borough=record.borough,
            is_deleted=record.is_deleted,
            is_restricted=bool(record.restriction),
        )
        for record in kept
    )


def keep_rows(rows: Iterable[PlaceRow]) -> Kept:
    """Keep the newest row of each record, in one statement whatever their number; settle who is said to be there."""
    newest: dict[tuple[str, str], PlaceRow] = {}
    for row in rows:
        held = newest.get((row.source, row.source_record_id))
        if held is None or row.rank > held.rank:
            newest[row.source, row.source_record_id] = row
    if not newest:
        return Kept()
    wait_for_places(to_change_them=True)
    told = [_as_columns(row) for row in newest.values()]
    presences = near(told)
    changed = _write(told)
    return Kept(changed, settle(presences) if changed else Settled())


def _write(told: Sequence[dict[str, object]]) -> int:
    columns = ", ".join(_COLUMNS)
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in _COLUMNS if name not in _KEY)
    rank, new_rank = (", ".join(_ranked(table, name) for name in _RANK) for table in ("places_place", "EXCLUDED"))
    return db.run(
        f"""INSERT INTO places_place ({columns})
            SELECT {columns} FROM jsonb_populate_recordset(NULL::places_place, %s::jsonb)
            ON CONFLICT ({", ".join(_KEY)}) DO UPDATE SET {changes} WHERE ({new_rank}) > ({rank})""",
        [json.dumps(told)],
    )


def keep_own_list(rows: Sequence[PlaceRow]) -> Kept:
    """Make the force's own list what these rows say: those no longer on it go."""
    with db.transaction():
        listed = [row.source_record_id for row in rows]
        gone = Place.objects.filter(source=OWN_LIST).exclude(source_record_id__in=listed)
        left = forget(OWN_LIST, list(gone.values_list("source_record_id", flat=True)))
        kept = keep_rows(rows)
        return Kept(left.changed + kept.changed, left.settled | kept.settled)


def _ranked(table: str, column: str) -> str:
    return f'{table}.{column} COLLATE "C"' if column == "raw_hash" else f"{table}.{column}"


def _as_columns(row: PlaceRow) -> dict[str, object]:
    keys, organisation = keys_of(row.address()), keys_of(row.organisation_address())
    return asdict(row) | {
        "source_updated_at": row.source_updated_at.isoformat(),
        "flat_key": keys.flat,
        "door_key": keys.door,
        "name_key": keys.name,
        "organisation_key": organisation.name,
    }


def forget(source: str, source_record_ids: Sequence[str]) -> Kept:
    """Leave nothing of these records of places."""
    erased = Place.objects.filter(source=source, source_record_id__in=source_record_ids)
    if not erased.exists():  # most sources tell of no places, and may have to wait for none
        return Kept()
    wait_for_places(to_change_them=True)
    presences = near({"source": source, "source_record_id": one} for one in source_record_ids)
    gone, _ = erased.delete()
    return Kept(gone, settle(presences))
