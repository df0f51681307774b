"""`goldthread officers`: officers, the posts that give them a role, their sign-in and their tokens."""

import sys
from collections.abc import Iterator
from datetime import datetime

import click

from goldthread.cli.session import Answer, Session, asking, table

OFFICERS = {"username": "username", "name": "name", "role": "role", "post": "post", "borough": "borough"}
TOKENS = {
    "id": "id",
    "username": "username",
    "name": "name",
    "state": "state",
    "expires_at": "expires",
    "last_used_at": "last used",
    "scopes": "scopes",
}


@click.group()
def officers() -> None:
    """Officers, posts, sign-in and tokens.

    Until the first administrator holds a post, `add`, `post` and `password` need no --as.
    """


@officers.command()
@click.argument("username")
@click.option("--name", required=True, help="The officer's full name.")
@click.option("--rank", default="", help="Like Detective Sergeant.")
@click.option("--warrant-number", default="", help="The warrant or staff number.")
@click.option("--service-account", is_flag=True, help="A machine that calls the API, not a person.")
@asking
def add(session: Session, username: str, name: str, rank: str, warrant_number: str, service_account: bool) -> None:
    """Add an officer. Without a post nothing may be seen: give one next."""
    from goldthread.api.steps import officers as steps

    session.answer(
        lambda by: steps.add(
            by, username, name, rank=rank, warrant_number=warrant_number, service_account=service_account
        ),
        _one,
        unnamed="installer",
    )


@officers.command()
@click.argument("username")
@click.argument("role")
@click.option("--title", default="", help="The post's title; else the role's name.")
@click.option("--borough", help="The borough's code.")
@asking
def post(session: Session, username: str, role: str, title: str, borough: str | None) -> None:
    """Give USERNAME a post of ROLE from now; an earlier one ends at the same moment. `access roles` lists roles."""
    from goldthread.api.steps import officers as steps

    session.answer(lambda by: steps.post(by, username, role, title, borough=borough), _one, unnamed="installer")


@officers.command()
@click.argument("username")
@asking
def end(session: Session, username: str) -> None:
    """End every post USERNAME holds: pages and tokens are refused from that moment."""
    from goldthread.api.steps import officers as steps

    session.answer(lambda by: steps.end(by, username), _one)


@officers.command()
@click.argument("username")
@click.argument("rank")
@click.option("--from", "from_on", type=click.DateTime(["%Y-%m-%d"]), help="The first day of it; else today.")
@click.option("--reason", required=True, help="Why it changes, like: promoted, order 14.")
@asking
def rank(session: Session, username: str, rank: str, from_on: datetime | None, reason: str) -> None:
    """Give USERNAME a RANK from a day on. What was done before it keeps the rank of then. An empty RANK: none."""
    from goldthread.api.steps import officers as steps

    day = from_on.date() if from_on else None
    session.answer(lambda by: steps.set_rank(by, username, rank, from_on=day, reason=reason), _with_ranks)


@officers.command()
@click.argument("username")
@asking
def show(session: Session, username: str) -> None:
    """USERNAME, the post held now and every change of rank."""
    from goldthread.api.steps import officers as steps

    session.answer(lambda by: steps.one(by, username), _with_ranks)


@officers.command("list")
@asking
def list_all(session: Session) -> None:
    """Everybody who may sign in, and the post each holds now."""
    from goldthread.api.steps import officers as steps

    session.answer(steps.everyone, lambda found: table(found["officers"], OFFICERS))


@officers.command()
@click.argument("username")
@click.option("--stdin", "from_stdin", is_flag=True, help="Read the password from standard input, one line.")
@asking
def password(session: Session, username: str, from_stdin: bool) -> None:
    """Set a new password for USERNAME. It is asked for, never given on the line."""
    from goldthread.api.steps import officers as steps

    if from_stdin:
        text = sys.stdin.readline().rstrip("\r\n")
    else:
        text = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    session.answer(
        lambda by: steps.set_password(by, username, text),
        lambda done: [f"The password of {done['username']} is changed."],
        unnamed="installer",
    )


@officers.group()
def token() -> None:
    """Keys for callers of the API: issue, list, revoke."""


@token.command()
@click.argument("username")
@click.option("--name", required=True, help="What it is for.")
@click.option("--scope", "scopes", multiple=True, required=True, help="A permission it carries; repeat for more.")
@click.option("--days", type=int, default=30, show_default=True, help="How long it lasts, 1 to 365.")
@asking
def issue(session: Session, username: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Issue a token for USERNAME. The key is shown once. It never carries more than the officer's role may."""
    from goldthread.api.steps import officers as steps

    session.answer(
        lambda by: steps.issue_token(by, username, name, scopes, days),
        lambda done: [f"Key: {done['key']}", "It is not shown again.", *table([done], TOKENS)],
    )


@token.command("list")
@click.argument("username", required=False)
@asking
def list_tokens(session: Session, username: str | None) -> None:
    """Every token, or those of USERNAME."""
    from goldthread.api.steps import officers as steps

    session.answer(lambda by: steps.tokens(by, username), lambda found: table(found["tokens"], TOKENS))


@token.command()
@click.argument("token_id", metavar="ID", type=int)
@asking
def revoke(session: Session, token_id: int) -> None:
    """Revoke the token ID: it is refused from that moment."""
    from goldthread.api.steps import officers as steps

    session.answer(lambda by: steps.revoke_token(by, token_id), lambda done: table([done], TOKENS))


def _with_ranks(done: Answer) -> Iterator[str]:
    yield from table([done], OFFICERS)
    for one in done["ranks"]:
        yield f"from {one['from_on']}: {one['rank'] or 'no rank'}, before {one['before'] or 'no rank'}  {one['reason']}"


def _one(done: Answer) -> Iterator[str]:
    yield from table([done], OFFICERS)
