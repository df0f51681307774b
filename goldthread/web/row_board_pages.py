"""The board of an area by rows: on a wall it renews itself, at a desk it says what changed and moves nothing."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases import board_rows
from goldthread.core.cases.board_rows import Rows
from goldthread.core.cases.queueing import Wanted, owners_of
from goldthread.core.refusals import NotValid
from goldthread.web import changing, queue_pages, shapes, typing_in, view_pages
from goldthread.web.asking import reader_of

WALL = "wall"  # as goldthread.web.signin.middleware reads it


def board(request: HttpRequest, area: str) -> HttpResponse:
    """A board as it is asked for, else the post's own borough. What cannot be is said beside its field."""
    reader = reader_of(request)
    declared, _ = board_rows.board_of(reader, area)
    chosen = _chosen(request.GET)
    if not set(chosen) - {WALL} and (scope := opens_with(reader, declared)):
        return redirect(f"{reverse('board', args=[area])}?{urlencode({**chosen, **scope})}")
    if chosen.get(WALL):
        request.session[WALL] = True  # from now on this sign-in may show a board when nobody is at the keys
    refusal, wanted = None, Wanted()
    try:
        wanted = queue_pages.wanted_of(chosen)
        found = board_rows.open_rows(reader, area, wanted)
    except NotValid as refused:
        refusal, chosen = refused, {}
        found = board_rows.open_rows(reader, area)
    context = {
        **_drawn(reader, found, chosen),
        "form": typing_in.form({**chosen, "late": chosen.get("late", "")}, refusal),
        **queue_pages.choices(declared, owners_of(declared)),
        "chosen": queue_pages.in_words(queue_pages.choices(declared, []), chosen),
        "views": _views(reader, declared, wanted),
        "wall": _address(area, chosen, wall="yes"),
        "desk": _address(area, chosen),
        "sheet": f"{reverse('board_sheet', args=[area])}?{queue_pages.address(chosen) or 'all=yes'}",
    }
    return render(request, "board_rows.html", context, status=refusal.status if refusal else 200)


@require_GET
def rows(request: HttpRequest, area: str) -> HttpResponse:
    """The rows alone, for a board on a wall that renews itself in place."""
    reader, chosen = reader_of(request), _chosen(request.GET)
    found = board_rows.open_rows(reader, area, queue_pages.wanted_of(chosen))
    return render(request, "components/board_rows.html", _drawn(reader, found, chosen))


def opens_with(reader: Reader, area: Area) -> dict[str, str]:
    """What the board of an area opens with for this post: its own borough, or nothing for the whole force."""
    borough = board_rows.own_scope(reader, area.board) if area.board else ""
    return {"borough": borough} if borough else {}


def _chosen(asked: Any) -> dict[str, str]:
    return {name: str(value).strip() for name, value in asked.items() if str(value).strip()}


def _address(area: str, chosen: dict[str, str], **more: str) -> str:
    asked = "&".join(part for part in (queue_pages.address(chosen), urlencode(more)) if part)
    return f"{reverse('board', args=[area])}?{asked or 'all=yes'}"


def _views(reader: Reader, area: Area, wanted: Wanted) -> list[dict[str, Any]]:
    """The views of the queue that the officer keeps, as this board shows them."""
    queue, here = reverse("queue", args=[area.id]), reverse("board", args=[area.id])
    return [{**one, "url": one["url"].replace(queue, here, 1)} for one in view_pages.shown(reader, area.id, wanted)]


def _drawn(reader: Reader, found: Rows, chosen: dict[str, str]) -> dict[str, Any]:
    """What the rows are drawn from, on the page and when they are renewed."""
    area, is_wall = found.area, bool(chosen.get(WALL))
    take = area.move(found.board.taken_by)
    may = {
        "take": not is_wall and take is not None and reader.may(take.permission),
        "review": not is_wall and reader.may(area.review.permission),
    }
    asked = queue_pages.address(chosen)
    return {
        "area": {"code": area.id, "name": area.name},
        "noun": found.board.noun,
        "many": found.board.many,
        "since": found.board.since,
        "scope": found.scope,
        "counts": found.counts,
        "found": found.found,
        "shown": len(found.rows),
        "hidden_late": found.hidden_late,
        "offered": sum(row["is_offered"] for row in found.rows),
        "late_here": _address(area.id, {name: chosen[name] for name in ("borough",) if name in chosen}, late="yes"),
        "parts": [{"title": title, "rows": [_row(row, found, may) for row in rows]} for title, rows in found.parts()],
        "version": found.version,
        "asked": asked,
        "rows_url": f"{reverse('board_rows', args=[area.id])}?{urlencode({'all': 'yes', **chosen})}",
        "as_at": found.at,
        "is_wall": is_wall,
        "may": may,
        "here": _address(area.id, chosen, **({WALL: "yes"} if is_wall else {})),
    }


def _row(row: dict[str, Any], found: Rows, may: dict[str, bool]) -> dict[str, Any]:
    reference = row["reference"]
    return {
        "reference": reference,
        "url": reverse("case", args=[reference]),
        "child": shapes.child_words(row["person"]),
        "times": row["in_12_months"],
        "level": row["risk"] or "unknown",
        "risk": shapes.RISK_WORDS.get(row["risk"], row["risk"]),
        "began_at": shapes.instant(row["began_at"]),
        "clock": shapes.clock(row["next_due"]),
        "owner": row["owner"],
        "is_offered": row["is_offered"],
        "borough": row["borough"] or "borough not known",
        "last": row["last"],
        "last_at": shapes.instant(row["last_at"]) if row["last_at"] else None,
        "state": row["state_words"],
        "sent_back": row["sent_back"],
        "take_url": reverse("case_move", args=[reference, found.board.taken_by])
        if may["take"] and not row["owner"]
        else None,
        "review_url": reverse("case_review", args=[reference]) if may["review"] else None,
    }


def _version(area: Area) -> changing.Version:
    def told(reader: Reader, asked: str, since: Any) -> tuple[str, int]:
        return board_rows.version(reader, area.id, queue_pages.wanted_of(_chosen(QueryDict(asked))), since)

    return told


for _area in areas().values():
    if _area.board:
        changing.rows(f"rows-{_area.id}", _version(_area))
