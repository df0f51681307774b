"""One page for every form of the plans: what it asks, or what it does. What was typed stays when it is refused."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.plans.forms import Field, Typed
from goldthread.web import typing_in


@dataclass(frozen=True)
class Asking:
    """What a page of one form says: `about` is what it is about, `back` where it leads, `begins` what stands in it."""

    title: str
    button: str
    note: str
    about: str
    back: str
    asks: Callable[[], list[Field]]
    begins: dict[str, Any] = field(default_factory=dict)


def form_page(request: HttpRequest, asking: Asking, does: Callable[[Typed], Any]) -> HttpResponse:
    """Show a form, or do what it asks and go back."""
    done, refusal = tried(request, does)
    if done:
        return redirect(asking.back)
    context = {
        "title": asking.title,
        "button": asking.button,
        "note": asking.note,
        "about": asking.about,
        "back": asking.back,
        "asked": asking.asks(),
        "key": key_of(request),
        "form": typing_in.form(values_of(request, asking.begins), refusal),
    }
    return render(request, "plan_form.html", context, status=refusal.status if refusal else 200)


def tried(request: HttpRequest, does: Callable[[Typed], Any]) -> tuple[bool, Refusal | None]:
    """Whether something was sent and done; else why not, where it was sent."""
    if request.method != "POST":
        return False, None
    try:
        does(typed_in(request))
    except (NotValid, Clash) as refused:
        return False, refused
    return True, None


def typed_in(request: HttpRequest) -> Typed:
    """What was typed, with the form's own key: pressed twice it adds once."""
    key = request.POST.get("key", "")[:80]
    sent = f"page:{key}" if key else None
    return Typed(request.POST.dict(), request.POST.getlist("points"), request.FILES.get("file"), sent)


def key_of(request: HttpRequest) -> str:
    return request.POST.get("key") or secrets.token_urlsafe(12)


def values_of(request: HttpRequest, begins: dict[str, Any]) -> dict[str, Any]:
    """What stands in the fields: as typed, else as the plan stands."""
    if request.method != "POST":
        return begins
    return {**request.POST.dict(), "points": request.POST.getlist("points")}
