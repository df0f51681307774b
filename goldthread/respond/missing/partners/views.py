"""Pages of what homes send of missing children: the list, and one report put right or answered. Read at a desk."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.partners import queries, receiving, settling
from goldthread.respond.missing.partners.columns import COLUMNS, RETURN, WHEN, WHO
from goldthread.respond.missing.partners.models import ASIDE
from goldthread.respond.missing.partners.rows import AS_IT_CAME, LARGEST
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

ROWS = 50
LEVELS = {"aside": "high", "waiting": "high", "opened": "none", "joined": "none", "returned": "none", "told": "none"}
# What is put right by hand: who, when, and whatever column was wrong.
PUT_RIGHT = ("home", "child_code", "forename", "surname", "birth_date")


@require_http_methods(["GET", "POST"])
def partner_reports(request: HttpRequest) -> HttpResponse:
    """What homes sent, what waits for a person first; and a file that came by mail handed in."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return _handed_in(reader, request)
        except NotValid as found:
            refusal = found
    state, number = request.GET.get("state", ""), typing_in.page_number(request.GET.get("page", ""))
    found_reports = queries.reports(reader, state=state, page=number, size=ROWS)
    context = {
        "reports": [_row(one) for one in found_reports["reports"]],
        "states": [{"value": "", "words": "All"}, *({"value": value, "words": words}
                   for value, words in queries.STATE_WORDS.items())],
        "chosen": queries.STATE_WORDS.get(state, ""),
        "page": shapes.page(number, ROWS, found_reports["total"], urlencode({"state": state} if state else {})),
        "columns": list(COLUMNS),
        "may_hand_in": reader.may("report_missing") or reader.may("send_missing_report"),
        "checked_at": clocks.now(),
        "form": typing_in.form({"state": state, "way": request.POST.get("way", "mail")}, refusal),
    }  # fmt: skip
    return render(request, "home_reports.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
def partner_report(request: HttpRequest, reference: str) -> HttpResponse:
    """One report word for word; where it waits it is put right, or answered."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            done = _settle(reader, reference, request.POST)
        except NotValid as found:
            refusal = found
        else:
            return (
                redirect("case", done["case_reference"])
                if done["case_reference"]
                else redirect("partner_report", reference)
            )
    told = queries.report(reader, reference)
    context = {
        "report": _row(told),
        "said": _said(told["told"] or {}),
        "is_open": told["state"] == ASIDE and reader.may("report_missing"),
        "put_right": _put_right(told),
        "search": urlencode({"q": _searched(told["told"] or {})}),
        "form": _form(told, request.POST, refusal),
    }
    return render(request, "home_report.html", context, status=refusal.status if refusal else 200)


def _handed_in(reader: Reader, request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise NotValid("file", "Choose the file.")
    way = "mail" if request.POST.get("way") == "mail" else "file"
    receiving.hand_in(reader, file.name or "file", file.read(LARGEST + 1), way)
    return redirect("partner_reports")


def _settle(reader: Reader, reference: str, posted: Any) -> dict[str, Any]:
    seen = int(posted["attempt"]) if posted.get("attempt", "").isdecimal() else None
    if posted.get("step") == "answer":
        return settling.answer(reader, reference, posted.get("why", ""), attempt=seen)
    told = {name: posted[name] for name in (*COLUMNS, *RETURN) if name in posted}
    return settling.take_again(reader, reference, told, attempt=seen)


def _put_right(told: dict[str, Any]) -> list[dict[str, str]]:
    """The columns that may be put right here, the one that was wrong first."""
    names = [told["field"], *PUT_RIGHT] if told["field"] in COLUMNS else [*PUT_RIGHT]
    if told["what"] == "back":
        names = ["our_reference", *names]
    return [{"name": name, "label": name.removeprefix("q_").replace("_", " ").capitalize(),
             "hint": (COLUMNS[name][:1].upper() + COLUMNS[name][1:]).replace("`", "")}
            for name in dict.fromkeys(names)]  # fmt: skip


def _searched(said: dict[str, str]) -> str:
    return " ".join(said[name] for name in ("forename", "surname", "birth_date") if said.get(name))


def _form(told: dict[str, Any], posted: Any, refusal: NotValid | None) -> Any:
    held = told["told"] or {}
    values = {name: posted.get(name, held.get(name, "")) for name in COLUMNS} | {"why": posted.get("why", "")}
    form = typing_in.form(values, refusal)
    if told["state"] == ASIDE and not refusal:
        form["errors"] = {told["field"]: told["words"]}
    return form


def _said(told: dict[str, str]) -> list[dict[str, str]]:
    """What the row said, in the order of the form; what is none of its columns last."""
    order = {name: place for place, name in enumerate((*WHO, *WHEN, *COLUMNS))}
    names = sorted(told, key=lambda name: (order.get(name, len(order)), name))
    return [{"name": "As it came" if name == AS_IT_CAME else _name(name), "value": told[name]} for name in names]


def _name(column: str) -> str:
    for prefix, words in (("p1_", "Philomena 1: "), ("p2_", "Philomena 2: ")):
        if column.startswith(prefix):
            return words + column.removeprefix(prefix).replace("_", " ")
    return column.removeprefix("q_").replace("_", " ").capitalize()


def _row(told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "received_at": shapes.instant(told["received_at"]),
        "reported_at": shapes.instant(told["reported_at"]) if told["reported_at"] else None,
        "level": LEVELS[told["state"]],
        "url": reverse("partner_report", args=[told["reference"]]),
    }
