"""A case's number elsewhere: a record that names our case is the same work, told by the system that holds it too."""

from collections.abc import Collection
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import service_reader
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.journal import actions as journal

# The fact of a record that holds our own reference.
OURS = "goldthread_no"
NUMBERED = "case.referenced"


def note_numbers(source: str, records: Collection[UUID]) -> list[str]:
    """Put the numbers of these records on the cases of ours that they name; the references of those cases.

    As the service, in the transaction that took the records in. One that names no case of ours is left as it is: it may
    be a slip, and the record says what it says.
    """
    rows = db.fetch(
        """SELECT r.source_record_id AS number, upper(trim(goldthread_fact(c.facts, %s))) AS ours, r.known_at
             FROM records_sourcerecord r JOIN records_recordcontent c ON c.record_id = r.id
            WHERE r.id = ANY(%s) AND r.is_current AND NOT r.is_deleted AND goldthread_fact(c.facts, %s) IS NOT NULL
            ORDER BY r.known_at, r.source_record_id""",
        [OURS, list(records), OURS],
    )
    held = {case.reference: case for case in Case.objects.filter(reference__in=[row["ours"] for row in rows])}
    noted = []
    for row in rows:
        case = held.get(row["ours"])
        if case and case.external_reference != row["number"]:
            note_number(source, case, row["number"])
            noted.append(case.reference)
    return noted


def returned(records: Collection[UUID], references: Collection[str] | None = None) -> set[UUID]:
    """Those of these records that are a case of ours come back, so that whoever counts the case leaves them out.

    Only of the cases named, where they are: what is left out must be counted as the case. A record that names the case
    of another person is none. Under an open look.
    """
    asked = "SELECT record_id FROM goldthread_own_returned(%s::uuid[], %s::text[])"
    told = None if references is None else sorted(references)
    return {row["record_id"] for row in db.fetch(asked, [sorted(records), told])}


def own_cases(records: Collection[UUID]) -> dict[UUID, str]:
    """Which case of ours each of these records is, come back; those that are none are left out. Under an open look."""
    rows = db.fetch(
        "SELECT record_id, min(reference) AS reference FROM goldthread_own_case_of(%s::uuid[]) GROUP BY 1",
        [sorted(records)],
    )
    return {row["record_id"]: row["reference"] for row in rows}


def note_number(source: str, case: Case, number: str) -> None:
    """Put the number that a case has in another system on it, once. As the service."""
    by = service_reader("loader", f"feed:{source}", "intake")
    under = look(by, operation="alteration", case_reference=case.reference, change=NUMBERED)
    journal.write(
        NUMBERED,
        stream=stream_of(case.pk),
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=[case.mention_id],
        facts={"set": {"external_reference": number}},
        idempotency_key=f"numbered:{case.reference}:{number}",
    )
    case.refresh_from_db()
