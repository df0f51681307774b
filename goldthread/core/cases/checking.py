"""Checklists at work: an item of a case answered, with why where it was not needed or could not be known."""

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.cases.models import Case
from goldthread.core.cases.writing import area_of, tell_case
from goldthread.core.refusals import NotValid, Refusal

ANSWERS = (("done", "Done"), ("not_needed", "Not needed"), ("unknown", "Unknown"), ("", "To do"))


def answer_item(
    by: Reader,
    reference: str,
    item_id: str,
    answer: str,
    *,
    why: str = "",
    idempotency_key: str | None = None,
) -> Case:
    """Answer one item of a case's checklist: `not_needed` and `unknown` say why; nothing makes it to do again."""
    if by.officer is None:
        raise Refusal("no_person", "A service cannot answer a checklist.", "A named officer must.")
    area = area_of(reference)
    item = next((one for one in area.checklist if one.id == item_id), None)
    if item is None:
        raise NotValid("item", f'"{item_id}" is not on the checklist.', "See the case.")
    if answer not in {value for value, _ in ANSWERS}:
        raise NotValid("answer", f'"{answer[:40]}" is not an answer.', "Choose done, not_needed or unknown.")
    if answer in ("not_needed", "unknown") and not why.strip():
        raise NotValid("why", "Enter why.")
    by.must(area.works_with or area.queue_permission)
    given = {item.id: {"answer": answer, "by": by.officer.pk, "at": clocks.now().isoformat()}}
    return tell_case(
        by,
        reference,
        "case.item_answered",
        change=f"checklist {item.id}",
        answers=given,
        words={"item": item.words, "answer": dict(ANSWERS)[answer], "why": why.strip()},
        idempotency_key=idempotency_key,
    )


def add_note(by: Reader, reference: str, note: str, *, idempotency_key: str | None = None) -> Case:
    """Write a note on a case: what was learnt or done that is no move of its own."""
    area = area_of(reference)
    by.must(area.works_with or area.queue_permission)
    if not note.strip():
        raise NotValid("note", "Enter the note.")
    return tell_case(
        by, reference, "case.note_added", change="note", words={"note": note.strip()}, idempotency_key=idempotency_key
    )
