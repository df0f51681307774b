"""Flags in force for a system that takes them: the least it needs to know its own person by, logged as a disclosure."""

import json
from typing import Any

from goldthread.core import clocks, db, spreadsheet
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.flags.catalogue import SYSTEMS, kinds
from goldthread.core.people.queries import identities
from goldthread.core.refusals import NotValid

COLUMNS = ("reference", "kind", "name", "level", "since", "review_on", "ends_on", "state", "code", "surname",
           "forename", "birth_date", "sex", "nhs_no", "pnc_id", "social_care_id")  # fmt: skip
IDENTIFIERS = ("nhs_no", "pnc_id", "social_care_id")


def export_flags(by: Reader, system: str) -> dict[str, Any]:
    """Every flag of ours in force that this system takes. The reasons stay here, under the flag's reference."""
    by.must("export_flags")
    if system not in SYSTEMS:
        raise NotValid("system", f'"{system}" takes no flags.', f"Choose one of: {', '.join(SYSTEMS)}.")
    wanted = [kind.id for kind in kinds().values() if system in kind.exported_to]
    ids = db.fetch("SELECT flag_id, person_id FROM goldthread_flags_in_force(%s)", [wanted])
    people = sorted({row["person_id"] for row in ids})
    look(by, people=people, operation="disclosure", to=SYSTEMS[system], flags=len(ids), fields=list(COLUMNS))
    return {"system": system, "made_at": clocks.now().isoformat(), "flags": _rows(people, wanted)}


def _rows(people: list[Any], wanted: list[str]) -> list[dict[str, Any]]:
    who = identities(people)
    known = _identifiers(people)
    rows = db.fetch(
        """SELECT l.person_id, f.reference, f.kind, f.raised_at, f.review_on, f.ends_on, f.state
             FROM flags_flag f JOIN people_link l ON l.mention_id = f.mention_id AND l.to_at IS NULL
                                                 AND l.certainty = 'linked'
            WHERE f.closed_at IS NULL AND f.kind = ANY(%s) AND l.person_id = ANY(%s) ORDER BY f.reference""",
        [wanted, people],
    )
    return [
        _row(row, who[row["person_id"]], known.get(row["person_id"], {})) for row in rows if row["person_id"] in who
    ]


def _row(row: dict[str, Any], person: Any, known: dict[str, str]) -> dict[str, Any]:
    kind = kinds()[row["kind"]]
    told = {name: getattr(person, name) for name in ("code", "surname", "forename", "birth_date", "sex")}
    return {
        "reference": row["reference"],
        "kind": kind.id,
        "name": kind.name,
        "level": kind.level,
        "since": row["raised_at"].isoformat(),
        "review_on": row["review_on"].isoformat(),
        "ends_on": row["ends_on"].isoformat() if row["ends_on"] else "",
        "state": row["state"],
        **told,
        **{name: known.get(name, "") for name in IDENTIFIERS},
    }


def _identifiers(people: list[Any]) -> dict[Any, dict[str, str]]:
    """The newest checked identifier of each scheme, as far as the look shows."""
    found: dict[Any, dict[str, str]] = {}
    for row in db.fetch(
        """SELECT DISTINCT ON (l.person_id, a.field) l.person_id, a.field, a.canonical
             FROM people_link l JOIN records_assertion a ON a.mention_id = l.mention_id AND a.status <> 'superseded'
             JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
            WHERE l.person_id = ANY(%s) AND l.to_at IS NULL AND l.certainty = 'linked' AND a.field = ANY(%s)
              AND a.canonical IS NOT NULL
            ORDER BY l.person_id, a.field, r.known_at DESC, a.id""",
        [people, list(IDENTIFIERS)],
    ):
        found.setdefault(row["person_id"], {})[row["field"]] = row["canonical"]
    return found


def as_csv(exported: dict[str, Any]) -> str:
    """The export as a file; a cell that a spreadsheet would run as a formula is kept as text."""
    return spreadsheet.as_csv(COLUMNS, exported["flags"])


def as_text(exported: dict[str, Any], form: str) -> str:
    return as_csv(exported) if form == "csv" else json.dumps(exported, ensure_ascii=False, indent=1) + "\n"
