"""The case row, rebuilt from the journal: each event says which columns it set."""

from datetime import date, datetime
from typing import Any

from goldthread.core.cases.models import Case
from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Projection, Row, register

STREAM = "case:"
COLUMNS = (
    "reference", "area", "state", "mention_id", "borough_id", "opened_by_id", "owner_id", "opened_at", "state_since",
    "closed_at", "risk", "owned_by", "external_reference", "offered_to_id", "offered_role", "offered_at", "next_by",
    "asked_at", "reviewed_at", "reviewed_by_id", "review_verdict", "next_review_on", "instructed_at", "do_by",
)  # fmt: skip
EMPTY = ("owned_by", "external_reference", "offered_role", "review_verdict")  # text that is empty until told
KEPT = ("facts", "answers")  # each event adds to these, by name
INSTANTS = ("opened_at", "state_since", "closed_at", "offered_at", "next_by", "asked_at", "reviewed_at",
            "instructed_at")  # fmt: skip
DAYS = ("next_review_on", "do_by")
# What ends an offer: it was accepted or taken back, or the work got another owner or was closed.
NO_OFFER = {"offered_to_id": None, "offered_role": "", "offered_at": None, "next_by": None, "asked_at": None}


def stream_of(case_id: Any) -> str:
    return f"{STREAM}{case_id}"


def fold(row: Row | None, event: Event) -> Row:
    """The case after an event: what the event's `set` names, the rest as it was."""
    blank: Row = {**dict.fromkeys(COLUMNS), **dict.fromkeys(EMPTY, ""), **{name: {} for name in KEPT}}
    held = row or blank
    kept = {name: {**held[name], **event.facts.get(name, {})} for name in KEPT}
    changed = {**held, **event.facts.get("set", {}), **kept}
    return {**changed, "id": event.stream.removeprefix(STREAM), "last_event_id": event.pk}


def _load(stream: str) -> Row | None:
    found = Case.objects.filter(pk=stream.removeprefix(STREAM)).first()
    return _row(found) if found else None


def unstored(row: Row) -> Case:
    """A folded row in the shape of a stored case: how it stood once, never to be saved."""
    return Case(**_values(row))


def _values(row: Row) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in DAYS}
    return {**row, **{name: _instant(row[name]) for name in INSTANTS}, **days}


def _store(row: Row) -> None:
    values = _values(row)
    case_id = values.pop("id")
    if not Case.objects.filter(pk=case_id).update(**values):
        Case.objects.create(pk=case_id, **values)


def _stored() -> dict[str, Row]:
    return {stream_of(case.pk): _row(case) for case in Case.objects.iterator(chunk_size=2000)}


def _row(case: Case) -> Row:
    row: Row = {name: getattr(case, name) for name in (*COLUMNS, *KEPT)}
    texts = {name: row[name].isoformat() if row[name] else None for name in (*INSTANTS, *DAYS)}
    return {
        **row,
        **texts,
        "mention_id": str(case.mention_id),
        "id": str(case.pk),
        "last_event_id": case.last_event_id,
    }


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


register(Projection("cases", lambda stream: stream.startswith(STREAM), fold, _load, _store, _stored))
