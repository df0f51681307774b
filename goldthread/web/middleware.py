"""What happens around every page: headers, one transaction, and refusals turned into pages."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from goldthread.core import db
from goldthread.core.access.actions import log_refusal
from goldthread.core.refusals import NotFound, Refusal
from goldthread.web import errors
from goldthread.web.asking import reader_of

Answer = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
# The worker that lays maps out runs compiled code, under a policy of its own: it loads, sends and shows nothing. The
# pages that start it keep theirs, so nothing compiled runs beside what they hold.
DRAWING_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'"
DRAWING = "dist/drawing."


def policy_for(path: str) -> str:
    """The content-security policy of an answer at an address."""
    return DRAWING_POLICY if path.startswith(f"{settings.STATIC_URL}{DRAWING}") else CONTENT_SECURITY_POLICY


class SecurityHeaders:
    """Every answer carries a strict policy, and no page about a person stays in a shared cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Content-Security-Policy"] = policy_for(request.path)
        response["X-Content-Type-Options"] = "nosniff"
        response["X-Frame-Options"] = "DENY"
        response["Referrer-Policy"] = "same-origin"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        if settings.HTTPS:
            response["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response


class OneTransaction:
    """A request is one transaction: its looks, its writes and its page stand or fall together (decision 19)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            with db.transaction():
                response = self.get_response(request)
                if response.status_code >= 500:
                    _undo()
            return response
        except OperationalError:
            logger.exception("The database did not answer")
            return errors.unavailable(request)


def _undo() -> None:
    from django.db import transaction

    transaction.set_rollback(True, using=db.alias())


class Refusals:
    """A refusal raised anywhere becomes a page in its own words, and a row in the log.

    The address of a form, opened by itself, is a page that says so: a browser shows an empty answer as its own error.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.not_this_way(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RequestDataTooBig):
            return errors.error_page(request, 413)
        if isinstance(exception, Refusal):
            if exception.status == 403 and not isinstance(exception, NotFound):
                keep_refusal(request, exception)
            return errors.refusal_page(request, exception)
        return None  # what nobody foresaw is Django's to answer, as a 404 or a 500 that undoes everything


def keep_refusal(request: HttpRequest, refusal: Refusal) -> None:
    """Log the refusal under the reader it was given to; somebody without a post has none to log under."""
    try:
        reader = reader_of(request)
    except Refusal:
        return
    log_refusal(reader, refusal)
