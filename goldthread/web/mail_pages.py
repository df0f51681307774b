"""Pages of mail that came in: the list, what waits for a person first; one mail taken, or answered. Read at a desk."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.mailbox import queries, settling
from goldthread.core.mailbox.fetching import is_named
from goldthread.core.mailbox.models import ASIDE, WAITING
from goldthread.core.refusals import NotValid
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

LEVELS = {"kept": "high", "waiting": "high", "aside": "high", "taken": "none", "answered": "none"}
# Where what was made of an attachment stands, by how its reference begins; a file of answers has a number of its own.
REPORT = "K-"


@require_GET
def mail(request: HttpRequest) -> HttpResponse:
    """What came by mail, what waits for a person first; by state, by words of its sender or subject, page by page."""
    state, search = request.GET.get("state", ""), request.GET.get("search", "").strip()
    number = typing_in.page_number(request.GET.get("page", ""))
    found = queries.mail(reader_of(request), state=state, search=search, page=number)
    asked = {name: value for name, value in (("state", state), ("search", search)) if value}
    words = [queries.STATE_WORDS[state]] if state else []
    context = {
        "mail": [_row(one) for one in found["mail"]],
        "states": [{"value": "", "words": "All"}, *({"value": value, "words": words}
                   for value, words in queries.STATE_WORDS.items())],
        "chosen": [*words, *([f"“{search}”"] if search else [])],
        "is_fetched": is_named(),
        "page": shapes.page(number, queries.PAGE, found["total"], urlencode(asked)),
        "checked_at": clocks.now(),
        "form": typing_in.form({"state": state, "search": search}),
    }  # fmt: skip
    return render(request, "mail.html", context)


@require_http_methods(["GET", "POST"])
def mail_message(request: HttpRequest, reference: str) -> HttpResponse:
    """One mail: what it says and what is attached; where it waits it is taken, or answered."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            _settle(reader, reference, request.POST)
        except NotValid as found:
            refusal = found
        else:
            return redirect("mail_message", reference)
    told = queries.one(reader, reference)
    values = {"whose": request.POST.get("whose", told["entered_for"]), "why": request.POST.get("why", "")}
    context = {
        "mail": _row(told),
        "attachments": [{**one, "made": [_made(name) for name in one["made"]]} for one in told["attachments"]],
        "is_open": told["state"] in (WAITING, ASIDE),
        "may_take": any(one["fault"] in ("", "refused") and not one["taken_at"] for one in told["attachments"]),
        "choices": [{"value": "", "words": "Choose"}, *told["choices"]],
        "form": typing_in.form(values, refusal),
    }
    return render(request, "mail_message.html", context, status=refusal.status if refusal else 200)


def _settle(reader: Reader, reference: str, posted: Any) -> None:
    seen = typing_in.number(posted.get("attempt", ""))
    if posted.get("step") == "answer":
        settling.answer(reader, reference, posted.get("why", ""), attempt=seen)
    else:
        settling.take(reader, reference, posted.get("whose", ""), attempt=seen)


def _row(told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "received_at": shapes.instant(told["received_at"]),
        "settled_at": shapes.instant(told["settled_at"]) if told.get("settled_at") else None,
        "level": LEVELS[told["state"]],
        "url": reverse("mail_message", args=[told["reference"]]),
    }


def _made(name: str) -> dict[str, str]:
    """What an attachment became, and its page: a home's report, or a file under Shared."""
    if name.startswith(REPORT):
        return {"words": name, "url": reverse("partner_report", args=[name])}
    return {"words": "the file under Shared", "url": reverse("outcome_file", args=[name])}
