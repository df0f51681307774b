"""Figures of one area of work: a table with plain words, the same as a file, and the cases behind one figure."""

import csv
import io
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.cases.indicators import PAGE, Figure, Figures, area_figures, cases_behind
from goldthread.core.refusals import NotValid
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

COLUMNS = (
    "indicator", "borough", "month", "count", "of", "share", "low", "high", "median_hours", "slow_hours", "each",
    "too_few", "not_known", "note",
)  # fmt: skip


@require_GET
def area_figures_page(request: HttpRequest, area: str) -> HttpResponse:
    """Every figure of an area for a month, or for the last twelve, over all boroughs and by borough."""
    reader = reader_of(request)
    month, refusal = request.GET.get("month", ""), None
    try:
        found = area_figures(reader, area, month)
    except NotValid as not_valid:
        if not_valid.field != "month":
            raise
        refusal, found = not_valid, area_figures(reader, area)
    may_open = reader.may(found.area.queue_permission)
    context = {
        "area": {"id": found.area.id, "name": found.area.name, "noun": found.area.noun},
        "works_here": may_open,
        "period": found.period.words,
        "month": found.period.month,
        "groups": _groups(found, may_open, may_open and reader.may("see_samples")),
        "note": found.area.figures_note,
        "form": typing_in.form({"month": month}, refusal),
        "checked_at": clocks.now(),
    }
    return render(request, "area_figures.html", context, status=422 if refusal else 200)


def _groups(found: Figures, may_open: bool, may_open_audited: bool) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in found.of_all():
        opens = may_open_audited if one.indicator.is_of_audits else may_open
        rows = [_row(each, found, opens) for each in (one, *found.by_borough(one.indicator.id))]
        told = {"name": one.indicator.name, "source": one.indicator.source, "unit": one.indicator.unit,
                "words": f"{one.indicator.numerator}, of {one.indicator.denominator}", "rows": rows}  # fmt: skip
        groups.setdefault(one.indicator.group, []).append(told)
    return [{"name": name, "figures": figures} for name, figures in groups.items()]


def _row(one: Figure, found: Figures, may_open: bool) -> dict[str, Any]:
    counted, interval = one.counted, one.interval
    opens = may_open and counted.count > 0
    query = f"?borough={counted.borough}&month={found.period.month}"
    return {
        "borough": counted.borough or "All boroughs",
        "count": counted.count,
        "of": counted.of,
        "percent": None if one.share is None else round(100 * one.share),
        "between": None if interval is None else [round(100 * end) for end in interval],
        "is_too_few": one.is_too_few,
        "median": None if counted.median is None else timedelta(seconds=counted.median),
        "slow": None if counted.slow is None else timedelta(seconds=counted.slow),
        "each": None if one.each is None else f"{one.each:.2f}",
        "not_known": counted.unknown,
        "note": counted.note,
        "url": reverse("area_figure_cases", args=[found.area.id, one.indicator.id]) + query if opens else None,
    }


@require_GET
def area_figures_csv(request: HttpRequest, area: str) -> HttpResponse:
    """The same and by month, as a file: small counts stand in it, so it is for inside the force."""
    found = area_figures(reader_of(request), area, request.GET.get("month", ""))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(one.as_json() for one in found.rows)
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="figures-{found.area.id}.csv"'
    return answer


@require_GET
def area_figure_cases(request: HttpRequest, area: str, indicator: str) -> HttpResponse:
    """The cases that count in one figure: as many as the figure says."""
    borough, month = request.GET.get("borough", ""), request.GET.get("month", "")
    number = typing_in.page_number(request.GET.get("page", ""))
    found = cases_behind(reader_of(request), area, indicator, borough=borough, month=month, page=number)
    kept = {name: value for name, value in (("borough", borough), ("month", month)) if value}
    rows = [{**row, "child": shapes.child_words(row["person"]), "url": reverse("case", args=[row["reference"]])}
            for row in found.rows]  # fmt: skip
    many = "1 case" if found.total == 1 else f"{found.total:,} cases"
    context = {
        "title": found.indicator.name,
        "counted": f"{many}: {found.indicator.numerator}. {found.area.name} recorded in {found.period.words}, "
        f"{borough or 'all boroughs'}.",
        "job": "Respond",
        "place": f"{found.area.name}: figures",
        "back_url": reverse("area_figures", args=[found.area.id]),
        "rows": rows,
        "page": shapes.page(number, PAGE, found.total, urlencode(kept)),
        "checked_at": clocks.now(),
    }
    return render(request, "cases_behind.html", context)
