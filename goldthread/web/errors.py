"""Error pages: plain words, what to do, and nothing about what lies inside."""

import secrets
import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from goldthread.core.refusals import Refusal

PAGES = {400, 403, 404, 405, 409, 413, 422, 429, 500, 503}


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The page of one status; an unknown one is answered as its family's first."""
    page = status if status in PAGES else (400 if status < 500 else 500)
    return render(request, f"errors/{page}.html", context, status=status)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page: the same code and words as by API and command."""
    return error_page(request, refusal.status, refusal=refusal)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """What nobody foresaw, with a reference; but a database that went away meanwhile is foreseen."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return unavailable(request)
    return error_page(request, 500, reference=f"G-{secrets.token_hex(3).upper()}")


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away: said without it, in the form the door speaks."""
    waits = {"Retry-After": "10"}
    if request.path.startswith("/api/"):
        refusal = Refusal("not_available", "Goldthread cannot answer now.", "Try again in a moment.", status=503)
        return JsonResponse(refusal.as_json(), status=refusal.status, headers=waits)
    return HttpResponse(_UNAVAILABLE, status=503, headers=waits)


def not_this_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """An address that takes something else: of a page, what a form sends; of the API, the methods named."""
    if request.path.startswith("/api/"):
        refusal = Refusal("not_this_way", "This address does not take that method.", f"It takes {allowed}.", status=405)
        answer: HttpResponse = JsonResponse(refusal.as_json(), status=refusal.status)
    else:
        answer = error_page(request, 405)
    answer["Allow"] = allowed
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere; what was typed is on the page it came from."""
    return render(request, "errors/csrf.html", status=403)


_UNAVAILABLE = (
    "<!doctype html><html lang='en-GB'><title>Not available - Goldthread</title><h1>Goldthread cannot answer now</h1>"
    "<p>Nothing you did was half saved. Try again in a moment. If a child may be in danger, ring the control room.</p>"
)
