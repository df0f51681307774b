"""What officers did with an alert, rebuilt from the journal: each event says which columns it set."""

from datetime import datetime

from goldthread.core.alerts.models import Alert
from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Projection, Row, register

STREAM = "alert:"
INSTANTS = ("acknowledged_at", "snoozed_until", "judged_at")
COLUMNS = ("acknowledged_by_id", "to_role", "was_right", "judged_by_id", *INSTANTS)


def stream_of(alert_id: int) -> str:
    return f"{STREAM}{alert_id}"


def fold(row: Row | None, event: Event) -> Row:
    """The alert after an event. That it was raised, and its delivery, are a log of their own: no event starts a row."""
    return {**(row or {"id": _number(event.stream)}), **event.facts["set"], "last_event_id": event.pk}


def _load(stream: str) -> Row | None:
    found = Alert.objects.filter(pk=_number(stream)).first()
    return _row(found) if found else None


def _store(row: Row) -> None:
    times = {name: row[name] and datetime.fromisoformat(row[name]) for name in INSTANTS}
    Alert.objects.filter(pk=row["id"]).update(**{**row, **times})


def _stored() -> dict[str, Row]:
    """Those that somebody did something with."""
    answered = Alert.objects.exclude(last_event_id=None)
    return {stream_of(one.pk): _row(one) for one in answered.iterator(chunk_size=2000)}


def _row(one: Alert) -> Row:
    row: Row = {name: getattr(one, name) for name in COLUMNS}
    texts = {name: row[name].isoformat() if row[name] else None for name in INSTANTS}
    return {**row, **texts, "id": one.pk, "last_event_id": one.last_event_id}


def _number(stream: str) -> int:
    return int(stream.removeprefix(STREAM))


def _concerns(stream: str) -> bool:
    return stream.startswith(STREAM)


register(Projection("alerts", _concerns, fold, _load, _store, _stored))
