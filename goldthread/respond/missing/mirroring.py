"""Merlin's missing reports as they come in: each is one of our cases, or opens one that follows Merlin. Never two.

Which report is which case, `goldthread_missing_matches` says. A report about a child whose case is still open is a
second one of one going missing: it is attached and told. One made after that case's end is a going missing of its own.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, service_reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.mirroring import Told, mirror, open_mirrored
from goldthread.core.cases.models import Case
from goldthread.core.cases.numbering import note_number
from goldthread.core.cases.projection import stream_of
from goldthread.core.clocks import now
from goldthread.core.journal import actions as journal
from goldthread.respond.missing.episodes import matches_of
from goldthread.respond.missing.grading import urgent
from goldthread.respond.missing.owning import SOURCE, SYSTEM, is_mirrored

GRADES = {"high": "high", "medium": "medium", "low": "low", "no apparent risk": "none", "absent": "none"}
ALSO = "also_reported"  # the fact of a case that lists Merlin's later reports of the same going missing
Row = dict[str, Any]


def follow(records: Collection[UUID]) -> None:
    """Follow these records of Merlin, those that are the newest of their number, in the order they were reported."""
    rows = _rows("r.id = ANY(%s::uuid[])", [list(records)])
    known = matches_of([row["record_id"] for row in rows])
    waiting = [row for row in rows if row["is_deleted"] or row["record_id"] in known or is_mirrored(row["at"])]
    if not waiting:
        return
    hold([row["person_id"] for row in waiting if row["person_id"]])
    by = service_reader("loader", f"feed:{SOURCE}", "intake")
    for row in waiting:
        _follow_one(by, row)


def hold(people: Collection[UUID]) -> None:
    """Whoever opens or follows a case of one of these people waits here for whoever does so now, to see it."""
    for person in sorted(set(people)):
        db.fetch("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"missing {person}"])


def standing(child: UUID, at: datetime | None = None) -> str:
    """The reference of the case of a child who is away now, whoever owns it; empty where there is none.

    With an instant: of a case that had begun by then.
    """
    rows = db.fetch(
        """SELECT s.reference FROM goldthread_missing_standing(%s) s
             JOIN journal_event e ON e.stream = 'case:' || s.case_id AND e.kind = 'missing.reported'
            WHERE e.occurred_at <= coalesce(%s::timestamptz, 'infinity')""",
        [child, at],
    )
    return str(rows[0]["reference"]) if rows else ""


def _follow_one(by: Reader, row: Row) -> None:
    case = _case_of(row)
    if case is None and (row["is_deleted"] or row["person_id"] is None or not is_mirrored(row["at"])):
        return
    if case is None:
        case = open_mirrored(by, areas()["missing"], _told(row, row["at"]), row["borough_code"])
    elif row["number"] not in numbers_of(case):
        _attach(by, case, row)
    if row["is_deleted"] and not _goes_on(by, case, row):
        return
    if case.owned_by and case.external_reference == row["number"]:
        _mirror(by, case, row)
        _let_go(by, case)


def _case_of(row: Row) -> Case | None:
    """The case that a row is of: a withdrawn one's by its number alone, one without an end may be of the open case."""
    match = matches_of([row["record_id"]]).get(row["record_id"])
    if match:
        return Case.objects.get(pk=match["case_id"])
    if row["is_deleted"]:
        return Case.objects.filter(area="missing", external_reference=row["number"]).first()
    away = standing(row["person_id"]) if row["person_id"] and row["found_at"] is None else ""
    return Case.objects.get(reference=away) if away else None


def numbers_of(case: Case) -> list[str]:
    """Merlin's numbers of one case, the first that it had before later ones."""
    return [one for one in (case.external_reference, *case.facts.get(ALSO, ())) if one]


def _attach(by: Reader, case: Case, row: Row) -> None:
    """Put the number on a case that has none; a later report of the same going missing beside it, and tell it."""
    if not case.external_reference:
        note_number(SOURCE, case, row["number"])
        return
    facts = {"facts": {ALSO: [*case.facts.get(ALSO, ()), row["number"]]}}
    _write(by, "case.reported_again", case, row, facts)
    words = "A child who is missing is reported in Merlin once more. One case has both."
    urgent(case, "missing_reported_again", words, "missing_unit", urgency="today")


