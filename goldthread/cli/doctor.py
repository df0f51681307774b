"""`goldthread doctor`: one line for each check, with what to do."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import click
import psycopg

from goldthread.cli.db import plainly
from goldthread.config import installation
from goldthread.config.starting import load_django
from goldthread.core.db import installing
from goldthread.jobs.examine import FAIL, OK, Check, Finding, database, machine, ok, own_files, safety
from goldthread.jobs.examine import fail as failed

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def doctor(as_json: bool) -> None:
    """Say what is right and what is wrong with this installation, and what to do."""
    with plainly(), installing.at_hand():
        found = list(findings())
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
    else:
        for one in found:
            _say(one)
    if any(one.state == FAIL for one in found):
        raise SystemExit(1)


def findings() -> Iterator[Finding]:
    """Every check there is to make; those that need the database only where it answers."""
    yield from run(machine.CHECKS)
    yield from run(own_files.CHECKS)
    roles = list(run([database.reachable]))
    yield from roles
    if any(one.state != OK for one in roles):
        return

    load_django()
    yield from run(database.CHECKS)
    if installation.is_demonstration():
        yield ok("mode", "A demonstration: every child in it is invented. Never enter a real one.")
    else:
        yield from run(safety.CHECKS)


def run(checks: Iterable[Check]) -> Iterator[Finding]:
    """Make the checks; one that breaks is a finding too, and the others go on."""
    for check in checks:
        try:
            yield from check()
        except psycopg.Error as error:
            name = check.__name__.replace("_", " ")
            yield failed(name, str(error).strip().splitlines()[0], "Run goldthread db migrate, then look again.")


def _say(one: Finding) -> None:
    click.echo(f"{click.style(f'{one.state:4}', fg=COLOURS[one.state])}  {one.check:14}{one.found}")
    if one.remedy:
        click.echo(f"{'':20}{one.remedy}")
