"""Giving a picture to somebody outside: the least that is needed, at summary, with recipient and basis logged."""

from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import identities, ids_under, person_by_code
from goldthread.core.plain import plain
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.picture.held import records_of

# Lawful bases for a disclosure to protect a child (data-law-and-sources.md 8).
BASES = {
    "children_act_1989_s47": "Children Act 1989 s47: an enquiry is being made",
    "children_act_2004_s11": "Children Act 2004 s11: to safeguard the child",
    "emergency": "Emergency: a child is in danger now",
    "mappa": "Criminal Justice Act 2003 s325: multi-agency public protection",
}
# What goes: enough to know who the child is and what was held when. No restricted record, no officer's words.
FIELDS = ("surname", "forename", "birth_date", "sex")
RECORD_FIELDS = ("system_name", "kind", "title", "occurred_at", "borough")


def share_picture(by: Reader, code: str, *, recipient: str, basis: str, why: str) -> dict[str, Any]:
    """The summary that goes to one recipient. Logged as a disclosure: who, to whom, on what basis, which fields."""
    by.must("share_picture", lambda: ids_under(code))
    if not recipient.strip():
        raise NotValid("recipient", "Enter who it goes to: a named person and their organisation.")
    if basis not in BASES:
        raise NotValid("basis", "Choose the lawful basis.", f"Choose one of: {', '.join(BASES)}.")
    if not why.strip():
        raise NotValid("why", "Enter why they need it.")
    with db.transaction():
        person_id, current = person_by_code(code)
        entry = look(
            by,
            people=[person_id],
            operation="disclosure",
            layer="summary",
            recipient=recipient.strip(),
            basis=BASES[basis],
            why=why.strip(),
            fields=[*FIELDS, "records"],
        )
        who = identities([person_id]).get(person_id)
        if who is None:
            raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
        records = [record for record in records_of(person_id) if not record["restriction"]]
    return {
        "reference": f"D-{entry.entry_id}",
        "to": recipient.strip(),
        "basis": BASES[basis],
        "why": why.strip(),
        "given_by": by.name,
        "given_at": clocks.now().isoformat(),
        "handling": "OFFICIAL-SENSITIVE",
        "person": {"code": current, **{name: getattr(who, name) for name in FIELDS}},
        "records": [plain({name: record[name] for name in RECORD_FIELDS}) for record in records],
    }
