"""`goldthread db`: make the database and its roles, change its shape, say which addresses are known."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from goldthread.config import installation
from goldthread.core.areas.registry import NotWhole
from goldthread.core.db import binaries, ground, installing, launch, migrating, provision

EXPECTED = (provision.CannotProvision, binaries.NoPostgres, ground.NoGround, launch.CannotStart, NotWhole)


@contextmanager
def plainly() -> Iterator[None]:
    """Errors we foresaw end a command with their sentence and no traceback."""
    import psycopg

    try:
        yield
    except EXPECTED as error:
        raise click.ClickException(str(error)) from error
    except psycopg.OperationalError as error:
        raise click.ClickException(f"The database cannot be reached: {error}".strip()) from error


@click.group()
def db() -> None:
    """Make the database and its three roles; apply changes to its shape."""


@db.command()
@click.option("--admin-url", help="A role that may make roles and databases; else our own server's.")
@click.option("--name", default="goldthread", show_default=True, help="The database to make.")
def init(admin_url: str | None, name: str) -> None:
    """Make the database and the roles owner, app and service, or put right what is there."""
    with plainly():
        if admin_url:
            stored = installing.init(admin_url, name, installing.OUTSIDE)
        elif not installing.is_ours():
            raise click.UsageError("This installation uses an outside server: give --admin-url.")
        else:
            with installing.at_hand() as ours:
                assert ours is not None  # noqa: S101 (is_ours was just asked)
                stored = installing.init(ours.admin_url, name, installing.OURS)
    click.echo(f"The database {name} and its three roles are ready.")
    if stored:
        click.echo(f"Stored in {installation.path()}: {', '.join(stored)}.")


@db.command()
def migrate() -> None:
    """Apply changes to the database's shape, its grants and its row policies, as the owner."""
    with plainly(), installing.at_hand():
        if not installing.is_made():
            raise click.ClickException("There is no database yet: run goldthread db init first.")
        migrating.migrate(lambda line: click.echo(f"Applying {line} ..."))
    click.echo("The database is up to date.")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def urls(as_json: bool) -> None:
    """List which addresses are known and where they come from; never the addresses themselves."""
    origins = {name: _origin(name) for name in installation.ADDRESSES}
    if as_json:
        click.echo(json.dumps(origins, indent=2))
        return
    for name, origin in origins.items():
        click.echo(f"{name:26}{origin}")


def _origin(name: str) -> str:
    if installation.given(name):
        return "environment"
    if installation.stored().get(name):
        adopted = " (the environment's is the administrator's, used once)" if os.environ.get(name) else ""
        return f"installation file{adopted}"
    return "not set"
