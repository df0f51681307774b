"""Reading a request's body: JSON of a sane depth, declared as JSON."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja.parser import Parser

from goldthread.api.refusing import NOT_JSON
from goldthread.core.refusals import NotFound, Refusal


class JsonOnly(Parser):
    """A body that is not JSON is refused in our words, whatever is wrong with it."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request)


def held_id(text: str) -> UUID:
    """The reference of a thing held; what cannot be one is held by nobody."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("Nothing is held under that reference.") from None


def read_json(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise Refusal(
            "wrong_type", "The body is not declared as JSON.", "Send Content-Type: application/json.", status=415
        )
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise NOT_JSON from None
