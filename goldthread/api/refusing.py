"""How the API says no: every refusal, mistake and breakdown in the one shape, and nothing of what lies inside."""

import logging
import secrets
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from goldthread.core.refusals import NotFound, NotValid, Refusal

logger = logging.getLogger(__name__)

NO_TOKEN = Refusal("not_signed_in", "There is no token.", "Send Authorization: Bearer and your token.", status=401)
TOO_BIG = Refusal("too_big", "The request is over 20 MB.", "Send it in parts.", status=413)
NOT_JSON = NotValid("body", "The body is not JSON that can be read.", "Send one JSON object in UTF-8.")
UNREAD = Refusal("not_read", "The request did not arrive whole.", "Send it again.", status=400)
UNAVAILABLE = Refusal(
    "unavailable", "Goldthread cannot answer now. Nothing was saved.", "Try again in a moment.", status=503
)


class Refused(Schema):
    """A refusal: a code for programs, words for people, and what to do about it."""

    refused: str
    words: str
    remedy: str
    field: str | None = None


def refuse_in_one_shape(api: NinjaAPI) -> None:
    """Have the API answer every exception in the shape of a refusal."""
    handlers: dict[type[Exception], Any] = {
        Refusal: _refusal,
        AuthenticationError: lambda request, error: answer(NO_TOKEN),
        ValidationError: lambda request, error: answer(_invalid(error)),
        HttpError: lambda request, error: answer(_unparsed(error)),
        RequestDataTooBig: lambda request, error: answer(TOO_BIG),
        UnreadablePostError: lambda request, error: answer(UNREAD),
        Http404: lambda request, error: answer(NotFound()),
        OperationalError: _unavailable,
        Exception: _broken,
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)


def answer(refusal: Refusal) -> HttpResponse:
    from ninja.responses import Response

    response = Response(refusal.as_json(), status=refusal.status)
    if refusal.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if refusal.status == 503:
        response["Retry-After"] = "10"
    return response


def _refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return answer(refusal)


def _invalid(error: ValidationError) -> NotValid:
    """The first thing that is wrong with the request: which field, and what; never the value itself."""
    first = error.errors[0]
    place = first["loc"][2:] if first["loc"][0] == "body" else first["loc"][1:]  # a body's second is our own name
    field = ".".join(map(str, place)) or "body"
    if first["type"] == "missing":
        return NotValid(field, f"There is no {field}.", "Send it.")
    reason = first["msg"].removeprefix("Value error, ")
    return NotValid(field, f"{field} is not valid: {reason[:1].lower()}{reason[1:]}.", "Correct it and send it again.")


def _unparsed(error: HttpError) -> Refusal:
    """The parser's own refusal, which ninja wraps in an error of its own."""
    if isinstance(error.__cause__, Refusal):
        return error.__cause__
    return NOT_JSON


def _unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("The database did not answer", exc_info=error)
    return answer(UNAVAILABLE)


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours. The status makes the request's transaction undo everything."""
    reference = f"G-{secrets.token_hex(3).upper()}"
    logger.error("Not answered (%s): %s", reference, request.path, exc_info=error)
    broken = Refusal("broken", "Something went wrong here. Nothing was saved.", f"Report it: {reference}.", status=500)
    return answer(broken)
