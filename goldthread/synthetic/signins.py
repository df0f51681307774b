"""The demonstration's sign-ins: one officer for each role, with keys made from this installation's own secret."""

import base64
import hashlib
import hmac
from typing import Any

from django.conf import settings

from goldthread.core import clocks
from goldthread.core.access.roles import roles
from goldthread.core.organisation.models import Post
from goldthread.core.organisation.queries import first_in_each_role

ADDRESS = "http://127.0.0.1:8000"


def password_of(username: str) -> str:
    """The demonstration password of an officer: the same on every start of this installation, on no other."""
    return "gold-" + _derived("password", username)[:16].lower()


def totp_secret_of(username: str) -> str:
    """The demonstration's secret for the six-digit code of an officer, in base 32."""
    return _derived("code", username)


def signins(address: str = ADDRESS) -> list[dict[str, Any]]:
    """One sign-in for each role, and one for each authority: role, post, username, password, totp_secret, url."""
    return [_signin(post, address) for post in signing_in()]


def signing_in() -> list[Post]:
    """Whose sign-ins there are, in the order of the roles: what two authorities see is told apart by two officers."""
    first = first_in_each_role(clocks.now())
    held = Post.objects.filter(role="partner", ends_at=None).select_related("officer", "borough")
    others = list(held.order_by("officer__username"))
    chosen = [others if role == "partner" else [first[role]] for role in roles() if role in first]
    return [post for posts in chosen for post in posts]


def _signin(post: Post, address: str) -> dict[str, Any]:
    username = post.officer.username
    place = f", {post.borough.name}" if post.borough else ""
    return {
        "role": post.role,
        "post": f"{post.title}{place}",
        "username": username,
        "password": password_of(username),
        "totp_secret": totp_secret_of(username),
        "url": f"{address}/sign-in",
    }


def _derived(use: str, username: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"demonstration {use} {username}".encode(), hashlib.sha256)
    return base64.b32encode(digest.digest()[:20]).decode()
