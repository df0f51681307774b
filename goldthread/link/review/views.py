"""Pages of reviewing links: the queue, one pair, what was decided, one decision to be taken back."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.models import Borough
from goldthread.core.records.models import Source
from goldthread.core.refusals import NotValid, Refusal
from goldthread.link.matching.drawing import SHORT
from goldthread.link.review import shown
from goldthread.link.review.actions import answer_pair, take_back
from goldthread.link.review.decided import PAGE as DECISIONS
from goldthread.link.review.decided import open_decision, open_decisions
from goldthread.link.review.figures import figures
from goldthread.link.review.pair import Pair, open_pair
from goldthread.link.review.waiting import BANDS, PAGE, Chosen, open_queue, waiting
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

NARROWED_BY = ("guard", "system", "borough", "band")


@require_GET
def link_queue(request: HttpRequest) -> HttpResponse:
    """The pairs that may be one person, worst harm first."""
    reader = reader_of(request)
    chosen = _chosen(request)
    number = typing_in.page_number(request.GET.get("page", ""))
    found = open_queue(reader, chosen, number)
    query = _query(chosen)
    context = {
        "rows": [shown.row(one, _pair_url(one.pair.mention, one.pair.other, query)) for one in found.rows],
        "waiting": found.total,
        "in_all": str(found.all),
        "page": shapes.page(number, PAGE, found.total, query),
        "form": typing_in.form({name: getattr(chosen, name) for name in NARROWED_BY}),
        "guards": [{"value": name, "words": words} for name, words in SHORT.items()],
        "systems": [{"value": one.code, "words": one.name} for one in Source.objects.order_by("name")],
        "boroughs": [{"value": one.name, "words": one.name} for one in Borough.objects.order_by("name")],
        "bands": [{"value": name, "words": words} for name, (words, _) in BANDS.items()],
        "chosen": _chosen_words(chosen),
        "saved": _uuid(request.GET.get("saved", "")),
        "as_at": clocks.now(),
    }
    return render(request, "links.html", context)


@require_http_methods(["GET", "POST"])
def link_pair(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """Two records side by side, to be answered: same, different, cannot tell. Joining two established is confirmed."""
    reader = reader_of(request)
    reader.must("confirm_link")
    chosen, refusal = _chosen(request), None
    answer, reason = request.POST.get("answer", ""), request.POST.get("reason", "")
    if request.method == "POST":
        try:
            if answer == "same" and reason.strip() and not request.POST.get("confirmed"):
                pair = open_pair(reader, one, other)
                if pair.both_established:
                    return _confirm(request, pair, reason, chosen)
            following = _next(reader, one, other, chosen)
            made = answer_pair(reader, one, other, answer, reason)
        except NotValid as not_valid:
            refusal = not_valid
        else:
            return redirect(_saved(following, str(made.pk)))
    return _pair_page(request, reader, open_pair(reader, one, other), chosen, refusal)


def _pair_page(
    request: HttpRequest, reader: Reader, pair: Pair, chosen: Chosen, refusal: Refusal | None
) -> HttpResponse:
    low, high = pair.sides[0].mention, pair.sides[1].mention
    found, total = waiting(reader, chosen)
    place = next((number for number, one in enumerate(found, 1) if one.is_of(low, high)), None)
    harm = shown.harm_words(found[place - 1].harm) if place else None
    context = {
        **shown.pair(pair, may_break_glass=reader.may("break_glass")),
        "place": place,
        "waiting": total,
        "harm": harm,
        "answers": [{"value": one, "words": words, "hint": None} for one, words in shown.ANSWERS.items()],
        "form": typing_in.form({name: request.POST.get(name, "") for name in ("answer", "reason")}, refusal),
        "next_url": _url_after(found, place, chosen),
        "queue_url": _queue_url(chosen),
        "saved": _uuid(request.GET.get("saved", "")),
    }
    return render(request, "link_pair.html", context, status=refusal.status if refusal else 200)


def _confirm(request: HttpRequest, pair: Pair, reason: str, chosen: Chosen) -> HttpResponse:
    low, high = pair.sides[0].mention, pair.sides[1].mention
    context = {
        "sides": [shown.side(side, letter) for side, letter in zip(pair.sides, "AB", strict=True)],
        "if_wrong": pair.rests.words,
        "reason": reason,
        "action": _pair_url(low, high, _query(chosen)),
    }
    return render(request, "link_confirm.html", context)


def _next(reader: Reader, one: UUID, other: UUID, chosen: Chosen) -> str:
    """The page after this pair is answered: the next pair, else the queue."""
    found, _ = waiting(reader, chosen)
    place = next((number for number, held in enumerate(found, 1) if held.is_of(one, other)), None)
    return _url_after(found, place, chosen) or _queue_url(chosen)


def _url_after(found: list[Any], place: int | None, chosen: Chosen) -> str | None:
    if place is None or place >= len(found):
        return None
    following = found[place]
    return _pair_url(following.mention, following.other, _query(chosen))


def _saved(address: str, decision: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}saved={decision}"


@require_GET
def links_done(request: HttpRequest) -> HttpResponse:
    """What this officer decided, or everybody, newest first; and how reviewing goes."""
    reader = reader_of(request)
    mine = request.GET.get("whose", "") != "all"
    number = typing_in.page_number(request.GET.get("page", ""))
    found, total = open_decisions(reader, mine=mine, page=number)
    context = {
        "decisions": [shown.decision(one) for one in found],
        "mine": mine,
        "page": shapes.page(number, DECISIONS, total, "" if mine else "whose=all"),
        "figures": shown.figures(figures(reader)),
        "as_at": clocks.now(),
    }
    return render(request, "links_done.html", context)


@require_http_methods(["GET", "POST"])
def link_decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """One decision; taken back with a reason."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            take_back(reader, decision_id, request.POST.get("reason", ""))
            return redirect("links_done")
        except NotValid as not_valid:
            refusal = not_valid
    context = {
        "decision": shown.decision(open_decision(reader, decision_id)),
        "form": typing_in.form({"reason": request.POST.get("reason", "")}, refusal),
    }
    return render(request, "link_decision.html", context, status=refusal.status if refusal else 200)


def _chosen(request: HttpRequest) -> Chosen:
    return Chosen(**{name: request.GET.get(name, "").strip() for name in NARROWED_BY})


def _query(chosen: Chosen) -> str:
    return urlencode({name: getattr(chosen, name) for name in NARROWED_BY if getattr(chosen, name)})


def _queue_url(chosen: Chosen) -> str:
    query = _query(chosen)
    return f"{reverse('link_queue')}?{query}" if query else reverse("link_queue")


def _pair_url(one: UUID, other: UUID, query: str) -> str:
    address = reverse("link_pair", args=[one, other])
    return f"{address}?{query}" if query else address


def _chosen_words(chosen: Chosen) -> list[str]:
    words = {
        "Stopped by": SHORT.get(chosen.guard, chosen.guard),
        "System": chosen.system,
        "Borough": chosen.borough,
        "Score": BANDS[chosen.band][0] if chosen.band in BANDS else "",
    }
    return [f"{name}: {said}" for name, said in words.items() if said]


def _uuid(text: str) -> str | None:
    try:
        return str(UUID(text))
    except ValueError:
        return None
