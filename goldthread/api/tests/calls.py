"""Calling the API in tests as a machine would: with a token, over the whole stack."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from goldthread.core import db
from goldthread.core.access.actions import issue_token
from goldthread.core.access.permissions import permissions
from goldthread.core.organisation.models import Officer
from goldthread.testing import factories

ROOT = "/api/v1"


def token_of(role: str, scopes: list[str] | None = None, username: str = "") -> str:
    """A token of an officer in this role; it carries every scope unless told otherwise."""
    found = Officer.objects.filter(username=username or role).first() or factories.officer(role, username)
    with db.transaction():
        _, key = issue_token(found, "test", scopes or list(permissions()))
    return key


def call(
    key: str, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None, **query: Any
) -> HttpResponse:
    """One call; `body` is sent as JSON unless it is bytes already."""
    sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    given = {"Authorization": f"Bearer {key}"} if key else {}
    content_type = (headers or {}).get("Content-Type", "application/json")
    return Client().generic(
        method, ROOT + path, sent, content_type, headers={**given, **(headers or {})}, query_params=query
    )


def answer(response: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(response.content)
    return found
