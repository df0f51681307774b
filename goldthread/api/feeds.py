"""Operations of feeds: hand a file in, ask what became of it."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import ValidationError

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Line, Reference
from goldthread.api.parsing import read_json
from goldthread.api.shapes import feeds as shapes
from goldthread.core.refusals import NotValid

router = Router(tags=["feeds"])
FILE = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}


class Text(Schema):
    """A delivery as JSON: the text of the file, for a sender that can send nothing else."""

    text: str
    name: Line = ""


BODY = {
    "requestBody": {
        "required": True,
        "description": "The file as it is, in the feed's own form; or JSON that holds its text.",
        "content": {
            "application/x-ndjson": FILE,
            "text/csv": FILE,
            "application/octet-stream": FILE,
            "application/json": {"schema": Text.model_json_schema()},
        },
    }
}


@router.post("/feeds/{source}/deliveries", response={202: shapes.Delivery}, by_alias=True, openapi_extra=BODY)
def deliver(
    request: Call,
    source: Annotated[Reference, Path(description="The source's code, like cad.")],
    name: Annotated[Line, Query("", description="The file's name.")],
) -> Any:
    """Hand a file in. It is kept whole at once and loaded a moment later; the same bytes twice are one delivery."""
    content, told = _content(request)
    return steps.received_later(request.auth, source, name or told or "by API", content)


@router.get("/feeds/deliveries/{id}", response=shapes.DeliveryRows, by_alias=True)
def open_delivery(request: Call, id: Annotated[Reference, Path()]) -> Any:
    """What became of a delivery: its counts, and the rows set aside with what is wrong with each."""
    return steps.delivery(request.auth, id)


def _content(request: HttpRequest) -> tuple[bytes, str]:
    """The file's bytes, and the name it was sent with inside JSON."""
    if request.content_type != "application/json":
        return request.body, ""
    try:
        sent = Text.model_validate(read_json(request))
    except ValidationError:
        raise NotValid("text", "There is no text in the JSON.", 'Send {"name": ..., "text": ...}.') from None
    return sent.text.encode(), sent.name
