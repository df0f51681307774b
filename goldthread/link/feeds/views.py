"""Pages of the feeds: what came in and what became of every row, putting rows right, and reconciling with a source."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.later import compare_later, load_later
from goldthread.core.refusals import NotValid, Refusal
from goldthread.link.feeds import actions, reconciling, settling
from goldthread.link.feeds.correcting import fields_of
from goldthread.link.feeds.detecting import source_of
from goldthread.link.feeds.explaining import explained
from goldthread.link.feeds.models import Delivery
from goldthread.link.feeds.queries import (
    STATES,
    delivery_called,
    for_the_sender,
    open_delivery,
    open_feeds,
    open_reconciliation,
    open_reconciliations,
    open_row,
)
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

PAGE = 25
ROWS = 50
STATE_WORDS = {"received": "waiting for the worker", "loading": "loading", "loaded": "done", "failed": "refused"}
ROW_WORDS = {"waiting": "Waiting", "replayed": "Replayed", "returned": "Returned to sender"}
BY_THE_FILE = "file"


@require_http_methods(["GET", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    """Every source and its deliveries; files may be handed in here and are loaded by the worker."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return _receive(request, reader)
        except NotValid as not_valid:
            refusal = not_valid
    number = typing_in.page_number(request.GET.get("page", ""))
    found = open_feeds(reader, number, PAGE)
    today = clocks.today()
    context = {
        "feeds": [
            {
                "code": source.code,
                "name": source.name,
                "desk": source.desk,
                "last_good_at": source.last_good_load_at,
                "is_stale": not fresh.is_known,
                "state": fresh.state,
                "waiting": found.waiting.get(source.code, 0),
                "agreement": source.agreement,
                "agreement_ends_on": source.agreement_ends_on,
                "is_ended": source.agreement_ends_on < today,
            }
            for source, fresh in found.sources
        ],
        "deliveries": [_delivery(one) for one in found.deliveries],
        "page": shapes.page(number, PAGE, found.total),
        "checked_at": clocks.now(),
        "form": typing_in.form({"source": request.POST.get("source", BY_THE_FILE)}, refusal),
    }
    return render(request, "feeds.html", context, status=422 if refusal else 200)


