"""Which child a row names, and the report that is open on them: as the service, by what is held of everybody."""

from uuid import UUID

from goldthread.core import db
from goldthread.core.people.queries import person_by_code
from goldthread.core.records.names import fold
from goldthread.core.refusals import NotFound, NotValid
from goldthread.respond.missing.partners.reading_row import birth_date
from goldthread.respond.missing.partners.rows import Row

# All words of both names, and the day of birth, as any records linked as one person say them.
_NAMED = """
    SELECT p.code, l.person_id, EXISTS (
               SELECT 1 FROM placements_placement h JOIN placements_premises o ON o.id = h.premises_id AND o.code = %s
                 JOIN people_link m ON m.mention_id = h.mention_id AND m.to_at IS NULL AND m.certainty = 'linked'
                WHERE m.person_id = l.person_id AND h.until IS NULL) AS is_placed
      FROM (SELECT DISTINCT l.person_id FROM people_searchkey b
              JOIN people_link l ON l.mention_id = b.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
             WHERE b.kind = 'birth_date' AND b.value = %s) l
      JOIN people_person p ON p.id = l.person_id AND p.retired_at IS NULL
     WHERE NOT EXISTS (
        SELECT 1 FROM unnest(%s::text[]) AS word WHERE NOT EXISTS (
            SELECT 1 FROM people_link o
              JOIN people_searchkey k ON k.mention_id = o.mention_id AND k.kind = 'name' AND k.value = word
             WHERE o.person_id = l.person_id AND o.to_at IS NULL AND o.certainty = 'linked'))
     ORDER BY is_placed DESC, p.code LIMIT 5"""
_OPEN = """
    SELECT c.reference, c.state FROM people_link l
      JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'missing' AND c.closed_at IS NULL
     WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked' AND c.state <> 'returned'
     ORDER BY c.opened_at DESC LIMIT 1"""


def child_in(row: Row, home: str) -> tuple[UUID, str]:
    """The one child whom the row names, and our code; of two alike, the one placed at the home. Refused where unsure."""
    if row.get("child_code"):
        return _by_code(row["child_code"])
    names = " ".join(row.get(name, "") for name in ("forename", "surname"))
    for name in ("surname", "forename"):
        if not fold(row.get(name, "")):
            raise NotValid(name, "The child is not named.", "Ask the home who it is.")
    found = db.fetch(_NAMED, [home, birth_date(row), sorted(set(fold(names).split()))])
    placed = [one for one in found if one["is_placed"]]
    found = placed if len(placed) == 1 else found
    if not found:
        raise NotValid("surname", "Nobody of that name and birth date is held.", "Search, or record who the child is.")
    if len(found) > 1:
        codes = ", ".join(one["code"] for one in found)
        raise NotValid("child_code", f"More than one is held: {codes}.", "Enter the reference of the right child.")
    return found[0]["person_id"], found[0]["code"]


def open_report(child: UUID) -> tuple[str, str] | None:
    """The reference and state of the report open on a child who is not back: what a home tells now is of that one."""
    found = db.fetch(_OPEN, [child])
    return (found[0]["reference"], found[0]["state"]) if found else None


def _by_code(code: str) -> tuple[UUID, str]:
    try:
        return person_by_code(code)
    except NotFound as refusal:
        raise NotValid("child_code", refusal.words, refusal.remedy) from None
