"""What was typed at the desk, as answers to keep; and where the page goes from there."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from goldthread.audit.desk.desk import Desk
from goldthread.audit.desk.drafts import with_evidence
from goldthread.core.refusals import NotValid
from goldthread.web import typing_in

WHOLE = "whole"  # all questions on one page, for a browser without scripts and for whoever likes it so
FIELDS = ("said", "confidence", "words")
ELSEWHERE = ("ev_system", "ev_record", "ev_at")


def answers(posted: QueryDict, desk: Desk, *, attach: bool) -> dict[str, dict[str, Any]]:
    """What was typed, by question. Lines that are ticked become evidence where `attach`."""
    if posted.get("form") == WHOLE:
        return _all(posted, desk, attach=attach)
    question = posted.get("question", "")
    if question not in {one.id for one in desk.questions}:
        return {}
    found: dict[str, Any] = {name: posted[name] for name in FIELDS if name in posted}
    kept = desk.answers.get(question, {})
    goes = posted.get("go", "")
    if goes.startswith("remove:"):
        found["evidence"] = _without(kept, goes.removeprefix("remove:"))
    elif attach:
        found["evidence"] = with_evidence(kept, _ticked(posted, desk) + _elsewhere(posted))
    return {question: found}


def _all(posted: QueryDict, desk: Desk, *, attach: bool) -> dict[str, dict[str, Any]]:
    """Of the page with every question: what is ticked goes with each answer that has no evidence yet."""
    ticked = _ticked(posted, desk) + _elsewhere(posted) if attach else []
    found: dict[str, dict[str, Any]] = {}
    for one in desk.questions:
        typed: dict[str, Any] = {name: posted[f"{name}-{one.id}"] for name in FIELDS if f"{name}-{one.id}" in posted}
        kept = desk.answers.get(one.id, {})
        if typed.get("said") and not kept.get("evidence") and ticked:
            typed["evidence"] = ticked
        if any(value for name, value in typed.items() if name != "confidence") or kept:
            found[one.id] = typed
    return found


def _ticked(posted: QueryDict, desk: Desk) -> list[dict[str, str]]:
    return [desk.lines[key].as_evidence() for key in posted.getlist("line") if key in desk.lines]


def _elsewhere(posted: QueryDict) -> list[dict[str, str]]:
    """Evidence in another system: all three or nothing."""
    system, record, at = (posted.get(name, "").strip() for name in ELSEWHERE)
    if not (system or record or at):
        return []
    for name, value, words in (("ev_system", system, "the system"), ("ev_record", record, "the id of the record")):
        if not value:
            raise NotValid(name, f"Enter {words}.")
    moment = typing_in.instant("ev_at", at)
    if moment is None:
        raise NotValid("ev_at", "Enter when it was recorded there, like 23/10/2026 21:40.")
    return [{"system": system[:60], "record": record[:80], "at": moment.isoformat()}]


def _without(kept: Mapping[str, Any], place: str) -> list[dict[str, str]]:
    return [one for number, one in enumerate(kept.get("evidence", ())) if str(number) != place]


def address(desk: Desk, goes: str, posted: QueryDict) -> str:
    """Where a press leads: another question, another moment of the case, the end; else the same question again."""
    if goes == "end":
        return reverse("audit_grade", args=[desk.reference, desk.place])
    at, question, is_whole = posted.get("at", ""), posted.get("question", ""), posted.get("form") == WHOLE
    kind, _, value = goes.partition(":")
    if kind == "at":
        at = value
    elif kind == "question":
        question, is_whole = value, False
    elif kind == WHOLE:
        is_whole = True
    elif kind in ("next", "previous") and not is_whole:
        following = _beside(desk, question, 1 if kind == "next" else -1)
        if following is None:
            return reverse("audit_grade", args=[desk.reference, desk.place])
        question = following
    asked = {"question": "" if is_whole else question, "at": at, "form": WHOLE if is_whole else ""}
    query = urlencode({name: text for name, text in asked.items() if text})
    page = reverse("audit_case", args=[desk.reference, desk.place])
    return f"{page}?{query}#{'questions' if is_whole else 'question'}"


def _beside(desk: Desk, question: str, by: int) -> str | None:
    """The question before or after one; none after the last, and the first before the first."""
    known = [one.id for one in desk.questions]
    place = (known.index(question) if question in known else -1) + by
    return known[max(0, place)] if place < len(known) else None
