"""Where a child lives by the newest record that says so, and whose authority that is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.organisation.authorities import authorities


@dataclass(frozen=True)
class Home:
    """An address as it was written, and the borough of the record that gave it."""

    words: str
    borough: str


def home_of(person_id: UUID) -> Home | None:
    """Under a look: the newest home address that an open record tells of this person; a secret one is told nobody."""
    rows = db.fetch(
        """SELECT d.words, r.borough FROM people_link l
             JOIN places_presence p ON p.mention_id = l.mention_id AND p.role = 'home' AND p.restriction = ''
             JOIN places_dwelling d ON d.id = p.dwelling_id
             JOIN records_sourcerecord r ON r.id = p.record_id AND r.is_current AND r.restriction = ''
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'
            ORDER BY coalesce(r.occurred_at, r.known_at) DESC, r.id LIMIT 1""",
        [person_id],
    )
    return Home(rows[0]["words"], rows[0]["borough"]) if rows else None


def authority_of(case: Case) -> str:
    """The code of the authority where the child lives; empty where no record says."""
    people = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id]])
    home = home_of(people[0]["person_id"]) if people else None
    if home is None:
        return ""
    from goldthread.core.organisation.models import Borough

    return Borough.objects.filter(name=home.borough).values_list("code", flat=True).first() or ""


def suggest(by: Reader, case: Case) -> dict[str, Any]:
    """What the page on which a concern is shared begins with: the authority of the child's address, and its route."""
    code = authority_of(case)
    return {"recipient": code, "route": authorities()[code].route} if code in authorities() else {}


def warn(by: Reader, case: Case, answers: Answers) -> list[str]:
    """What whoever confirms must know: that the address is another authority's, or that none is held."""
    chosen, known = answers["recipient"], authority_of(case)
    to = authorities()[chosen]
    if not known:
        return [f"No home address is held. Check that the child lives in the area of {to.name}."]
    lines = []
    if known != chosen:
        own = authorities()[known].name
        lines.append(f"The child's address is in the area of {own}. You are sending to {to.name}.")
    if answers["route"] == "mail" and not to.mail:
        lines.append(f"{to.name} has no secure mail address here: it will not arrive. Choose another way.")
    return lines
