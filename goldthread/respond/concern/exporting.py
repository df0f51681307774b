"""Concerns written out for a system that must hold them too: each once, in batches that can be written again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db, spreadsheet, yaml_files
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.journal import actions as journal
from goldthread.core.people.queries import identities
from goldthread.core.refusals import NotFound, NotValid
from goldthread.respond.concern.area import AREA

MAPPINGS = {"merlin": Path(__file__).with_name("merlin.yaml")}
MOST_AT_ONCE = 200
SENT = "case.sent_elsewhere"


@dataclass(frozen=True)
class Batch:
    """One file's worth: its number, the columns it has, and its rows."""

    number: str
    system: str
    columns: tuple[str, ...]
    rows: list[dict[str, str]]

    def as_json(self) -> dict[str, Any]:
        return {"batch": self.number, "system": self.system, "columns": list(self.columns), "concerns": self.rows}


def export_concerns(by: Reader, system: str, *, batch: str = "", only: Sequence[str] = ()) -> Batch:
    """The next concerns that this system has not had, `only` these where given; or a batch written before, again.

    A disclosure of everybody on it. Whoever is limited is left out: the desk sends such a one by hand.
    """
    by.must("handle_concern")
    if system not in MAPPINGS:
        raise NotValid("to", f'"{system}" takes no concerns.', f"Choose one of: {', '.join(MAPPINGS)}.")
    with db.transaction():
        look(by, list=f"concerns for {system}")
        cases = _of_batch(system, batch) if batch else _next(system, only)
        people = _people(cases)
        cases = [case for case in cases if case.pk in people]
        ids = sorted(set(people.values()))
        if batch and not cases:
            raise NotFound("No batch has that number.", "Leave it out for the next concerns.")
        number = batch or f"{system}-{clocks.now():%Y%m%d-%H%M%S}"
        fields = [one["column"] for one in mapping(system)["columns"]]
        look(by, people=ids, operation="disclosure", to=mapping(system)["system"], batch=number, fields=fields,
             concerns=len(cases), work=AREA.id)  # fmt: skip
        rows = _rows(system, cases, people)
        if cases and not batch:
            under = look(by, people=ids, operation="alteration", change=SENT, batch=number, work=AREA.id)
            _mark(by, under, cases, system, number)
    return Batch(number, system, tuple(fields), rows)


@cache
def mapping(system: str) -> dict[str, Any]:
    """The declared mapping of one system."""
    read: dict[str, Any] = yaml_files.read(MAPPINGS[system])
    return read


def as_csv(batch: Mapping[str, Any]) -> str:
    """The batch as a file. A cell that a spreadsheet would run as a formula is kept as text."""
    return spreadsheet.as_csv(batch["columns"], batch["concerns"])


def _next(system: str, only: Sequence[str]) -> list[Case]:
    """The oldest that were not written out, are ours, and have no number there yet."""
    waiting = Case.objects.select_related("borough", "opened_by").filter(
        area=AREA.id, owned_by="", external_reference="", mention__restriction=""
    )
    waiting = waiting.exclude(facts__has_key=f"sent_to_{system}")
    if only:
        waiting = waiting.filter(reference__in=[one.strip().upper() for one in only])
    return list(waiting.order_by("opened_at", "id").select_for_update(of=("self",))[:MOST_AT_ONCE])


def _of_batch(system: str, batch: str) -> list[Case]:
    held = Case.objects.select_related("borough", "opened_by").filter(**{f"facts__sent_to_{system}": batch})
    return list(held.filter(mention__restriction="").order_by("opened_at", "id"))


def _people(cases: Sequence[Case]) -> dict[UUID, UUID]:
    """Whom each case is about now; nobody for one whose records were erased."""
    rows = db.fetch(
        "SELECT mention_id, person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id for case in cases]]
    )
    now = {row["mention_id"]: row["person_id"] for row in rows}
    return {case.pk: now[case.mention_id] for case in cases if case.mention_id in now}


def _rows(system: str, cases: Sequence[Case], people: Mapping[UUID, UUID]) -> list[dict[str, str]]:
    who = identities(list(people.values()))
    told = _told(cases)
    return [_row(system, case, who.get(people[case.pk]), told.get(stream_of(case.pk), {})) for case in cases]


def _told(cases: Sequence[Case]) -> dict[str, dict[str, Any]]:
    """What each officer told, as the journal keeps it; nothing where it was erased."""
    rows = db.fetch(
        """SELECT e.stream, e.occurred_at, p.body FROM journal_event e LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE e.kind = %s AND e.stream = ANY(%s)""",
        [AREA.opening_event, [stream_of(case.pk) for case in cases]],
    )
    return {row["stream"]: {**(row["body"] or {}), "occurred_at": row["occurred_at"].isoformat()} for row in rows}


def _row(system: str, case: Case, who: Any, told: Mapping[str, Any]) -> dict[str, str]:
    named = {name: getattr(who, name) for name in ("code", "surname", "forename", "birth_date", "sex")} if who else {}
    held = {
        **told,
        **named,
        "reference": case.reference,
        "risk": case.risk,
        "borough": case.borough.name if case.borough else "",
        "officer": str(case.opened_by),
        "occasion": case.facts.get("occasion", ""),
    }
    return {one["column"]: _cell(one, held) for one in mapping(system)["columns"]}


def _cell(column: Mapping[str, Any], held: Mapping[str, Any]) -> str:
    if "value" in column:
        return str(column["value"])
    found = held.get(column["from"]) or ""
    if isinstance(found, list):
        return "; ".join(map(str, found))
    return str(column.get("codes", {}).get(found, found))


def _mark(by: Reader, under: Look, cases: Sequence[Case], system: str, number: str) -> None:
    """That each was written out, and in which batch: it is not written out again."""
    for case in cases:
        journal.write(
            SENT,
            stream=stream_of(case.pk),
            by=by,
            under=under,
            occurred_at=clocks.now(),
            mentions=[case.mention_id],
            facts={"facts": {f"sent_to_{system}": number}},
        )
