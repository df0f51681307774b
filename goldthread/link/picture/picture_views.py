"""The page of one person's picture, and word that it was printed."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.core.access.queries import grants_in_force
from goldthread.core.access.reader import Reader
from goldthread.core.cases.opening import openings
from goldthread.core.panels.registry import panels
from goldthread.core.people.queries import ids_under, people_by_code
from goldthread.core.records.reliance import PANELS
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.picture import panels as own
from goldthread.link.picture.filtering import Filter, filter_of, slice_of
from goldthread.link.picture.graph import graph_of
from goldthread.link.picture.grounds import grounds_of
from goldthread.link.picture.panels.shapes import whom_to_ask
from goldthread.link.picture.queries import Picture, log_print, open_picture
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

assert own.OWN  # noqa: S101 - importing them is what registers them
NOTHING_THEN = NotValid(
    "as_known_at", "Nothing was held of this person at that time, on that basis.", "Choose a later time."
)
MOMENT = {"at": "", "basis": "force", "since": ""}


@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """One person's picture; a retired code goes on to whoever it leads to, or asks which.

    A filter of the chronology is posted, so that no word of it stands in an address.
    """
    reader = reader_of(request)
    reader.must("open_picture", lambda: ids_under(code))
    found = people_by_code(code)
    if len(found) == 1 and found[0][1] != code:
        return redirect("picture", found[0][1])
    asked = request.POST if request.method == "POST" else request.GET
    typed = {name: asked.get(name, default) for name, default in MOMENT.items()}
    refusal = None
    try:
        shown = _open(reader, code, typed)
    except (NotValid, NotFound) as refused:
        shown = open_picture(reader, code)  # whoever is not held now is not found here either
        refusal = refused if isinstance(refused, NotValid) else NOTHING_THEN
    wanted, wrong = _filter(request)
    context = _context(shown, reader, wanted)
    context["moment"] = typing_in.form(typed, refusal, {"as_known_at": "at"})
    context["filter_form"] = typing_in.form(asdict(wanted), wrong)
    return render(request, "picture.html", context, status=422 if refusal or wrong else 200)


def _open(reader: Reader, code: str, typed: dict[str, str]) -> Picture:
    at = typing_in.instant("at", typed["at"])
    basis = typed["basis"] if at else "product"
    return open_picture(reader, code, known_at=at, basis=basis, learnt_since=bool(typed["since"]))


def _filter(request: HttpRequest) -> tuple[Filter, NotValid | None]:
    try:
        return filter_of(request.POST if request.method == "POST" else {}), None
    except NotValid as wrong:
        return Filter(), wrong


@require_POST
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The page says that it is being put on paper."""
    log_print(reader_of(request), code)
    return HttpResponse(status=204)


def _context(shown: Picture, reader: Reader, wanted: Filter) -> dict[str, Any]:
    unsure = shapes.unsure(PANELS, shown.sources)
    return {
        "person": {**shapes.person(shown.person, shown.code), "flags": shown.panels["who"]["risks"]},
        "layer": shown.look.layer,
        "known_at": shown.known.at,
        "basis": shown.known.basis,
        "changed": shown.changed,
        "learnt": shown.learnt,
        "limited": _limited(shown, reader),
        "panels": [
            {
                "id": panel.id,
                "title": panel.title,
                "template": panel.template,
                "body": shown.panels[panel.id],
                "unsure": unsure.get(panel.relies_on, []),
            }
            for panel in panels()
        ],
        "chronology": slice_of(shown.panels["chronology"]["items"], wanted),
        "graph": graph_of(shown.panels["associates"]["people"]),
        "grounds": grounds_of(shown.panels["certainty"]["links"]),
        "freshness": shapes.freshness(shown.sources),
        "may": _may(reader, shown.known.at),
        "openings": openings(reader) if shown.known.at is None else [],
    }


def _limited(shown: Picture, reader: Reader) -> list[dict[str, Any]]:
    """The restricted records, with the way to break the glass where this reader has one and has not used it."""
    glass_open = bool(grants_in_force(reader, shown.person_id))
    need = reverse("break_glass", args=[shown.code]) if reader.may("break_glass") and not glass_open else None
    return [{**whom_to_ask(one["ask"]), "url": need} for one in shown.limited if one["is_restricted"]]


def _may(reader: Reader, known_at: datetime | None) -> dict[str, bool]:
    return {
        "record": reader.may("record_concern") and known_at is None,
        "log": reader.may("see_access_log"),
        "rights": reader.may("carry_out_rights"),
        "share": reader.may("share_picture") and known_at is None,
    }
