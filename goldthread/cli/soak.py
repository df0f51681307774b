"""`goldthread soak`: kill processes under load in an installation made for it, and count what was lost."""

import json
from pathlib import Path
from typing import Any

import click

from goldthread.cli.db import plainly
from goldthread.cli.serve import stopwatch
from goldthread.cli.session import FOUND_WRONG


@click.command()
@click.option("--kills", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How often to kill.")
@click.option("--seed", type=int, default=2016, show_default=True, help="What decides when and what is killed.")
@click.option(
    "--users",
    type=click.IntRange(1, 64),
    default=6,
    show_default=True,
    help="Callers at work meanwhile; every sixth is at the desk.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0.1, 1440),
    help="Spread the kills over so many minutes. Without it: one after every few acts.",
)
@click.option(
    "--logs",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what the web, the worker and the database wrote in this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def soak(kills: int, seed: int, users: int, minutes: float | None, logs: Path | None, as_json: bool) -> None:
    """Kill the web, the worker and the database with SIGKILL while they are used; count what was lost.

    It makes an installation of its own, with its own PostgreSQL, in a temporary folder, answers on this machine only,
    and clears everything away. Ends with code 5 where anything acknowledged is lost or there twice, a clock is wrong, a
    job is left, or a log is not whole.
    """
    from goldthread.testing.soak.installation import CannotSoak
    from goldthread.testing.soak.killing import Spread
    from goldthread.testing.soak.soaking import is_well
    from goldthread.testing.soak.soaking import soak as run

    progress = stopwatch(quiet=as_json)
    with plainly():
        try:
            report = run(Spread(kills, minutes and minutes * 60), seed, users, progress, logs)
        except CannotSoak as ended:
            raise click.ClickException(str(ended)) from ended
    _print(report, as_json)
    if not is_well(report):
        raise SystemExit(FOUND_WRONG)


def _print(report: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report, indent=2))
        return
    killed = ", ".join(f"{name} {times}" for name, times in report["kills"].items())
    click.echo(f"\nKilled: {killed}.")
    click.echo(f"{report['seconds']:g} seconds, seed {report['seed']}.")
    click.echo(f"{report['requests']:,} requests; {report['acknowledged']:,} acts acknowledged: {_kinds(report)}.")
    click.echo(f"There: {report['present']:,}. Twice: {report['duplicated']}. Lost: {report['lost']}.")
    for mistake in report["mistakes"]:
        click.echo(f"An answer that no kill explains: {mistake}")
    for log in ("access_log", "journal"):
        whole = report[log]["whole"] and report[log].get("rebuilt", True)
        click.echo(
            f"{log.replace('_', ' ').capitalize()}: {'whole' if whole else 'NOT WHOLE'}, {report[log]['rows']:,} rows."
        )
    _print_clocks(report["clocks"])
    feeds = report["feeds"]
    click.echo(
        f"Feeds: {feeds['in']} rows in = {feeds['accepted']} accepted + {feeds['unchanged']} unchanged + "
        f"{feeds['quarantined']} set aside; {feeds['not_loaded']} of {feeds['deliveries']} deliveries not loaded."
    )
    click.echo(f"Jobs left: {report['jobs_left']}.")


def _print_clocks(clocks: dict[str, Any]) -> None:
    click.echo(
        f"Clocks: {clocks['clocks']:,} in {clocks['cases']:,} cases, {clocks['ended']:,} of them ended; "
        f"{len(clocks['wrong'])} wrong."
    )
    for wrong in clocks["wrong"]:
        click.echo(f"    {wrong}")


def _kinds(report: dict[str, Any]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in report["by_kind"].items())
