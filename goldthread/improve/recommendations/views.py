"""Pages of the register: the list, one recommendation, a report read, corrected and confirmed."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.records.dates import read_date
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.recommendations import actions, queries
from goldthread.improve.recommendations.actions import KINDS, Item
from goldthread.improve.recommendations.models import Report
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

TIMESCALES = {
    "": "No time given",
    "immediate": "Immediately",
    "P3M": "Three months",
    "P6M": "Six months",
    "P12M": "A year",
}
AS_TYPED = {
    "immediately": "immediate",
    "within three months": "P3M",
    "within six months": "P6M",
    "within twelve months": "P12M",
    "within a year": "P12M",
}


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Every recommendation held, the most pressing first; readings that wait stand on top."""
    reader = reader_of(request)
    context = {
        "rows": [_row(row) for row in queries.open_recommendations(reader)],
        "drafts": [{"id": one.pk, "title": one.title, "at": one.read_at} for one in queries.readings_waiting(reader)],
        "may_keep": reader.may("keep_recommendations"),
        "checked_at": clocks.now(),
    }
    return render(request, "recommendations.html", context)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    silent = row["silent"] or 0
    return {
        "number": row["number"],
        "title": row["title"],
        "publication": row["report"],
        "kind": _timescale_words(row["timescale"]),
        "due_on": row["due_on"],
        "state": row["state"].capitalize(),
        "level": "high" if row["is_late"] else "medium",
        "owner": None,
        "points": {"shown": 0, "testing": 0, "silent": silent},
        "url": reverse("recommendation", args=[row["id"]]),
    }


def _timescale_words(timescale: str) -> str:
    if timescale.startswith("by:"):
        return "By a day"
    return TIMESCALES.get(timescale, timescale)


@require_GET
def recommendation(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """One recommendation in its publisher's own words."""
    found = queries.open_recommendation(reader_of(request), recommendation_id)
    context = {
        "item": {
            "number": found["number"],
            "title": found["title"],
            "text": found["text"] + ("" if found["complete"] else "\n(The text is cut off in the report.)"),
            "publication": found["report"],
            "publisher": "The inspectorate",
            "published_on": found["published_on"],
            "page": None,
            "kind": KINDS[found["kind"]],
            "timescale": _timescale_words(found["timescale"]).lower(),
            "due_on": found["due_on"],
            "open_days": found["days_open"] or 0,
            "state": found["state"].capitalize(),
            "level": "high" if found["is_late"] else "medium",
            "owner": None,
        },
        "points": [
            {
                "number": f"{found['number']}.{point['place']}",
                "text": point["text"],
                "state": "silent",
                "heard_on": None,
            }
            for point in found["points"]
        ],
        "actions": [],
        "effect": None,
        "source_url": None,
    }
    return render(request, "recommendation.html", context)


@require_http_methods(["GET", "POST"])
def import_report(request: HttpRequest) -> HttpResponse:
    """Read a report; nothing stands in the register until a person has compared it with the print."""
    reader = reader_of(request)
    reader.must("keep_recommendations")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            report = _read(request)
            if report.state == "confirmed":
                raise Clash(f"This report is in the register already: {report.title}.", "See the recommendations.")
            return redirect("recommendation_confirm", report.pk)
        except NotValid as not_valid:
            refusal = not_valid
    context = {"form": typing_in.form({}, refusal) if refusal else None}
    return render(request, "recommendation_import.html", context, status=422 if refusal else 200)


def _read(request: HttpRequest) -> Report:
    file = request.FILES.get("file")
    if file is None:
        raise NotValid("file", "Choose the report's file.")
    if (file.size or 0) > actions.LARGEST:
        raise NotValid(
            "file", f"The file is over {actions.LARGEST // 2**20} MB.", "Give the report without its annexes."
        )
    report, _ = actions.save_reading(reader_of(request), file.read(), file.name or "report")
    return report


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, report_id: int) -> HttpResponse:
    """Correct what was read and confirm it. What was typed is kept when a row is refused."""
    reader = reader_of(request)
    report = queries.reading(reader, report_id)
    items = actions.items_as_read(report)
    refusal = None
    if request.method == "POST":
        try:
            kept, rows = _kept(request, items)
            actions.confirm(
                reader,
                report_id,
                kept,
                title=request.POST.get("title", ""),
                published_on=_published(request.POST.get("published_on", "")),
            )
            return redirect("recommendations")
        except NotValid as not_valid:
            refusal = not_valid
            refusal.field = _on_page(refusal.field, rows if "rows" in locals() else [])
    context = {
        "draft": {
            "id": report.pk,
            "title": report.title,
            "publisher": "The inspectorate",
            "published_on": report.published_on,
            "file_name": report.name,
        },
        "warnings": report.reading["warnings"],
        "items": [_item(place, item, report) for place, item in enumerate(items, 1)],
        "kinds": [{"value": value, "words": words} for value, words in KINDS.items()],
        "form": typing_in.form(request.POST.dict(), refusal) if request.method == "POST" else None,
    }
    return render(request, "recommendation_confirm.html", context, status=422 if refusal else 200)


def _item(place: int, item: Item, report: Report) -> dict[str, Any]:
    return {
        "index": place,
        "number": item.number,
        "text": item.text,
        "kind": item.kind,
        "timescale": item.timescale,
        "points": "\n".join(item.points),
        "page": report.reading["recommendations"][place - 1].get("page"),
        "keep": True,
        "warning": None if item.is_complete else "Its text is cut off in the report: compare it with the print.",
    }


def _kept(request: HttpRequest, items: list[Item]) -> tuple[list[Item], list[int]]:
    """The rows kept, as corrected, and where each stands on the page."""
    kept, rows = [], []
    for place, item in enumerate(items, 1):
        if request.POST.get(f"keep_{place}", "keep") != "keep":
            continue
        timescale = request.POST.get(f"timescale_{place}", item.timescale).strip()
        kept.append(
            Item(
                request.POST.get(f"number_{place}", item.number),
                request.POST.get(f"kind_{place}", item.kind),
                AS_TYPED.get(timescale.casefold(), timescale),
                request.POST.get(f"text_{place}", item.text),
                tuple(request.POST.get(f"points_{place}", "\n".join(item.points)).splitlines()),
                item.is_complete,
                item.under,
            )
        )
        rows.append(place)
    return kept, rows


def _on_page(field: str, rows: list[int]) -> str:
    """The page's field for the action's: rows that were dropped are not in the action's count."""
    name, _, number = field.rpartition("_")
    if name and number.isdigit() and 0 < int(number) <= len(rows):
        return f"{name}_{rows[int(number) - 1]}"
    return field


def _published(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        found = read_date(text, on=clocks.today())
    except ValueError:
        raise NotValid("published_on", f'"{text[:40]}" is not a date.', "Enter it like 25 November 2016.") from None
    if found.precision != "day":
        raise NotValid("published_on", "Enter the day, not only the month.", "Due dates count from the day.")
    return found.earliest
