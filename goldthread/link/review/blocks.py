"""The reviewers' block on a role's first page, and the count beside Links: how many pairs wait."""

from typing import Any

from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.web import blocks, navigation


def _waiting(reader: Reader) -> str:
    from goldthread.link.review.waiting import how_many

    return str(how_many(reader)) if reader.may("confirm_link") else "0"


def _links(reader: Reader) -> dict[str, Any]:
    return {"waiting": _waiting(reader), "url": reverse("link_queue")}


blocks.register("links", _links)
navigation.count("link_queue", _waiting)
