"""Pages of the feeds: what came in, what became of every row, and handing a file in."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.later import load_later
from goldthread.core.refusals import NotValid
from goldthread.link.feeds import actions
from goldthread.link.feeds.queries import open_delivery, open_feeds
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

PAGE = 25
ROWS = 50


@require_http_methods(["GET", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    """Every source and its deliveries; a file may be handed in here and is loaded by the worker."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return _receive(request)
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
                "agreement": source.agreement,
                "agreement_ends_on": source.agreement_ends_on,
                "is_ended": source.agreement_ends_on < today,
            }
            for source, fresh in found.sources
        ],
        "deliveries": [_delivery(one) for one in found.deliveries],
        "page": shapes.page(number, PAGE, found.total),
        "checked_at": clocks.now(),
        "form": typing_in.form({"source": request.POST.get("source", "")}, refusal),
    }
    return render(request, "feeds.html", context, status=422 if refusal else 200)


def _receive(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise NotValid("file", "Choose a file.")
    if file.size is None or file.size > actions.LARGEST:
        raise NotValid(
            "file", f"The file is over {actions.LARGEST // 2**20} MB.", "Ask the sender to send it in parts."
        )
    delivery = actions.receive(reader_of(request), request.POST.get("source", ""), file.name or "file", file.read())
    load_later(delivery.pk)
    return redirect("feed_delivery", str(delivery.pk))


@require_GET
def delivery(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """One delivery reconciled, with the rows in quarantine."""
    number = typing_in.page_number(request.GET.get("page", ""))
    found = open_delivery(reader_of(request), delivery_id)
    by_code = Counter((row["code"], row["words"]) for row in found["quarantine"])
    one = found["delivery"]
    context = {
        "delivery": _delivery(one),
        "by_code": [{"code": code, "count": count, "words": words} for (code, words), count in by_code.most_common(20)],
        "rows": [
            {
                "number": row["row"],
                "code": row["code"],
                "field": row["field"] or "the whole row",
                "value": row["raw"][:200] if row["raw"] else None,
                "words": row["words"],
                "remedy": row["remedy"],
            }
            for row in found["quarantine"][ROWS * (number - 1) : ROWS * number]
        ],
        "page": shapes.page(number, ROWS, len(found["quarantine"])),
    }
    return render(request, "feed_delivery.html", context)


def _delivery(one: Any) -> dict[str, Any]:
    states = {"received": "waiting for the worker", "loading": "loading", "loaded": "done", "failed": "refused"}
    refused = " ".join(f"{note['words']} {note['remedy']}" for note in one.notes) if one.state == "failed" else None
    return {
        "id": str(one.pk),
        "source": one.source.name,
        "received_at": one.received_at,
        "received": one.rows_read,
        "accepted": one.accepted,
        "unchanged": one.unchanged,
        "quarantined": one.quarantined,
        "state": states[one.state],
        "alarm": None,
        "file_name": one.name,
        "refused": refused,
    }
