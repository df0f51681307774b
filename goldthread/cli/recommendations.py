"""`goldthread recommendations`: read an inspectorate's report from a file."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from goldthread.improve.recommendations.reading import Report, UnreadableReport, read_report
from goldthread.improve.recommendations.reading.items import Recommendation

UNREADABLE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def recommendations() -> None:
    """Read an inspectorate's report; keep the register."""


@recommendations.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--published",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day due dates count from: that of the report which first made the recommendations.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything that was read, as JSON.")
def import_report(file: Path, published: datetime | None, as_json: bool) -> None:
    """Read the recommendations in FILE: a report as text, web page or PDF."""
    report = _read(file, published.date() if published else None)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _print(report)


def _read(file: Path, published: date | None) -> Report:
    try:
        return read_report(file.read_bytes(), file.name, published)
    except OSError as error:
        _refuse(f"{file} cannot be opened ({error.strerror}). Check the name, and that you may read it.")
    except UnreadableReport as error:
        _refuse(str(error))


def _refuse(words: str) -> NoReturn:
    click.echo(words, err=True)
    raise SystemExit(UNREADABLE)


def _print(report: Report) -> None:
    for item in report.recommendations:
        _print_item(item)
    for figure in report.case_figures:
        click.echo(f"Cases, {figure.about}: {figure.total} in all. “{figure.printed}”")
    for reference in report.references:
        click.echo(f"Earlier, from {reference.of}: {reference.text}")
    for warning in report.warnings:
        click.echo(f"Warning: {warning}", err=True)


def _print_item(item: Recommendation) -> None:
    when = f", due {item.due_on:%-d %B %Y}" if item.due_on else ""
    cut = "" if item.is_complete else " [cut short]"
    click.echo(
        f"{item.kind.replace('_', ' ').capitalize()} {item.number} ({item.timescale or 'no time given'}{when}){cut}"
    )
    click.echo(f"  {item.text}")
    for point in item.subpoints:
        click.echo(f"  - {point}")
