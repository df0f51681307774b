"""The page of the views of a queue that an officer keeps, and their addresses."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases import keeping
from goldthread.core.cases.models import QueueView
from goldthread.core.cases.queueing import Wanted
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

NOT_CARRIED = ("csrfmiddlewaretoken", "name", "first", "step")


@require_http_methods(["GET", "POST"])
def queue_views(request: HttpRequest, area: str) -> HttpResponse:
    """What an officer keeps of a queue: a new one, renamed, shown first, deleted."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            return redirect(_step(request, reader, area))
        except NotValid as refused:
            refusal = refused
    views = shown(reader, area)
    keeps = refusal is not None and request.POST.get("step") == "keep"
    context = {
        "area": {"code": area, "name": areas()[area].name},
        "views": views,
        "asked": [(name, value) for name, value in request.POST.items() if name not in NOT_CARRIED] if keeps else [],
        "keeps": keeps,
        "form": typing_in.form(request.POST, refusal, {} if keeps else {"name": ""}),
    }
    return render(request, "queue_views.html", context, status=refusal.status if refusal else 200)


def _step(request: HttpRequest, reader: Reader, area: str) -> str:
    from goldthread.web.queue_pages import wanted_of

    step, name = request.POST.get("step", ""), request.POST.get("name", "")
    if step == "keep":
        asked = {key: str(value).strip() for key, value in request.POST.items() if key not in ("name", "page")}
        wanted = wanted_of({key: value for key, value in asked.items() if value})
        view = keeping.keep_view(reader, area, name, wanted, is_default=bool(request.POST.get("first")))
        return address(view)
    number = request.POST.get("view", "")
    view_id = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    if step == "rename":
        keeping.rename_view(reader, area, view_id, name)
    elif step in ("first", "not-first"):
        keeping.show_first(reader, area, view_id, step == "first")
    elif step == "delete":
        keeping.delete_view(reader, area, view_id)
    else:
        raise NotFound("There is no such step.")
    return reverse("queue_views", args=[area])


def shown(reader: Reader, area: str, wanted: Wanted | None = None) -> list[dict[str, Any]]:
    """The officer's views as a page lists them; the one that is open now is marked."""
    return [
        {
            "id": view.pk,
            "name": view.name,
            "url": address(view),
            "is_default": view.is_default,
            "is_open": wanted is not None and keeping.wanted_by(view) == wanted,
        }
        for view in keeping.views_of(reader, area)
    ]


def address(view: QueueView) -> str:
    """The queue as this view wants it."""
    wanted = keeping.wanted_by(view)
    asked = {name: getattr(wanted, name) for name in ("state", "risk", "owner", "borough", "review", "sort")}
    asked |= {
        "late": "soon" if wanted.due_soon else "yes" if wanted.late else "",
        "waiting": "" if wanted.waiting_days is None else str(wanted.waiting_days),
        **{f"scale-{fact}": value for fact, value in wanted.scales.items()},
    }
    chosen = {name: value for name, value in asked.items() if value}
    return f"{reverse('queue', args=[view.area])}?{urlencode(chosen or {'all': 'yes'})}"


def first(reader: Reader, area: str) -> str | None:
    """Where the queue opens when nothing was asked of it: the view that is shown first, if there is one."""
    try:
        return next((one["url"] for one in shown(reader, area) if one["is_default"]), None)
    except Refusal:
        return None
