"""Writing the journal: one event, its payload and its projection, in one transaction."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import RANK
from goldthread.core.journal import projections
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotValid

# Clocks of separate machines differ; an event may be this far ahead of ours and still be believed (ours, a default).
CLOCK_TOLERANCE = timedelta(minutes=5)


def write(
    kind: str,
    *,
    stream: str,
    by: Reader,
    under: Look,
    occurred_at: datetime,
    known_at: datetime | None = None,
    mentions: Sequence[uuid.UUID] = (),
    facts: dict[str, Any] | None = None,
    payload: dict[str, Any] | None = None,
    payload_layer: str = "full",
    idempotency_key: str | None = None,
) -> tuple[Event, bool]:
    """Write what happened, once. Returns the event and whether it is new.

    `occurred_at` is when it happened in the world; `known_at` when the force's source held it (now, where we are the
    source); `recorded_at` is always now. The same `idempotency_key` with the same content returns the first event;
    with other content it is a clash.
    """
    check_instant("occurred_at", occurred_at)
    facts = facts or {}
    request = _request(kind, stream, mentions, payload, facts)
    key = _own(by, idempotency_key)
    earlier = _earlier(key, request)
    if earlier:
        return earlier, False
    now = clocks.now()
    sealed = _salted(payload)
    event_id = uuid.uuid4()
    inserted = db.fetch(
        """INSERT INTO journal_event (event_id, kind, stream, occurred_at, known_at, recorded_at, officer_id, service,
               log_entry_id, mentions, facts, payload_digest, idempotency_key, request_digest)
           VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s::uuid[],%s::jsonb,%s,%s,%s)
           ON CONFLICT (idempotency_key) DO NOTHING RETURNING id""",
        [event_id, kind, stream, occurred_at, known_at or now, now, by.officer.pk if by.officer else None, by.service,
         under.entry_id, list(mentions), json.dumps(facts), sealed and sealed["digest"], key, request],
    )  # fmt: skip
    if not inserted:  # another transaction wrote this key between our look and our insert
        again = _earlier(key, request)
        if again is None:
            raise Clash("This was sent twice at once.", "Read what was saved before sending again.")
        return again, False
    event = Event.objects.get(pk=inserted[0]["id"])
    if sealed:
        db.run(
            "INSERT INTO journal_payload (event_id, layer_rank, salt, body) VALUES (%s,%s,%s,%s::jsonb)",
            [event.pk, RANK[payload_layer], sealed["salt"], json.dumps(payload)],
        )
    projections.apply(event)
    return event, True


def is_written(
    by: Reader,
    idempotency_key: str | None,
    kind: str,
    stream: str,
    mentions: Sequence[uuid.UUID],
    payload: dict[str, Any] | None,
    facts: dict[str, Any] | None = None,
) -> bool:
    """True when this very step was written under the officer's key before: sent twice, it is taken once."""
    return _earlier(_own(by, idempotency_key), _request(kind, stream, mentions, payload, facts or {})) is not None


def written_under(by: Reader, idempotency_key: str | None) -> Event | None:
    """What this officer wrote under this key before. Needs an open look."""
    key = _own(by, idempotency_key)
    return Event.objects.filter(idempotency_key=key).first() if key else None


def check_instant(field: str, instant: datetime) -> None:
    """Refuse an instant that cannot be: without an offset, in the future, or before any record we could hold."""
    if instant.tzinfo is None:
        raise NotValid(field, "The time has no offset.", "Write it like 2026-10-23T21:40:00+01:00.")
    if instant > clocks.now() + CLOCK_TOLERANCE:
        raise NotValid(field, "The time is in the future.", "Enter when it happened.")
    if instant.year < 1900:
        raise NotValid(field, "The time is before 1900.", "Enter when it happened.")


def _own(by: Reader, key: str | None) -> str | None:
    """An officer's key is their own: another's of the same text is another key."""
    return f"{by.officer.pk if by.officer else by.service}:{key}"[:120] if key else None


def _request(
    kind: str, stream: str, mentions: Sequence[uuid.UUID], payload: dict[str, Any] | None, facts: dict[str, Any]
) -> bytes:
    """What was asked, apart from what we worked out ourselves: by this the same request is known again."""
    coded = facts.get("facts")  # what a person chose; the rest of the facts we worked out
    return _digest([kind, stream, sorted(map(str, mentions)), payload, *([coded] if coded else [])])


def _earlier(key: str | None, request: bytes) -> Event | None:
    found = Event.objects.filter(idempotency_key=key).first() if key else None
    if found and bytes(found.request_digest) != request:
        raise Clash("This was already sent with other content.", "Read what was saved before sending again.")
    return found


def _salted(payload: dict[str, Any] | None) -> dict[str, Any] | None:
    """The payload's salt and digest, computed by the database so that verification computes them alike."""
    if payload is None:
        return None
    return db.fetch_one(
        "SELECT salt, goldthread_digest(salt, %s::jsonb) AS digest FROM goldthread_salt() AS salt",
        [json.dumps(payload)],
    )


def _digest(parts: list[Any]) -> bytes:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).digest()
