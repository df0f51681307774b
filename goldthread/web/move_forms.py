"""What a move asks, as fields of a page; what was answered, in words; the checklist of a case."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from goldthread.core.areas.checklists import asked
from goldthread.core.areas.grammar import Ask, Item, Move
from goldthread.core.cases.answering import offered
from goldthread.core.cases.checking import TO_DO
from goldthread.core.cases.queries import CaseFile
from goldthread.core.clocks import LONDON
from goldthread.core.refusals import Refusal
from goldthread.web import typing_in

SEVERAL = 3  # ours: fewer answers of no stand each on its own line
ONE_LINE = 24  # ours: letters of all answers together that stand side by side on a tablet


def questions(move: Move) -> list[dict[str, Any]]:
    """The asks of a move as the page draws them, in the order declared."""
    return [_question(ask, {one.id: one for one in move.asks}) for ask in move.asks]


def _question(ask: Ask, others: Mapping[str, Ask]) -> dict[str, Any]:
    coded = ask.kind in ("choice", "choices", "yes_no", "officer")
    choices = offered(ask) if coded else ()
    options = [{"value": value, "words": words, "hint": None} for value, words in choices]
    when = f"Only if you chose: {_words(others[ask.when[0]], list(ask.when[1]))}" if ask.when else ""
    return {
        "id": ask.id,
        "label": ask.label if ask.required or ask.when else f"{ask.label} (optional)",
        "kind": ask.kind,
        "options": options,
        "is_many": len(options) > 8,
        "is_short": sum(len(words) for _, words in choices) <= ONE_LINE,
        "hint": ask.hint or None,
        "when": {"name": ask.when[0], "values": list(ask.when[1])} if ask.when else None,
        "when_words": when,
    }


def given(move: Move, posted: QueryDict) -> dict[str, Any]:
    """What was typed for a move, under the names that its asks have; a question that waits for another answer is left
    out unless that answer was given, so that a field of the page that stands open does no harm."""
    found: dict[str, Any] = {}
    for ask in move.asks:
        if ask.when and not set(posted.getlist(ask.when[0])) & set(ask.when[1]):
            continue
        if ask.kind == "choices":
            found[ask.id] = [one for one in posted.getlist(ask.id) if one]
        elif ask.kind == "day":
            found[ask.id] = _day(ask.id, posted)
        elif ask.kind == "instant":
            at = typing_in.instant(ask.id, posted.get(ask.id, ""))
            found[ask.id] = at.isoformat() if at else ""
        else:
            found[ask.id] = posted.get(ask.id, "")
    return found


def _day(name: str, posted: QueryDict) -> str:
    """A day from one field, or from the three of a date."""
    whole = posted.get(name, "")
    parts = [posted.get(f"{name}_{part}", "") for part in ("day", "month", "year")]
    start = typing_in.day_start(name, whole or "/".join(parts) if whole or any(parts) else "")
    return start.astimezone(LONDON).date().isoformat() if start else ""


def carried(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answers again, for the hidden fields of the page that confirms them."""
    pairs = []
    for name, value in answers.items():
        pairs += [(name, one) for one in (value if isinstance(value, list) else [value]) if one]
    return pairs


