"""A file as the body of a call: its bytes as they are, or JSON that holds its text."""

from django.http import HttpRequest
from ninja import Schema
from pydantic import ValidationError

from goldthread.api.fields import Line
from goldthread.api.parsing import read_json
from goldthread.core.refusals import NotValid

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


def content_of(request: HttpRequest) -> tuple[bytes, str]:
    """The file's bytes, and the name it was sent with inside JSON."""
    if request.content_type != "application/json":
        return request.body, ""
    try:
        sent = Text.model_validate(read_json(request))
    except ValidationError:
        raise NotValid("text", "There is no text in the JSON.", 'Send {"name": ..., "text": ...}.') from None
    return sent.text.encode(), sent.name
