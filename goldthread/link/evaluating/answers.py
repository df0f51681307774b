"""Reading back what the linker decided: in whom each mention ended, and which pairs it left to a person."""

from dataclasses import dataclass

from goldthread.core import db

# A mention as the file knows it: code of the system, reference of the record, key in it.
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Possible:
    """Two mentions that may be one person: the evidence in bits, and the guard that stopped them, if one did."""

    one: Place
    other: Place
    score: float
    stopped_by: str


def people() -> dict[Place, str]:
    """The code of the person in whom each mention ended."""
    rows = db.fetch(
        """SELECT m.source_id, m.source_record_id, m.key, p.code FROM records_mention m
             JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN people_person p ON p.id = l.person_id"""
    )
    return {(row["source_id"], row["source_record_id"], row["key"]): row["code"] for row in rows}


def possibles() -> list[Possible]:
    """The pairs left to a person, as they stand now."""
    rows = db.fetch(
        """SELECT a.source_id, a.source_record_id, a.key, b.source_id AS other_source,
                  b.source_record_id AS other_record, b.key AS other_key, p.score, p.stopped_by
             FROM people_possible p JOIN records_mention a ON a.id = p.mention_id
             JOIN records_mention b ON b.id = p.other_id WHERE p.to_at IS NULL"""
    )
    return [
        Possible(
            (row["source_id"], row["source_record_id"], row["key"]),
            (row["other_source"], row["other_record"], row["other_key"]),
            row["score"],
            row["stopped_by"],
        )
        for row in rows
    ]
