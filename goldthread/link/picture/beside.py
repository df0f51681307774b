"""What stands beside each person found: where they are known, open work, and who among them may be taken for another.

Read under the look of the search, a fixed number of queries whatever was found.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.registry import areas
from goldthread.core.flags.queries import flags_of
from goldthread.core.people.queries import Identity
from goldthread.core.records.names import fold
from goldthread.core.records.sounds import sound

RISK_WORDS = {
    "high": "high risk",
    "medium": "medium risk",
    "low": "low risk",
    "none": "no apparent risk",
    "": "not graded",
}


def work_token(area_id: str, risk: str) -> dict[str, str]:
    """Open work as one token: what it is, and its risk where work of its kind has one."""
    area = areas()[area_id]
    if not area.risks:
        return {"words": f"Open {area.noun}", "level": "low"}
    return {"words": f"Open {area.noun}: {RISK_WORDS[risk]}", "level": risk or "unknown"}


def boroughs(people: Sequence[UUID]) -> dict[UUID, str]:
    """The borough that the newest record of each person is from."""
    rows = db.fetch(
        """SELECT DISTINCT ON (l.person_id) l.person_id, r.borough FROM people_link l
             JOIN records_mention m ON m.id = l.mention_id AND m.is_live
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current AND r.restriction = '' AND r.borough <> ''
            WHERE l.person_id = ANY(%s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked'
            ORDER BY l.person_id, r.known_at DESC, r.id""",
        [list(people)],
    )
    return {row["person_id"]: row["borough"] for row in rows}


def open_work(people: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Cases open on each person, the gravest first: what kind and how grave, no more."""
    rows = db.fetch(
        """SELECT l.person_id, c.area, c.risk FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id
            WHERE l.person_id = ANY(%s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked' AND c.closed_at IS NULL
            GROUP BY 1, 2, 3
            ORDER BY 1, array_position(ARRAY['high', 'medium', 'low', ''], c.risk::text), 2""",
        [list(people)],
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["person_id"], []).append({"area": row["area"], "risk": row["risk"]})
    return found


def flags(people: Sequence[UUID]) -> dict[UUID, list[dict[str, str]]]:
    """The flags that stand on each person, the most pressing first, each kind once: ours and those sources tell."""
    return {
        person: [
            {"name": name, "level": level} for name, level in dict.fromkeys((one.name, one.level) for one in standing)
        ]
        for person, standing in flags_of(people).items()
    }


def codes(people: Sequence[UUID]) -> dict[UUID, str]:
    if not people:
        return {}
    rows = db.fetch("SELECT id, code FROM people_person WHERE id = ANY(%s::uuid[])", [list(people)])
    return {row["id"]: row["code"] for row in rows}


def checks(shown: Sequence[Identity], possible: Sequence[tuple[UUID, UUID]]) -> dict[UUID, str]:
    """What to check of each: that somebody above may be the same person, or that they are two born on one day."""
    pairs = {frozenset(pair) for pair in possible}
    found: dict[UUID, str] = {}
    for place, one in enumerate(shown):
        for number, above in enumerate(shown[:place], start=1):
            is_possible = frozenset((one.person_id, above.person_id)) in pairs
            if one.person_id not in found and (is_possible or _born_together(one, above)):
                found[one.person_id] = _check(number, is_possible, _born_together(one, above))
    return found


def _check(number: int, is_possible: bool, are_born_together: bool) -> str:
    if not are_born_together:
        return f"may be the same as {number}"
    return f"same birth date as {number}" + ("; may be one person or two" if is_possible else "")


def _born_together(one: Identity, other: Identity) -> bool:
    """Born on one day and of one name: twins, or one child held twice."""
    return (
        len(one.birth_date) == 10
        and one.birth_date == other.birth_date
        and bool(_sounds(one.surname) & _sounds(other.surname))
    )


def _sounds(name: str) -> set[str]:
    return {sound(word) or word for word in fold(name).split()}
