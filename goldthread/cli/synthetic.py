"""`goldthread synthetic`: write the invented force, or a week of it, as files that its systems would send."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from goldthread.config import installation
from goldthread.synthetic.scales import ANCHOR, SCALES, SEED
from goldthread.synthetic.scales import SCALE as SCALE_LOADED

FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
SCALE = click.option("--scale", type=click.Choice(list(SCALES)), default=SCALE_LOADED, show_default=True)
SEEDED = click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same force.")
AT = click.option("--anchor", help="Its present, with an offset. Else that of the demonstration loaded here, else now.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@click.group()
def synthetic() -> None:
    """The invented force as files: nobody in them exists. Needs no database."""


@synthetic.command()
@FOLDER
@SCALE
@SEEDED
@AT
@AS_JSON
def write(folder: Path, scale: str, seed: int, anchor: str | None, as_json: bool) -> None:
    """Write three years of eight systems into FOLDER, with the officers and the truth."""
    from goldthread.synthetic.force import write as write_force

    written = write_force(folder, seed, scale, _present(anchor))
    _say(as_json, {"rows": dict(written.rows), "quarantined": dict(written.quarantined), "files": written.files})


@synthetic.command()
@FOLDER
@SCALE
@SEEDED
@AT
@AS_JSON
def week(folder: Path, scale: str, seed: int, anchor: str | None, as_json: bool) -> None:
    """Write the last week of every system into FOLDER once more, with what is new, put right, gone and faulty in it."""
    from goldthread.synthetic.week import write_week

    written = write_week(folder, seed, scale, _present(anchor))
    told = {name: dict(getattr(written, name)) for name in ("rows", "accepted", "unchanged", "quarantined", "files")}
    _say(as_json, told)


def _present(anchor: str | None) -> datetime:
    from goldthread.core import clocks

    text = anchor or installation.stored().get(ANCHOR)
    if not text:
        return clocks.now()
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f'"{text}" is not an instant, like 2017-03-01T21:30:00+00:00.') from None
    if read.tzinfo is None:
        raise click.BadParameter(f'"{text}" has no offset from UTC: add Z, +00:00 or +01:00.')
    return read


def _say(as_json: bool, told: dict[str, Any]) -> None:
    if as_json:
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for source in told["files"]:
        counts = ", ".join(f"{words} {named.get(source, 0):,}" for words, named in told.items() if words != "files")
        click.echo(f"{source:<14} {counts}")
