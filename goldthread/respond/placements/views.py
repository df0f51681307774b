"""Pages of homes and placements: the register, one home, who is placed where, and one child's placements and form."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.authorities import authorities
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.placements import philomena, placing, queries, register
from goldthread.respond.placements.headings import PART_1
from goldthread.respond.placements.models import KINDS, STATUSES
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

NOT_VALID = 422
CHOOSE = {"value": "", "words": "Choose"}
FILTERS = ("which", "authority", "host", "home", "sort", "ended")
HOME_FIELDS = (*register.TEXTS, "kind", "host", "borough", "lodges", "closed_on")


@require_http_methods(["GET", "POST"])
def homes(request: HttpRequest) -> HttpResponse:
    """The register of homes; and one entered."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            return redirect("premises", register.enter_premises(reader, **_posted(request.POST)).code)
        except NotValid as found:
            refusal = found
    closed = request.GET.get("closed") == "yes"
    context = {
        "homes": [_home(one) for one in queries.homes(reader, closed=closed)],
        "closed": closed,
        "may_keep": reader.may(register.KEEPS),
        "checked_at": clocks.now(),
        **_choices(),
        "form": typing_in.form({name: request.POST.get(name, "") for name in HOME_FIELDS}, refusal),
    }
    return render(request, "homes.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
def premises(request: HttpRequest, code: str) -> HttpResponse:
    """One home: what is said of it, who is placed there, and what changed."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            register.change_premises(reader, code, **_posted(request.POST))
            return redirect("premises", code)
        except NotValid as found:
            refusal = found
    told = queries.home(reader, code)
    held = {**told, "lodges": "yes" if told["lodges"] else ""}
    values = {name: request.POST.get(name, held.get(name) or "") for name in HOME_FIELDS}
    context = {"home": _home(told), "placements": [_row(one) for one in told["placements"]],
               "may_keep": told["may_keep"], **_choices(), "form": typing_in.form(values, refusal)}  # fmt: skip
    return render(request, "premises.html", context, status=refusal.status if refusal else 200)


@require_GET
def placements(request: HttpRequest) -> HttpResponse:
    """Who is placed where by whom; filtered, sorted, a page at a time."""
    reader, wanted = reader_of(request), queries.wanted_of(request.GET)
    number = typing_in.page_number(request.GET.get("page", ""))
    found = queries.placements(reader, wanted, page=number)
    asked = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    context = {
        "placements": [_row(one) for one in found["placements"]],
        "which": [{"value": value, "words": words} for value, words in queries.WHICH.items()],
        "sorts": [{"value": value, "words": words} for value, words in queries.SORTS.items()],
        **_choices(),
        "page": shapes.page(number, queries.PAGE, found["total"], urlencode(asked)),
        "file": f"{reverse('placements_csv')}?{urlencode(asked)}",
        "checked_at": clocks.now(),
        "form": typing_in.form({name: asked.get(name, "") for name in FILTERS}),
    }
    return render(request, "placements.html", context)


@require_GET
def placements_csv(request: HttpRequest) -> HttpResponse:
    """All of them as a file."""
    text = queries.export(reader_of(request), queries.wanted_of(request.GET))
    headers = {"Content-Disposition": f'attachment; filename="placements-{clocks.today():%Y-%m-%d}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
def child_placements(request: HttpRequest, code: str) -> HttpResponse:
    """Where a child is placed, and what is held of the child's Philomena form."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            _step(reader, code, request.POST)
            return redirect("child_placements", code)
        except Refusal as found:
            if found.status != NOT_VALID:
                raise
            refusal = found
    told = queries.child_placements(reader, code)
    names = ("home", "authority", "status", "since", "told_by", "until", "given_by", "given_on", *PART_1)
    context = {
        **told,
        "placements": [_row(one) for one in told["placements"]],
        "may_keep": reader.may(register.KEEPS),
        "headings": [{"name": name, "words": words} for name, words in PART_1.items()],
        "homes": [CHOOSE, *({"value": code, "words": name} for code, name in queries.home_names())],
        "message": "" if refusal is None or refusal.field else str(refusal),
        **_choices(),
        "form": typing_in.form(
            {"status": "unknown", **{one: request.POST.get(one, "") for one in names if one in request.POST}}, refusal
        ),
    }
    return render(request, "child_placements.html", context, status=refusal.status if refusal else 200)


def _step(reader: Reader, code: str, posted: Any) -> None:
    step = posted.get("step")
    if step == "place":
        told = {name: posted.get(name, "") for name in ("home", "authority", "status", "since", "told_by")}
        placing.place_child(reader, code, **told)
    elif step == "end":
        placing.end_placement(reader, code, posted.get("until", ""))
    elif step == "lodge":
        parts = {name: posted.get(name, "") for name in PART_1}
        philomena.lodge_form(
            reader, code, given_by=posted.get("given_by", ""), parts=parts, given_on=posted.get("given_on", "")
        )
    else:
        raise NotFound("There is no such step.")


def _posted(posted: Any) -> dict[str, str]:
    """What the form says; a box that is not ticked is sent as nothing, and means no."""
    return {**{name: posted[name] for name in HOME_FIELDS if name in posted}, "lodges": posted.get("lodges", "")}


def _choices() -> dict[str, Any]:
    named = [{"value": one.code, "words": one.name} for one in authorities().values()]
    boroughs = [{"value": one.code, "words": one.name} for one in Borough.objects.order_by("name")]
    none = {"value": "", "words": "Any"}
    return {
        "kinds": [CHOOSE, *({"value": value, "words": words} for value, words in KINDS)],
        "statuses": [{"value": value, "words": words} for value, words in STATUSES],
        "authorities": [none, *named],
        "to_choose": [CHOOSE, *named],
        "boroughs": [{"value": "", "words": "Outside our boroughs"}, *boroughs],
    }


def _home(told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "url": reverse("premises", args=[told["code"]]),
        "closed_on": shapes.whole_date(told["closed_on"] or ""),
    }


def _row(told: dict[str, Any]) -> dict[str, Any]:
    names = authorities()
    words = {name: names[told[name]].name if told[name] in names else told[name] for name in ("authority", "host")}
    return {
        **told,
        "authority_name": words["authority"],
        "host_name": words["host"],
        "since": shapes.whole_date(told["since"]),
        "until": shapes.whole_date(told["until"] or ""),
        "url": reverse("child_placements", args=[told["child"]]),
        "home_url": reverse("premises", args=[told["home"]]) if told["home"] else None,
        "record_url": reverse("record", args=[told["record"]]) if told["record"] else None,
    }
