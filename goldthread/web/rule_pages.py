"""The rules of time on screen: every clock with its source; one clock with its history, a preview and its adoption."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.clocks import answering
from goldthread.core.clocks.actions import adopt, end_adoption
from goldthread.core.clocks.book import book
from goldthread.core.clocks.instants import Moment, read_moment
from goldthread.core.clocks.ladder import steps_of
from goldthread.core.clocks.queries import adoptions_of, where_used
from goldthread.core.clocks.reckoning import Desk, reckon
from goldthread.core.refusals import NotFound, Refusal
from goldthread.core.standards.book import Book, InForce
from goldthread.core.standards.due import in_words
from goldthread.core.standards.marks import MEANING, Mark
from goldthread.core.standards.rules import ClockRule, Value
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

PAGE = 60
COLUMNS = ("id", "sentence", "start_event", "stop_events", "calendar", "value", "mark", "source", "verified", "profile")
VERIFIED = {True: "checked", False: "not checked", None: "ours: nothing outside to check"}


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every clock, filtered by subject and mark and by words. The same list may be downloaded."""
    reader_of(request)
    here = book()
    every = answering.list_rules(here, clocks.today())
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "subject", "mark")}
    rows = [row for row in every if _matches(row, asked)]
    if request.GET.get("download") == "csv":
        return _download(rows)
    number = min(typing_in.page_number(request.GET.get("page", "")), max(1, -(-len(rows) // PAGE)))
    kept = {name: value for name, value in asked.items() if value}
    context = {
        "rows": [_row(row) for row in rows[(number - 1) * PAGE : number * PAGE]],
        "counts": {"held": len(every), "shown": len(rows)},
        "profile": here.profile.name,
        "form": {"values": asked, "errors": {}},
        "subjects": [{"value": one, "words": one.replace("_", " ").capitalize()} for one in _subjects(every)],
        "marks": [{"value": str(mark), "words": str(mark)} for mark in Mark],
        "meanings": [{"mark": str(mark), "words": words} for mark, words in MEANING.items()],
        "chosen": list(kept.values()),
        "page": shapes.page(number, PAGE, len(rows), urlencode(kept)),
        "download": "?" + urlencode({**kept, "download": "csv"}),
        "checked_at": clocks.now(),
    }
    return render(request, "rules.html", context)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One clock: its sentence, its values, where it is used, a preview; a chief officer may adopt it."""
    reader = reader_of(request)
    here = book()
    try:
        found = here.rule(rule_id)
    except Refusal:
        raise NotFound("There is no such clock.", "Choose one from the list of clocks.") from None
    refusal = None
    if request.method == "POST":
        refusal = _decide(request, reader, found)
        if refusal is None:
            return redirect("rule", found.id)
    preview, wrong = _preview(here, found, request)
    form = typing_in.form({**request.GET.dict(), **request.POST.dict()}, refusal or wrong, {found.start: "start"})
    context = {**_shown(here, found, reader), "preview": preview, "form": form, "checked_at": clocks.now()}
    return render(request, "rule.html", context, status=refusal.status if refusal else 200)


def _decide(request: HttpRequest, reader: Reader, found: ClockRule) -> Refusal | None:
    try:
        if request.POST.get("do") == "end":
            end_adoption(reader, found.id)
        else:
            day = request.POST.get("from_on", "").strip()
            adopt(
                reader,
                found.id,
                why=request.POST.get("why", ""),
                from_on=read_moment("from_on", day).on if day else None,
            )
    except Refusal as refusal:
        if refusal.status == 403:
            raise
        return refusal
    return None


def _preview(here: Book, found: ClockRule, request: HttpRequest) -> tuple[dict[str, Any] | None, Refusal | None]:
    """If it started then, or now where nothing is typed: due when, and who is told."""
    try:
        start = _typed(found.start, request.GET.get("start", "")) or _now(found.start)
        given = {key: _typed(key, request.GET.get(key, "")) for key in found.event_keys}
        events = {key: moment for key, moment in given.items() if moment}
        in_force = here.in_force(found.id, start.on)
        if in_force.due.needs_event and not events and "start" not in request.GET:
            return None, None  # nothing was asked yet, and nothing can be said
        reckoned = reckon(here, in_force, start, events, start.on)
    except Refusal as refusal:
        return None, refusal
    days = Desk.of(here, in_force, start.on).days
    return {
        "start": str(start) if start.at is None else None,
        "start_at": start.at,
        "due_at": reckoned.due_at,
        "due_on": reckoned.due_on,
        "verified": VERIFIED[answering.verified(in_force.value, reckoned)],
        "holidays": days.version,
        "steps": [{"at": one.at, "who": one.who} for one in steps_of(found, start, reckoned, days)],
    }, None


def _now(key: str) -> Moment:
    return Moment(clocks.today()) if key.endswith("_on") else Moment.of(clocks.now())


def _typed(key: str, text: str) -> Moment | None:
    """As a browser's field sends it, a local time; else as the library reads it."""
    text = text.strip()
    if not text:
        return None
    local = typing_in.instant("start", text) if len(text) in (16, 19) and "T" in text else None
    return Moment.of(local) if local else read_moment(key, text)


def _shown(here: Book, found: ClockRule, reader: Reader) -> dict[str, Any]:
    today = clocks.today()
    row = answering.rule_row(here, found, today)
    adoptions = adoptions_of(found.id)
    now_in_force = here.in_force(found.id, today) if row["in_force"] else None
    return {
        "rule": {
            **_row(row),
            "stops": [*found.stops, *found.falls_away],
            "start": found.start,
            "events": row["event_keys"],
            "note": found.note,
            "roles": list(found.roles),
            "duty": MEANING[Mark(found.duty)] if found.duty else "",
            "dated": found.dated,
            "stricter": found.stricter,
            "fixed": found.fixed,
            "meaning": MEANING[Mark(row["mark"])],
            "takes_day": found.start.endswith("_on"),
            "used": where_used(found.id),
            "option_of": found.option_of,
        },
        "history": [_version(value) for value in found.values],
        "adoption": _adoption(now_in_force),
        "adoptions": [
            {"who": f"{one.name}, {one.post}", "from_on": one.from_on, "to_on": one.to_on, "why": one.why}
            for one in adoptions
        ],
        "may_adopt": reader.may("adopt_standards") and row["mark"] == Mark.DEFAULT and row["adopted_by"] is None,
        "may_end": reader.may("adopt_standards") and any(one.to_on is None for one in adoptions),
        "profile": here.profile.name,
    }


def _version(value: Value) -> dict[str, Any]:
    return {
        "value": in_words(value.value),
        "from_on": value.from_on,
        "from_checked": value.from_verified,
        "to_on": value.to_on,
        "mark": str(value.mark),
        "source": value.source,
        "verified": VERIFIED[value.verified],
        "whose": value.profile or "everybody",
        "reason": f"{value.reason} ({value.by})" if value.reason else "",
    }


def _adoption(in_force: InForce | None) -> dict[str, Any] | None:
    if in_force is None or in_force.adoption is None:
        return None
    one = in_force.adoption
    return {"who": f"{one.name}, {one.post}", "from_on": one.from_on}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "title": row["title"],
        "sentence": row["sentence"],
        "limit": row["limit"],
        "code": f"{row['calendar']} {row['value']}".strip(),
        "mark": row["mark"],
        "source": row["source"],
        "verified": VERIFIED[row["verified"]],
        "is_reminder": row["is_reminder"],
        "in_force": row["in_force"],
        "url": reverse("rule", args=[row["id"]]),
    }


def _matches(row: dict[str, Any], asked: dict[str, str]) -> bool:
    words = f"{row['id']} {row['title']} {row['sentence']} {row['source']}".lower()
    return (
        asked["q"].lower() in words and asked["subject"] in ("", row["subject"]) and asked["mark"] in ("", row["mark"])
    )


def _subjects(rows: list[dict[str, Any]]) -> list[str]:
    return sorted({row["subject"] for row in rows})


def _download(rows: list[dict[str, Any]]) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([", ".join(row[name]) if isinstance(row[name], list) else row[name] for name in COLUMNS])
    headers = {"Content-Disposition": f'attachment; filename="clocks-{clocks.today().isoformat()}.csv"'}
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)
