"""The first pages of Audit and Demand: what could be drawn, and where work waits. Figures only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.areas.registry import areas
from goldthread.core.cases.figures import BoroughFigures, figures_of
from goldthread.web.asking import reader_of


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The frame a sample would be drawn from: finished work by area and borough."""
    return render(request, "audit.html", _context(request, "see_samples"))


@require_GET
def demand(request: HttpRequest) -> HttpResponse:
    """Where work waits, by area and borough."""
    return render(request, "demand.html", _context(request, "see_figures"))


def _context(request: HttpRequest, permission: str) -> dict[str, Any]:
    reader = reader_of(request)
    found = [
        {"name": area.name, "figures": area.id if area.indicators else "", "rows": figures_of(reader, area, permission)}
        for area in areas().values()
    ]
    return {"areas": [{**one, "total": _total(one["rows"])} for one in found], "checked_at": clocks.now()}


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
