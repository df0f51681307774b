"""The board of an area, read from across a room: by rows where the area says so, else counts for each state."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.boards import Board, Column, open_board
from goldthread.core.cases.queueing import queue_changed
from goldthread.web import changing, row_board_pages
from goldthread.web.asking import reader_of
from goldthread.web.words import duration, since

# What is said under the count of a state, in the order of what presses: its name, its words, the queue filtered so.
LINES = (
    ("late", "late", {"late": "yes"}),
    ("soon", "due in the hour", {"late": "soon"}),
    ("no_owner", "no owner", {"owner": "none"}),
)


@require_GET
def board(request: HttpRequest, area: str) -> HttpResponse:
    """What stands where. It renews itself by the poll that every page has, and says when it cannot."""
    declared = areas().get(area)
    if declared and declared.board:
        return row_board_pages.board(request, area)
    found = open_board(reader_of(request), area)
    context = {
        "area": {"code": found.area.id, "name": found.area.name},
        "all": _column(found, found.all),
        "columns": [_column(found, one) for one in found.columns],
        "as_at": found.at,
        "here": request.get_full_path(),
    }
    return render(request, "board.html", context)


def _column(found: Board, one: Column) -> dict[str, Any]:
    queue = reverse("queue", args=[found.area.id])

    def url(**chosen: str) -> str:
        asked = {**({"state": one.state} if one.state else {}), **chosen}
        return f"{queue}?{urlencode(asked or {'all': 'yes'})}"

    key = one.state or "all"
    return {
        "words": one.words,
        "count": {"key": f"{key}.open", "value": str(one.open), "url": url()},
        "oldest": {"key": f"{key}.oldest", "value": _age(one.oldest, found.at)},
        "lines": [_line(key, one, name, words, url(**asked)) for name, words, asked in LINES],
    }


def _line(key: str, one: Column, name: str, words: str, url: str) -> dict[str, str]:
    return {"key": f"{key}.{name}", "name": name, "value": str(getattr(one, name)), "words": words, "url": url}


def _age(oldest: datetime | None, at: datetime) -> str:
    return f"oldest {duration(since(oldest, at))}" if oldest else "none"


def _figures(reader: Reader, area_id: str) -> dict[str, str]:
    """Every figure of the board by the key that its place on the page has."""
    found = open_board(reader, area_id)
    told: dict[str, str] = {"at": f"{clocks.now().astimezone(clocks.LONDON):%H:%M}"}
    for one in (found.all, *found.columns):
        drawn = _column(found, one)
        told |= {place["key"]: place["value"] for place in (drawn["count"], drawn["oldest"], *drawn["lines"])}
    return told


def _watch(area_id: str) -> None:
    area = areas()[area_id]
    changing.board(
        f"board-{area_id}",
        lambda reader, at: queue_changed(reader, area, at),
        lambda reader: _figures(reader, area_id),
    )


for _area in areas():
    _watch(_area)
