"""`goldthread serve`: everything up, until ctrl-C."""

import time
from collections.abc import Callable

import click

from goldthread.cli.db import plainly
from goldthread.config import installation, paths
from goldthread.jobs import mode, serving

SHOWN = ("post", "username", "password")


@click.command()
@click.option("--demo", is_flag=True, help="Serve the invented force, made on the first start.")
@click.option("--real", is_flag=True, help="Serve a real installation: nothing invented, nothing loaded.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to serve on.")
@click.option("--port", type=int, help="The port to serve on.  [default: 8000, or in a demonstration the next free]")
def serve(demo: bool, real: bool, host: str, port: int | None) -> None:
    """Start PostgreSQL (where it is ours), the web pages and the worker; ctrl-C stops all."""
    if demo and real:
        raise click.UsageError("--demo and --real exclude each other.")
    progress = stopwatch()
    with plainly():
        try:
            serving.serve(serving.Wish(demo, real, host, port), progress, lambda address: opened(address, progress))
        except (serving.CannotServe, mode.WrongMode) as error:
            raise click.ClickException(str(error)) from error


def stopwatch(quiet: bool = False) -> Callable[[str], None]:
    """Progress lines, each with the seconds since the start; none where the answer is JSON."""
    began = time.monotonic()
    if quiet:
        return lambda line: None
    return lambda line: click.echo(f"[{time.monotonic() - began:6.1f} s] {line}")


def opened(address: str, progress: Callable[[str], None]) -> None:
    """Say where the pages are and, in a demonstration, how to sign in."""
    progress(f"Goldthread is at {address}")
    if installation.is_demonstration():
        click.echo("\nAn invented force: every child, officer and event in it is made up. Sign in as any of these.\n")
        for line in table([{name: row[name] for name in SHOWN} for row in serving.signins(address)]):
            click.echo(f"  {line}")
    click.echo(f"\nLogs are in {paths.inside('logs')}. Ctrl-C stops everything.")


def table(rows: list[dict[str, object]]) -> list[str]:
    """Rows as lines of even columns under a heading."""
    if not rows:
        return []
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return ["  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
