"""Who calls: a token names an officer, the post held now gives the role, the token's scopes narrow it."""

from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from goldthread.api.steps import attempt
from goldthread.core import clocks, db
from goldthread.core.access.actions import token_digest
from goldthread.core.access.models import Token
from goldthread.core.access.queries import token_by_digest
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.refusals import Refusal

UNKNOWN = Refusal("not_known", "That token is not known, or no longer in force.", "Ask an administrator.", status=401)


class Call(HttpRequest):
    """A request whose token was found good."""

    auth: Reader


class Bearer(HttpBearer):
    """A token and nothing else: no cookie or session is ever read, so no other site can make a browser call."""

    def authenticate(self, request: HttpRequest, token: str) -> Reader:
        found = token_by_digest(token_digest(token))
        if found is None:
            raise UNKNOWN
        _note_use(found)
        match = request.resolver_match
        door = f"api:{match.url_name if match else 'unknown'}"
        return reader_for(found.officer, door, request.headers.get("X-Purpose"), frozenset(found.scopes))


def in_a_savepoint(operation: Any) -> Any:
    """Run an operation so that its refusal is logged and kept, and a failed statement leaves the request whole."""

    @wraps(operation)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        by = getattr(request, "auth", None)
        if by is None:
            return operation(request, *args, **kwargs)
        done = attempt(by, lambda: operation(request, *args, **kwargs))
        if isinstance(done, Refusal):
            raise done
        return done

    return run


def _note_use(token: Token) -> None:
    """When the token was last used, to the minute. Calls at the same moment do not wait for each other."""
    now = clocks.now()
    if token.last_used_at and now - token.last_used_at < timedelta(minutes=1):
        return
    db.run(
        """UPDATE access_token SET last_used_at = %s
            WHERE id = (SELECT id FROM access_token WHERE id = %s FOR UPDATE SKIP LOCKED)""",
        [now, token.pk],
    )
