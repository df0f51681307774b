"""Pages of the sources: until when each one's agreement holds, renewed and changed from there."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.clocks import LONDON
from goldthread.core.refusals import NotValid
from goldthread.link.feeds import shown
from goldthread.link.feeds.agreed import NOT_ENTERED, Standing, standing, standings
from goldthread.link.feeds.agreements import Agreed, Kept, agree, keep_source
from goldthread.link.feeds.models import SourceChange
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

# The second form of the page has a reason of its own.
OF_THE_FORM = {"keep": {"reason": "why"}}


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """Every source with its desk and the end of its agreement; those that nobody has entered last."""
    found = [shown.standing(one) for one in standings(reader_of(request))]
    return render(request, "feed_sources.html", {"sources": found, "checked_at": clocks.now()})


@require_http_methods(["GET", "POST"])
def source(request: HttpRequest, code: str) -> HttpResponse:
    """One source: its agreement is renewed here, its desk is changed, and what was changed is listed."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return _do(request, reader, code)
        except NotValid as not_valid:
            refusal = not_valid
    one, changes = standing(reader, code)
    do = request.POST.get("do", "")
    context = {
        **_shown(reader, one, changes),
        "asks_shorter": _is_earlier(request, one),
        "form": typing_in.form(_typed(request, one), refusal, OF_THE_FORM.get(do)),
        "checked_at": clocks.now(),
    }
    return render(request, "feed_source.html", context, status=422 if refusal else 200)


def _shown(reader: Reader, one: Standing, changes: list[SourceChange]) -> dict[str, Any]:
    return {
        "source": shown.standing(one),
        "may_agree": reader.may("keep_agreements"),
        "may_keep": reader.may("keep_sources") and one.state != NOT_ENTERED,
        "changes": [shown.change(change) for change in changes],
    }


def _typed(request: HttpRequest, one: Standing) -> dict[str, Any]:
    """What was typed; before anything was, what is held, and of a new agreement nothing."""
    held = one.as_json()
    first = {"name": one.name, "desk": held["desk"] or "", "stale_after_hours": str(held["stale_after_hours"] or "")}
    empty = dict.fromkeys(("agreement", "ends_on", "reason", "why"), "")
    typed = {name: request.POST.get(name, value) for name, value in {**empty, **first}.items()}
    return {**typed, "is_shorter": request.POST.getlist("is_shorter")}


def _is_earlier(request: HttpRequest, one: Standing) -> bool:
    """Whether the day that was typed is before the end of the agreement in force: then it is asked if that is meant."""
    try:
        typed = typing_in.day_start("ends_on", request.POST.get("ends_on", ""))
    except NotValid:
        return False
    day = typed.astimezone(LONDON).date() if typed else None
    return bool(day and one.source and clocks.today() <= day < one.source.agreement_ends_on)


def _do(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    typed = request.POST
    if typed.get("do") == "keep":
        keep_source(reader, code, _kept(typed), typed.get("why", ""))
    else:
        agree(reader, code, _agreed(request), _kept(typed))
    return redirect("feed_source", code)


def _agreed(request: HttpRequest) -> Agreed:
    typed = request.POST
    ends = typing_in.day_start("ends_on", typed.get("ends_on", ""))
    if ends is None:
        raise NotValid("ends_on", "Nothing was entered.", "Enter the last day of the agreement.")
    day = ends.astimezone(LONDON).date()
    return Agreed(typed.get("agreement", ""), day, typed.get("reason", ""), bool(typed.getlist("is_shorter")))


def _kept(typed: Mapping[str, str]) -> Kept:
    hours = typed.get("stale_after_hours")
    return Kept(typed.get("name"), typed.get("desk"), None if hours is None else _number(hours))


def _number(text: str) -> int:
    found = typing_in.number(text.strip())
    if found is None:
        raise NotValid("stale_after_hours", "That is not a number of hours.", "Enter it like 24.")
    return found
