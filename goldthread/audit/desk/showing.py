"""The desk and its end as their pages draw them: blocks of lines, one question or all, the proposed grade."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from goldthread.audit.desk.desk import Desk, Step
from goldthread.audit.desk.lines import evidence_words
from goldthread.audit.grading import CONFIDENCE, Grade, Said
from goldthread.audit.reviews.programmes import programmes
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.replaying import Replay
from goldthread.core.criteria.sets import Asked
from goldthread.core.refusals import NotValid, Refusal
from goldthread.web import case_links, shapes, typing_in

SAID = [{"value": str(one), "words": str(one).capitalize(), "hint": None} for one in Said]
SURE = [
    {"value": value, "words": words, "hint": None}
    for value, words in zip(reversed(CONFIDENCE), ("Very", "Fairly", "Not"), strict=True)
]
USUAL = "medium"  # what stands chosen where nobody said how sure they are, as by call


def desk_context(
    by: Reader, desk: Desk, *, asked: str, is_whole: bool, typed: Mapping[str, str] | None, refusal: Refusal | None
) -> dict[str, Any]:
    """All that the page of a case shows."""
    question = next((one for one in desk.questions if one.id == asked), desk.first_open or desk.questions[0])
    values = _values(desk, [*desk.questions] if is_whole else [question], is_whole=is_whole)
    return {
        **_head(by, desk),
        "step": step_shown(desk.step, len(desk.steps)),
        "case": case_shown(desk.case),
        "blocks": desk.blocks,
        "question": None if is_whole else _question(desk, question),
        "questions": [_question(desk, one) for one in desk.questions] if is_whole else [],
        "marks": [{"id": one.id, "is_answered": one.id in desk.answered, "is_here": one is question and not is_whole}
                  for one in desk.questions],
        "is_whole": is_whole,
        "said": SAID,
        "sure": SURE,
        "form": typing_in.form({**values, **(dict(typed.items()) if typed else {})}, refusal),
    }  # fmt: skip


def end_context(by: Reader, desk: Desk, typed: Mapping[str, str] | None, refusal: Refusal | None) -> dict[str, Any]:
    """All that the end of a case shows: what is missing, or what the answers propose."""
    proposal, missing = None, ""
    try:
        proposal = desk.proposed()
    except NotValid as refused:
        missing = str(refused)
    return {
        **_head(by, desk),
        "proposed": {
            "grade": str(proposal.grade),
            "reasons": [one.words for one in proposal.reasons],
            "not_recorded": list(proposal.not_recorded),
        }
        if proposal
        else None,
        "missing": missing,
        "to_answer": [
            {"id": one.id, "words": one.words, "url": _at(desk, one.id)}
            for one in desk.questions
            if not _is_whole(desk, one.id)
        ],
        "referral": [{"id": one.id, "words": one.words} for one in desk.questions if one.id in desk.referral],
        "grades": [{"value": str(one), "words": str(one).capitalize(), "hint": None} for one in Grade],
        "key": (typed or {}).get("key") or secrets.token_urlsafe(12),
        "before": _before(desk),
        "form": typing_in.form(typed if typed is not None else _submitted_last(desk), refusal),
    }


def _before(desk: Desk) -> dict[str, Any] | None:
    """What this auditor submitted last, and what a submission now would change of its answers."""
    if desk.before is None:
        return None
    one = desk.before.review
    return {"version": one.version, "grade": one.grade, "at": one.at, "changed": desk.changed}


def _submitted_last(desk: Desk) -> dict[str, str]:
    """The fields of a correction as they were submitted; whether a child is at risk now is asked anew."""
    if desk.before is None:
        return {}
    return {"grade": desk.before.review.grade, "reason": desk.before.words.reason}


def _is_whole(desk: Desk, question: str) -> bool:
    """Whether an answer can be submitted: said, and seen somewhere unless it does not apply."""
    one = desk.answers.get(question, {})
    return one.get("said") == Said.NOT_APPLICABLE or bool(one.get("said") and one.get("evidence"))


def _head(by: Reader, desk: Desk) -> dict[str, Any]:
    """What stands on top of both pages: which case of which sample, how far, and what was sent back."""
    referral = areas()["referral"]
    is_open = any(not one["is_done"] for one in desk.sent)
    return {
        "sample": {"reference": desk.reference, "programme_name": programmes()[desk.sample.programme].name,
                   "drawn_at": desk.sample.drawn_at, "cases": desk.cases},
        "drawn": {"place": desk.place, "reference": desk.drawn.reference, "is_held": desk.drawn.case_id is not None,
                  "is_second": desk.which == "second",
                  "url": case_links.url_of(by, desk.drawn.reference) if desk.drawn.case_id else None},
        "refused": desk.refused,
        "progress": {"answered": len(desk.answered), "of": len(desk.questions)},
        "sent": [
            {
                "reference": one["reference"],
                "state": referral.state(one["state"]).words if one["state"] else "Held elsewhere",
                "is_done": one["is_done"],
                "at": one["raised_at"],
                "url": case_links.url_of(by, one["reference"]) if desk.drawn.case_id else None,
            }
            for one in desk.sent
        ],
        "may_settle": is_open and desk.drawn.case_id is None,
    }  # fmt: skip


def step_shown(here: Step | None, of: int) -> dict[str, Any] | None:
    """The moment shown and the ones beside it, by their numbers."""
    if here is None:
        return None
    return {
        "number": here.number,
        "of": of,
        "at": here.at,
        "words": here.words,
        "previous": here.number - 1 if here.number > 1 else None,
        "next": here.number + 1 if here.number < of else None,
    }


def case_shown(replay: Replay | None) -> dict[str, Any] | None:
    """What a case is, as known then, above its lines; none where it is held elsewhere."""
    if replay is None:
        return None
    case, area = replay.case, replay.area
    return {
        "title": area.noun.capitalize(),
        "state": area.state(case.state).words,
        "risk": shapes.RISK_WORDS.get(case.risk, "") if area.risks else "",
        "borough": replay.borough,
        "opened_at": case.opened_at,
    }


def _question(desk: Desk, one: Asked) -> dict[str, Any]:
    kept = desk.answers.get(one.id, {})
    told = one.as_json()
    return {
        "id": one.id,
        "number": list(desk.questions).index(one) + 1,
        "words": one.words,
        "tests": told["criterion_title"],
        "of_no": told["effect_words"],
        "look_at": one.look_at,
        "hints": [hint.sentence for hint in desk.hints if hint.question == one.id],
        "evidence": evidence_words(kept.get("evidence", ()), desk.lines),
    }


def _values(desk: Desk, shown: list[Asked], *, is_whole: bool) -> dict[str, str]:
    """What the fields hold: what was kept; how sure stands at fairly, an answer never."""
    values = {}
    for one in shown:
        kept = {"said": "", "confidence": USUAL, "words": "", **desk.answers.get(one.id, {})}
        for name in ("said", "confidence", "words"):
            values[f"{name}-{one.id}" if is_whole else name] = kept[name]
    return values


def _at(desk: Desk, question: str) -> str:
    return f"{reverse('audit_case', args=[desk.reference, desk.place])}?question={question}#question"
