"""Pages of governance: the bodies, one body, one meeting, one pack, and the form of every step."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.audit.grading import Said
from goldthread.core import clocks
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.governance import following, packs, reading, seats, shown
from goldthread.improve.governance.bodies import KIND_WORDS, KINDS, overseen
from goldthread.improve.governance.meetings import CAME, ITEM_KINDS
from goldthread.improve.governance.models import Meeting
from goldthread.improve.governance.reading import BodyNow, state_of
from goldthread.improve.governance.stepping import PACK, Step, id_of, step_named
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

FAULTS = (Said.NO, Said.PARTLY, Said.NOT_RECORDED)


@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies the reader may know of: when each met, meets next, and what is late."""
    # What has waited stands first, in the profile's order otherwise.
    found = sorted(reading.list_bodies(reader_of(request)), key=lambda one: not (one.is_overdue or one.not_held))
    return render(request, "governance.html", {"bodies": [_body(one) for one in found], "checked_at": clocks.now()})


@require_GET
def body(request: HttpRequest, body: str) -> HttpResponse:
    """One body: what it is and sees, who sits there, its meetings and its decisions."""
    reader = reader_of(request)
    now, seated, met, decided = reading.open_body(reader, body)
    context = {
        "body": _body(now),
        "sees": [{"words": KIND_WORDS[kind], "is_seen": kind in now.body.sees} for kind in KINDS],
        "seats": [{**reading.seat_as_json(one), "since": clocks.day_of(one.starts_at)} for one in seated],
        "meetings": [_meeting(one) for one in met],
        "decisions": shown.decisions(decided),
        "packs": [{"number": one.number, "url": reverse("governance_pack", args=[one.pk]),
                   "planned_at": one.meeting.planned_at} for one in packs.packs_to_read(reader, now.body.id)],
        "may_write": now.may_write,
        "may_seat": reader.may("keep_governance"),
        "checked_at": clocks.now(),
    }  # fmt: skip
    return render(request, "governance_body.html", context)


@require_GET
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: agenda, who came, minutes, decisions, what was learned and by which route it went out."""
    now = reading.open_meeting(reader_of(request), meeting_id)
    context = {
        "meeting": {**_meeting(now.meeting), "minutes": now.meeting.minutes, "why": now.meeting.why,
                    "minuted_by": str(now.meeting.minuted_by or ""), "minuted_at": now.meeting.minuted_at},
        "body": {"name": now.body.name, "url": reverse("governance_body", args=[now.body.id]),
                 "learning": now.body.learning, "packs": "packs" in now.body.sees},
        "agenda": _agenda(now.agenda),
        "attendance": [{"who": who, "organisation": place, "how": how} for who, place, how in now.attendance],
        "decisions": shown.decisions(now.decisions),
        "learned": [_lesson(one) for one in now.learned],
        "packs": [{"number": one.number, "digest": one.digest, "url": reverse("governance_pack", args=[one.pk])}
                  for one in now.packs],
        "may_write": now.may_write,
        "may_pack": now.may_write and reader_of(request).may("audit_cases"),
        "checked_at": clocks.now(),
    }  # fmt: skip
    return render(request, "governance_meeting.html", context)


@require_GET
def pack(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    """One redacted pack, for the seats of its meeting."""
    found = packs.open_pack(reader_of(request), pack_id)
    context = {
        "pack": {
            "number": found.number,
            "digest": found.digest,
            "made_at": found.made_at,
            **found.held,
            "answers": _faults_first(found.held["answers"]),
            "steps": _together(found.held["steps"]),
        },
        "words_checked_by": str(found.words_checked_by or ""),
        "meeting_url": reverse("governance_meeting", args=[found.meeting_id]),
        "planned_at": found.meeting.planned_at,
    }
    return render(request, "governance_pack.html", context)


def _together(steps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps as they were taken; the same one at the same time, question by question, is told once."""
    runs = [list(same) for _, same in groupby(steps, key=itemgetter("day", "time", "what"))]
    return [{**same[0], "times": len(same)} for same in runs]


def _faults_first(answers: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    """What was not done or not recorded, then the rest, each in the order of the question set."""
    told = [{**one, "is_fault": one["said"] in FAULTS} for one in answers]
    return sorted(told, key=lambda one: not one["is_fault"])


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str, about: str) -> HttpResponse:
    """The form of one step, and the step taken. What was typed is kept where it is refused."""
    return _step(request, step_named(step), about)


