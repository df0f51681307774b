"""A board as a sheet for a briefing: one block for each case, made to be printed; that it was is logged."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from goldthread.core.cases import board_sheets
from goldthread.core.cases.board_sheets import Sheet
from goldthread.core.cases.queueing import Wanted
from goldthread.web import queue_pages, shapes
from goldthread.web.asking import reader_of


@require_GET
def sheet(request: HttpRequest, area: str) -> HttpResponse:
    """Who, how grave, since when, where last seen, why worried, what is done and next: in the order of the board."""
    reader, chosen = reader_of(request), _chosen(request)
    found = board_sheets.open_sheet(reader, area, _wanted(request))
    asked = queue_pages.address(chosen) or "all=yes"
    context = {
        **drawn(found),
        "back": f"{reverse('board', args=[area])}?{asked}",
        "printed_url": f"{reverse('board_sheet_printed', args=[area])}?{asked}",
    }
    return render(request, "board_sheet.html", context)


@require_POST
def printed(request: HttpRequest, area: str) -> HttpResponse:
    """The page says that it is being put on paper."""
    board_sheets.log_paper(reader_of(request), area, _wanted(request))
    return HttpResponse(status=204)


def drawn(found: Sheet) -> dict[str, Any]:
    """What the blocks of a sheet are drawn from, on a page and in a file."""
    rows = found.rows
    return {
        "area": {"code": rows.area.id, "name": rows.area.name},
        "noun": rows.board.noun,
        "many": rows.board.many,
        "since": rows.board.since,
        "scope": rows.scope,
        "counts": rows.counts,
        "as_at": rows.at,
        "parts": [
            {"title": title, "blocks": [_block(row, found) for row in part]} for title, part in rows.parts()
        ],
    }  # fmt: skip


def _block(row: dict[str, Any], found: Sheet) -> dict[str, Any]:
    person = row["person"] or {}
    return {
        "reference": row["reference"],
        "name": person.get("name") or "Name not known",
        "born_on": shapes.whole_date(person.get("birth_date", "")),
        "age": person.get("age"),
        "sex": person.get("sex") or "",
        "risk": shapes.RISK_WORDS.get(row["risk"], row["risk"]),
        "level": row["risk"] or "unknown",
        "state": row["state_words"],
        "began_at": shapes.instant(row["began_at"]),
        "clock": shapes.clock(row["next_due"]),
        "owner": row["owner"],
        "is_offered": row["is_offered"],
        "borough": row["borough"] or "borough not known",
        "last": row["last"],
        "last_at": shapes.instant(row["last_at"]) if row["last_at"] else None,
        "times": row["in_12_months"],
        "says": [{"name": one.name, "words": one.words} for one in found.says[row["reference"]]],
    }


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {name: str(value).strip() for name, value in request.GET.items() if str(value).strip()}


def _wanted(request: HttpRequest) -> Wanted:
    return queue_pages.wanted_of(_chosen(request))
