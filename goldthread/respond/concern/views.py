"""The page on which an officer records a concern, its copy for a tablet without a connection, and that tablet's key."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.config.paths import PROJECT
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import Identity
from goldthread.core.records.queries import freshness
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.concern import devices, helping
from goldthread.respond.concern.actions import Occasion, record_occasion
from goldthread.respond.concern.telling import CATEGORIES, IMMEDIATE
from goldthread.respond.concern.typed import FIELDS, NEW_ADULTS, NEW_CHILDREN, typed, values
from goldthread.respond.household import Household, household_of
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

WORKER = PROJECT / "goldthread" / "web" / "static" / "dist" / "worker.js"


@require_http_methods(["GET", "POST"])
def concern_new(request: HttpRequest) -> HttpResponse:
    """Record what was seen, for every child who was there. Only the child and what was seen are asked for."""
    reader = reader_of(request)
    reader.must("record_concern")
    refusal: Refusal | None = None
    if request.method == "POST" and "start" not in request.POST:
        try:
            return _sent(request, _record(reader, request))
        except (NotValid, NotFound) as refused:
            refusal = refused
            if _wants_json(request):
                return JsonResponse(refusal.as_json(), status=refusal.status)
        except Refusal as refused:
            if _wants_json(request) and refused.status == 409:
                return JsonResponse(refused.as_json(), status=409)
            raise
    context = _context(reader, request, refusal)
    return render(request, "concern_new.html", context, status=422 if refusal else 200)


@require_GET
def concern_offline(request: HttpRequest) -> HttpResponse:
    """The empty form, of nobody and for nobody: all that a tablet keeps of our pages."""
    # Rendered without the request, so that not even who is signed in stands in it.
    return HttpResponse(render_to_string("concern_new.html", {**_empty(), "is_shell": True}))


@require_GET
def concern_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for this page where there is no connection. Under `/concern/`, it rules nothing else."""
    if not WORKER.is_file():
        raise NotFound("The offline script is not built.", "Run `npm run build`.")
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@require_GET
def concern_device(request: HttpRequest) -> HttpResponse:
    """What opens this officer's own words on this tablet; given to nobody who is not signed in."""
    reader = reader_of(request)
    reader.must("record_concern")
    secret = devices.secret_for(reader, request.GET.get("device", ""))
    return JsonResponse({**secret, "token": get_token(request), "idle_seconds": devices.idle_seconds()})


def _record(reader: Reader, request: HttpRequest) -> Occasion:
    read = typed(request.POST)
    return record_occasion(
        reader, read.children, read.told, adults=read.adults, times=read.times, idempotency_key=read.key
    )


def _sent(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    """On to the first child's case, with what to think of said there; or the same as JSON for a tablet's queue."""
    said = _said(occasion)
    first = reverse("case", args=[occasion.cases[0].reference])
    for words in said:
        messages.info(request, words)
    if _wants_json(request):
        references = [case.reference for case in occasion.cases]
        return JsonResponse({"references": references, "said": said, "next": first}, status=201)
    return redirect(first)


def _said(occasion: Occasion) -> list[str]:
    references = ", ".join(case.reference for case in occasion.cases)
    several = [f"{len(occasion.cases)} concerns sent, one for each child: {references}."]
    said = several if len(occasion.cases) > 1 else []
    said += [
        f"{old} and {new} are one person now: recorded under {new}." for old, new in (occasion.moved or {}).items()
    ]
    if occasion.clock_ahead:
        minutes, way = round(abs(occasion.clock_ahead) / 60), "ahead" if occasion.clock_ahead > 0 else "behind"
        said.append(f"This tablet's clock is {minutes} min {way}. Times were put right by it; what it said is kept.")
    return said + [f"Sent. To think of: {note.words}" for note in occasion.notes]


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _context(reader: Reader, request: HttpRequest, refusal: Refusal | None) -> dict[str, Any]:
    is_post = request.method == "POST"
    code = request.POST.get("child") or request.GET.get("child", "")
    found = _household(reader, code) if code else None
    borough = reader.post.borough.name if reader.post and reader.post.borough else ""
    form = typing_in.form(values(request.POST), refusal, FIELDS) if is_post else None
    about = _about(found) if found else {}
    return {
        **_empty(),
        **about,
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
        "form": form,
        "desk": f"Public Protection Desk, {borough}" if borough else "Public Protection Desk",
        "unsure": shapes.unsure(["household"], freshness())["household"],
    }


def _household(reader: Reader, code: str) -> Household:
    reader.must("record_concern")
    return household_of(reader, code, "to record a concern")


def _about(found: Household) -> dict[str, Any]:
    return {
        "child": shapes.person(found.child, found.code),
        "address": found.home.words if found.home and found.is_one else None,
        "is_household": found.is_one,
        "others": [_option(one) for one in found.children],
        "adults": [_option(one) for one in found.adults],
    }


def _option(who: Identity) -> dict[str, Any]:
    age = str(who.age) if who.age is not None else "age not known"
    return {"value": who.code, "words": f"{who.name}, {age}", "hint": None}


def _empty() -> dict[str, Any]:
    """The form before anything is known."""
    return {
        "child": None,
        "address": None,
        "is_household": True,
        "others": [],
        "adults": [],
        "new_children": NEW_CHILDREN,
        "new_adults": NEW_ADULTS,
        "key": "",
        "form": None,
        "desk": "Public Protection Desk",
        "unsure": [],
        "is_shell": False,
        "categories": [{"value": value, "words": words, "hint": None} for value, words in CATEGORIES.items()],
        "immediate": [{"value": value, "words": words, "hint": None} for value, words in IMMEDIATE.items()],
        "quick": helping.quick_words(),
        "language": [{"find": one.find, "note": f"{one.found}: {one.write}"} for one in helping.terms()],
    }