def _goes_on(by: Reader, case: Case, row: Row) -> bool:
    """Whether a withdrawn report ends the case that followed it; else its next report is followed, or we are told."""
    if not case.owned_by:
        words = "Merlin withdrew its report of a child whose case stands here. Look at both."
        urgent(case, "missing_withdrawn", words, "missing_unit", urgency="today")
        return False
    others = [one for one in case.facts.get(ALSO, ()) if one != row["number"]]
    if not others or case.external_reference != row["number"]:
        return case.external_reference == row["number"]
    told = _told(row, row["held_at"])
    mirror(by, case, told, {"external_reference": others[0]}, {ALSO: others[1:]})
    (following,) = _rows("r.source_record_id = %s AND r.is_current", [others[0]])
    _mirror(by, case, following)
    return False


def _mirror(by: Reader, case: Case, row: Row) -> None:
    """Bring the case to what the row says; an instant that Merlin took back is empty."""
    state, grade = _state(row), GRADES.get(row["risk"], "")
    found = row["found_at"].isoformat() if row["found_at"] else ""
    facts = {name: value for name, value in (("grade", grade), ("located_on", found), ("outcome", row["outcome"]))
             if value != case.facts.get(name, "")}  # fmt: skip
    when = row["found_at"] if found and "located_on" in facts else row["held_at"]
    sets: dict[str, Any] = {}
    if state != case.state:
        is_closed = areas()["missing"].state(state).is_closed
        sets = {"state": state, "state_since": when.isoformat(), "closed_at": when.isoformat() if is_closed else None}
    if grade != case.risk:
        sets["risk"] = grade
    mirror(by, case, _told(row, when), sets, facts)


def _state(row: Row) -> str:
    """The state that a report stands in, by no more than that it was made, graded, found, ended or withdrawn."""
    if row["is_deleted"]:
        return "not_missing"
    if row["found_at"]:
        return "closed" if row["outcome"] else "located"
    grade = GRADES.get(row["risk"])
    return "reported" if grade is None else "absent" if grade == "none" else "open"


def _let_go(by: Reader, case: Case) -> None:
    """A report that was attached while the case was open, and was made after what is now its end, is one of its own."""
    rows = [one for number in case.facts.get(ALSO, ()) for one in _rows("r.source_record_id = %s AND r.is_current",
                                                                         [number])]  # fmt: skip
    matches = matches_of([row["record_id"] for row in rows])
    apart = [row for row in rows if row["record_id"] not in matches and not row["is_deleted"]]
    if apart:
        kept = [one for one in case.facts[ALSO] if one not in {row["number"] for row in apart}]
        mirror(by, case, _told(apart[0], apart[0]["held_at"]), {}, {ALSO: kept})
    for row in apart:
        _follow_one(by, row)


def _write(by: Reader, kind: str, case: Case, row: Row, facts: Mapping[str, Any]) -> None:
    under = look(by, people=[row["person_id"]], operation="alteration", case_reference=case.reference, change=kind)
    journal.write(kind, stream=stream_of(case.pk), by=by, under=under, occurred_at=row["at"], known_at=row["held_at"],
                  mentions=[case.mention_id], facts=dict(facts))  # fmt: skip
    case.refresh_from_db()


def _told(row: Row, when: datetime) -> Told:
    return Told(SYSTEM, row["number"], row["person_id"], row["mention_id"], min(when, now()), row["held_at"])


def _rows(which: str, values: list[Any]) -> list[Row]:
    """Missing reports of Merlin as they stand, each with whom it is about now; one that was superseded is none."""
    return db.fetch(
        f"""SELECT r.id AS record_id, r.source_record_id AS number, coalesce(r.occurred_at, r.known_at) AS at,
                   r.source_updated_at AS held_at, r.is_deleted, m.id AS mention_id, l.person_id,
                   b.code AS borough_code,
                   coalesce(goldthread_fact(t.facts, 'risk'), '') AS risk,
                   coalesce(goldthread_fact(t.facts, 'outcome'), '') AS outcome,
                   goldthread_instant(goldthread_fact(t.facts, 'found_at')) AS found_at
              FROM records_sourcerecord r JOIN records_recordcontent t ON t.record_id = r.id
              JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                    AND m.key = 'subject'
              LEFT JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
              LEFT JOIN organisation_borough b ON b.name = r.borough
             WHERE {which} AND r.is_current AND r.source_id = 'merlin' AND r.kind = 'missing report'
             ORDER BY coalesce(r.occurred_at, r.known_at), r.source_record_id""",
        values,
    )
