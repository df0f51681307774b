"""Pages that set a source's own list beside what is held."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.later import compare_later
from goldthread.core.records.queries import sending_sources
from goldthread.core.refusals import NotValid
from goldthread.link.feeds import reconciling, shown
from goldthread.link.feeds.queries import open_reconciliation, open_reconciliations
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

ROWS = 50


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
    typed = {name: request.POST.get(name, "") for name in ("source", "first", "last")}
    context = {
        "sources": [{"value": source.code, "words": source.name} for source in sending_sources()],
        "runs": [shown.run(one) for one in open_reconciliations(reader)],
        "kinds": [{"name": shown.kind(kind), "words": words} for kind, words in reconciling.KINDS.items()],
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
        "run": shown.run(found["run"]),
        "counts": [
            {"kind": one, "name": shown.kind(one), "count": found["run"].counts.get(one, 0), "words": words}
            for one, words in reconciling.KINDS.items()
        ],
        "differences": [shown.difference(one) for one in found["differences"]],
        "form": typing_in.form({"kind": kind}),
        "kinds": [{"value": one, "words": shown.kind(one)} for one in reconciling.KINDS],
        "chosen": [shown.kind(kind)] if kind else [],
        "page": shapes.page(number, ROWS, found["total"], urlencode({"kind": kind}) if kind else ""),
        "checked_at": clocks.now(),
    }
    return render(request, "feed_reconciliation.html", context)
