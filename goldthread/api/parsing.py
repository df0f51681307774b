"""Reading a request's body: JSON of a sane depth, declared as JSON."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from goldthread.api.refusing import NOT_JSON
from goldthread.core.refusals import Refusal


class JsonOnly(Parser):
    """A body that is not JSON is refused in our words, whatever is wrong with it."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request)


def read_json(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise Refusal(
            "wrong_type", "The body is not declared as JSON.", "Send Content-Type: application/json.", status=415
        )
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise NOT_JSON from None
