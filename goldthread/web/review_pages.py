"""Pages of a supervisor's review of a case: the form, what it says on the case, and what it asks to be done."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.cases import reviewing, sampling
from goldthread.core.cases.holding import permission_for
from goldthread.core.cases.in_hand import AN_AUDIT, instructions_of
from goldthread.core.cases.queries import CaseFile, open_case_file
from goldthread.core.clocks import LONDON
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.web import case_links, move_forms, shapes, typing_in
from goldthread.web.asking import reader_of

WORDS = ("verdict", "found", "instructions", "do_by", "next_review_on", "judged", "occurred_at")


@require_http_methods(["GET", "POST"])
def case_review(request: HttpRequest, reference: str) -> HttpResponse:
    """Review a case: what was looked at, what was found, what its owner is to do, the day of the next review."""
    reader = reader_of(request)
    file = open_case_file(reader, reference)
    reviewing.check_may_review(reader, file.area)
    refusal = None
    if request.method == "POST":
        try:
            reviewing.review(
                reader,
                reference,
                told(request),
                seen_event_id=typing_in.number(request.POST.get("seen_event", "")),
                idempotency_key=_key(request, reference, "review"),
            )
            return redirect("case", file.case.reference)
        except (NotValid, Clash) as refused:
            refusal = refused
    return render(request, "case_review.html", form(request, file, refusal), status=refusal.status if refusal else 200)


@require_POST
def instruction_done(request: HttpRequest, reference: str) -> HttpResponse:
    """What a review asked for is done: said by whoever holds the case."""
    key = _key(request, reference, "instruction")
    reviewing.carry_out(reader_of(request), reference, request.POST.get("done", ""), idempotency_key=key)
    return redirect("case", reference.upper())


def told(request: HttpRequest) -> reviewing.Reviewed:
    """What was typed on the form of a review."""
    typed = {name: request.POST.get(name, "") for name in WORDS}
    return reviewing.Reviewed(
        looked_at=request.POST.getlist("looked_at"),
        verdict=typed["verdict"],
        found=typed["found"],
        instructions=typed["instructions"],
        do_by=_day("do_by", typed["do_by"]),
        next_review_on=_day("next_review_on", typed["next_review_on"]),
        judged=typed["judged"],
        occurred_at=typing_in.instant("occurred_at", typed["occurred_at"]),
    )


def form(request: HttpRequest, file: CaseFile, refusal: Refusal | None) -> dict[str, Any]:
    """The page of the form; what was typed is kept."""
    found = file.case
    values = {**{name: request.POST.get(name, "") for name in WORDS}, "looked_at": request.POST.getlist("looked_at")}
    return {
        "case": {
            "reference": found.reference,
            "title": file.area.noun.capitalize(),
            "area": file.area.id,
            "state": file.area.state(found.state).words,
            "owner": str(found.owner) if found.owner else None,
            "is_closed": found.closed_at is not None,
        },
        "person": shapes.person(file.person) if file.person else None,
        "graded": move_forms.graded(file),
        "open_items": [one["words"] for one in move_forms.checklist(file) if not one["answer"]],
        "looked_at": options(file.area.review.looked_at),
        "verdicts": options(reviewing.VERDICTS),
        "rank_unknown": reviewing.is_rank_unknown(reader_of(request), file.area),
        **_sampled(reader_of(request), file),
        "form": typing_in.form(values, refusal),
        "today": clocks.today().isoformat(),
        "seen_event": request.POST.get("seen_event", "") or found.last_event_id,
        "key": request.POST.get("key", "") or secrets.token_urlsafe(12),
    }


def _sampled(reader: Reader, file: CaseFile) -> dict[str, Any]:
    """Of a case that waits in a sample: which, and what may be said of the decision that ended it."""
    drawn = sampling.waiting_for(reader, file.case, file.area)
    if drawn is None:
        return {"sample": None, "judgements": []}
    may_be_said = sampling.judgements_for(file.area, drawn, file.case)
    sample = {"id": drawn.pk, "week": drawn.week, "url": reverse("sample", args=[file.area.id, drawn.pk])}
    return {"sample": sample, "judgements": options((one.id, one.words) for one in may_be_said)}


def options(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str | None]]:
    return [{"value": value, "words": words, "hint": None} for value, words in pairs]


def panel(reader: Reader, file: CaseFile) -> dict[str, Any]:
    """What the page of a case says of its reviews: the last one, what it asks, and whether this reader may review."""
    found = file.case
    is_own = found.owner_id is not None and reader.officer is not None and found.owner_id == reader.officer.pk
    offered = reviewing.may_review(reader, file.area) and not is_own
    return {
        "by": str(found.reviewed_by) if found.reviewed_at else None,
        "at": found.reviewed_at,
        "verdict": dict(reviewing.VERDICTS).get(found.review_verdict, ""),
        "next_on": found.next_review_on,
        "is_due": found.next_review_on is not None and found.next_review_on < clocks.today(),
        "also": [] if found.reviewed_at else _also(file),
        "wrong": _wrong(file),
        "asks": _asks(reader, file) if found.instructed_at else None,
        "url": reverse("case_review", args=[found.reference]) if offered else None,
    }


def _also(file: CaseFile) -> list[dict[str, Any]]:
    """How a supervisor looked at a case that has no review: what was ticked, and the last of each step taken."""
    wanted = file.area.review.also
    told = [{"words": one.words, "by": None, "at": None} for one in file.area.checklist
            if one.id in wanted and file.case.answers.get(one.id, {}).get("answer") == "done"]  # fmt: skip
    last = {one["kind"]: one for one in reversed(file.events) if one["kind"] in wanted}
    return told + [{"words": file.area.sentence(kind), "by": one["who"], "at": one["occurred_at"]}
                   for kind, one in last.items()]  # fmt: skip


def _wrong(file: CaseFile) -> dict[str, str] | None:
    """A decision that a review found wrong while it still stands, and the move that undoes it where the reader may."""
    found = sampling.last_judgement(file.area, file.events) if file.case.closed_at else None
    if found is None or not found.is_wrong or file.area.sample is None:
        return None
    move = next((one for one in file.moves if one.id == file.area.sample.reopens_by), None)
    return {"words": found.words, "move": move.id if move else "", "button": move.button if move else "",
            "note_label": move.note_label if move else ""}  # fmt: skip


def _asks(reader: Reader, file: CaseFile) -> dict[str, Any]:
    found = file.case
    asked = instructions_of([found])[found.pk]
    mine = found.owner_id is None or (reader.officer is not None and found.owner_id == reader.officer.pk)
    may_say = mine or reader.may(file.area.review.permission)
    return {
        "words": case_links.linked(reader, asked.words) or "The words are not shown to you.",
        "by": AN_AUDIT if asked.by_audit else "The review",
        "of": str(found.owner) if found.owner else "the desk",
        "do_by": found.do_by,
        "is_late": found.do_by is not None and found.do_by < clocks.today(),
        "may_say": may_say and reader.may(permission_for(file.area)),
    }


def _day(field: str, text: str) -> date | None:
    start = typing_in.day_start(field, text)
    return start.astimezone(LONDON).date() if start else None


def _key(request: HttpRequest, reference: str, step: str) -> str | None:
    key = request.POST.get("key", "")
    return f"page:{reference}:{step}:{key}"[:100] if key else None
