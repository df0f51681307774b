"""What is held of one person under the open look: the records that name them, and what those assert. Two queries."""

from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.people.as_known import NOW, AsKnown

Row = dict[str, Any]


def records_of(person_id: UUID, known: AsKnown = NOW) -> list[Row]:
    """Records that name the person, newest first, in the version that stands; their words where the look allows."""
    rows = db.fetch(
        f"""SELECT r.id, r.source_id AS system, s.name AS system_name, r.source_record_id AS reference, r.kind, r.title,
                   r.occurred_at, r.known_at, r.known_from, r.recorded_at, r.borough, r.handling, r.restriction, r.ask,
                   s.desk, m.id AS mention_id, m.key, m.role, m.subject_category, l.certainty, l.reasons, l.explanation,
                   c.narrative, c.facts, c.record_id IS NULL AS withheld
              FROM people_link l
              JOIN records_mention m ON m.id = l.mention_id
              JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
              JOIN records_source s ON s.code = r.source_id
              LEFT JOIN records_recordcontent c ON c.record_id = r.id
             WHERE l.person_id = %(person)s AND l.certainty = 'linked' AND {known.link()} AND {known.shown()}
             ORDER BY coalesce(r.occurred_at, r.known_at) DESC, r.id""",
        {"person": person_id, **known.param},
    )
    # Why a link stands is kept as it was last worked out: of a moment of the past, today's grounds are not told.
    untold: Row = {} if known.at is None else {"reasons": [], "explanation": None}
    return [{**row, "ask": row["ask"] or row["desk"], **untold} for row in rows]


def values_of(records: list[Row], known: AsKnown = NOW) -> list[Row]:
    """What those records assert of the person, word for word, with where it comes from; the newest first."""
    return db.fetch(
        f"""SELECT a.id, a.mention_id, a.field, a.text, a.canonical, a.kind, a.grade, a.status, a.source_field,
                  a.record_id, r.source_id AS system, s.name AS system_name, r.source_record_id AS reference, r.known_at
             FROM records_assertion a
             JOIN records_sourcerecord r ON r.id = a.record_id
             JOIN records_source s ON s.code = r.source_id
            WHERE a.mention_id = ANY(%(mentions)s::uuid[]) AND a.record_id = ANY(%(records)s::uuid[])
              AND {_told(known)}
            ORDER BY a.field, a.status = 'superseded', r.known_at DESC, a.id""",
        {
            "mentions": [row["mention_id"] for row in records],
            "records": [row["id"] for row in records],
            **known.param,
        },
    )


def _told(known: AsKnown) -> str:
    """A right value told only after the moment asked for is not shown; the one it replaced stood then."""
    return "true" if known.at is None else f"(a.status <> 'rectified' OR {known.value()})"
