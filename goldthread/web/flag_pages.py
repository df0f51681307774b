"""Pages of flags: those on one person, one with its history, what is to be reviewed, what goes to another system."""

import secrets
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.clocks import LONDON
from goldthread.core.flags import actions, queries
from goldthread.core.flags.catalogue import SYSTEMS, kinds
from goldthread.core.flags.exporting import as_csv, export_flags
from goldthread.core.flags.queries import Shown
from goldthread.core.organisation.queries import officers_in_roles
from goldthread.core.refusals import NotFound, NotValid
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

FIELDS = ("kind", "reason", "review_on", "ends_on", "owner")


@require_http_methods(["GET", "POST"])
def child_flags(request: HttpRequest, code: str) -> HttpResponse:
    """The flags on one person; and a form to raise one."""
    reader = reader_of(request)
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    refusal = None
    if request.method == "POST":
        try:
            key = request.POST.get("key", "")[:80]
            actions.raise_flag(
                reader,
                code,
                typed["kind"],
                typed["reason"],
                review_on=_day("review_on", typed["review_on"]),
                ends_on=_day("ends_on", typed["ends_on"]),
                idempotency_key=f"page:{key}" if key else None,
            )
            return redirect("child_flags", code)
        except NotValid as not_valid:
            refusal = not_valid
    found = queries.open_flags(reader, code)
    context = {
        "code": found.code,
        "person": shapes.person(found.person),
        "ours": [shown(flag) for flag in found.flags if flag.is_ours],
        "told": [shown(flag) for flag in found.flags if not flag.is_ours],
        "kinds": kinds_for(reader),
        "form": typing_in.form(typed, refusal),
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
        "checked_at": clocks.now(),
    }
    return render(request, "child_flags.html", context, status=422 if refusal else 200)


def kinds_for(reader: Reader) -> list[dict[str, Any]]:
    """The kinds this reader may raise, as options."""
    mine = [kind for kind in kinds().values() if reader.may("raise_flag") and reader.role.id in kind.raised_by]
    return [{"value": kind.id, "words": kind.name, "hint": kind.sentence} for kind in mine]


def shown(flag: Shown) -> dict[str, Any]:
    """A flag as the flag list draws it."""
    return {
        "words": flag.name + (" (ended: nobody has looked since)" if flag.state == "ended" else ""),
        "level": flag.level,
        # Of a source's the name says in words what its own code says.
        "why": (flag.why or None) if flag.is_ours else None,
        "since": flag.since.astimezone(LONDON).date(),
        "owner": flag.owner or None,
        "review_on": flag.review_on,
        "ends_on": flag.ends_on,
        "is_late": flag.is_late,
        "system": flag.system_name or None,
        "record_reference": flag.record_reference,
        "record_url": reverse("record", args=[flag.record_id]) if flag.record_id else None,
        "url": reverse("flag", args=[flag.reference]) if flag.reference else None,
        "reference": flag.reference,
    }


@require_GET
def flag(request: HttpRequest, reference: str) -> HttpResponse:
    """One flag: why it stands, whose it is, what happened to it."""
    reader = reader_of(request)
    return _page(request, queries.open_flag(reader, reference), reader)


STEPS = {"review": "Review this flag", "hand-on": "Hand this flag on", "lift": "Lift this flag"}


