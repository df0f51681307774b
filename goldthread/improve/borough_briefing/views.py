"""Pages of the borough briefing: the sheet of one borough, all boroughs in counts, and what is kept for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.core.clocks import LONDON
from goldthread.core.refusals import NotValid
from goldthread.improve.borough_briefing import keeping, queries
from goldthread.improve.borough_briefing.actions import able
from goldthread.improve.borough_briefing.paper import STATES
from goldthread.improve.borough_briefing.rights import COUNTS, GIVES, NAMES, borough_for, counts_only, ward_of
from goldthread.improve.borough_briefing.settings import settings
from goldthread.improve.borough_briefing.sheet import Sheet, TaskNow, Tonight
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

SHOWN = 6  # kinds of late clocks of one area; ours, so that the side of A4 holds all parts


@require_GET
def briefings(request: HttpRequest) -> HttpResponse:
    """Every borough in counts; whoever has a borough is led to its own."""
    reader = reader_of(request)
    if not counts_only(reader) and reader.may(NAMES) and reader.post and reader.post.borough_id:
        return redirect("pacesetter", reader.post.borough_id)
    found = queries.counted(reader, typing_in.instant("at", request.GET.get("at", "")))
    context = {
        "rows": [_counted(one) for one in found],
        "as_at": found[0].at if found else queries.clocks.now(),
        "is_now": found[0].is_now if found else True,
        "freshness": shapes.freshness(found[0].freshness) if found else [],
    }
    return render(request, "pacesetter_all.html", context)


@require_GET
def sheet(request: HttpRequest, borough: str) -> HttpResponse:
    """The sheet of one borough: one look names every child on it. In counts for whoever answers for all of them."""
    reader = reader_of(request)
    typed, ward, refusal = request.GET.get("at", ""), request.GET.get("ward", ""), None
    asked = None if typed == "now" else queries.usual_instant(queries.clocks.now())
    try:
        asked = typing_in.instant("at", typed) if typed not in ("", "now") else asked
        found = queries.open_sheet(reader, borough, asked, ward=ward)
    except NotValid as not_valid:
        refusal, found = not_valid, queries.open_sheet(reader, borough, ward=ward)
    context = {
        **_sheet(found),
        "may_give": found.names and reader.may(GIVES),
        "may_keep": found.names and (reader.may(keeping.LINES) or reader.may(keeping.CHAMPIONS)),
        "may_count": reader.may(COUNTS),
        "may_choose_ward": found.names and not ward_of(reader),
        "asked_at": typed,
        "held_at": settings()["briefing"]["held_at"],
        "form": typing_in.form({"at": "" if typed == "now" else typed}, refusal),
    }
    return render(request, "pacesetter.html", context, status=refusal.status if refusal else 200)


@require_POST
def printed(request: HttpRequest, borough: str) -> HttpResponse:
    """The page says that it is being put on paper: a disclosure of everybody on it."""
    queries.open_sheet(reader_of(request), borough, operation="disclosure")
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, borough: str) -> HttpResponse:
    """Lines of local intelligence, what to look for in each ward, champions."""
    reader = reader_of(request)
    permission = keeping.LINES if reader.may(keeping.LINES) else keeping.CHAMPIONS
    here = borough_for(reader, borough, permission)
    refusal = None
    if request.method == "POST":
        try:
            _kept(request, here.code)
            return redirect("pacesetter_keep", here.code)
        except NotValid as not_valid:
            refusal = not_valid
    found = queries.kept(reader, here)
    context = {
        "borough": {"code": here.code, "name": here.name},
        **found,
        "may_lines": reader.may(keeping.LINES),
        "may_champions": reader.may(keeping.CHAMPIONS),
        "sources": _options(keeping.SOURCES),
        "assessments": _options(keeping.ASSESSMENTS),
        "handlings": _options(keeping.HANDLING),
        "officers": _officers(here.code),
        "form": typing_in.form(request.POST.dict(), refusal),
    }
    return render(request, "pacesetter_keep.html", context, status=refusal.status if refusal else 200)


def _kept(request: HttpRequest, borough: str) -> None:
    """One of the page's forms, told by the name of its button."""
    reader, told = reader_of(request), request.POST
    if "withdraw" in told:
        keeping.withdraw_line(reader, typing_in.number(told["withdraw"]) or 0, told.get("why", ""))
    elif "end" in told:
        keeping.end_champion(reader, typing_in.number(told["end"]) or 0)
    elif "champion" in told:
        keeping.keep_champion(reader, told["champion"], about=told.get("about", ""), hours=told.get("hours", ""),
                              borough=borough)  # fmt: skip
    elif "ward_name" in told:
        keeping.keep_ward(reader, told["ward_name"], look_for=told.get("look_for", ""), borough=borough)
    else:
        line = keeping.LineToKeep(
            words=told.get("words", ""),
            source=told.get("source", ""),
            assessment=told.get("assessment", ""),
            handling=told.get("handling", ""),
            conditions=told.get("conditions", ""),
            ward=told.get("ward", ""),
            until=typing_in.day_end("until", told.get("until", "")),
            borough=borough,
        )
        keeping.add_line(reader, line)