def said(asks: Sequence[Ask], answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each answer beside its question, in words."""
    found = []
    for ask in asks:
        value = answers.get(ask.id)
        if value:
            found.append({"name": ask.label, "value": _words(ask, value), "kind": None, "evidence": None})
    return found


def no_together(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was answered by no in one row after the rest, where it is many: a yes among ten lines is read at once."""
    said_no = [one for one in rows if one["value"] == "No"]
    if len(said_no) < SEVERAL:
        return rows
    together = {"name": "No to", "value": " ".join(one["name"] for one in said_no), "kind": None, "evidence": None}
    return [*(one for one in rows if one not in said_no), together]


def _words(ask: Ask, value: Any) -> str:
    if ask.kind == "instant":
        at = datetime.fromisoformat(value)  # typed without an offset it is London's own time
        return f"{(at if at.tzinfo else at.replace(tzinfo=LONDON)).astimezone(LONDON):%a %-d %b %Y, %H:%M}"
    if not ask.is_fact or ask.kind == "day":
        return str(value)
    known = dict(offered(ask))
    values: list[str] = value if isinstance(value, list) else [str(value)]
    return "; ".join(known.get(one, one) for one in values)


# How the words of a review read on a timeline, in this order.
REVIEW_WORDS = (
    ("verdict", "Verdict"),
    ("rank", "Rank of the reviewer"),
    ("looked_at", "Looked at"),
    ("judged", "The decision"),
    ("found", "Found"),
    ("instructions", "To be done"),
    ("do_by", "By"),
    ("next_review_on", "Next review by"),
)


def told(event: Mapping[str, Any], file: CaseFile) -> str | None:
    """What an event says beyond its sentence: coded answers in words, then what was written."""
    move = next((one for one in file.area.moves if one.event == event["kind"]), None)
    facts, body = event["facts"] or {}, event["body"] or {}
    lines: list[str] = []
    if event["kind"] == "case.reviewed":
        return "\n".join(f"{label}: {_day_words(body[name])}" for name, label in REVIEW_WORDS if body.get(name)) or None
    if move:
        coded = facts.get("facts", {})
        lines += [f"{one['name'].rstrip('?')}: {one['value']}" for one in said(move.asks, {**body, **coded})]
    elif "item" in body:
        lines += [f"{body['item']}: {body['answer'].lower()}"]
    known = {ask.id for ask in move.asks} if move else {"item", "answer"}
    lines += [str(text) for name, text in body.items() if name not in known and text]
    return "\n".join(lines) or None


def _day_words(text: str) -> str:
    """A day as people read it; anything else as it is."""
    try:
        return f"{date.fromisoformat(text):%-d %B %Y}"
    except ValueError:
        return text


def form(move: Move, typed: Mapping[str, list[str]], note: str, refusal: Refusal | None) -> Any:
    """What was typed, kept, with the refusal at its field."""
    values: dict[str, Any] = {"reason": note}
    for ask in move.asks:
        got = typed.get(ask.id, [])
        values[ask.id] = got if ask.kind == "choices" else (got[0] if got else "")
    return typing_in.form(values, refusal, {"note": "reason"})


def graded(file: CaseFile) -> list[dict[str, str]]:
    """The gradings that the work has, each in words."""
    found = []
    for scale in file.area.scales:
        value = file.case.facts.get(scale.fact, "")
        found.append({"name": scale.name, "value": value, "words": scale.words(value) if value else "not graded"})
    return found


def checklist(file: CaseFile, prefills: Mapping[str, Mapping[str, str]] = {}) -> list[dict[str, Any]]:
    """What is asked at the states reached so far, with its answers, by group; what is open stands first in each.

    `prefills` are by item what may be answered from what is held, {answer, words}: shown until somebody answers.
    """
    reached = {file.area.first_state, file.case.state}
    for event in file.events:
        facts = event["facts"] or {}
        reached |= {facts.get("from", file.area.first_state), facts.get("set", {}).get("state", file.area.first_state)}
    whys = _whys(file)
    titles = {group.id: group.title for group in file.area.groups}
    due = asked(file.area, reached, file.case.facts)
    items = [{**_item(one, file, whys, prefills.get(one.id, {})), "group": titles.get(one.group, "")} for one in due]
    order = ["", *(group.title for group in file.area.groups)]
    return sorted(items, key=lambda one: (order.index(one["group"]), one["answer"] != ""))


def _whys(file: CaseFile) -> dict[str, str]:
    """Why each item of the checklist was last answered so, by its words; nothing where it was not said."""
    told = sorted((one for one in file.events if one["kind"] == "case.item_answered" and one["body"]),
                  key=lambda one: one["recorded_at"])  # fmt: skip
    return {one["body"]["item"]: one["body"].get("why", "") for one in told}


def _item(item: Item, file: CaseFile, whys: Mapping[str, str], prefilled: Mapping[str, str]) -> dict[str, Any]:
    answer = file.case.answers.get(item.id, {}).get("answer", "")
    said = dict((*item.answers, TO_DO))
    filled = {} if answer else prefilled
    return {
        "id": item.id,
        "words": item.words,
        "answer": answer,
        "answer_words": said.get(answer, answer),
        "why": whys.get(item.words, ""),
        "prefilled": filled.get("words", ""),
        "answers": [
            {"value": value, "words": words}
            for value, words in sorted(item.answers, key=lambda one: one[0] != filled.get("answer"))
        ],
    }