@require_POST
def flag_step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Review, hand on or lift; lifting lowers a guard, so it is confirmed first."""
    reader = reader_of(request)
    if step not in STEPS:
        raise NotFound("A flag has no such step.")
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    seen = request.POST.get("seen_event", "")
    seen_event = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 18 else None
    try:
        if step == "lift" and not request.POST.get("confirmed"):
            return _confirm(request, queries.open_flag(reader, reference), typed, reader)
        if step == "lift":
            actions.lift_flag(reader, reference, typed["reason"], seen_event_id=seen_event)
        elif step == "hand-on":
            actions.hand_on_flag(reader, reference, typed["owner"], typed["reason"], seen_event_id=seen_event)
        else:
            days = {name: _day(name, typed[name]) for name in ("review_on", "ends_on")}
            actions.review_flag(reader, reference, typed["reason"], **days, seen_event_id=seen_event)
    except NotValid as not_valid:
        return _page(request, queries.open_flag(reader, reference), reader, not_valid)
    return redirect("flag", reference)


def _confirm(request: HttpRequest, file: queries.FlagFile, typed: dict[str, str], reader: Reader) -> HttpResponse:
    actions.check_may_lift(reader, file.kind, typed["reason"])
    context = {
        "flag": _file(file),
        "person": shapes.person(file.person) if file.person else None,
        "reason": typed["reason"],
        "seen_event": request.POST.get("seen_event", ""),
    }
    return render(request, "flag_confirm.html", context)


def _page(
    request: HttpRequest, file: queries.FlagFile, reader: Reader, refusal: NotValid | None = None
) -> HttpResponse:
    is_open = file.flag.closed_at is None
    may = is_open and reader.may("review_flag")
    context = {
        "flag": _file(file),
        "person": shapes.person(file.person) if file.person else None,
        "may_review": may and reader.role.id in file.kind.raised_by,
        "may_lift": may and reader.role.id in file.kind.lifted_by,
        "lifted_by": [one.replace("_", " ") for one in file.kind.lifted_by] if is_open else [],
        "owners": [{"value": one.username, "words": str(one), "hint": None} for one in _owners(file, reader)],
        "form": typing_in.form(request.POST, refusal),
        "events": [_event(event) for event in file.events],
    }
    return render(request, "flag.html", context, status=422 if refusal else 200)


def _owners(file: queries.FlagFile, reader: Reader) -> list[Any]:
    """Those it may be handed to: who holds a post of its desk or may lift it, in this borough first."""
    borough = reader.post.borough_id if reader.post else None
    return officers_in_roles(sorted({file.kind.desk, *file.kind.lifted_by}), borough, clocks.now())


def _file(file: queries.FlagFile) -> dict[str, Any]:
    found = file.flag
    return {
        "reference": found.reference,
        "words": file.kind.name,
        "level": file.kind.level,
        "sentence": file.kind.sentence,
        "source": file.kind.source,
        "mark": str(file.kind.mark),
        "state": found.state,
        "owner": str(found.owner) if found.owner else None,
        "since": found.raised_at,
        "review_on": found.review_on,
        "ends_on": found.ends_on,
        "is_late": found.closed_at is None and (found.state == "ended" or found.review_on < clocks.today()),
        "needs_end": file.kind.needs_end,
        "review_days": file.kind.review_days,
        "seen_event": found.last_event_id,
    }


def _event(event: dict[str, Any]) -> dict[str, Any]:
    erased = event["erased_at"] is not None
    return {
        "title": queries.SENTENCES.get(event["kind"], event["kind"]),
        "who": event["who"],
        "occurred_at": event["occurred_at"],
        "occurred_words": None,
        "recorded_at": event["recorded_at"],
        "text": "The words were erased." if erased else (event["body"] or {}).get("reason"),
        "kind": None,
        "evidence": None,
        "signal": {"ask": "the flag's owner", "hours": shapes.DESK_HOURS} if event["withheld"] else None,
    }


@require_GET
def flags(request: HttpRequest) -> HttpResponse:
    """What is to be reviewed, soonest first: the reader's own, or everybody's."""
    reader = reader_of(request)
    whose = request.GET.get("whose", "mine")
    number = typing_in.page_number(request.GET.get("page", ""))
    found = queries.flags_to_review(reader, mine=whose != "all", page=number)
    context = {
        "flags": [_review(one) for one in found["flags"]],
        "whose": whose,
        "systems": [{"id": one, "name": name} for one, name in SYSTEMS.items()] if reader.may("export_flags") else [],
        "page": shapes.page(number, found["page_size"], found["total"], f"whose={whose}" if whose == "all" else ""),
        "checked_at": clocks.now(),
    }
    return render(request, "flags.html", context)


def _review(one: dict[str, Any]) -> dict[str, Any]:
    person = one["person"]
    return {
        **one,
        "level": kinds()[one["kind"]].level,
        "url": reverse("flag", args=[one["reference"]]),
        "who": shapes.child_words(person),
        "review_on": date.fromisoformat(one["review_on"]),
        "ends_on": date.fromisoformat(one["ends_on"]) if one["ends_on"] else None,
    }


@require_http_methods(["GET", "POST"])
def flags_export(request: HttpRequest, system: str) -> HttpResponse:
    """What goes to another system, confirmed before it goes: a file of the flags in force that it takes."""
    reader = reader_of(request)
    reader.must("export_flags")
    if system not in SYSTEMS:
        raise NotFound("No system of that name takes flags.")
    if request.method == "POST":
        answer = HttpResponse(as_csv(export_flags(reader, system)), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="flags-{system}-{clocks.today()}.csv"'
        return answer
    taken = [kind.name for kind in kinds().values() if system in kind.exported_to]
    return render(request, "flags_export.html", {"system": {"id": system, "name": SYSTEMS[system]}, "kinds": taken})


def _day(field: str, text: str) -> date | None:
    start = typing_in.day_start(field, text)
    return start.astimezone(LONDON).date() if start else None
