"""A key of somebody outside, who has no account: bound by a post to what it speaks for, and shown once."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.core import clocks
from goldthread.core.access.actions import issue_token
from goldthread.core.organisation.models import Officer, Post

LASTS = 365  # days; the longest that a key lasts here


@dataclass(frozen=True)
class Outside:
    """Whom a key speaks for: the name its account has, and the post that holds its role and its code."""

    username: str
    name: str
    title: str
    role: str
    code: str


def give_key_to(outside: Outside, scopes: Sequence[str], name: str, days: int = LASTS) -> str:
    """A new key; those it had before end. In the transaction and under the look of whoever gives it."""
    officer = account_of(outside)
    officer.tokens.filter(revoked_at=None).update(revoked_at=clocks.now())
    _, key = issue_token(officer, name[:80], list(scopes), days)
    return key


def account_of(outside: Outside) -> Officer:
    """The account behind a key, or behind mail that is proved: nobody signs in with it."""
    officer, is_new = Officer.objects.get_or_create(
        username=outside.username, defaults={"name": outside.name, "is_service_account": True}
    )
    if is_new:
        officer.set_unusable_password()
        officer.save(update_fields=["password"])
        Post.objects.create(officer=officer, title=outside.title, role=outside.role, team=outside.code,
                            starts_at=clocks.now())  # fmt: skip
    return officer
