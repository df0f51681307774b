"""One source record word for word, with its provenance, versions and whom it mentions."""

from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import identities
from goldthread.core.refusals import NotFound


def open_record(by: Reader, record_id: UUID | str) -> dict[str, Any]:
    """Open one record. Logged with the record and everybody it names; hidden and absent answer alike."""
    by.must("open_picture")
    try:
        wanted = UUID(str(record_id))
    except ValueError:
        raise NotFound("No record has that reference.") from None
    people = db.fetch_one("SELECT goldthread_record_people(%s) AS ids", [wanted])["ids"]
    seen = look(by, people=people, records=[wanted])
    rows = db.fetch(
        """SELECT r.id, r.source_id AS system, s.name AS system_name, s.desk, r.source_record_id AS reference, r.kind,
                  r.title, r.handling, r.restriction, r.ask, r.originating_force, r.borough, r.occurred_at, r.known_at,
                  r.known_from, r.recorded_at, r.is_current, r.is_deleted, r.raw_hash, r.delivery_id, r.erased_at,
                  r.subject_categories, c.raw, c.narrative, c.facts, c.noted, c.record_id IS NULL AS withheld,
                  d.replay_of_id IS NOT NULL AS was_replayed
             FROM records_sourcerecord r JOIN records_source s ON s.code = r.source_id
             LEFT JOIN records_recordcontent c ON c.record_id = r.id
             LEFT JOIN feeds_delivery d ON d.id = r.delivery_id
            WHERE r.id = %s""",
        [wanted],
    )
    if not rows:
        raise NotFound("No record has that reference.")
    record = rows[0]
    return {
        **record,
        "id": str(record["id"]),
        "layer": seen.layer,
        "ask": record["ask"] or record["desk"],
        "people": _people(record),
        "versions": _versions(record),
    }


def _people(record: dict[str, Any]) -> list[dict[str, Any]]:
    rows = db.fetch(
        """SELECT m.role, l.person_id, l.certainty FROM records_mention m
             JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL
            WHERE m.source_id = %s AND m.source_record_id = %s AND m.is_live ORDER BY m.key""",
        [record["system"], record["reference"]],
    )
    who = identities([row["person_id"] for row in rows])
    return [
        {"role": row["role"], "certainty": row["certainty"], "person": who[row["person_id"]].as_json()}
        for row in rows
        if row["person_id"] in who
    ]


def _versions(record: dict[str, Any]) -> list[dict[str, Any]]:
    rows = db.fetch(
        """SELECT id, source_updated_at, recorded_at, is_current FROM records_sourcerecord
            WHERE source_id = %s AND source_record_id = %s ORDER BY source_updated_at DESC, recorded_at DESC""",
        [record["system"], record["reference"]],
    )
    return [{**row, "id": str(row["id"])} for row in rows]
