"""Whom the benchmarks ask about: the children of the invented force of whom most is held."""

from goldthread.core import db
from goldthread.core.people.queries import identities


def children() -> tuple[list[str], list[str]]:
    """The codes of the children with most records, and names, each with a letter left out."""
    with db.as_service():
        rows = db.fetch(
            """SELECT p.id, p.code FROM people_person p JOIN people_link l ON l.person_id = p.id AND l.to_at IS NULL
                 JOIN records_mention m ON m.id = l.mention_id AND m.is_live AND m.restriction = ''
                WHERE p.retired_at IS NULL AND NOT p.is_restricted
                GROUP BY p.id ORDER BY count(*) DESC, p.code LIMIT 50"""
        )
        people = identities([row["id"] for row in rows])
    named = [one for one in people.values() if one.forename and len(one.surname) > 4]
    return [row["code"] for row in rows], [f"{one.forename} {one.surname[:2]}{one.surname[3:]}" for one in named]
