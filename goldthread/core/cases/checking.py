"""Checklists at work: an item of a case answered, with why where it was not needed or could not be known."""

from datetime import datetime

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.checklists import is_asked
from goldthread.core.areas.grammar import Area, Item
from goldthread.core.cases.models import Case
from goldthread.core.cases.writing import area_of, tell_case
from goldthread.core.refusals import NotValid, Refusal

TO_DO = ("", "To do")


def answer_item(
    by: Reader,
    reference: str,
    item_id: str,
    answer: str,
    *,
    why: str = "",
    occurred_at: datetime | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Answer one item of a case's checklist by what may be said of it; nothing makes it to do again.

    Some answers need why (`Item.why_for`). The last answer of a group tells clocks that the group is whole.
    `occurred_at` is when it was done, where it is written down later.
    """
    if by.officer is None:
        raise Refusal("no_person", "A service cannot answer a checklist.", "A named officer must.")
    area = area_of(reference)
    item = next((one for one in area.checklist if one.id == item_id), None)
    if item is None:
        raise NotValid("item", f'"{item_id}" is not on the checklist.', "See the case.")
    words = dict((*item.answers, TO_DO))
    if answer not in words:
        allowed = ", ".join(value for value, _ in item.answers)
        raise NotValid("answer", f'"{answer[:40]}" is not an answer.', f"Choose one of: {allowed}.")
    if answer in item.why_for and not why.strip():
        raise NotValid("why", "Enter why.")
    by.must(area.works_with or area.queue_permission)
    when = occurred_at or clocks.now()
    given = {item.id: {"answer": answer, "by": by.officer.pk, "at": when.isoformat()}}
    return tell_case(
        by,
        reference,
        "case.item_answered",
        change=f"checklist {item.id}",
        answers=given,
        words={"item": item.words, "answer": words[answer], "why": why.strip()},
        tells=lambda case: _made_whole(area, item, answer, case, when),
        occurred_at=occurred_at,
        idempotency_key=idempotency_key,
    )


def _made_whole(area: Area, item: Item, answer: str, case: Case, when: datetime) -> dict[str, str]:
    """What clocks are told where this answer was the last of its group."""
    group = next((one for one in area.groups if one.id == item.group), None)
    if group is None or not group.happens or not answer:
        return {}
    answered = {name: one["answer"] for name, one in case.answers.items()} | {item.id: answer}
    items = [one for one in area.checklist if one.group == group.id and is_asked(one, case.facts)]
    if not all(answered.get(one.id) for one in items):
        return {}
    return dict.fromkeys(group.happens.split(), when.isoformat())


def add_note(
    by: Reader,
    reference: str,
    note: str,
    *,
    occurred_at: datetime | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Write a note on a case: what was learnt or done, now or at `occurred_at`, that is no move of its own."""
    area = area_of(reference)
    by.must(area.works_with or area.queue_permission)
    if not note.strip():
        raise NotValid("note", "Enter the note.")
    return tell_case(
        by,
        reference,
        "case.note_added",
        change="note",
        words={"note": note.strip()},
        occurred_at=occurred_at,
        idempotency_key=idempotency_key,
    )
