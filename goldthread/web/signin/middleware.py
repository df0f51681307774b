"""Deny by default: every page needs a signed-in officer with a second factor, unless it is listed as open."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.core import clocks
from goldthread.core.access.reader import reader_for
from goldthread.core.alerts.queries import alerts_open_count
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Refusal
from goldthread.web.errors import refusal_page
from goldthread.web.navigation import frame_for

Answer = Callable[[HttpRequest], HttpResponse]
# Open to somebody who is not signed in. Everything else is refused to them.
OPEN = {
    "signin",
    "signin_as",
    "mfa_authenticate",
    "cover",
    "theme",
    "accessibility",
    "privacy",
    "health",
    "set_language",
    # What a tablet keeps for when there is no connection: an empty form and a script, of nobody and for nobody.
    "concern_offline",
    "concern_worker",
}
# Open to somebody signed in who has not yet set up the second factor.
ENROLLING = {"mfa_activate_totp", "account_reauthenticate", "signout", "account_logout", "mfa_index"}


# Asked by the page itself, not by whoever sits before it: it must not keep a session that nobody uses.
POLLED = "changes"
BOARD, RENEWED = re.compile(r"/board/[-\w]+"), re.compile(r"/board/[-\w]+/rows")
WALL = "wall"  # the word of a board's address on a wall, and of the sign-in that put it there


class SessionsInUse(UserSessionsMiddleware):
    """When each sign-in was last used, for `Your sign-ins`; a page that polls by itself is not a use."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked: HttpResponse = self.get_response(request) if _is_polled(request) else super().__call__(request)
        return asked


def _is_polled(request: HttpRequest) -> bool:
    return request.path == reverse(POLLED) or RENEWED.fullmatch(request.path) is not None


def _is_on_wall(request: HttpRequest) -> bool:
    """A board that was put on a wall in this sign-in: it goes on when nobody is at the keys, and opens nothing else."""
    is_board = BOARD.fullmatch(request.path) is not None and request.GET.get(WALL) == "yes"
    return bool(request.session.get(WALL)) and request.method == "GET" and (is_board or _is_polled(request))


class SignedInOnly:
    """No page without sign-in; no session that idles or outlives its limit; no real session without two factors."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if getattr(view, "csrf_exempt", False) and request.path.startswith("/api/"):
            return None  # the API asks for a token itself
        if name in OPEN:
            return None
        if not request.user.is_authenticated:
            return redirect(
                f"{settings.LOGIN_URL}?next={request.path}" if request.method == "GET" else settings.LOGIN_URL
            )
        if _has_ended(request):
            logout(request)
            return redirect(f"{settings.LOGIN_URL}?ended=1")
        if (
            not settings.DEMONSTRATION
            and name not in ENROLLING
            and not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
        ):
            return redirect("mfa_activate_totp")
        return _framed(request, name)


def _framed(request: HttpRequest, name: str | None) -> HttpResponse | None:
    """Put the header's officer on the request. Without a post nothing opens but the way out."""
    officer = request.user
    if not isinstance(officer, Officer):
        return None
    try:
        reader = reader_for(officer, f"page:{name}")
    except Refusal as refusal:
        return None if name in ENROLLING else refusal_page(request, refusal)
    waiting = alerts_open_count(officer, reader.role.id, reader.post.borough_id if reader.post else None)
    request.reader, request.frame = reader, frame_for(reader, waiting)  # type: ignore[attr-defined]
    return None


def _has_ended(request: HttpRequest) -> bool:
    """True when the session idled past its limit or reached its longest life; else notes that it is in use."""
    now = clocks.now().timestamp()
    began = request.session.setdefault("began_at", now)
    used = request.session.get("used_at", now)
    if now - began > settings.SESSION_LONGEST.total_seconds():
        return True
    if now - used > settings.SESSION_IDLE.total_seconds():
        return not _is_on_wall(request)
    if _is_polled(request):
        return False
    if now - used > timedelta(minutes=1).total_seconds() or "used_at" not in request.session:
        request.session["used_at"] = now
    return False
