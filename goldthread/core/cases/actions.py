"""Every write of a case: opened, moved. The journal entry, the projection and the log row are one transaction."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.module_loading import import_string

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.areas.checklists import missing_for
from goldthread.core.areas.grammar import Area, Move
from goldthread.core.areas.moves import is_open
from goldthread.core.areas.registry import areas
from goldthread.core.cases.answering import LONGEST_TEXT, Answers, read_answers
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import NO_OFFER, stream_of
from goldthread.core.cases.tours import with_tours
from goldthread.core.journal import actions as journal
from goldthread.core.journal.models import Event
from goldthread.core.people.actions import ALPHABET
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal


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
    facts: Mapping[str, Any] | None = None,
    happened: Mapping[str, str] | None = None,
) -> Case:
    """Open a case about the person whom this mention names. Sent twice under one key, it is one case.

    `facts` are coded values that stay on the case; the payload holds the words. `happened` are event keys that the
    area's own action tells clocks besides those of its declaration, each with its instant.
    """
    if by.officer is None:
        raise Refusal("no_person", "A service cannot open a case.", "A named officer must.")
    with db.transaction():
        under = look(by, people=[person_id], operation="alteration", change=area.opening_event)
        event, is_new = write_opening(
            by, under, area, _id_under(by.officer.pk, idempotency_key), mention_id=mention_id,
            occurred_at=occurred_at, payload=payload, risk=risk, borough_code=borough_code,
            idempotency_key=idempotency_key, facts=facts, happened=happened,
        )  # fmt: skip
        case = Case.objects.get(pk=event.stream.removeprefix("case:"))
        if is_new:
            words = f"A {area.noun} was recorded" + (": high risk." if risk == "high" else ".")
            alerts.raise_alert(area.opening_event, words, to_role=area.desk_role, case_reference=case.reference)
    return case


def write_opening(
    by: Reader,
    under: Look,
    area: Area,
    case_id: uuid.UUID,
    *,
    mention_id: uuid.UUID,
    occurred_at: datetime,
    payload: Mapping[str, Any],
    risk: str,
    borough_code: str | None,
    idempotency_key: str | None = None,
    facts: Mapping[str, Any] | None = None,
    happened: Mapping[str, str] | None = None,
) -> tuple[Event, bool]:
    """The event that opens a case, under a look that is open: the event, and whether it is new. It tells nobody."""
    now = clocks.now().isoformat()
    told = {**area.opening.tells(facts or {}, occurred_at.isoformat()), **(happened or {})}
    first = {
        "reference": reference_of(area, case_id),
        "area": area.id,
        "state": area.first_state,
        "mention_id": str(mention_id),
        "borough_id": borough_code,
        "opened_by_id": by.officer.pk if by.officer else None,
        "owner_id": None,
        "opened_at": now,
        "state_since": now,
        "closed_at": None,
        "risk": risk,
    }
    return journal.write(
        area.opening_event,
        stream=stream_of(case_id),
        by=by,
        under=under,
        occurred_at=occurred_at,
        mentions=[mention_id],
        facts={"set": first, "facts": dict(facts or {}),
               **_happened(with_tours(by, area, borough_code, told))},
        payload=dict(payload),
        payload_layer=area.opening_layer,
        idempotency_key=idempotency_key,
    )  # fmt: skip


def move_case(
    by: Reader,
    reference: str,
    move_id: str,
    *,
    note: str = "",
    answers: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
    seen_event_id: int | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Take one declared move. `seen_event_id` is the last event the officer had on screen: a later one is a clash."""
    by.must("open_picture")  # first, so that who may read no case never learns which there are
    case_id, person_id, area_id = case_ids(reference)
    area = areas()[area_id]
    move = check_may_move(by, area, move_id, note)
    given = read_answers(move, answers or {})
    with db.transaction():
        under = look(by, people=[person_id] if person_id else [], operation="alteration", case_reference=reference,
                     change=move_id)  # fmt: skip
        case = locked(case_id)
        payload = _payload(given.words, note)
        coded = {**dict(move.sets), **given.facts}
        if _is_sent_again(by, case, move, payload, coded, idempotency_key):
            return case
        if seen_event_id is not None and seen_event_id != case.last_event_id:
            raise Clash("Somebody else moved this case while you were reading it.")
        _check_from_here(area, case, move)
        if move.guard:
            import_string(move.guard)(by, case, given)
        return _write(by, under, area, case, move, given, note, occurred_at, idempotency_key)


def reopen_under(by: Reader, under: Look, case: Case, note: str) -> Case:
    """Open a closed case again by its area's own move, under a look that is open; as it stands where there is none.

    For what may not wait for whoever else could: the caller checks that this reader may bring it about.
    """
    area = areas()[case.area]
    move = next((one for one in area.moves_from(case.state) if _reopens(area, one)), None)
    if case.closed_at is None or case.owned_by or move is None or not is_open(move, case.facts):
        return case
    return _write(by, under, area, case, move, Answers(), note, None, None)


def _reopens(area: Area, move: Move) -> bool:
    """Whether a move asks nothing but a note and leads to a state that is open."""
    return (
        bool(move.to_state) and not area.state(move.to_state).is_closed and not any(one.required for one in move.asks)
    )


def move_by_service(by: Reader, case: Case, move_id: str, *, idempotency_key: str) -> Case:
    """Take a move that only the service takes, of a case that is held: what time alone brings about.

    It is a step like any other: in the journal, with its sentence, and an officer may answer it with the next one.
    """
    area = areas()[case.area]
    move = area.move(move_id)
    if by.officer is not None or move is None or not move.by_service:
        raise ValueError(f"{move_id} is no move that a service takes.")
    people = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id]])
    under = look(by, people=[row["person_id"] for row in people], operation="alteration",
                 case_reference=case.reference, change=move.id)  # fmt: skip
    _check_from_here(area, case, move)
    return _write(by, under, area, case, move, Answers(), "", None, idempotency_key)


