"""Steps of work: record a concern, read and move a case, read a queue."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases import checking, opening
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.queueing import Wanted, open_queue
from goldthread.core.plain import plain
from goldthread.respond.concern import actions as concerns

Answer = dict[str, Any]


def record_concern(by: Reader, code: str, *, key: str | None = None, **told: Any) -> Answer:
    """`told` is what the action takes: seen, words, alone, danger, done, risk, occurred_at and the rest."""
    return _standing(concerns.record_concern(by, code, idempotency_key=key, **told))


def open_work(
    by: Reader,
    area: str,
    *,
    child: str,
    answers: Mapping[str, Any] | None = None,
    risk: str = "",
    occurred_at: datetime | None = None,
    key: str | None = None,
) -> Answer:
    """Open work of any area by its declaration."""
    opened = opening.open_work(
        by, area, child, answers=answers, risk=risk, occurred_at=occurred_at, idempotency_key=key
    )
    return _standing(opened)


def case(by: Reader, reference: str) -> Answer:
    """The case file; `last_event_id` is what a later move names as the last event seen."""
    found = open_case_file(by, reference)
    return found.as_json()


def move(
    by: Reader,
    reference: str,
    move_id: str,
    *,
    note: str = "",
    answers: Mapping[str, Any] | None = None,
    seen_event_id: int | None = None,
    occurred_at: datetime | None = None,
    key: str | None = None,
) -> Answer:
    moved = move_case(
        by,
        reference,
        move_id,
        note=note,
        answers=answers,
        occurred_at=occurred_at,
        seen_event_id=seen_event_id,
        idempotency_key=key,
    )
    return _standing(moved)


def answer_item(
    by: Reader, reference: str, item: str, *, answer: str = "", why: str = "", key: str | None = None
) -> Answer:
    return _standing(checking.answer_item(by, reference, item, answer, why=why, idempotency_key=key))


def add_note(by: Reader, reference: str, note: str, *, key: str | None = None) -> Answer:
    return _standing(checking.add_note(by, reference, note, idempotency_key=key))


def queue(by: Reader, area: str, *, scale: str = "", **wanted: Any) -> Answer:
    """`wanted` is what `Wanted` holds; `scale` is NAME=VALUE."""
    name, _, value = scale.partition("=")
    return open_queue(by, area, Wanted(scales={name: value} if scale else {}, **wanted)).as_json()


def _standing(moved: Case) -> Answer:
    """Where a case stands now: what whoever moved it needs for the next move, and nothing about the child."""
    state = areas()[moved.area].state(moved.state)
    return plain(
        {
            "reference": moved.reference,
            "area": moved.area,
            "state": state.id,
            "state_words": state.words,
            "whose_turn": state.whose_turn,
            "owner": str(moved.owner) if moved.owner else None,
            "risk": moved.risk,
            "opened_at": moved.opened_at,
            "closed_at": moved.closed_at,
            "last_event_id": moved.last_event_id,
        }
    )
