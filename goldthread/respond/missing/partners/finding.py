"""Which child a row names, and the report that is open on them: ids and codes only, whoever asks."""

from uuid import UUID

from goldthread.core import db
from goldthread.core.people.queries import person_by_code
from goldthread.core.records.names import fold
from goldthread.core.refusals import NotFound, NotValid
from goldthread.respond.missing.partners.reading_row import birth_date
from goldthread.respond.missing.partners.rows import Row

_OPEN = """
    SELECT c.reference, c.state FROM people_link l
      JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'missing' AND c.closed_at IS NULL
     WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked' AND c.state <> 'returned'
     ORDER BY c.opened_at DESC LIMIT 1"""


def child_in(row: Row, home: str) -> tuple[UUID, str]:
    """The one child whom the row names, and our code; of two alike, the one placed at the home. Else refused."""
    if row.get("child_code"):
        return _by_code(row["child_code"])
    names = " ".join(row.get(name, "") for name in ("forename", "surname"))
    for name in ("surname", "forename"):
        if not fold(row.get(name, "")):
            raise NotValid(name, "The child is not named.", "Ask the home who it is.")
    found = db.fetch("SELECT * FROM goldthread_child_named(%s, %s, %s)",
                     [home, birth_date(row), sorted(set(fold(names).split()))])  # fmt: skip
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
