"""Pages on which work changes hands: given to an officer, one case or many; handed over, accepted, asked about."""

import secrets
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases import allocating, handing
from goldthread.core.cases.handing_many import accept_many, offer_many
from goldthread.core.cases.holding import Holder, able_roles, holders
from goldthread.core.cases.in_hand import open_in_hand
from goldthread.core.cases.queries import CaseFile, open_case_file
from goldthread.core.organisation.queries import on_duty
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.web import case_links, shapes, typing_in
from goldthread.web.asking import reader_of

FIELDS = ("to", "done", "next", "next_by", "worry")


@require_http_methods(["GET", "POST"])
def case_give(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a case to a named officer: who may hold it, their skills, how much they hold, whether they are on duty."""
    reader = reader_of(request)
    reader.must("supervise_work")
    file = open_case_file(reader, reference)
    refusal = None
    if request.method == "POST":
        try:
            allocating.allocate(
                reader,
                reference,
                request.POST.get("officer", ""),
                why=request.POST.get("why", ""),
                seen_event_id=typing_in.number(request.POST.get("seen_event", "")),
                idempotency_key=_key(request, reference, "give"),
            )
            return redirect("case", file.case.reference)
        except (NotValid, Clash) as refused:
            refusal = refused
    context = {
        **_head(file),
        "holders": [_holder(one) for one in holders(file.area)],
        "form": typing_in.form(request.POST, refusal),
        "seen_event": file.case.last_event_id,
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
    }
    return render(request, "case_give.html", context, status=refusal.status if refusal else 200)


@require_POST
def queue_give(request: HttpRequest, area: str) -> HttpResponse:
    """Give the cases ticked in a queue: first whom to and which, then what came of each."""
    reader = reader_of(request)
    reader.must("supervise_work")
    if area not in areas():
        raise NotFound("There is no such area of work.")
    chosen = request.POST.getlist("case")
    refusal = given = holder = None
    if request.POST.get("confirmed"):
        try:
            holder = allocating.holder_named(areas()[area], request.POST.get("officer", "")).officer
            given = allocating.allocate_many(
                reader, chosen, request.POST.get("officer", ""), why=request.POST.get("why", "")
            )
        except NotValid as refused:
            refusal = refused
    elif not chosen:
        refusal = NotValid("", "Tick at least one case in the queue.")
    context = {
        "area": {"code": area, "name": areas()[area].name, "noun": areas()[area].noun},
        "cases": chosen,
        "holders": [_holder(one) for one in holders(areas()[area])] if given is None else [],
        "results": _results(given) if given is not None else None,
        "to": str(holder) if holder else "",
        "form": typing_in.form(request.POST, refusal),
    }
    return render(request, "queue_give.html", context, status=refusal.status if refusal else 200)


def _results(given: list[allocating.Given]) -> list[dict[str, Any]]:
    return [
        {"reference": one.reference, "url": reverse("case", args=[one.reference]) if one.refusal is None else None,
         "why": str(one.refusal) if one.refusal else None}
        for one in given
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def case_handover(request: HttpRequest, reference: str) -> HttpResponse:
    """Offer a case: to whom, what is done, what comes next and by when, the worry. It stays the giver's meanwhile."""
    reader = reader_of(request)
    file = open_case_file(reader, reference)
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    refusal = None
    if request.method == "POST":
        try:
            handing.offer(
                reader,
                reference,
                to=typed["to"],
                done=typed["done"],
                next=typed["next"],
                next_by=typing_in.instant("next_by", typed["next_by"]),
                worry=typed["worry"],
                seen_event_id=typing_in.number(request.POST.get("seen_event", "")),
                idempotency_key=_key(request, reference, "offer"),
            )
            return redirect("handovers")
        except (NotValid, Clash) as refused:
            refusal = refused
    on, off = _receivers(reader, file.area)
    context = {
        **_head(file),
        "receivers": on,
        "off_duty": off,
        "form": typing_in.form(typed, refusal),
        "seen_event": file.case.last_event_id,
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
    }
    return render(request, "case_handover.html", context, status=refusal.status if refusal else 200)


@require_POST
def handover_step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Accept a hand-over, ask about it first, refuse it, or take one's own back."""
    reader, key = reader_of(request), _key(request, reference, step)
    try:
        if step == "accept":
            seen = typing_in.number(request.POST.get("seen_event", ""))
            handing.accept(reader, reference, seen_event_id=seen, idempotency_key=key)
        elif step == "ask":
            handing.ask(reader, reference, request.POST.get("question", ""), idempotency_key=key)
        elif step == "refuse":
            handing.refuse(reader, reference, request.POST.get("question", ""), idempotency_key=key)
        elif step == "take-back":
            handing.withdraw(reader, reference, idempotency_key=key)
        else:
            raise NotFound("There is no such step.")
    except (NotValid, Clash) as refusal:
        return _handovers(request, reader, refusal)
    return redirect("handovers")


@require_http_methods(["GET", "POST"])
def handovers(request: HttpRequest) -> HttpResponse:
    """What is offered to me and by me, and the rest that I hold; what is not of high risk is accepted in one press."""
    reader = reader_of(request)
    if request.method == "POST":
        key = request.POST.get("key", "")
        try:
            accepted = accept_many(reader, request.POST.getlist("case"), idempotency_key=f"page:{key}" if key else None)
        except NotValid as refusal:
            return _handovers(request, reader, refusal)
        if all(one.refusal is None for one in accepted):
            return redirect("handovers")
        return _handovers(request, reader, results=_results(accepted))
    return _handovers(request, reader)


@require_POST
def handover_many(request: HttpRequest) -> HttpResponse:
    """Offer several of one's cases at once: first to whom and in which words, then what came of each."""
    reader, chosen = reader_of(request), request.POST.getlist("case")
    rows = [row for row in open_in_hand(reader).mine if "all" in request.POST or row["reference"] in chosen]
    typed = {name: request.POST.get(name, "") for name in (*FIELDS, *(f"besides-{one}" for one in chosen))}
    refusal = given = None
    if request.POST.get("confirmed"):
        try:
            given = _offer_many(request, reader, chosen, typed)
        except NotValid as refused:
            refusal = refused
    elif not rows:
        refusal = NotValid("", "Tick at least one of your cases.")
    area = areas()[rows[0]["area"]] if rows else None
    on, off = _receivers(reader, area) if area and given is None else ([], 0)
    context = {
        "cases": [_offer(row) for row in rows],
        "receivers": on,
        "off_duty": off,
        "results": _results(given) if given is not None else None,
        "form": typing_in.form(typed, refusal),
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
    }
    return render(request, "handover_many.html", context, status=refusal.status if refusal else 200)


def _offer_many(
    request: HttpRequest, reader: Reader, chosen: list[str], typed: dict[str, str]
) -> list[allocating.Given]:
    key = request.POST.get("key", "")
    return offer_many(
        reader,
        chosen,
        to=typed["to"],
        done=typed["done"],
        next=typed["next"],
        next_by=typing_in.instant("next_by", typed["next_by"]),
        worry=typed["worry"],
        besides={one: typed[f"besides-{one}"] for one in chosen},
        idempotency_key=f"page:offer:{key}" if key else None,
    )


def _handovers(
    request: HttpRequest, reader: Reader, refusal: Refusal | None = None, results: list[dict[str, Any]] | None = None
) -> HttpResponse:
    found = open_in_hand(reader)
    context = {
        "results": results,
        "to_me": [_offer(row) for row in found.to_me],
        "by_me": [_offer(row) for row in found.by_me],
        "mine": [_offer(row) for row in found.mine],
        "asked": [_asked(reader, row) for row in found.asked],
        "unchanged": len(found.unchanged),
        "not_high": [row["reference"] for row in found.to_me if row["risk"] != "high"],
        "form": typing_in.form(request.POST, refusal),
        "key": secrets.token_urlsafe(12),
        "as_at": clocks.now(),
    }
    return render(request, "handovers.html", context, status=refusal.status if refusal else 200)


def _offer(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "url": reverse("case", args=[row["reference"]]),
        "child": shapes.child_words(row["person"]),
        "risk_words": shapes.RISK_WORDS[row["risk"]],
        "level": row["risk"] or "unknown",
        "clock": shapes.clock(row["next_due"]),
        "offered_at": shapes.instant(row["offered_at"]) if row["offered_at"] else None,
        "next_by": shapes.instant(row["next_by"]) if row["next_by"] else None,
    }


def _asked(reader: Reader, row: dict[str, Any]) -> dict[str, Any]:
    do_by = date.fromisoformat(row["do_by"]) if row["do_by"] else None
    return {
        **row,
        "url": reverse("case", args=[row["reference"]]),
        "asks": case_links.linked(reader, row["asks"]),
        "child": shapes.child_words(row["person"]),
        "asked_at": shapes.instant(row["asked_at"]),
        "do_by": do_by,
        "is_late": do_by is not None and do_by < clocks.today(),
    }


def _holder(one: Holder) -> dict[str, Any]:
    return {
        "value": one.officer.username,
        "name": str(one.officer),
        "open": one.open,
        "late": one.late,
        "missing": one.missing_words,
        "until": one.on_duty_until,
    }


def _receivers(reader: Reader, area: Area) -> tuple[list[dict[str, str]], int]:
    """Who may receive now: the posts on duty, then the officers; and how many more are off duty."""
    others = [one for one in holders(area) if reader.officer is None or one.officer.pk != reader.officer.pk]
    on = [one for one in others if one.on_duty_until]
    held = [role for role in able_roles(area) if on_duty(role, None, clocks.now())]
    posts = [{"value": f"post:{role}", "words": f"{roles()[role].name} on duty"} for role in held]
    people = [{"value": one.officer.username, "words": f"{one.officer}, holds {one.open}"} for one in on]
    return [*people, *posts], len(others) - len(on)


def _head(file: CaseFile) -> dict[str, Any]:
    found = file.case
    return {
        "case": {
            "reference": found.reference,
            "title": file.area.noun.capitalize(),
            "owner": str(found.owner) if found.owner else None,
            "skills": list(file.area.skills),
        },
        "person": shapes.person(file.person) if file.person else None,
    }


def _key(request: HttpRequest, reference: str, step: str) -> str | None:
    key = request.POST.get("key", "")
    return f"page:{reference}:{step}:{key}"[:100] if key else None
