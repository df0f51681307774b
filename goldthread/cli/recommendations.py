"""`goldthread recommendations`: read an inspectorate's report from a file; keep and read the register."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from goldthread.cli.session import Answer, Session, asking, opened, table
from goldthread.config import installation
from goldthread.improve.recommendations.items import KINDS
from goldthread.improve.recommendations.reading import Report, UnreadableReport, read_report
from goldthread.improve.recommendations.reading.items import Recommendation
from goldthread.improve.recommendations.stages import STAGES

if TYPE_CHECKING:
    from goldthread.core.access.reader import Reader

UNREADABLE = 2
COLUMNS = {
    "id": "id",
    "number": "no.",
    "kind": "kind",
    "timescale": "time",
    "due_on": "due",
    "state": "state",
    "title": "recommendation",
}


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
@click.option("--save", is_flag=True, help="Keep the reading, for somebody to compare with the print and confirm.")
@click.option("--confirm", is_flag=True, help="Save, and confirm it unchanged where nothing in it needs a person.")
@click.option("--as", "named", metavar="USERNAME", help="With --save: who is asking; else GOLDTHREAD_AS.")
@click.option("--purpose", metavar="CODE", help="With --save: why; else the usual purpose of the role.")
def import_report(
    file: Path,
    published: datetime | None,
    as_json: bool,
    save: bool,
    confirm: bool,
    named: str | None,
    purpose: str | None,
) -> None:
    """Read the recommendations in FILE: a report as text, web page or PDF."""
    data, report = _read(file, published.date() if published else None)
    saved = None
    if save or confirm:
        asker = named or installation.value("GOLDTHREAD_AS")
        session = Session(asker, purpose, as_json, "command:recommendations import")
        saved = _save(session, data, file.name, report, confirm)
    if as_json:
        printed = report.as_json() | ({"saved": saved} if saved else {})
        click.echo(json.dumps(printed, ensure_ascii=False, indent=2))
        return
    _print(report)
    if saved:
        where = f"check and confirm it at {saved['confirm_at']}" if saved["confirm_at"] else "it is in the register"
        click.echo(f"Saved as reading {saved['report']}: {where}.")


@recommendations.command("list")
@click.option("--report", metavar="ID", type=click.IntRange(1, 999_999_999), help="Only those of one report.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only those of one kind.")
@click.option(
    "--state", type=click.Choice(["all", *STAGES]), help="Only those at one stage, or all; else what is open."
)
@click.option("--late", is_flag=True, help="Only those past the day they were due.")
@click.option("--sort", type=click.Choice(["number", "kind", "due", "state"]), help="Else the most pressing first.")
@asking
def list_recommendations(session: Session, late: bool, **asked: Any) -> None:
    """The register: the most pressing first."""
    chosen = {name: str(value) for name, value in asked.items() if value is not None}
    session.answer(lambda by: _listed(by, {**chosen, "late": "1" if late else ""}), _list)


@recommendations.command()
@click.argument("recommendation_id", metavar="ID", type=click.IntRange(1, 2**63 - 1))
@asking
def show(session: Session, recommendation_id: int) -> None:
    """One recommendation in its publisher's own words, with its points."""
    from goldthread.api import steps

    session.answer(lambda by: steps.recommendation(by, recommendation_id), _show)


def _save(session: Session, data: bytes, name: str, reading: Report, confirm: bool) -> Answer:
    """Keep what was read in one transaction; confirm it in the next, so that a refusal leaves the reading to check."""
    with opened():
        from goldthread.improve.recommendations import actions

        saved = session.quietly(lambda by: _saved(actions.save_reading(by, data, name, reading=reading)[0]))
        if confirm and saved["state"] == "read":
            saved = session.quietly(lambda by: _saved(actions.confirm_as_read(by, saved["report"])))
    return saved


def _saved(report: Any) -> Answer:
    from django.urls import reverse

    waits = report.state == "read"
    address = reverse("recommendation_confirm", args=[report.pk]) if waits else None
    return {"report": report.pk, "state": report.state, "confirm_at": address}


def _listed(by: "Reader", asked: dict[str, str]) -> Answer:
    from goldthread.core.plain import plain
    from goldthread.improve.recommendations.listing import listed, wanted
    from goldthread.improve.recommendations.queries import all_recommendations

    return {"recommendations": plain(listed(all_recommendations(by), wanted(asked)))}


def _list(answer: Answer) -> Iterator[str]:
    rows = answer["recommendations"]
    late = sum(row["is_late"] for row in rows)
    yield f"{len(rows)} listed, {late} late"
    yield from table(rows, COLUMNS)


def _show(one: Answer) -> Iterator[str]:
    yield f"{one['number']}  {one['state']}  {one['report']}, published {one['published_on'] or 'on a day not known'}"
    yield one["text"] if one["complete"] else f"{one['text']} [cut short in the report]"
    yield from (f"  {one['number']}.{point['place']} {point['text']}" for point in one["points"])


def _read(file: Path, published: date | None) -> tuple[bytes, Report]:
    try:
        data = file.read_bytes()
        return data, read_report(data, file.name, published)
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
