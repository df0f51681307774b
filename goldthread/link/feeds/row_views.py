"""The page of one quarantined row: its fault explained, put right by its fields or as text."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from goldthread.core.access.reader import Reader
from goldthread.core.later import load_later
from goldthread.core.refusals import Refusal
from goldthread.link.feeds import settling, shown
from goldthread.link.feeds.correcting import fields_of
from goldthread.link.feeds.explaining import explained
from goldthread.link.feeds.queries import open_row
from goldthread.web import typing_in
from goldthread.web.asking import reader_of


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, row_id: int) -> HttpResponse:
    """One quarantined row; what was typed is kept where it is refused."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return _correct(request, reader, row_id)
        except Refusal as refused:
            if refused.status not in (409, 422):
                raise
            refusal = refused
    found = open_row(reader, row_id)
    context = {
        "row": shown.row(found),
        "delivery": shown.delivery(found["delivery"]),
        **_fields(request, found, refusal),
    }
    return render(request, "feed_row.html", context, status=refusal.status if refusal else 200)


def _fields(request: HttpRequest, found: dict[str, Any], refusal: Refusal | None) -> dict[str, Any]:
    """The row's fields as they came or as they were typed, the faulty one first."""
    came = found["delivery"]
    own = fields_of(settling.form_of(came), came.head, found["raw"]) if found["raw"] else None
    faulty = _path_of(found["field"], own) if own is not None else ""
    held = {**({faulty: ""} if faulty else {}), **(own or {}), **_typed(request)}
    as_fields = own is not None and request.POST.get("as", "fields") == "fields"
    differing = {name: text for name, text in _typed(request).items() if text != (own or {}).get(name, "")}
    values = {f"field:{name}": text for name, text in held.items()}
    values["text"] = request.POST.get("text", found["raw"] or "")
    at = _path_of(refusal.field, held) if refusal else ""
    names = {refusal.field: f"field:{at}" if at in held else "text"} if refusal else {}
    return {
        "faulty": faulty,
        "explained": explained(came.source_id, faulty, held.get(faulty, "")) if faulty else None,
        "typed_words": [{"label": name, "words": text} for name, text in differing.items()]
        + ([{"label": "The row as text", "words": request.POST["text"]}] if "text" in request.POST else []),
        "others": [name for name in held if name != faulty],
        "by_fields": as_fields,
        "can_be_taken_apart": own is not None,
        "form": typing_in.form(values, refusal, names if refusal and refusal.field else {}),
    }


def _path_of(field: str, own: Mapping[str, str]) -> str:
    """The path of the faulty field; where a list or a group is faulty as a whole, of its first."""
    inside = (name for name in own if name.startswith((f"{field}[", f"{field}.")))
    return field if not field or field in own else next(inside, field)


def _typed(request: HttpRequest) -> dict[str, str]:
    fields = ((name, request.POST.get(name, "")) for name in request.POST if name.startswith("field:"))
    return {name.removeprefix("field:"): text for name, text in fields}


def _correct(request: HttpRequest, reader: Reader, row_id: int) -> HttpResponse:
    if request.POST.get("as") == "text":
        again = settling.correct(reader, row_id, text=request.POST.get("text", ""))
    else:
        again = settling.correct(reader, row_id, changes=_typed(request))
    load_later(again.pk)
    return redirect("feed_delivery", str(again.pk))
