"""What follows when a source withdraws or erases its record: nothing derived from it stays, and its work is told."""

from collections.abc import Mapping

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts.actions import raise_alert
from goldthread.core.areas.registry import areas
from goldthread.core.organisation.models import Officer
from goldthread.core.places.presences import forget_told
from goldthread.core.records.tombstones import record_key_hash
from goldthread.link.feeds import standing

WORDS = {
    "delete": "Its system has withdrawn the record this case was opened about. Check what it rests on.",
    "erase": "Its system has erased the record this case was opened about. Check what it rests on.",
}
# Those whose open work rests on the records: the owner, else everyone who answers for the area's desk.
OPEN_CASES = """
    SELECT c.reference, c.owner_id, c.area, m.source_record_id
      FROM records_mention m JOIN cases_case c ON c.mention_id = m.id AND c.closed_at IS NULL
     WHERE m.source_id = %s AND m.source_record_id = ANY(%s) ORDER BY c.reference
"""
ERASE = (
    """UPDATE records_recordcontent c SET raw = NULL, narrative = '', facts = '[]', noted = '[]'
         FROM records_sourcerecord r WHERE r.id = c.record_id AND r.source_id = %(source)s
          AND r.source_record_id = ANY(%(ids)s)""",
    """DELETE FROM records_assertion a USING records_sourcerecord r
        WHERE r.id = a.record_id AND r.source_id = %(source)s AND r.source_record_id = ANY(%(ids)s)""",
    """DELETE FROM flags_told t USING records_sourcerecord r
        WHERE r.id = t.record_id AND r.source_id = %(source)s AND r.source_record_id = ANY(%(ids)s)""",
    """UPDATE records_sourcerecord SET erased_at = %(now)s, title = 'Erased'
        WHERE source_id = %(source)s AND source_record_id = ANY(%(ids)s)""",
    """UPDATE feeds_quarantinedrow q SET raw = NULL FROM feeds_delivery d
        WHERE d.id = q.delivery_id AND d.source_id = %(source)s AND q.source_record_id = ANY(%(ids)s)""",
)
VERSIONS = "SELECT id FROM records_sourcerecord WHERE source_id = %s AND source_record_id = ANY(%s)"


def withdraw(reader: Reader, source: str, ops: Mapping[str, str]) -> None:
    """Carry out the deletes and erasures of a batch, record to op, in its transaction.

    By now the mentions are live no more and have no keys, so no search, link or picture shows them. A withdrawn
    record keeps its words out of sight until its retention ends, so that "as known at" stays true; an erased one
    loses them in every version, and is refused if it is sent again.
    """
    erased = sorted(record for record, op in ops.items() if op == "erase")
    if erased:
        look(reader, operation="erasure", source=source, records_erased=len(erased))
        _erase(source, erased)
    _tell(source, ops)


def _erase(source: str, ids: list[str]) -> None:
    now = clocks.now()
    for statement in ERASE:
        db.run(statement, {"source": source, "ids": ids, "now": now})
    standing.forget(source, ids)
    forget_told([row["id"] for row in db.fetch(VERSIONS, [source, ids])])
    hashes = [record_key_hash(source, one) for one in ids]
    db.run(
        """INSERT INTO records_tombstone (key_hash, erased_at, rule)
           SELECT hash, %s, 'erased by its source' FROM unnest(%s::text[]) hash ON CONFLICT DO NOTHING""",
        [now, hashes],
    )


def _tell(source: str, ops: Mapping[str, str]) -> None:
    rows = db.fetch(OPEN_CASES, [source, list(ops)])
    owners = Officer.objects.in_bulk([row["owner_id"] for row in rows if row["owner_id"]])
    for row in rows:
        raise_alert(
            "record_withdrawn",
            WORDS[ops[row["source_record_id"]]],
            to_officer=owners.get(row["owner_id"]),
            to_role="" if row["owner_id"] else areas()[row["area"]].desk_role,
            case_reference=row["reference"],
        )
