"""Opening work by its declaration: the child, what the area asks, and a risk. No area is known by name here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.module_loading import import_string

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import open_case
from goldthread.core.cases.answering import read_answers
from goldthread.core.cases.models import Case
from goldthread.core.journal.actions import check_instant
from goldthread.core.people.queries import ids_under, newest_mention, person_by_code
from goldthread.core.refusals import NotValid, Refusal


def area_to_open(by: Reader, area_id: str, code: str = "") -> Area:
    """The area, if this reader may open its work; else the refusal, which is logged about the child under the code."""
    area = areas().get(area_id)
    if area is None:
        raise NotValid("area", f'"{area_id[:40]}" is not an area of work.', f"Areas: {', '.join(areas())}.")
    if not area.opening_permission:
        raise Refusal("not_opened_here", f"No {area.noun} is opened by hand.", "It follows the system that owns it.")
    by.must(area.opening_permission, lambda: ids_under(code) if code else ())
    return area


def openings(by: Reader) -> list[dict[str, str]]:
    """The areas whose work this reader may open on a page drawn from the declaration; one with its own form is not."""
    drawn = [area for area in areas().values() if area.opening_permission and not area.opens_at]
    return [{"area": area.id, "words": area.opening.button} for area in drawn if by.may(area.opening_permission)]


def open_work(
    by: Reader,
    area_id: str,
    code: str,
    *,
    answers: Mapping[str, Any] | None = None,
    risk: str = "",
    occurred_at: datetime | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Open work about the child under a code. Coded answers are facts of the case; words are erasable, in full layer.

    An area with an action of its own is opened by that, with the same answers: no door has other rules.
    """
    area = area_to_open(by, area_id, code)
    given = read_answers(area.opening, answers or {})
    if risk and risk not in {value for value, _ in area.risks}:
        allowed = ", ".join(value for value, _ in area.risks) or "none; this work has no risk"
        raise NotValid("risk", f'"{risk[:40]}" is not a choice.', f"Choose one of: {allowed}.")
    when = occurred_at or clocks.now()
    check_instant("occurred_at", when)
    if area.opens_with:
        opened: Case = import_string(area.opens_with)(
            by, code, risk=risk, occurred_at=when, idempotency_key=idempotency_key, **given.facts, **given.words
        )
        return opened
    with db.transaction():
        person_id, _ = person_by_code(code)
        look(by, people=[person_id], reason=f"to open a {area.noun}")
        return open_case(
            by,
            area,
            person_id=person_id,
            mention_id=newest_mention(person_id),
            occurred_at=when,
            payload=given.words,
            facts=given.facts,
            risk=risk,
            borough_code=by.post.borough_id if by.post else None,
            idempotency_key=idempotency_key and f"{area.id}:{idempotency_key}",
        )
