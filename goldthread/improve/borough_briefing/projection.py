"""What became of a task, rebuilt from the journal: each event says which columns it set."""

from datetime import datetime

from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Projection, Row, register
from goldthread.improve.borough_briefing.models import Task

STREAM = "task:"
INSTANTS = ("accepted_at", "ended_at", "due_at")
COLUMNS = ("state", "officer_id", "ended_by_id", *INSTANTS)


def stream_of(task: Task) -> str:
    return f"{STREAM}{task.pk}"


def fold(row: Row | None, event: Event) -> Row:
    """The task after an event; its words are its own row's, and no event repeats them."""
    return {**(row or {"id": _id(event.stream)}), **event.facts["set"], "last_event_id": event.pk}


def _load(stream: str) -> Row | None:
    found = Task.objects.filter(pk=_id(stream)).first()
    return _row(found) if found else None


def _store(row: Row) -> None:
    times = {name: row[name] and datetime.fromisoformat(row[name]) for name in INSTANTS}
    Task.objects.filter(pk=row["id"]).update(**{**row, **times})


def _stored() -> dict[str, Row]:
    return {stream_of(one): _row(one) for one in Task.objects.iterator(chunk_size=2000)}


def _row(one: Task) -> Row:
    row: Row = {name: getattr(one, name) for name in COLUMNS}
    texts = {name: row[name].isoformat() if row[name] else None for name in INSTANTS}
    return {**row, **texts, "id": str(one.pk), "last_event_id": one.last_event_id}


def _id(stream: str) -> str:
    return stream.removeprefix(STREAM)


def _concerns(stream: str) -> bool:
    return stream.startswith(STREAM)


register(Projection("tasks", _concerns, fold, _load, _store, _stored))
