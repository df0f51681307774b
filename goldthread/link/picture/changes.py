"""What changed: links undone or made since this reader last looked; and what was learnt after a moment of the past."""

from typing import Any

from goldthread.core import db
from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.people.as_known import NOW
from goldthread.core.people.queries import identities
from goldthread.link.picture.held import records_of
from goldthread.link.picture.panels.danger import risky
from goldthread.link.picture.panels.shapes import evidence


def changed_since_last_look(subject: Subject) -> Body | None:
    """Records that went to somebody else, or came from somebody else, since this reader last saw this picture.

    A new record of the same person is no change of who they are; it stands on top of the chronology.
    """
    last = db.fetch_one("SELECT goldthread_last_look(ARRAY[%s]::uuid[]) AS at", [subject.person_id])["at"]
    if last is None:
        return None
    rows = db.fetch(
        """SELECT r.id, r.source_id AS system, s.name AS system_name, r.source_record_id AS reference, r.known_at,
                  l.to_at IS NOT NULL AS is_gone
             FROM people_link l
             JOIN records_mention m ON m.id = l.mention_id AND m.is_live
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current AND NOT r.is_deleted AND r.erased_at IS NULL
             JOIN records_source s ON s.code = r.source_id
            WHERE l.person_id = %(person)s AND l.certainty = 'linked'
              AND ((l.to_at > %(last)s AND NOT EXISTS (
                        SELECT 1 FROM people_link now WHERE now.mention_id = l.mention_id AND now.to_at IS NULL
                           AND now.certainty = 'linked' AND now.person_id = l.person_id))
                OR (l.to_at IS NULL AND l.from_at > %(last)s AND EXISTS (
                        SELECT 1 FROM people_link before WHERE before.mention_id = l.mention_id
                           AND before.certainty = 'linked' AND before.person_id <> l.person_id)))
            ORDER BY r.known_at DESC, r.id""",
        {"person": subject.person_id, "last": last},
    )
    if not rows:
        return None
    return {
        "since": last,
        "parted": [evidence(row) for row in rows if row["is_gone"]],
        "joined": [evidence(row) for row in rows if not row["is_gone"]],
    }


def what_was_learnt(then: Subject) -> Body:
    """What is held now and was not known then. It stands apart: nothing of it may colour the picture of the past."""
    now = Subject(then.person_id, then.code, then.reader, then.layer, records_of(then.person_id), [], then.sources, NOW)
    before = {(row["system"], row["reference"]): row for row in then.records}
    held = {(row["system"], row["reference"]): row for row in now.records}
    return {
        "new": [_told(held[key]) for key in held if key not in before],
        "changed": [_told(held[key]) for key in held if key in before and held[key]["id"] != before[key]["id"]],
        "gone": [_told(before[key]) for key in before if key not in held],
        "danger": _new_danger(then, now),
        "person": _person_now(then),
    }


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {"title": row["title"], "occurred_at": row["occurred_at"], "evidence": evidence(row)}


def _new_danger(then: Subject, now: Subject) -> list[dict[str, Any]]:
    """Those who are told of now as a danger, and were not then."""
    return [one for person, one in now.once(risky).items() if person not in then.once(risky)]


def _person_now(then: Subject) -> dict[str, Any] | None:
    found = identities([then.person_id]).get(then.person_id)
    return found.as_json() if found else None
