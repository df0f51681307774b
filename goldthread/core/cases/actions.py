"""Every write of a case: opened, moved. The journal entry, the projection and the log row are one transaction."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.areas.grammar import Area, Move
from goldthread.core.areas.registry import areas
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.journal import actions as journal
from goldthread.core.people.actions import ALPHABET
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal

LONGEST_TEXT = 20_000


def open_case(
    by: Reader,
    area: Area,
    *,
    person_id: uuid.UUID,
    mention_id: uuid.UUID,
    occurred_at: datetime,
    payload: Mapping[str, Any],
    risk: str,
    borough_code: str | None,
    idempotency_key: str | None,
) -> Case:
    """Open a case about the person whom this mention names. Sent twice under one key, it is one case."""
    if by.officer is None:
        raise Refusal("no_person", "A service cannot open a case.", "A named officer must.")
    with db.transaction():
        under = look(by, people=[person_id], operation="alteration", change=area.opening_event)
        case_id = _id_under(by.officer.pk, idempotency_key)
        now = clocks.now().isoformat()
        first = {
            "reference": _reference(area, case_id),
            "area": area.id,
            "state": area.first_state,
            "mention_id": str(mention_id),
            "borough_id": borough_code,
            "opened_by_id": by.officer.pk,
            "owner_id": None,
            "opened_at": now,
            "state_since": now,
            "closed_at": None,
            "risk": risk,
        }
        event, is_new = journal.write(
            area.opening_event,
            stream=stream_of(case_id),
            by=by,
            under=under,
            occurred_at=occurred_at,
            mentions=[mention_id],
            facts={"set": first, **_happened(area.opening_happens, occurred_at)},
            payload=dict(payload),
            idempotency_key=idempotency_key,
        )
        case = Case.objects.get(pk=event.stream.removeprefix("case:"))
        if is_new:
            words = f"A {area.noun} was recorded" + (": high risk." if risk == "high" else ".")
            alerts.raise_alert(area.opening_event, words, to_role=area.desk_role, case_reference=case.reference)
    return case


def move_case(
    by: Reader,
    reference: str,
    move_id: str,
    *,
    note: str = "",
    occurred_at: datetime | None = None,
    seen_event_id: int | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Take one declared move. `seen_event_id` is the last event the officer had on screen: a later one is a clash."""
    by.must("open_picture")  # first, so that who may read no case never learns which there are
    case_id, person_id, area_id = case_ids(reference)
    area = areas()[area_id]
    move = check_may_move(by, area, move_id, note)
    with db.transaction():
        under = look(by, people=[person_id] if person_id else [], operation="alteration", case_reference=reference,
                     change=move_id)  # fmt: skip
        case = _locked(case_id)
        payload = {"note": note.strip()} if note.strip() else None
        if journal.is_written(by, idempotency_key, move.event, stream_of(case_id), [case.mention_id], payload):
            return case
        if seen_event_id is not None and seen_event_id != case.last_event_id:
            raise Clash("Somebody else moved this case while you were reading it.")
        if case.state not in move.from_states:
            state = area.state(case.state).words.lower()
            raise Clash(f"This case is {state}, so it cannot be moved that way.", "Read what changed.")
        now = clocks.now()
        journal.write(
            move.event,
            stream=stream_of(case_id),
            by=by,
            under=under,
            occurred_at=occurred_at or now,
            mentions=[case.mention_id],
            facts={
                "move": move.id,
                "from": case.state,
                "set": _changes(by, case, area, move, now),
                **_happened(move.happens, occurred_at or now),
            },
            payload=payload,
            payload_layer="summary",  # what was decided is for everybody who may know of the child
            idempotency_key=idempotency_key,
        )
        case.refresh_from_db()
    return case


def check_may_move(by: Reader, area: Area, move_id: str, note: str) -> Move:
    """The move, if this reader may take it and gave what it needs; else the refusal that says why not."""
    move = area.move(move_id)
    if move is None:
        moves = ", ".join(one.id for one in area.moves)
        raise NotValid("move", f'"{move_id}" is not a move.', f"Moves: {moves}.")
    by.must(move.permission)
    if move.needs_note and not note.strip():
        raise NotValid("note", f"Enter {move.note_label[0].lower()}{move.note_label[1:]}.")
    if len(note) > LONGEST_TEXT:
        raise NotValid("note", f"The note is over {LONGEST_TEXT:,} characters.", "Shorten it.")
    return move


def case_ids(reference: str) -> tuple[uuid.UUID, uuid.UUID | None, str]:
    """The case under a reference, the person it is about and its area; nothing is read yet. Unknown: not found."""
    rows = db.fetch("SELECT case_id, person_id, area FROM goldthread_case_ids(%s)", [reference.strip().upper()])
    if not rows:
        raise NotFound("No case has that reference.", "Check the reference.")
    return rows[0]["case_id"], rows[0]["person_id"], rows[0]["area"]


def _locked(case_id: uuid.UUID) -> Case:
    """The case, held until the transaction ends: two officers at once move it one after the other."""
    return Case.objects.select_for_update().get(pk=case_id)


def _changes(by: Reader, case: Case, area: Area, move: Move, now: datetime) -> dict[str, Any]:
    changes: dict[str, Any] = {"state": move.to_state, "state_since": now.isoformat()}
    if move.takes_ownership and by.officer:
        changes["owner_id"] = by.officer.pk
    elif move.to_state == area.first_state:
        changes["owner_id"] = None
    changes["closed_at"] = now.isoformat() if area.state(move.to_state).is_closed else None
    return changes


def _happened(key: str, at: datetime) -> dict[str, dict[str, str]]:
    """What clocks read of an event: its key, and when it was in the world."""
    return {"happened": {key: at.isoformat()}} if key else {}


def _id_under(officer_id: int, key: str | None) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"goldthread case {officer_id} {key}") if key else uuid.uuid4()


def _reference(area: Area, case_id: uuid.UUID) -> str:
    """An opaque reference, `N-4K9W2T`, that says nothing of the child; random unless a key makes it repeatable."""
    number = case_id.int
    return f"{area.prefix}-" + "".join(ALPHABET[(number // 26**place) % 26] for place in range(7))
