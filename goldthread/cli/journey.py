"""`goldthread journey`: the map of journeys in a file, which needs no database; or of the force's own cases."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from goldthread.cli.journey_words import lines, own_lines
from goldthread.cli.session import AS, AS_JSON, PURPOSE, REFUSED, Session, session_of, write_whole
from goldthread.core.refusals import Refusal

if TYPE_CHECKING:
    from goldthread.demand.journey.map import Map
    from goldthread.demand.journey.reading.log import Log

IN = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
OUT = click.Path(path_type=Path, dir_okay=False, writable=True)
MOST = 100
OWN = ("area", "borough", "since", "until", "age")
OF_FILES = ("case", "activity", "time", "lifecycle", "most", "out")
FLAGS = {"out": "edges"}
THREADS = "2"  # more gain little and each holds memory; another number may be set outside


@click.group()
def journey() -> None:
    """A child's path through the force: what follows what, how often, and where the time goes."""


@journey.command("map")
@click.argument("file", type=IN, required=False)
@click.option("--case", default="", metavar="COLUMN", help="Whose journey an event is part of; else the usual names.")
@click.option("--activity", default="", metavar="COLUMN", help="What happened; else the usual names.")
@click.option("--time", default="", metavar="COLUMN", help="When it happened; else the usual names.")
@click.option(
    "--lifecycle", default="", metavar="NAME", help="Of XES: only events of this transition, like `complete`."
)
@click.option(
    "--most", type=click.IntRange(0), default=MOST, show_default=True, metavar="NUMBER",
    help="How many variants and longest journeys are listed; 0: all.",
)  # fmt: skip
@click.option("--edges", "out", type=OUT, metavar="EDGES.csv", help="Write every edge as a row of CSV.")
@click.option("--area", default="", help="Without FILE: the area of work, like missing.")
@click.option("--borough", default="", help="Without FILE: a borough by name or code; else all.")
@click.option("--since", default="", metavar="DAY", help="Without FILE: recorded from this day, like 2026-10-01, on.")
@click.option("--until", default="", metavar="DAY", help="Without FILE: recorded until this day; else today.")
@click.option("--age", default="", help="Without FILE: the child's age when recorded, like 15 or 10-17.")
@AS
@PURPOSE
@AS_JSON
@click.pass_context
def map_journeys(
    ctx: click.Context, file: Path | None, named: str | None, purpose: str | None, as_json: bool, **given: Any
) -> None:
    """Draw the map of the journeys in FILE, or, with --area, of the force's own cases in its journal.

    FILE is .xes, .xes.gz, .csv, .parquet, or OCEL 2.0 as .jsonocel or .json. Events are ordered by case, time and row.
    An edge is one activity right after another: how often, and the time between them, those that hold most time in
    total first. Times are by the clock on the wall; one without an offset is read as UTC. Nothing is kept, and no
    installation is touched. Of the journal it is counts and times, open cases counted as open; nobody is named.
    """
    os.environ.setdefault("POLARS_MAX_THREADS", THREADS)
    own = {name: given.pop(name) for name in OWN}
    if file is None:
        _check_own(ctx, own)
        with session_of(ctx, named, purpose, as_json=as_json) as session:
            _map_own(session, own)
    elif any(own.values()):
        raise click.UsageError("Give a FILE, or --area and what goes with it; not both.", ctx)
    else:
        _map_file(file, as_json, **given)


def _check_own(ctx: click.Context, own: dict[str, str]) -> None:
    if not own["area"]:
        raise click.UsageError("Give a FILE, or --area for the force's own cases.", ctx)
    for name in OF_FILES:
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
            raise click.UsageError(f"--{FLAGS.get(name, name)} is of a FILE.", ctx)


def _map_own(session: Session, own: dict[str, str]) -> None:
    from goldthread.api import steps

    session.answer(lambda by: steps.journeys(by, **own), own_lines)


def _map_file(
    file: Path, as_json: bool, *, case: str, activity: str, time: str, lifecycle: str, most: int, out: Path | None
) -> None:
    from goldthread.demand.journey.reading.columns import Columns
    from goldthread.demand.journey.reading.forms import read
    from goldthread.demand.journey.reading.log import printable
    from goldthread.demand.journey.telling import edges_csv, told_file

    try:
        log = read(file, Columns(case, activity, time), lifecycle)
    except Refusal as refusal:
        _refuse(refusal, as_json)
    maps = _maps(log)
    if out:
        write_whole(out, edges_csv(maps))
    told = told_file(file.name, log, maps, most or None)
    click.echo(json.dumps(told, indent=2, ensure_ascii=False) if as_json else "\n".join(map(printable, lines(told))))


def _maps(log: "Log") -> dict[str, "Map"]:
    """A map of each type of object; its events are let go of as they are drawn, since they are most of the memory."""
    from goldthread.demand.journey.mining import map_of

    return {kind: map_of(log.events.pop(kind)) for kind in list(log.events)}


def _refuse(refusal: Refusal, as_json: bool) -> NoReturn:
    shape = json.dumps(refusal.as_json(), indent=2, ensure_ascii=False)
    click.echo(shape if as_json else str(refusal), err=not as_json)
    sys.exit(REFUSED)
