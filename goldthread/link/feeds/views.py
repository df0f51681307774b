"""Pages of the feeds: what came in, and what became of every row; rows are replayed or returned from here."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.later import load_later
from goldthread.core.records.models import Source
from goldthread.core.records.queries import Freshness
from goldthread.core.refusals import NotValid, Refusal
from goldthread.link.feeds import actions, settling, shown
from goldthread.link.feeds.agreed import end_of
from goldthread.link.feeds.detecting import source_of
from goldthread.link.feeds.models import Delivery
from goldthread.link.feeds.queries import (
    STATES,
    delivery_called,
    for_the_sender,
    open_delivery,
    open_feeds,
    rows_that_wait,
    volumes_of,
)
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

PAGE = 25
ROWS = 50
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
    source, only = request.GET.get("from", "").strip(), request.GET.get("rows", "") == "waiting"
    found = open_feeds(reader, number, PAGE, source=source, only_waiting=only)
    volumes = volumes_of(found.deliveries)
    kept = {**({"from": source} if source else {}), **({"rows": "waiting"} if only else {})}
    names = {one.code: one.name for one, _ in found.sources}
    context = {
        "feeds": [_source(one, fresh, found.waiting.get(one.code, 0)) for one, fresh in found.sources],
        "deliveries": [
            shown.delivery(one, found.waiting_of.get(one.pk, 0), volumes.get(one.pk)) for one in found.deliveries
        ],
        "chosen": ([names.get(source, source)] if source else []) + (["with rows that wait"] if only else []),
        "page": shapes.page(number, PAGE, found.total, urlencode(kept)),
        "links_behind": found.behind.words,
        "checked_at": clocks.now(),
        "form": typing_in.form(
            {"source": request.POST.get("source", BY_THE_FILE), "from": source, "rows": "waiting" if only else ""},
            refusal,
        ),
    }
    return render(request, "feeds.html", context, status=422 if refusal else 200)


def _source(source: Source, fresh: Freshness, waiting: int) -> dict[str, Any]:
    return {
        "code": source.code,
        "name": source.name,
        "desk": source.desk,
        "last_good_at": source.last_good_load_at,
        "is_stale": not fresh.is_known,
        "state": fresh.state,
        "waiting": waiting,
        "agreement": source.agreement,
        **_agreed(source),
    }


def _agreed(source: Source) -> dict[str, Any]:
    state, words = end_of(source)
    return {"agreement_words": words, "agreement_token": shown.AGREEMENT_TOKENS.get(state)}


def _receive(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All the files or none: a week's folder with one file that cannot be told apart is not half taken in."""
    files = request.FILES.getlist("file")
    if not files:
        raise NotValid("file", "Choose a file.")
    with db.transaction():
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
        "delivery": shown.delivery(found["delivery"], volume=volumes_of([found["delivery"]]).get(delivery_id)),
        "by_code": found["by_code"],
        "rows": [shown.row(row) for row in found["quarantine"]],
        "origin": _origin(reader, found["delivery"]),
        "replays": [shown.delivery(one) for one in found["replays"]],
        "form": typing_in.form(
            {**asked, "reason": request.POST.get("reason", ""), "row": request.POST.getlist("row")},
            refusal,
            {"rows": "row"},
        ),
        "chosen": [shown.ROW_WORDS.get(value, value) for value in kept.values()],
        "states": [{"value": one, "words": shown.ROW_WORDS[one]} for one in STATES],
        "codes": [{"value": one["code"], "words": one["code"]} for one in found["by_code"]],
        "page": shapes.page(number, ROWS, found["total"], urlencode(kept)),
        "checked_at": clocks.now(),
    }
    return render(request, "feed_delivery.html", context, status=refusal.status if refusal else 200)


def _origin(reader: Reader, again: Delivery) -> dict[str, Any] | None:
    """Of a replay, where its rows came from and which of them to open next."""
    if again.replay_of is None:
        return None
    waiting, first = rows_that_wait(reader, again.replay_of.pk)
    return {
        "url": reverse("feed_delivery", args=[again.replay_of.pk]),
        "file_name": again.replay_of.name,
        "waiting": waiting,
        "next_url": reverse("feed_row", args=[first]) if first else None,
    }


def _settle(request: HttpRequest, reader: Reader, delivery_id: UUID) -> HttpResponse:
    rows = [int(one) for one in request.POST.getlist("row") if one.isascii() and one.isdigit() and len(one) < 19]
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
    answer = render(request, "components/feed_progress.html", {"delivery": shown.delivery(found)})
    if done:
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
def delivery_rows(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """The quarantined rows as a file for their sender."""
    content = for_the_sender(reader_of(request), delivery_id)
    headers = {"Content-Disposition": f'attachment; filename="quarantine-{delivery_id}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
