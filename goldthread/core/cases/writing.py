"""What any work may be told besides its own moves: one way to write it, whatever the area."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import SHARED, Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import case_ids, locked
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.cases.tours import with_tours
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash


class New:
    """A check that remembers that it was made, and whose the case was: a step sent twice is not told twice."""

    def __init__(self, check: Callable[[Case], None]) -> None:
        self._check = check
        self.is_told = False
        self.owner: Officer | None = None

    def __call__(self, case: Case) -> None:
        self._check(case)
        self.is_told, self.owner = True, case.owner


def tell_case(
    by: Reader,
    reference: str,
    kind: str,
    *,
    change: str,
    sets: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    happened: Mapping[str, str] | None = None,
    told: Mapping[str, Any] | None = None,
    words: Mapping[str, str] | None = None,
    check: Callable[[Case], None] | None = None,
    tells: Callable[[Case], Mapping[str, str]] | None = None,
    occurred_at: datetime | None = None,
    seen_event_id: int | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Write one shared event (`areas.grammar.SHARED`) of a case, under a look; the permission is the caller's to check.

    `sets` are columns of the case, `facts` and `answers` are added to its own, `happened` is what clocks read, `told`
    anything coded that a projection of its own reads, `words` is erasable. `check` may refuse, with the case held;
    `tells` adds to `happened` what only the held case shows.
    `seen_event_id` is the last event on screen: a later one is a clash.
    """
    if kind not in SHARED:
        raise ValueError(f"{kind} is no event that every work has.")
    by.must("open_picture")
    case_id, person_id, _ = case_ids(reference)
    with db.transaction():
        under = look(by, people=[person_id] if person_id else [], operation="alteration", case_reference=reference,
                     change=change)  # fmt: skip
        case = locked(case_id)
        payload = {name: text for name, text in (words or {}).items() if text} or None
        coded = {"facts": dict(facts or {})}
        if journal.is_written(by, idempotency_key, kind, stream_of(case_id), [case.mention_id], payload, coded):
            return case
        if seen_event_id is not None and seen_event_id != case.last_event_id:
            raise Clash("Somebody else changed this case while you were reading it.")
        if check:
            check(case)
        now = occurred_at or clocks.now()
        told_clocks = {**(happened or {}), **(tells(case) if tells else {})}
        happened = with_tours(by, areas()[case.area], case.borough_id, told_clocks)
        given = {"set": sets, "facts": facts, "answers": answers, "happened": happened, **(told or {})}
        journal.write(
            kind,
            stream=stream_of(case_id),
            by=by,
            under=under,
            occurred_at=now,
            mentions=[case.mention_id],
            facts={name: dict(value) if isinstance(value, Mapping) else value
                   for name, value in given.items() if value},
            payload=payload,
            payload_layer="summary",
            idempotency_key=idempotency_key,
        )  # fmt: skip
        case.refresh_from_db()
    return case


def area_of(reference: str) -> Area:
    """The area of a case, by its reference; nothing of the case is read."""
    return areas()[case_ids(reference)[2]]
