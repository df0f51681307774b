"""Every write of officers and posts."""

from datetime import datetime

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.organisation.models import Borough, Officer, Post
from goldthread.core.refusals import Clash, NotFound, NotValid


def add_officer(
    by: Reader,
    username: str,
    name: str,
    *,
    rank: str = "",
    warrant_number: str = "",
    password: str | None = None,
    is_service_account: bool = False,
) -> Officer:
    """A new officer, without a post: nothing may be seen until one is given."""
    by.must("keep_officers")
    if not username.strip() or not username.isascii() or " " in username.strip():
        raise NotValid("username", "Enter a username of letters and numbers, without spaces.")
    if not name.strip():
        raise NotValid("name", "Enter the officer's name.")
    if Officer.objects.filter(username__iexact=username.strip()).exists():
        raise Clash(f"There is already an officer with the username {username}.", "Choose another.")
    return Officer.objects.create_user(
        username.strip().lower(),
        password,
        name=name.strip(),
        rank=rank,
        warrant_number=warrant_number,
        is_service_account=is_service_account,
    )


def give_post(
    by: Reader,
    username: str,
    role: str,
    title: str,
    *,
    borough: str | None = None,
    ends_at: datetime | None = None,
) -> Post:
    """Give an officer a post from now; an earlier one ends at the same moment."""
    by.must("keep_officers")
    officer = officer_named(username)
    if role not in roles():
        raise NotValid("role", f'"{role}" is not a role.', f"Choose one of: {', '.join(roles())}.")
    if borough and not Borough.objects.filter(pk=borough).exists():
        raise NotValid("borough", f'"{borough}" is not a borough.')
    with db.transaction():
        end_posts(by, username)
        return Post.objects.create(
            officer=officer,
            role=role,
            title=title,
            borough_id=borough,
            starts_at=clocks.now(),
            ends_at=ends_at,
        )


def end_posts(by: Reader, username: str) -> int:
    """End every post an officer holds: access ends at once, for pages and tokens alike."""
    by.must("keep_officers")
    return Post.objects.filter(officer=officer_named(username), ends_at=None).update(ends_at=clocks.now())


def officer_named(username: str) -> Officer:
    """The officer with this username; unknown: not found."""
    found = Officer.objects.filter(username=username).first()
    if found is None:
        raise NotFound(f'There is no officer with the username "{username}".', "Check it.")
    return found
