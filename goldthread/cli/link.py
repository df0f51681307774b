"""`goldthread link`: who is who, decided by officers; how well the linker does, measured on a file."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from goldthread.cli import link_review
from goldthread.cli.db import plainly
from goldthread.cli.session import Answer, Session, asking

IN = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
OUT = click.Path(path_type=Path, dir_okay=False, writable=True)


@click.group()
def link() -> None:
    """Who is one person: review pairs, take records out, take decisions back; measure the linker on a file."""


for reviewing in link_review.COMMANDS:
    link.add_command(reviewing)


@link.command()
@click.argument("file", type=IN)
@click.option("--truth", required=True, metavar="COLUMN", help="Whose record it truly is; blank: not scored.")
@click.option("--group", default="", metavar="COLUMN", help="Measure recall in each of these groups, and the gap.")
@click.option("--household", default="", metavar="COLUMN", help="Count people of one household that are merged.")
@click.option("--twinset", default="", metavar="COLUMN", help="Count twins that are merged.")
@click.option("--out", type=OUT, metavar="PEOPLE.csv", help="Write each record_id with the person it ended in.")
@click.option(
    "--possible", type=OUT, metavar="PAIRS.csv", help="Write the pairs of records left for a person to decide."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON: every measure in one object.")
def evaluate(
    file: Path,
    truth: str,
    group: str,
    household: str,
    twinset: str,
    out: Path | None,
    possible: Path | None,
    as_json: bool,
) -> None:
    """Link the people of FILE in a scratch database and measure the result beside the truth it holds.

    FILE is CSV with a header: record_id, system, event_id, role, forename, middle, surname, alias, dob, sex, address,
    postcode, borough, phone, pnc_id, nhs_no, social_care_id, record_date. Only record_id must be there; other columns
    are ignored, and any system or role will do. dob may be a whole date, a part of one, or blank. Rows of one system
    with one event_id are one report that names several people. Several aliases have a bar between.

    No installation is touched: a PostgreSQL of its own is made, and cleared away however the command ends.
    """
    from goldthread.core.db.scratch import scratch
    from goldthread.link.evaluating.reading import Truths, read_people
    from goldthread.link.feeds.format import UnreadableFile

    progress = _progress()
    with file.open("rb") as stream:
        try:
            found = read_people(stream, Truths(truth, group, household, twinset))
        except UnreadableFile as unreadable:
            raise click.UsageError(f"{file.name}: {unreadable.words} {unreadable.remedy}") from unreadable
    progress(f"{len(found.rows):,} rows read, {len(found.bad):,} bad")
    with plainly(), scratch(progress):
        told = _evaluated(found, progress, out, possible)
    _print(told, as_json)


@link.command()
@asking
def again(session: Session) -> None:
    """Link everybody again by the model of this release: after an upgrade that brought a new one.

    What officers decided stands. It may be stopped and begun again; the operator of this machine may ask without --as.
    """
    from goldthread.link.matching.again import link_everybody_again, may_link_again

    progress = _progress()
    session.answer(
        may_link_again,
        _linked_again,
        then=lambda _: link_everybody_again(lambda done, of: progress(f"{done:,} of {of:,} steps")),
        unnamed="linker",
    )


def _linked_again(done: Answer) -> Iterator[str]:
    yield (
        f"{done['mentions']:,} mentions: {done['linked']:,} links changed, {done['created']:,} people made, "
        f"{done['retired']:,} retired."
    )


def _evaluated(found: Any, progress: Callable[[str], None], out: Path | None, possible: Path | None) -> dict[str, Any]:
    from goldthread.core import clocks
    from goldthread.link.evaluating.records import records_of
    from goldthread.link.evaluating.report import report, write_people, write_possibles
    from goldthread.link.evaluating.running import run

    made = records_of(found.rows, clocks.now())
    ran = run(made, progress)
    if out:
        write_people(out, made, ran)
    if possible:
        write_possibles(possible, made, ran)
    return report(found, made, ran)


def _progress() -> Callable[[str], None]:
    """Lines on standard error, each with the seconds since the start."""
    began = time.monotonic()
    return lambda line: click.echo(f"[{time.monotonic() - began:6.1f} s] {line}", err=True)


def _print(told: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    from goldthread.link.evaluating.report import lines

    for line in lines(told):
        click.echo(line)
