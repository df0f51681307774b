"""Pages that belong to no job: home, the cover, the theme, the statements, health."""

from datetime import timedelta
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from goldthread import __version__
from goldthread.core import clocks, db
from goldthread.core.access.models import Grant
from goldthread.core.access.queries import seal_state
from goldthread.core.access.reader import Reader
from goldthread.core.alerts.queries import Wanted, find_alerts
from goldthread.core.areas.registry import areas
from goldthread.core.cases import board_rows
from goldthread.core.cases.queueing import Wanted as Work
from goldthread.core.cases.queueing import open_queue
from goldthread.core.records import queries as records
from goldthread.web import shapes
from goldthread.web.asking import reader_of
from goldthread.web.blocks import registered
from goldthread.web.navigation import THEME_COOKIE, THEMES, home_of


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """A role's first page: only the blocks of its own home are made."""
    reader = reader_of(request)
    context: dict[str, Any] = {
        "checked_at": clocks.now(),
        "freshness": shapes.freshness(records.freshness()) if reader.may("find_people") else [],
        "measure": None,
        "shared": [],
    }
    makers = {**BLOCKS, **registered()}
    for block in home_of(reader.role.id).blocks:
        if block in makers:
            context[block] = makers[block](reader)
    return render(request, "home.html", context)


def _needs_you(reader: Reader) -> list[dict[str, Any]]:
    if reader.officer is None:
        return []
    borough = reader.post.borough_id if reader.post else None
    found, _ = find_alerts(reader.officer, reader.role.id, borough, Wanted(state="open"))
    return [shapes.alert(one) for one in found[:20]]


def _next_due(reader: Reader) -> list[dict[str, Any]]:
    if not reader.may("see_queue"):
        return []
    rows = open_queue(reader, "concern", Work(sort="due"), size=10).rows
    return [
        {
            "words": shapes.child_words(row["person"]),
            "what": f"concern, {row['state_words'].lower()}",
            "level": row["risk"] or "unknown",
            "url": reverse("case", args=[row["reference"]]),
            "clock": shapes.clock(row["next_due"]),
            "owner": row["owner"],
        }
        for row in rows
    ]


def _boards(reader: Reader) -> list[dict[str, Any]]:
    """The boards by rows that this post may open, each counted in the scope that it opens with."""
    return [
        {
            "name": area.name,
            "url": reverse("board", args=[area.id]),
            "scope": board_rows.scope_words(scope),
            "counts": board_rows.counts_of(reader, area.id, scope),
        }
        for area in areas().values()
        if area.board and reader.may(area.queue_permission)
        for scope in [board_rows.own_scope(reader, area.board)]
    ]


def _access_log(reader: Reader) -> dict[str, Any]:
    from goldthread.core.access.queries import access_log

    since = clocks.now() - timedelta(days=1)
    seal = seal_state()
    total = access_log(reader, since=since)["total"] if reader.may("see_access_log") else 0
    broken = Grant.objects.filter(kind="break_glass", starts_at__gte=since).count()
    return {
        "looks": total,
        "break_glass": broken,
        "unbroken_to": seal["unbroken_to"],
        "unsealed": seal["unsealed"],
    }


def _health(reader: Reader) -> list[dict[str, Any]]:
    waiting = db.fetch_one("SELECT count(*) AS n FROM procrastinate_jobs WHERE status = 'todo'")["n"]
    failed = db.fetch_one("SELECT count(*) AS n FROM procrastinate_jobs WHERE status = 'failed'")["n"]
    rows = (("Version", __version__), ("Jobs waiting", str(waiting)), ("Jobs that failed", str(failed)))
    return [{"name": name, "value": value, "kind": None, "evidence": None} for name, value in rows]


BLOCKS = {
    "needs_you": _needs_you,
    "next_due": _next_due,
    "boards": _boards,
    "access_log": _access_log,
    "health": _health,
}


def cover(request: HttpRequest) -> HttpResponse:
    """A neutral page, for when others can see the screen."""
    back = request.GET.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return render(request, "cover.html", {"back_to": back if safe else reverse("home")})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or the device's own, kept in this browser."""
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = redirect(back if safe else "home")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie(
            THEME_COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return answer


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html")


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html")


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "help.html", {"control_room": None})


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the service: it answers, and so does its database. Nothing else is told."""
    try:
        db.fetch_one("SELECT 1 AS one")
    except DatabaseError:
        return JsonResponse({"ok": False}, status=503)
    return JsonResponse({"ok": True, "version": __version__})
