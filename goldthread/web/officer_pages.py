"""Pages of whoever keeps accounts: who may sign in, and an officer's rank, changed from a day on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.clocks import LONDON
from goldthread.core.organisation import ranking
from goldthread.core.refusals import NotValid
from goldthread.web import typing_in
from goldthread.web.asking import reader_of


@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in, by name, with rank and post."""
    found = [_officer(one) for one in ranking.officers_kept(reader_of(request))]
    return render(request, "officers.html", {"officers": found, "checked_at": clocks.now()})


@require_http_methods(["GET", "POST"])
def officer(request: HttpRequest, username: str) -> HttpResponse:
    """One officer: the rank is changed here, and every change of it is listed."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            _set_rank(reader, username, request.POST)
        except NotValid as not_valid:
            refusal = not_valid
        else:
            return redirect("officer", username)
    kept = ranking.officer_kept(reader, username)
    typed = {name: request.POST.get(name, "") for name in ("rank", "from_on", "reason")}
    context = {
        "officer": _officer(kept),
        "ranks": [_change(one) for one in kept.ranks],
        "form": typing_in.form(typed, refusal),
        "checked_at": clocks.now(),
    }
    return render(request, "officer.html", context, status=422 if refusal else 200)


def _set_rank(reader: Reader, username: str, typed: Any) -> None:
    start = typing_in.day_start("from_on", typed.get("from_on", ""))
    day = start.astimezone(LONDON).date() if start else None
    ranking.set_rank(reader, username, typed.get("rank", ""), from_on=day, reason=typed.get("reason", ""))


def _officer(kept: ranking.Kept) -> dict[str, Any]:
    officer, post = kept.officer, kept.post
    return {
        "username": officer.username,
        "name": officer.name,
        "rank": officer.rank,
        "post": post.title if post else None,
        "role": roles()[post.role].name if post and post.role in roles() else None,
        "borough": post.borough.name if post and post.borough else None,
        "is_service_account": officer.is_service_account,
        "url": reverse("officer", args=[officer.username]),
    }


def _change(one: Any) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "before": one.before,
        "from_on": one.from_on,
        "reason": one.reason,
        "at": one.at,
        "by": one.by.name if one.by else "the installation",
    }
