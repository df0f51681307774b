"""Pages of the briefing: each area's lines with their numbers, and the cases behind one."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.core.cases.briefing import (
    ALL,
    PERIODS,
    Asked,
    Briefing,
    OpenThen,
    Said,
    briefed,
    is_of_the_force,
    open_briefing,
    open_line,
)
from goldthread.core.cases.indicators import PAGE
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of


@require_GET
def briefing(request: HttpRequest) -> HttpResponse:
    """What is to be said at the start of a shift, of one borough or the force, now or as known then. Names nobody."""
    reader, typed = (
        reader_of(request),
        {name: request.GET.get(name, "") for name in ("borough", "period", "area", "at")},
    )
    refusal = None
    try:
        found = open_briefing(reader, typed["borough"], typed["period"], area=typed["area"],
                              at=typing_in.instant("at", typed["at"]))  # fmt: skip
    except NotValid as refused:
        refusal, found = refused, open_briefing(reader)
    of_the_force = is_of_the_force(reader)
    chosen = {**typed, "borough": found.asked.code or ALL, "period": found.asked.period, "area": found.area}
    context = {
        "scope": _scope(found.asked),
        "period": found.asked.period_words,
        "areas": _areas(found, opens=not of_the_force and found.asked.is_now),
        "unplaced": found.unplaced if found.asked.borough else 0,
        "boroughs": [] if of_the_force else [{"value": ALL, "words": "All boroughs"}, *_boroughs()],
        "periods": [{"value": value, "words": words.capitalize()} for value, (words, _) in PERIODS.items()],
        "may_name": [
            {"value": "", "words": "All work"},
            *({"value": one.id, "words": one.name} for one in briefed(reader)),
        ],
        "listed": None if found.listed is None else [_listed(one) for one in found.listed],
        "form": typing_in.form(chosen, refusal),
        "as_at": found.asked.at,
        "is_now": found.asked.is_now,
    }
    return render(request, "briefing.html", context, status=refusal.status if refusal else 200)


def _listed(one: OpenThen) -> dict[str, Any]:
    """One open case as a row: what it leads to is the case as it stands now, under a look."""
    told = one.as_json()
    return {
        "reference": told["reference"],
        "url": reverse("case", args=[told["reference"]]),
        "state": told["state_words"],
        "risk": shapes.RISK_WORDS.get(told["grade"], "No apparent risk"),
        "since": shapes.instant(told["since"]),
        "owner": told["owner"],
        "clock": told["next_clock_words"],
        "due_at": shapes.instant(told["next_due_at"]) if told["next_due_at"] else None,
        "is_late": bool(told["late"]),
    }


@require_GET
def briefing_cases(request: HttpRequest, area: str, line: str) -> HttpResponse:
    """The cases behind one line: as many as it says."""
    borough, period = request.GET.get("borough", ""), request.GET.get("period", "")
    number = typing_in.page_number(request.GET.get("page", ""))
    found = open_line(reader_of(request), area, line, borough, period, number)
    rows = [
        {
            "reference": row["reference"],
            "url": reverse("case", args=[row["reference"]]),
            "child": shapes.child_words(row["person"]),
            "state_words": row["state_words"],
            "owner": row["owner"],
            "borough": row["borough"] or "not known",
            "opened_at": shapes.instant(row["opened_at"]),
        }
        for row in found.rows
    ]
    context = {
        "title": found.said.line.words,
        "counted": f"{_scope(found.asked)}. {found.said.sentence}",
        "job": "Respond",
        "place": "Briefing",
        "back_url": f"{reverse('briefing')}?{_query(found.asked)}",
        "rows": rows,
        "page": shapes.page(number, PAGE, found.said.many or 0, _query(found.asked)),
        "checked_at": found.asked.at,
    }
    return render(request, "cases_behind.html", context)


def _areas(found: Briefing, *, opens: bool) -> list[dict[str, Any]]:
    held: dict[str, list[dict[str, Any]]] = {}
    for one in found.lines:
        held.setdefault(one.area.name, []).append(_line(found.asked, one, opens=opens))
    return [{"name": name, "lines": lines} for name, lines in held.items()]


def _line(asked: Asked, one: Said, *, opens: bool) -> dict[str, Any]:
    url = f"{reverse('briefing_cases', args=[one.area.id, one.line.id])}?{_query(asked)}"
    return {"sentence": one.sentence, "note": one.line.note, "url": url if one.many and opens else None}


def _query(asked: Asked) -> str:
    return urlencode({"borough": asked.code or ALL, "period": asked.period})


def _scope(asked: Asked) -> str:
    return str(asked.borough) if asked.borough else "All boroughs"


def _boroughs() -> list[dict[str, str]]:
    return [{"value": one.code, "words": one.name} for one in Borough.objects.order_by("name")]