def _write(
    by: Reader, under: Look, area: Area, case: Case, move: Move, given: Answers, note: str,
    occurred_at: datetime | None, idempotency_key: str | None,
) -> Case:  # fmt: skip
    """The event of a move, settled by the area's rule, and what the area adds to it."""
    settled = import_string(move.settles)(by, case, given) if move.settles else given
    coded, saved = {**dict(move.sets), **given.facts}, {**dict(move.sets), **settled.facts}
    now = clocks.now()
    when = datetime.fromisoformat(saved[move.at]) if move.at and saved.get(move.at) else occurred_at or now
    event, _ = journal.write(
        move.event,
        stream=stream_of(case.pk),
        by=by,
        under=under,
        occurred_at=when,
        mentions=[case.mention_id],
        facts={
            "move": move.id,
            "from": case.state,
            "set": _changes(by, case, area, move, saved, now),
            "facts": saved,
            **({"asked": coded} if saved != coded else {}),
            **_happened(with_tours(by, area, case.borough_id, move.tells(saved, when.isoformat()))),
        },
        payload=_payload(settled.words, note),
        payload_layer="summary",  # what was decided is for everybody who may know of the child
        idempotency_key=idempotency_key,
    )
    case.refresh_from_db()
    if move.then:
        import_string(move.then)(by, case, settled, event)
    return case


def _is_sent_again(
    by: Reader, case: Case, move: Move, payload: dict[str, str] | None, coded: dict[str, Any], key: str | None
) -> bool:
    """Whether this very step was taken under the officer's key before. What a rule settled is compared as asked."""
    stream = stream_of(case.pk)
    if not move.settles:
        return journal.is_written(by, key, move.event, stream, [case.mention_id], payload, {"facts": coded})
    before = journal.written_under(by, key)
    asked = before and before.facts.get("asked", before.facts.get("facts"))
    return before is not None and (before.kind, before.stream, asked) == (move.event, stream, coded)


def check_may_take(by: Reader, case: Case, area: Area, move_id: str, note: str, answers: Mapping[str, Any]) -> Move:
    """Everything that would refuse this move now, asked before a person confirms it."""
    move = check_may_move(by, area, move_id, note)
    given = read_answers(move, answers)
    _check_from_here(area, case, move)
    if move.guard:
        import_string(move.guard)(by, case, given)
    return move


def _check_from_here(area: Area, case: Case, move: Move) -> None:
    if case.owned_by:
        raise Refusal("not_ours", f"{case.owned_by} owns this case.", "Change it there: it follows here.")
    if case.state not in move.from_states:
        state = area.state(case.state).words.lower()
        raise Clash(f"This case is {state}, so it cannot be moved that way.", "Read what changed.")
    if not is_open(move, case.facts):
        raise Clash(f'"{move.button}" is not open now: it waits for another step.', "Read the case again.")
    answered = {item: one["answer"] for item, one in case.answers.items()}
    first = missing_for(area, move.id, case.facts, answered)
    if first:
        words = "; ".join(item.words for item in first)
        raise NotValid("checklist", f"Before this: {words}.", "Answer each on the checklist, or say why not needed.")


def check_may_move(by: Reader, area: Area, move_id: str, note: str) -> Move:
    """The move, if this reader may take it and gave what it needs; else the refusal that says why not."""
    move = area.move(move_id)
    if move is None:
        moves = ", ".join(one.id for one in area.moves)
        raise NotValid("move", f'"{move_id}" is not a move.', f"Moves: {moves}.")
    if move.by_service:
        raise Refusal("by_time_alone", f'Nobody takes "{move.button.lower()}" by hand.', "Time alone does.")
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


def locked(case_id: uuid.UUID) -> Case:
    """The case, held until the transaction ends: two officers at once move it one after the other."""
    return Case.objects.select_for_update().get(pk=case_id)


def _payload(words: Mapping[str, str], note: str) -> dict[str, str] | None:
    return {**words, **({"note": note.strip()} if note.strip() else {})} or None


def _changes(by: Reader, case: Case, area: Area, move: Move, coded: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    state = move.leads_to(case.state, coded)
    changes: dict[str, Any] = {}
    if area.risk_from in coded:
        changes["risk"] = coded[area.risk_from]
    if state != case.state:
        changes |= {"state": state, "state_since": now.isoformat()}
        changes["closed_at"] = now.isoformat() if area.state(state).is_closed else None
    if move.borough_from:
        changes["borough_id"] = coded.get(move.borough_from) or case.facts[move.borough_from]
    if move.takes_ownership and by.officer:
        changes["owner_id"] = by.officer.pk
    elif state == area.first_state != case.state:
        changes["owner_id"] = None
    if case.offered_at and ("owner_id" in changes or changes.get("closed_at")):
        changes |= NO_OFFER
    return changes


def _happened(told: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What clocks read of an event: its keys, and when each was in the world."""
    return {"happened": dict(told)} if told else {}


def _id_under(officer_id: int, key: str | None) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"goldthread case {officer_id} {key}") if key else uuid.uuid4()


def reference_of(area: Area, case_id: uuid.UUID) -> str:
    """An opaque reference, `N-4K9W2T`, that says nothing of the child; random unless a key makes it repeatable."""
    number = case_id.int
    return f"{area.prefix}-" + "".join(ALPHABET[(number // 26**place) % 26] for place in range(7))
