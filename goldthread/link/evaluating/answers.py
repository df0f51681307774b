"""Reading back what the linker decided: in whom each mention ended, and which pairs it left to a person."""

from dataclasses import dataclass

from goldthread.core import db

# A mention as the file knows it: code of the system, reference of the record, key in it.
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Possible:
    """Two mentions that may be one person, with the weight of the evidence in bits and why it was not enough."""

    one: Place
    other: Place
    score: float | None = None
    reason: str = ""


def people() -> dict[Place, str]:
    """The code of the person in whom each mention ended."""
    rows = db.fetch(
        """SELECT m.source_id, m.source_record_id, m.key, p.code FROM records_mention m
             JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN people_person p ON p.id = l.person_id"""
    )
    return {(row["source_id"], row["source_record_id"], row["key"]): row["code"] for row in rows}


def possibles() -> list[Possible]:
    """The pairs left to a person. The linker's first form, which joins by keys, leaves none."""
    return []
