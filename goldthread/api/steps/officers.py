"""Steps about officers: who there is, posts, passwords and tokens. No child is named here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from goldthread.core import clocks
from goldthread.core.access import actions as access
from goldthread.core.access.models import Token
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.organisation import actions, ranking
from goldthread.core.organisation.actions import officer_named
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import officers_in_role, post_held
from goldthread.core.plain import plain
from goldthread.core.refusals import NotFound, NotValid

Answer = dict[str, Any]


def nobody_keeps_officers() -> bool:
    """True until the first administrator is made: only then may the machine's operator make one unnamed."""
    keeping = [role.id for role in roles().values() if "keep_officers" in role.may]
    return not any(officers_in_role(role, clocks.now()) for role in keeping)


def add(by: Reader, username: str, name: str, *, rank: str, warrant_number: str, service_account: bool) -> Answer:
    made = actions.add_officer(
        by, username, name, rank=rank, warrant_number=warrant_number, is_service_account=service_account
    )
    return _officer(made)


def post(by: Reader, username: str, role: str, title: str, *, borough: str | None) -> Answer:
    given = actions.give_post(by, username, role, title or _name_of(role), borough=borough)
    return _officer(given.officer)


def end(by: Reader, username: str) -> Answer:
    ended = actions.end_posts(by, username)
    return {**_officer(officer_named(username)), "posts_ended": ended}


def everyone(by: Reader) -> Answer:
    by.must("keep_officers")
    return {"officers": [_officer(one) for one in Officer.objects.order_by("username")]}


def one(by: Reader, username: str) -> Answer:
    """One of them with every change of rank, newest first."""
    return _with_ranks(ranking.officer_kept(by, username))


def set_rank(by: Reader, username: str, rank: str, *, from_on: date | None, reason: str) -> Answer:
    """A rank from a day on; what was done before it is told with the rank of then."""
    return _with_ranks(ranking.set_rank(by, username, rank, from_on=from_on, reason=reason))


def _with_ranks(kept: ranking.Kept) -> Answer:
    ranks = [
        {"rank": one.rank, "before": one.before, "from_on": one.from_on, "reason": one.reason, "at": one.at,
         "by": one.by.name if one.by else ""}
        for one in kept.ranks
    ]  # fmt: skip
    return {**_officer(kept.officer), "ranks": plain(ranks)}


def set_password(by: Reader, username: str, password: str) -> Answer:
    """A new password; sessions begun under the old one end."""
    by.must("keep_officers")
    officer = officer_named(username)
    try:
        validate_password(password, officer)
    except ValidationError as weak:
        raise NotValid("password", " ".join(weak.messages), "Choose another.") from None
    officer.set_password(password)
    officer.save(update_fields=["password"])
    return {"username": username, "password": "changed"}


def issue_token(by: Reader, username: str, name: str, scopes: Sequence[str], days: int) -> Answer:
    """A new token; its key is in this answer and nowhere else."""
    by.must("keep_officers")
    issued, key = access.issue_token(officer_named(username), name, scopes, days)
    return {**_token(issued), "key": key}


def tokens(by: Reader, username: str | None = None) -> Answer:
    by.must("keep_officers")
    found = Token.objects.select_related("officer").order_by("id")
    if username:
        found = found.filter(officer=officer_named(username))
    return {"tokens": [_token(one) for one in found]}


def revoke_token(by: Reader, token_id: int) -> Answer:
    by.must("keep_officers")
    found = Token.objects.select_related("officer").filter(pk=token_id).first()
    if found is None:
        raise NotFound("There is no token with that number.", "List them with goldthread officers token list.")
    if found.revoked_at is None:
        access.revoke_token(found)
    return _token(found)


def _name_of(role: str) -> str:
    return roles()[role].name if role in roles() else role


def _officer(officer: Officer) -> Answer:
    held = post_held(officer, clocks.now()) if officer.is_active else None
    return plain(
        {
            "username": officer.username,
            "name": str(officer),
            "rank": officer.rank,
            "role": held.role if held else None,
            "post": held.title if held else None,
            "borough": held.borough.name if held and held.borough else None,
            "since": held.starts_at if held else None,
            "is_service_account": officer.is_service_account,
        }
    )


def _token(token: Token) -> Answer:
    now = clocks.now()
    state = "revoked" if token.revoked_at else "expired" if token.expires_at <= now else "in force"
    return plain(
        {
            "id": token.pk,
            "username": token.officer.username,
            "name": token.name,
            "scopes": token.scopes,
            "state": state,
            "created_at": token.created_at,
            "expires_at": token.expires_at,
            "last_used_at": token.last_used_at,
        }
    )
