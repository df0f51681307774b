"""A file as the body of a call: its bytes as they are, or JSON that holds its text."""

from typing import Any

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


def file_of(words: str, *kinds: str) -> dict[str, Any]:
    """What OpenAPI says of such a body: which kinds of file it may be."""
    content = {**dict.fromkeys(kinds, FILE), "application/json": {"schema": Text.model_json_schema()}}
    return {"requestBody": {"required": True, "description": words, "content": content}}


def content_of(request: HttpRequest) -> tuple[bytes, str]:
    """The file's bytes, and the name it was sent with inside JSON."""
    if request.content_type != "application/json":
        return request.body, ""
    try:
        sent = Text.model_validate(read_json(request))
    except ValidationError:
        raise NotValid("text", "There is no text in the JSON.", 'Send {"name": ..., "text": ...}.') from None
    return sent.text.encode(), sent.name
