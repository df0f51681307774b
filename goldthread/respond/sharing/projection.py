"""The row of what was shared, rebuilt from the journal: each event says which columns it set."""

from datetime import date, datetime
from typing import Any

from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Projection, Row, register
from goldthread.respond.sharing.models import Share

STREAM = "share:"
INSTANTS = (
    "made_at", "sent_at", "acknowledged_at", "answered_at", "disputed_at", "conflict_at", "chased_at", "taken_back_at",
)  # fmt: skip
TEXTS = (
    "reference", "case_reference", "authority", "kind", "route", "basis", "consent", "grade", "receipt", "stage",
    "outcome", "disputed_because",
)  # fmt: skip
COLUMNS = (*TEXTS, *INSTANTS, "mention_id", "made_by_id", "decided_on", "chases")


def stream_of(share_id: Any) -> str:
    return f"{STREAM}{share_id}"


def fold(row: Row | None, event: Event) -> Row:
    """What was shared, after an event: what the event's `set` names, the rest as it was."""
    blank: Row = {**dict.fromkeys(COLUMNS), **dict.fromkeys(TEXTS, ""), "chases": 0}
    changed = {**(row or blank), **event.facts["set"]}
    return {**changed, "id": event.stream.removeprefix(STREAM), "last_event_id": event.pk}


def _load(stream: str) -> Row | None:
    found = Share.objects.filter(pk=stream.removeprefix(STREAM)).first()
    return _row(found) if found else None


def _store(row: Row) -> None:
    values = {**row, **{name: _read(datetime, row[name]) for name in INSTANTS}}
    values["decided_on"] = _read(date, row["decided_on"])
    share_id = values.pop("id")
    if not Share.objects.filter(pk=share_id).update(**values):
        Share.objects.create(pk=share_id, **values)


def _stored() -> dict[str, Row]:
    return {stream_of(share.pk): _row(share) for share in Share.objects.iterator(chunk_size=2000)}


def _row(share: Share) -> Row:
    row: Row = {name: getattr(share, name) for name in COLUMNS}
    texts = {name: row[name].isoformat() if row[name] else None for name in (*INSTANTS, "decided_on")}
    own = {"mention_id": str(share.mention_id), "id": str(share.pk), "last_event_id": share.last_event_id}
    return {**row, **texts, **own}


def _read(kind: Any, text: str | None) -> Any:
    return kind.fromisoformat(text) if text else None


register(Projection("shares", lambda stream: stream.startswith(STREAM), fold, _load, _store, _stored))
