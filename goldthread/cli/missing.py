"""`goldthread missing`: what missing children have in common; Merlin and ours side by side; Merlin's file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from goldthread.cli.session import Answer, Session, asking, table, write_whole

COMMON = {"number": "no.", "kind": "kind", "words": "what", "borough": "borough", "children": "children",
          "episodes": "episodes", "interviews": "interviews", "last_at": "last"}  # fmt: skip
SIDES = {"standing": "standing", "owner": "owner", "reference": "ours", "numbers": "Merlin", "child": "child",
         "reported_at": "reported", "differs": "differs"}  # fmt: skip
OUT = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else to the screen."
)


@click.group()
def missing() -> None:
    """Missing children: what they have in common; Merlin and ours side by side."""


@missing.command("in-common")
@click.option(
    "--months", type=click.Choice(["1", "3", "12", "36"]), default="12", show_default=True, help="Back from now."
)
@click.option("--borough", default="", help="One borough by name; else all.")
@click.option("--kind", default="", help="place, person, named or interview: named in a return interview; else all.")
@click.option("--sort", default="", help="children, episodes, last or place; with - before it, turned round.")
@click.option("--page", type=click.IntRange(1, 100_000), default=1, show_default=True, help="25 a page.")
@asking
def in_common(session: Session, **wanted: Any) -> None:
    """Places and people that two missing children or more have in common."""
    from goldthread.api import steps

    def say(found: Answer) -> Iterator[str]:
        yield from table(found["things"], COMMON) if found["things"] else ["Nothing is shared by two missing children."]

    session.answer(lambda by: steps.in_common(by, **wanted), say)


@missing.command("export-in-common")
@click.option(
    "--months", type=click.Choice(["1", "3", "12", "36"]), default="12", show_default=True, help="Back from now."
)
@click.option("--borough", default="", help="One borough by name; else all.")
@OUT
@asking
def export_in_common(session: Session, months: str, borough: str, out: Path | None) -> None:
    """All that they have in common as a file; logged as a disclosure of everybody on it."""
    from goldthread.api import steps

    session.answer(lambda by: steps.export_in_common(by, months=months, borough=borough),
                   lambda made: _written(steps.in_common_text(made), out, len(made["things"])))  # fmt: skip


@missing.command()
@click.option("--since", default="", help="The first day, like 2026-11-23; else seven days ago.")
@click.option("--until", default="", help="The last day, like 2026-11-29; else yesterday.")
@asking
def reconcile(session: Session, since: str, until: str) -> None:
    """Merlin's reports and our cases of a period: each going missing once, whose it is, what they say differently."""
    from goldthread.api import steps

    session.answer(lambda by: steps.reconcile_missing(by, since, until), _beside)


@missing.command()
@OUT
@asking
def export(session: Session, out: Path | None) -> None:
    """Our cases that Merlin has not had as they are now; logged as a disclosure of everybody on it."""
    from goldthread.api import steps

    session.answer(
        steps.export_missing, lambda made: _written(steps.export_missing_text(made), out, len(made["cases"]))
    )


def _written(text: str, out: Path | None, many: int) -> Iterator[str]:
    if out is None:
        yield text.rstrip("\n")
        return
    write_whole(out, text)
    yield f"{many} rows written to {out}"


def _beside(week: Answer) -> Iterator[str]:
    rows = [{**one, "numbers": " ".join(one["numbers"]), "differs": ", ".join(d["field"] for d in one["differs"])}
            for one in week["episodes"]]  # fmt: skip
    yield from table(rows, SIDES) if rows else ["Nothing was reported in either system."]
    for name, counts in (("Merlin's reports", week["reports"]), ("Our cases", week["cases"])):
        others = ", ".join(f"{key.replace('_', ' ')} {many}" for key, many in counts.items() if key != "all")
        yield f"{name}: {counts['all']} = {others}"
    yield f"Not shown to you: {week['not_shown']}. Children with two cases open: {len(week['two_open'])}."
