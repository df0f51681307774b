"""The auditor's desk: one case as it was known, one question at a time; it can be sent back from anywhere on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.audit.desk import answering, drafts
from goldthread.audit.desk.desk import Desk, open_desk
from goldthread.audit.desk.queries import next_place
from goldthread.audit.desk.showing import desk_context, end_context
from goldthread.audit.reviews.referring import send_back, settle_elsewhere
from goldthread.audit.reviews.reviewing import Told
from goldthread.core import clocks
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.web.asking import reader_of
from goldthread.web.words import clock as clock_words

STAY = "stay"  # what a page sends by itself while somebody types


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """One case at the desk. Whatever is pressed, what was typed is kept first, and the page goes where was asked."""
    desk = open_desk(reader_of(request), reference, place, request.POST.get("at") or request.GET.get("at", ""))
    if request.method == "GET":
        return _page(request, desk, asked=request.GET.get("question", ""))
    return _keep(request, desk)


def _keep(request: HttpRequest, desk: Desk) -> HttpResponse:
    goes = request.POST.get("go", "next")
    try:
        changed = answering.answers(request.POST, desk, attach=goes != STAY)
        desk = desk.with_answers(drafts.keep_answers(reader_of(request), desk.reference, desk.place, changed))
    except (NotValid, Clash) as refusal:
        if goes == STAY:
            return HttpResponse(escape(f"Not kept. {refusal}"), status=200)
        return _page(request, desk, asked=request.POST.get("question", ""), refusal=refusal)
    if goes == STAY:
        return HttpResponse(f"Kept {clock_words(clocks.now())}")
    return redirect(answering.address(desk, goes, request.POST))


def _page(request: HttpRequest, desk: Desk, asked: str = "", refusal: Refusal | None = None) -> HttpResponse:
    is_whole = (request.POST.get("form") or request.GET.get("form", "")) == answering.WHOLE
    typed = request.POST if refusal else None
    context = desk_context(reader_of(request), desk, asked=asked, is_whole=is_whole, typed=typed, refusal=refusal)
    return render(request, "audit_case.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
def grade(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """The end of a case: what the answers propose, the auditor's own grade, and the review submitted whole."""
    reader = reader_of(request)
    desk = open_desk(reader, reference, place, "")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _submitted(request, desk)
        except (NotValid, Clash) as refused:
            refusal = refused
    typed = request.POST if refusal else None
    context = end_context(reader, desk, typed, refusal)
    return render(request, "audit_grade.html", context, status=refusal.status if refusal else 200)


def _submitted(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep the review and go on to the next case that waits for this auditor."""
    posted = request.POST
    live = posted.get("live", "")
    if desk.asks_if_live and live not in ("yes", "no"):
        raise NotValid("live", "Say whether a child is at risk now.", "If you cannot tell, say yes.")
    told = Told({}, posted.get("grade", ""), posted.get("reason", ""), live == "yes", posted.get("why_live", ""))
    key = f"page:{desk.reference}:{desk.place}:{posted['key']}"[:120] if posted.get("key") else None
    done = drafts.submit_kept(reader_of(request), desk.reference, desk.place, told, key=key)
    sent = f" Sent back as {done.referral}: the duty inspector was told." if done.referral else ""
    messages.success(request, f"Case {desk.place} is kept as {done.review.grade}.{sent}")
    following = next_place(desk.sample, desk.place)
    if following:
        return redirect("audit_case", desk.reference, following)
    return redirect("audit_sample", desk.reference)


@require_POST
def case_send_back(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """Send a case back at once; the page stays at the question where it was."""
    reader = reader_of(request)
    desk = open_desk(reader, reference, place, "")
    try:
        sent = send_back(reader, reference, place, request.POST.get("why", ""))
    except NotValid as refusal:
        return _page(request, desk, asked=request.POST.get("question", ""), refusal=refusal)
    messages.success(request, f"Sent back: {sent}. The duty inspector was told at {clock_words(clocks.now())}.")
    return redirect(answering.address(desk, STAY, request.POST))


@require_POST
def case_settle(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """Say that a child sent back in a case held elsewhere is safe."""
    reader = reader_of(request)
    try:
        settle_elsewhere(reader, reference, place, request.POST.get("how", ""))
    except (NotValid, Clash) as refusal:
        return _page(request, open_desk(reader, reference, place, ""), refusal=refusal)
    messages.success(request, "Kept: the child is confirmed safe.")
    return redirect("audit_case", reference, place)
