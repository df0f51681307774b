"""`goldthread replay`: planted failures handed in again, row by row: who was told, how soon, at what cost."""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from goldthread.cli.db import plainly
from goldthread.cli.session import FOUND_WRONG, table

ANCHOR = "2026-10-23T22:00:00+01:00"
STORY_COLUMNS = {"story": "story", "rule": "rule", "role": "post", "minutes": "minutes", "within": "within", "said": ""}
RULE_COLUMNS = {"rule": "rule", "others_per_shift": "others a shift", "false_per_shift": "false a shift",
                "budget": "budget"}  # fmt: skip


@click.command()
@click.argument("stories", metavar="STORIES")
@click.option("--days", default=42, show_default=True, type=click.IntRange(7, 365), help="Days whose shifts count.")
@click.option("--scale", default="small", show_default=True, help="The size of the force that a seed makes.")
@click.option("--anchor", default=ANCHOR, show_default=True, help="The present of the force that a seed makes.")
@click.option("--keep", is_flag=True, help="Keep the result as this installation's last run, for its page.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON: every story and figure in one object.")
def replay(stories: str, days: int, scale: str, anchor: str, keep: bool, as_json: bool) -> None:
    """Hand the rows of STORIES in again, each when it came, and say who was told what and how soon.

    STORIES is a folder as `goldthread synthetic write` makes it, or a number: the seed of one to be made. Ends with 5
    where a story was never told, or late.

    No installation is touched: a PostgreSQL of its own is made, and cleared away however the command ends.
    """
    from goldthread.core.db.scratch import scratch
    from goldthread.synthetic.replay.keeping import keep as keep_run
    from goldthread.synthetic.replay.keeping import place

    kept_at = place()
    progress = _progress()
    with tempfile.TemporaryDirectory() as made:
        folder = _folder(stories, Path(made), scale, anchor, progress)
        with plainly(), scratch(progress):
            told = _replayed(folder, days, progress)
    if keep:
        keep_run(told, kept_at)
    if as_json:
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        for line in _lines(told):
            click.echo(line)
    if told["summary"]["never"] or told["summary"]["late"]:
        raise SystemExit(FOUND_WRONG)


def _folder(stories: str, made: Path, scale: str, anchor: str, progress: Callable[[str], None]) -> Path:
    if not stories.isdigit():
        folder = Path(stories)
        if not (folder / "truth.json").is_file() or not (folder / "officers.json").is_file():
            raise click.UsageError(
                f"{stories} is neither a number nor a folder as `goldthread synthetic write` makes it."
            )
        return folder
    from goldthread.synthetic.force import write
    from goldthread.synthetic.scales import SCALES

    if scale not in SCALES:
        raise click.BadParameter(f"Choose one of: {', '.join(SCALES)}.", param_hint="--scale")
    try:
        present = datetime.fromisoformat(anchor)
    except ValueError:
        raise click.BadParameter(f'"{anchor}" is not an instant.', param_hint="--anchor") from None
    if present.tzinfo is None:
        raise click.BadParameter(f'"{anchor}" has no offset from UTC.', param_hint="--anchor")
    progress(f"inventing the force of seed {stories}")
    write(made, int(stories), scale, present)
    return made


def _replayed(folder: Path, days: int, progress: Callable[[str], None]) -> dict[str, Any]:
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from goldthread.synthetic.replay.running import plan_of, run
    from goldthread.synthetic.replay.scoring import score

    plan = plan_of(folder, days)
    run(plan, progress)
    return score(plan)


def _progress() -> Callable[[str], None]:
    """Lines on standard error, each with the seconds since the start."""
    began = time.monotonic()
    return lambda line: click.echo(f"[{time.monotonic() - began:6.1f} s] {line}", err=True)


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield from table([_row(story["id"], one) for story in told["stories"] for one in story["told"]], STORY_COLUMNS)
    quiet = [story["id"] for story in told["stories"] if not story["told"] and not story["unasked"]]
    yield ""
    yield f"Told nothing, as they must: {', '.join(quiet)}"
    for story in told["stories"]:
        if not story["told"] and story["unasked"]:
            yield f"FALSE ALARM on {story['id']}: {', '.join(story['unasked'])}"
    figures, alarms = told["summary"], told["alarms"]
    yield ""
    yield (
        f"{figures['told']} of {figures['expected']} told; late {figures['late']}, never {figures['never']}. "
        f"Minutes from held to told: median {figures['median_minutes']}, worst 5% {figures['worst_5_percent_minutes']}."
    )
    yield (
        f"False alarms a shift {alarms['false_per_shift']}; other alerts a shift {alarms['others_per_shift']} "
        f"({told['shifts']} shifts, the whole force)."
    )
    yield ""
    rows = [{"rule": rule, **figures} for rule, figures in alarms["by_rule"].items()]
    yield from table(rows, RULE_COLUMNS)


def _row(story: str, one: dict[str, Any]) -> dict[str, Any]:
    said = "NEVER" if one["is_never"] else "LATE" if one["is_late"] else ""
    return {**one, "story": story, "within": one["within_minutes"], "said": said}