@require_http_methods(["GET", "POST"])
def new_pack(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put a graded case of a sample before the panel, with nobody in it."""
    reader_of(request).must("audit_cases")
    return _step(request, PACK, str(meeting_id))


def _step(request: HttpRequest, taken: Step, about: str) -> HttpResponse:
    reader = reader_of(request)
    reader.must("read_governance")
    # Several ticks of one name come as one text.
    typed = {name: ", ".join(many) for name, many in request.POST.lists() if name != "csrfmiddlewaretoken"}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return redirect(_next(taken, about, taken.take(reader, about, typed)))
        except (NotValid, Clash) as refused:
            refusal = refused
    return _form_page(request, taken, about, typed, refusal)


def _form_page(
    request: HttpRequest, taken: Step, about: str, typed: dict[str, str], refusal: Refusal | None
) -> HttpResponse:
    context = {
        "step": {"words": taken.words},
        "fields_asked": [_field(one) for one in taken.fields],
        "seats": _seats_to_come(request, taken, about),
        "came": [{"value": value, "words": words} for value, words in CAME.items()],
        "form": typing_in.form(_begun(request, taken, about, typed), refusal, _on_page(taken, refusal)),
        "back_to": request.GET.get("from", "") if request.GET.get("from", "").startswith("/improve/") else "",
    }
    return render(request, "governance_step.html", context, status=refusal.status if refusal else 200)


def _begun(request: HttpRequest, taken: Step, about: str, typed: dict[str, str]) -> dict[str, Any]:
    """What the form shows: what was typed, or what stands already where it is to be corrected."""
    if taken.id == "cite" and request.method == "GET":
        now = following.open_decision(reader_of(request), id_of(about)).now
        return {"kind": now.kind, "measure": now.measure, "boroughs": list(now.boroughs), "look_on": now.look_on or ""}
    ticked = {one.name for one in taken.fields if one.kind == "ticks"}
    return {name: value.split(", ") if name in ticked else value for name, value in typed.items()}


def _on_page(taken: Step, refusal: Refusal | None) -> dict[str, str]:
    """A refusal of what has no field of its own stands at the top of the page."""
    shown = {one.name for one in taken.fields}
    return {} if refusal is None or refusal.field in shown else {refusal.field: ""}


def _field(one: Any) -> dict[str, Any]:
    options = [{"value": value, "words": words, "hint": None} for value, words in one.choices().items()]
    return {"name": one.name, "label": one.label, "kind": one.kind, "hint": one.hint or None, "options": options}


def _seats_to_come(request: HttpRequest, taken: Step, about: str) -> list[dict[str, str]]:
    """Who may have come to the meeting whose minutes are to be written."""
    if taken.id != "hold":
        return []
    now = reading.open_meeting(reader_of(request), id_of(about))
    found = (
        seats.seated_at(min(clocks.now(), now.meeting.planned_at))
        .filter(body=now.body.id)
        .select_related("officer")
        .order_by("starts_at", "pk")
    )
    return [{"name": f"came_{one.pk}", "words": f"{one.officer}, {one.organisation}"} for one in found]


def _next(taken: Step, about: str, made: Any) -> str:
    """Where a step leads: to the meeting it was about, else to the body."""
    if taken.about == "meeting" or taken.id == "plan":
        return reverse("governance_meeting", args=[made.pk if taken.id == "plan" else about])
    if taken.about == "decision" and taken.id in ("cite", "effect"):
        return reverse("governance_decision", args=[about])
    if taken.about in ("decision", "lesson"):
        return reverse("governance_meeting", args=[made.meeting_id])
    return reverse("governance_body", args=[made.body])


def _body(now: BodyNow) -> dict[str, Any]:
    told = reading.as_json(now)
    return {
        **told,
        "oversees": overseen(now.body.oversees),
        "seat": seats.SEAT_KINDS.get(now.seat, ""),
        "url": reverse("governance_body", args=[now.body.id]),
    }


def _meeting(one: Meeting) -> dict[str, Any]:
    state = state_of(one)
    is_late = state not in ("Planned", "Held", "Called off")
    return {
        "id": str(one.pk),
        "planned_at": one.planned_at,
        "held_at": one.held_at,
        "state": state,
        "level": "high" if is_late else "none" if one.held_at is None else "done",
        "is_open": one.held_at is None and one.called_off_at is None,
        "url": reverse("governance_meeting", args=[one.pk]),
    }


def _agenda(items: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    told = list(items)
    asked = ITEM_KINDS["recommendation"]
    pages = shown.pages_of({about.partition(".")[0] for kind, about, _ in told if kind == asked})
    return [
        {"kind": kind, "about": about, "words": words,
         "url": pages.get(about.partition(".")[0]) if kind == asked else None}
        for kind, about, words in told
    ]  # fmt: skip


def _lesson(one: Any) -> dict[str, Any]:
    routes = [
        {"words": "Borough commanders", "on": one.boroughs_told_on, "whom": one.boroughs_told},
        {"words": "Training and policy", "on": one.training_told_on, "whom": one.training_told},
    ]
    return {"id": str(one.pk), "words": one.words, "routes": routes, "missing": reading.not_passed_on(one)}
