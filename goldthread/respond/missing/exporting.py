"""Our cases of missing children written out for Merlin, so that it is kept right: each again when it has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db, spreadsheet, yaml_files
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.models import Case
from goldthread.core.cases.numbering import NUMBERED
from goldthread.core.cases.projection import stream_of
from goldthread.core.journal import actions as journal
from goldthread.core.people.queries import Identity, identities

SENT, BATCH = "case.sent_elsewhere", "sent_to_merlin"
MOST_AT_ONCE = 200
WORDS = ("missing.reported", "missing.located")


@dataclass(frozen=True)
class Batch:
    """One file's worth: its number, the columns it has, and its rows."""

    number: str
    columns: tuple[str, ...]
    rows: list[dict[str, str]]

    def as_json(self) -> dict[str, Any]:
        return {"batch": self.number, "columns": list(self.columns), "cases": self.rows}


def export_missing(by: Reader) -> Batch:
    """Every case of ours that Merlin has not had as it is now, the oldest first, at most 200: a disclosure of each.

    What Merlin owns is not written back to it. Whoever is limited is left out: the unit sends such a one by hand.
    """
    by.must("plan_missing")
    with db.transaction():
        look(by, list="missing cases for Merlin")
        cases = _waiting()
        people = _people(cases)
        cases = [case for case in cases if case.pk in people]
        ids = sorted(set(people.values()))
        number = f"missing-{clocks.now():%Y%m%d-%H%M%S}"
        columns = tuple(one["column"] for one in mapping()["columns"])
        look(by, people=ids, operation="disclosure", to=mapping()["system"], batch=number, fields=list(columns),
             work="missing")  # fmt: skip
        rows = _rows(cases, people)
        if cases:
            under = look(by, people=ids, operation="alteration", change=SENT, batch=number, work="missing")
            for case in cases:
                _mark(by, under, case, number)
    return Batch(number, columns, rows)


@cache
def mapping() -> dict[str, Any]:
    """The declared mapping."""
    read: dict[str, Any] = yaml_files.read(Path(__file__).with_name("merlin.yaml"))
    return read


def as_csv(batch: Mapping[str, Any]) -> str:
    """The batch as a file. A cell that a spreadsheet would run as a formula is kept as text."""
    return spreadsheet.as_csv(batch["columns"], batch["cases"])


def _waiting() -> list[Case]:
    """Ours that were told something since they were last written out; a number that came back is nothing new."""
    changed = db.fetch(
        """SELECT c.id FROM cases_case c JOIN journal_event e ON e.id = c.last_event_id
            WHERE c.area = 'missing' AND c.owned_by = '' AND NOT e.kind = ANY(%s)
            ORDER BY c.opened_at, c.id LIMIT %s""",
        [[SENT, NUMBERED], MOST_AT_ONCE],
    )
    held = Case.objects.select_related("borough").filter(pk__in=[row["id"] for row in changed])
    return list(held.filter(mention__restriction="").order_by("opened_at", "id").select_for_update(of=("self",)))


def _people(cases: Sequence[Case]) -> dict[UUID, UUID]:
    rows = db.fetch("SELECT mention_id, person_id FROM goldthread_mention_people(%s::uuid[])",
                    [[case.mention_id for case in cases]])  # fmt: skip
    now = {row["mention_id"]: row["person_id"] for row in rows}
    return {case.pk: now[case.mention_id] for case in cases if case.mention_id in now}


def _rows(cases: Sequence[Case], people: Mapping[UUID, UUID]) -> list[dict[str, str]]:
    who, told = identities(list(people.values())), _told(cases)
    return [_row(case, who.get(people[case.pk]), told.get(stream_of(case.pk), {})) for case in cases]


def _told(cases: Sequence[Case]) -> dict[str, dict[str, Any]]:
    """What was told when the child was reported and found, as the journal keeps it; nothing where it was erased."""
    rows = db.fetch(
        """SELECT e.stream, e.kind, e.occurred_at, p.body FROM journal_event e
             LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE e.kind = ANY(%s) AND e.stream = ANY(%s) ORDER BY e.id""",
        [list(WORDS), [stream_of(case.pk) for case in cases]],
    )
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        at = {"reported_at": row["occurred_at"].isoformat()} if row["kind"] == WORDS[0] else {}
        told.setdefault(row["stream"], {}).update({**(row["body"] or {}), **at})
    return told


def _row(case: Case, who: Identity | None, told: Mapping[str, Any]) -> dict[str, str]:
    named = {name: getattr(who, name) for name in ("code", "surname", "forename", "birth_date", "sex")} if who else {}
    held = {
        **told,
        **case.facts,
        **named,
        "reference": case.reference,
        "number": case.external_reference,
        "borough": case.borough.name if case.borough else "",
        "state": areas()["missing"].state(case.state).words if case.closed_at else "",
    }
    return {one["column"]: _cell(one, held) for one in mapping()["columns"]}


def _cell(column: Mapping[str, Any], held: Mapping[str, Any]) -> str:
    found = column.get("value") or held.get(column.get("from", "")) or ""
    return str(column.get("codes", {}).get(found, found))


def _mark(by: Reader, under: Look, case: Case, number: str) -> None:
    journal.write(SENT, stream=stream_of(case.pk), by=by, under=under, occurred_at=clocks.now(),
                  mentions=[case.mention_id], facts={"facts": {BATCH: number}})  # fmt: skip
