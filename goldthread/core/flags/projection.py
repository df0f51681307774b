"""The flag's row, rebuilt from the journal: each event says which columns it set."""

from datetime import date, datetime
from typing import Any

from goldthread.core.flags.models import Flag
from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Projection, Row, register

STREAM = "flag:"
INSTANTS, DAYS = ("raised_at", "closed_at"), ("review_on", "ends_on")
COLUMNS = ("reference", "kind", "state", "mention_id", "borough_id", "raised_by_id", "owner_id", *INSTANTS, *DAYS)


def stream_of(flag_id: Any) -> str:
    return f"{STREAM}{flag_id}"


def fold(row: Row | None, event: Event) -> Row:
    """The flag after an event: what the event's `set` names, the rest as it was."""
    blank: Row = dict.fromkeys(COLUMNS)
    changed = {**(row or blank), **event.facts["set"]}
    return {**changed, "id": event.stream.removeprefix(STREAM), "last_event_id": event.pk}


def _load(stream: str) -> Row | None:
    found = Flag.objects.filter(pk=stream.removeprefix(STREAM)).first()
    return _row(found) if found else None


def _store(row: Row) -> None:
    values = {**row, **{name: _read(datetime, row[name]) for name in INSTANTS}}
    values |= {name: _read(date, row[name]) for name in DAYS}
    flag_id = values.pop("id")
    if not Flag.objects.filter(pk=flag_id).update(**values):
        Flag.objects.create(pk=flag_id, **values)


def _stored() -> dict[str, Row]:
    return {stream_of(flag.pk): _row(flag) for flag in Flag.objects.iterator(chunk_size=2000)}


def _row(flag: Flag) -> Row:
    row: Row = {name: getattr(flag, name) for name in COLUMNS}
    texts = {name: row[name].isoformat() if row[name] else None for name in (*INSTANTS, *DAYS)}
    return {**row, **texts, "mention_id": str(flag.mention_id), "id": str(flag.pk), "last_event_id": flag.last_event_id}


def _read(kind: Any, text: str | None) -> Any:
    return kind.fromisoformat(text) if text else None


register(Projection("flags", lambda stream: stream.startswith(STREAM), fold, _load, _store, _stored))