def _receive(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All the files or none: a week's folder with one file that cannot be told apart is not half taken in."""
    files = request.FILES.getlist("file")
    if not files:
        raise NotValid("file", "Choose a file.")
    taken = [_taken(reader, file, request.POST.get("source", BY_THE_FILE)) for file in files]
    for delivery in taken:
        if delivery.state != "loaded":
            load_later(delivery.pk)
    return redirect("feed_delivery", str(taken[0].pk)) if len(taken) == 1 else redirect("feeds")


def _taken(reader: Reader, file: UploadedFile, source: str) -> Delivery:
    if file.size is None or file.size > actions.LARGEST:
        raise NotValid(
            "file", f"{file.name} is over {actions.LARGEST // 2**20} MB.", "Ask the sender to send it in parts."
        )
    stream: Any = file.file
    if source in ("", BY_THE_FILE):
        source = source_of(stream, file.name or "")
    return actions.receive(reader, source, file.name or "file", stream)


@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """One delivery reconciled, with the rows in quarantine; rows are replayed or returned from here."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return _settle(request, reader, delivery_id)
        except Refusal as refused:
            if refused.status not in (404, 409, 422):
                raise
            refusal = refused
    asked = {name: request.GET.get(name, "").strip() for name in ("state", "code")}
    number = typing_in.page_number(request.GET.get("page", ""))
    found = open_delivery(reader, delivery_id, **asked, page=number, size=ROWS)
    kept = {name: value for name, value in asked.items() if value}
    context = {
        "delivery": _delivery(found["delivery"]),
        "by_code": found["by_code"],
        "rows": [_row(row) for row in found["quarantine"]],
        "replays": [_delivery(one) for one in found["replays"]],
        "form": typing_in.form({**asked, "reason": request.POST.get("reason", "")}, refusal),
        "chosen": [ROW_WORDS.get(value, value) for value in kept.values()],
        "states": [{"value": one, "words": ROW_WORDS[one]} for one in STATES],
        "codes": [{"value": one["code"], "words": one["code"]} for one in found["by_code"]],
        "page": shapes.page(number, ROWS, found["total"], urlencode(kept)),
        "checked_at": clocks.now(),
    }
    return render(request, "feed_delivery.html", context, status=refusal.status if refusal else 200)


def _settle(request: HttpRequest, reader: Reader, delivery_id: UUID) -> HttpResponse:
    rows = [int(one) for one in request.POST.getlist("row") if one.isascii() and one.isdigit()]
    do = request.POST.get("do", "")
    if do == "replay":
        again = settling.replay(reader, delivery_id, rows)
        load_later(again.pk)
        return redirect("feed_delivery", str(again.pk))
    if not rows:
        raise NotValid("row", "Choose the rows.", "Tick each row it is about.")
    if do == "take_back":
        settling.take_back(reader, rows)
    else:
        settling.give_back(reader, rows, request.POST.get("reason", ""))
    return redirect("feed_delivery", str(delivery_id))


@require_GET
def delivery_progress(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """How far a load is, as a part of its page; once it is done the whole page is asked for again."""
    found = delivery_called(reader_of(request), delivery_id)
    done = found.state in ("loaded", "failed")
    answer = render(request, "components/feed_progress.html", {"delivery": _delivery(found)})
    if done:
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
def delivery_rows(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """The quarantined rows as a file for their sender."""
    content = for_the_sender(reader_of(request), delivery_id)
    headers = {"Content-Disposition": f'attachment; filename="quarantine-{delivery_id}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, row_id: int) -> HttpResponse:
    """One quarantined row, its fault explained, to be put right by its fields or as text."""
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
    came = found["delivery"]
    fields = fields_of(settling.form_of(came), came.head, found["raw"] or "") if found["raw"] else None
    typed = _typed(request)
    names = {found["field"]: f"field:{found['field']}", "text": "text"}
    if refusal and refusal.field:
        names[refusal.field] = f"field:{refusal.field}" if refusal.field in (fields or {}) else "text"
    faulty = found["field"] if fields is not None and found["field"] else ""
    shown = {**(fields or {}), **({faulty: (fields or {}).get(faulty, "")} if faulty else {}), **typed}
    context = {
        "row": _row(found),
        "delivery": _delivery(came),
        "faulty": faulty,
        "explained": explained(came.source_id, faulty, (fields or {}).get(faulty, "")) if faulty else None,
        "others": [name for name in shown if name != faulty],
        "by_fields": fields is not None and request.POST.get("as", "fields") == "fields",
        "can_be_taken_apart": fields is not None,
        "form": typing_in.form(
            {f"field:{name}": text for name, text in shown.items()}
            | {"text": request.POST.get("text", found["raw"] or "")},
            refusal,
            names,
        ),
    }
    return render(request, "feed_row.html", context, status=refusal.status if refusal else 200)


def _typed(request: HttpRequest) -> dict[str, str]:
    fields = ((name, request.POST.get(name, "")) for name in request.POST if name.startswith("field:"))
    return {name.removeprefix("field:"): text for name, text in fields}


def _correct(request: HttpRequest, reader: Reader, row_id: int) -> HttpResponse:
    if request.POST.get("as") == "text":
        again = settling.correct(reader, row_id, text=request.POST.get("text", ""))
    else:
        typed = _typed(request)
        again = settling.correct(reader, row_id, changes=typed)
    load_later(again.pk)
    return redirect("feed_delivery", str(again.pk))


@require_http_methods(["GET", "POST"])
def reconcile(request: HttpRequest) -> HttpResponse:
    """Hand in a source's own list of what it holds; the comparisons made so far."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return _take_list(request, reader)
        except NotValid as not_valid:
            refusal = not_valid
    found = open_feeds(reader, 1, 1)
    typed = {name: request.POST.get(name, "") for name in ("source", "first", "last")}
    context = {
        "sources": [{"value": source.code, "words": source.name} for source, _ in found.sources],
        "runs": [_run(one) for one in open_reconciliations(reader)],
        "kinds": [{"name": _kind(kind), "words": words} for kind, words in reconciling.KINDS.items()],
        "form": typing_in.form(typed, refusal),
        "checked_at": clocks.now(),
    }
    return render(request, "feed_reconcile.html", context, status=422 if refusal else 200)


def _take_list(request: HttpRequest, reader: Reader) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise NotValid("file", "Choose the list.")
    days = (request.POST.get("first", "").strip(), request.POST.get("last", "").strip())
    run = reconciling.take_list(reader, request.POST.get("source", ""), file.name or "list", file.read(), *days)
    compare_later(run.pk)
    return redirect("feed_reconciliation", str(run.pk))


@require_GET
def reconciliation(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One comparison: the counts, and every record that differs, those with open work first."""
    kind = request.GET.get("kind", "").strip()
    number = typing_in.page_number(request.GET.get("page", ""))
    found = open_reconciliation(reader_of(request), run_id, kind=kind, page=number, size=ROWS)
    context = {
        "run": _run(found["run"]),
        "counts": [
            {"kind": one, "name": _kind(one), "count": found["run"].counts.get(one, 0), "words": words}
            for one, words in reconciling.KINDS.items()
        ],
        "differences": [
            {
                "record": one.source_record_id,
                "name": _kind(one.kind),
                "listed_at": one.listed_at,
                "held_at": one.held_at,
                "words": one.words,
                "open_cases": one.open_cases,
            }
            for one in found["differences"]
        ],
        "form": typing_in.form({"kind": kind}),
        "kinds": [{"value": one, "words": _kind(one)} for one in reconciling.KINDS],
        "chosen": [_kind(kind)] if kind else [],
        "page": shapes.page(number, ROWS, found["total"], urlencode({"kind": kind}) if kind else ""),
        "checked_at": clocks.now(),
    }
    return render(request, "feed_reconciliation.html", context)


def _kind(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def _run(one: Any) -> dict[str, Any]:
    differ = sum(count for kind, count in one.counts.items() if kind != "alike")
    return {
        "id": str(one.pk),
        "source": one.source.name,
        "name": one.name,
        "at": one.at,
        "by": str(one.by),
        "listed": one.listed,
        "about": f"{one.first:%-d %B %Y} to {one.last:%-d %B %Y}" if one.first else "everything",
        "is_compared": one.compared_at is not None,
        "alike": one.counts.get("alike", 0),
        "differ": differ,
    }


def _row(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": found["id"],
        "number": found["row"],
        "code": found["code"],
        "field": found["field"] or "the whole row",
        "record": found["source_record_id"],
        "value": found["raw"] or None,
        "words": found["words"],
        "remedy": found["remedy"],
        "state": found["state"],
        "state_words": ROW_WORDS[found["state"]],
        "settled_at": found["settled_at"],
        "reason": found["reason"],
        "replay_url": reverse("feed_delivery", args=[found["replay_id"]]) if found["replay_id"] else None,
        "url": reverse("feed_row", args=[found["id"]]),
    }


def _delivery(one: Delivery) -> dict[str, Any]:
    refused = " ".join(f"{note['words']} {note['remedy']}" for note in one.notes) if one.state == "failed" else None
    is_text = bool(one.size and one.bytes_read)
    return {
        "id": str(one.pk),
        "source": one.source.name,
        "received_at": one.received_at,
        "received": one.rows_read,
        "accepted": one.accepted,
        "unchanged": one.unchanged,
        "quarantined": one.quarantined,
        "state": STATE_WORDS[one.state],
        "is_done": one.state in ("loaded", "failed"),
        "percent": min(99, 100 * one.bytes_read // one.size) if is_text else None,
        "alarm": None,
        "file_name": one.name,
        "replay_of": str(one.replay_of_id) if one.replay_of_id else None,
        "notes": [note["words"] for note in one.notes] if one.state == "loaded" else [],
        "refused": refused,
    }
