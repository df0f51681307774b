"""The first page of Demand: where work waits; and the same figures for the page of audit. Figures only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.figures import BoroughFigures, figures_of
from goldthread.web.asking import reader_of


@require_GET
def demand(request: HttpRequest) -> HttpResponse:
    """Where work waits, by area and borough."""
    context = {"areas": figures_by_area(reader_of(request), "see_figures"), "checked_at": clocks.now()}
    return render(request, "demand.html", context)


def figures_by_area(reader: Reader, permission: str) -> list[dict[str, Any]]:
    """How much work every area had, by borough, and all of it together."""
    found = [
        {"name": area.name, "figures": area.id if area.indicators else "", "rows": figures_of(reader, area, permission)}
        for area in areas().values()
    ]
    return [{**one, "total": _total(one["rows"])} for one in found]


def _total(rows: Any) -> BoroughFigures:
    """All boroughs together; a median of medians would mean nothing, so the whole has none."""
    return BoroughFigures(
        "All boroughs",
        sum(row.opened for row in rows),
        sum(row.waiting for row in rows),
        sum(row.taken for row in rows),
        sum(row.closed for row in rows),
        None,
    )
