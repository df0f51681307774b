"""What was graded of one case, read only; what waits for a moderator, and the moderator's decision."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from goldthread.audit.desk.comparing import compared
from goldthread.audit.desk.desk import as_known, chosen_of, steps_of
from goldthread.audit.desk.lines import blocks_of, lines_of
from goldthread.audit.desk.showing import case_shown, step_shown
from goldthread.audit.desk.waiting import SHOWN, listed, wanted
from goldthread.audit.reviews.gradings import Gradings, between, gradings_under
from goldthread.audit.reviews.moderating import moderate, seen_of, to_moderate, why_not
from goldthread.audit.reviews.programmes import programmes
from goldthread.audit.reviews.reading import Opened, open_audited_case
from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

CASES = 50


@require_GET
def moderation(request: HttpRequest) -> HttpResponse:
    """The cases that wait for a moderator, chosen, sorted and fifty at a time."""
    waiting = to_moderate(reader_of(request))
    want = wanted(request.GET.dict())
    found = listed(waiting, want)
    number = min(typing_in.page_number(request.GET.get("page", "")), max(1, -(-len(found) // CASES)))
    sort = want.get("sort", "")
    rows = [
        {
            "reference": one.reference,
            "sample": one.sample,
            "programme": programmes()[one.programme].name,
            "place": one.place,
            "why": one.why,
            "since": one.since,
            "is_yours": one.is_yours,
            "url": reverse("audit_graded", args=[one.sample, one.place]),
        }
        for one in found[(number - 1) * CASES : number * CASES]
    ]
    context = {
        "rows": rows,
        "counts": {"all": len(waiting), "yours": sum(not one.is_yours for one in waiting)},
        "sort": shapes.sort(sort.removeprefix("-"), sort.startswith("-"), {"show": want.get("show", "")}),
        "page": shapes.page(number, CASES, len(found), urlencode(want)),
        "form": {"values": want, "errors": {}},
        "shows": [{"value": value, "words": words} for value, (words, _) in SHOWN.items()],
        "chosen": [SHOWN[want["show"]][0]] if "show" in want else [],
        "as_at": clocks.now(),
    }
    return render(request, "audit_moderation.html", context)


@require_GET
def graded(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """What was graded of a case, with the case as known at any of its moments beside it. Nothing here is changed."""
    return _page(request, reader_of(request), reference, place)


@require_POST
def moderated(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """The moderator's decision; refused at its field, with what was typed kept."""
    reader, posted = reader_of(request), request.POST
    key = f"page:moderate:{reference}:{place}:{posted['key']}"[:120] if posted.get("key") else None
    try:
        done = moderate(reader, reference, place, posted.get("grade", ""), posted.get("reason", ""),
                        seen=posted.get("seen", ""), key=key)  # fmt: skip
    except (NotValid, Clash) as refusal:
        return _page(request, reader, reference, place, refusal)
    messages.success(request, f"Case {place} of {reference}: {done.grade} is the grade of record. Both gradings stay.")
    return redirect("audit_moderation")


def _page(
    request: HttpRequest, reader: Reader, reference: str, place: int, refusal: Refusal | None = None
) -> HttpResponse:
    opened = open_audited_case(reader, reference, place)
    found = gradings_under(opened.sample, opened.drawn, opened.look)
    if not found.versions:
        raise NotFound("No grading of this case is yours to see yet.", "It is shown once both are in, or at the end.")
    context = {**_context(reader, opened, found), **_as_known(request, opened),
               "form": typing_in.form(request.POST if refusal else {}, refusal),
               "key": request.POST.get("key") or secrets.token_urlsafe(12)}  # fmt: skip
    return render(request, "audit_graded.html", context, status=refusal.status if refusal else 200)


def _context(reader: Reader, opened: Opened, found: Gradings) -> dict[str, Any]:
    """The gradings, and whether this reader decides between them."""
    sample, told = opened.sample, compared(found, lines_of(blocks_of(opened.case)) if opened.case else {})
    refused = why_not(reader, found) if told["waits"] else ""
    return {
        "sample": {"reference": sample.reference, "programme_name": programmes()[sample.programme].name,
                   "drawn_at": sample.drawn_at, "closed_at": sample.closed_at},
        "drawn": {"place": opened.drawn.place, "reference": opened.drawn.reference, "is_again": opened.drawn.is_again},
        **told,
        "refused": refused,
        "may_decide": told["waits"] and not refused,
        "choices": [{"value": str(one), "words": str(one).capitalize(), "hint": None} for one in between(found)],
        "seen": seen_of(found),
    }  # fmt: skip


def _as_known(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """The case as known at the moment asked for: at each decision, or when the sample was drawn."""
    steps = steps_of(opened)
    step = chosen_of(steps, request.GET.get("at", ""))
    case = as_known(opened, step)
    return {"step": step_shown(step, len(steps)), "case": case_shown(case), "blocks": blocks_of(case) if case else []}