def _sheet(found: Sheet) -> dict[str, Any]:
    counts = found.counts
    most = int(settings()["briefing"]["most_on_paper"])
    return {
        "borough": {"code": counts.borough, "name": counts.name},
        "as_at": found.at,
        "is_now": found.is_now,
        "names": found.names,
        "ward": found.ward,
        "counts": counts,
        "freshness": shapes.freshness(found.freshness),
        "children_tonight": found.children,
        "tonight": [_tonight(one) for one in found.tonight],
        "grown_up": [_tonight(one) for one in found.grown_up],
        "beyond_paper": max(0, len(found.tonight) - most),
        "most_on_paper": most,
        "yesterday": [task_row(one) for one in found.yesterday],
        "today": [task_row(one) for one in found.today],
        "late": _by_area(counts.late),
        "backlog": _by_area(counts.backlog),
        "wards": found.wards,
        "lines": found.lines,
        "champions": found.champions,
        "printed_url": reverse("pacesetter_printed", args=[counts.borough]),
    }


def _tonight(one: Tonight) -> dict[str, Any]:
    shown, more = _late(one.late)
    return {
        "child": one.child,
        "url": reverse("case", args=[one.case]),
        "case": one.case,
        "risk": shapes.RISK_WORDS.get(one.risk, "Not graded"),
        "level": one.risk or "unknown",
        "why": one.why,
        "late": shown,
        "late_more": more,
        "task": one.task,
        "officer": one.officer,
        "due_at": one.due_at,
        "is_late": one.is_late,
    }


def _late(late: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those longest past their time, and the others; one other is no shorter told as one more."""
    most = int(settings()["briefing"]["late_shown"])
    return (late, ()) if len(late) <= most + 1 else (late[:most], late[most:])


def task_row(one: TaskNow) -> dict[str, Any]:
    """A task as a list shows it."""
    return {
        "reference": one.reference,
        "url": reverse("task", args=[one.reference]),
        "words": one.words,
        "child": one.child,
        "officer": one.officer,
        "due_at": one.due_at,
        "state": STATES[one.state],
        "code": one.state,
        "is_open": one.is_open,
        "is_late": one.is_late,
        "is_carried": one.is_carried,
        "why": one.why,
        "given_by": one.given_by,
    }


def _counted(one: Sheet) -> dict[str, Any]:
    return {"counts": one.counts, "url": reverse("pacesetter", args=[one.counts.borough])}


def _by_area(lines: Any) -> list[dict[str, Any]]:
    """The lines of each area together, the largest; what is none is left out, what is unknown is not."""
    held: dict[str, list[str]] = {}
    for one in lines:
        if one.many is None or one.many:
            held.setdefault(one.area, []).append(f"{one.words}: {'unknown' if one.many is None else one.many}")
    return [{"name": name, "lines": _short(said)} for name, said in held.items()]


def _short(said: list[str]) -> list[str]:
    """The first six, which are the most, and how many kinds more the area's own page has."""
    more = len(said) - SHOWN
    return said if more < 2 else [*said[:SHOWN], f"and {more} kinds more"]


def _options(known: dict[str, str]) -> list[dict[str, str]]:
    choices = [{"value": key, "words": f"{key}: {words}"} for key, words in known.items()]
    return [{"value": "", "words": "Choose"}, *choices]


def _officers(borough: str) -> list[dict[str, str]]:
    found = able(borough, queries.clocks.now())
    return [{"value": "", "words": "Choose"}, *({"value": one.username, "words": str(one)} for one in found)]


def local(instant: Any) -> str:
    """An instant as a browser's own field takes it."""
    return str(instant.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M"))
