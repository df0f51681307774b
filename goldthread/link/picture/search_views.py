"""The search page: what was typed, who was found and why, short enough to be read at a door."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldthread.core.access.reader import Reader
from goldthread.core.records.queries import freshness
from goldthread.core.refusals import NotValid
from goldthread.link.picture.asked import Asked
from goldthread.link.picture.beside import work_token
from goldthread.link.picture.searching import Found, Hit, Limited, search
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of


@require_http_methods(["GET", "POST"])
def search_page(request: HttpRequest) -> HttpResponse:
    """Search by POST, so that no name stands in an address."""
    reader = reader_of(request)
    reader.must("find_people")
    typed = {"q": request.POST.get("q", "")}
    found, refusal = None, None
    if request.method == "POST":
        try:
            found = search(reader, typed["q"])
        except NotValid as not_valid:
            refusal = not_valid
    sources = found.sources if found else freshness()
    context = {
        "form": typing_in.form(typed, refusal),
        "result": _result(found, reader) if found else None,
        "may_record": reader.may("record_concern"),
        "new_child": _searched(found.asked) if found else {},
        "unsure": shapes.unsure(["search"], sources)["search"],
    }
    return render(request, "search.html", context, status=422 if refusal else 200)


def _searched(asked: Asked) -> dict[str, str]:
    """What was searched, as the form for a new child takes it: typed once is enough."""
    born, age = asked.born, asked.age
    return {
        "child_name": " ".join(asked.words.values()).title(),
        "child_age": (f"{born.day} {born.earliest:%B %Y}" if born.day else str(born)) if born else str(age or ""),
        "child_home": ", ".join(door.canonical() for door in asked.doors[:1]),
    }


def _result(found: Found, reader: Reader) -> dict[str, Any]:
    leads_to = "picture" if reader.may("open_picture") else "who_saw"
    return {
        "people": [_hit(hit, leads_to) for hit in found.hits],
        "possible": [_hit(hit, leads_to) for hit in found.possible],
        "limited": [_limited(one, reader) for one in found.limited],
        "is_too_many": found.more,
        "one_more": found.one_more,
        "systems": len(found.sources),
        "at": found.at,
    }


def _hit(hit: Hit, leads_to: str) -> dict[str, Any]:
    person = shapes.person(hit.person)
    return {
        "person": {**person, "borough": hit.borough or None, "flags": [*_flags(hit), *_work(hit.work)]},
        "url": reverse(leads_to, args=[hit.person.code]),
        "why": hit.why,
        "check": hit.check,
    }


def _flags(hit: Hit) -> list[dict[str, str]]:
    return [{"words": one["name"], "level": one["level"]} for one in hit.flags]


def _work(work: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    return [work_token(one["area"], one["risk"]) for one in work]


def _limited(one: Limited, reader: Reader) -> dict[str, Any]:
    may = one.code is not None and reader.may("break_glass")
    return {
        "ask": one.ask,
        "hours": shapes.DESK_HOURS,
        "url": reverse("break_glass", args=[one.code]) if may else None,
    }
