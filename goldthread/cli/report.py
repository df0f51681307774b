"""`goldthread report`: the quarterly report as a draft, published, listed and written to a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldthread.cli.session import Answer, Session, asking, table

if TYPE_CHECKING:
    from goldthread.core.access.reader import Reader

PERIOD = click.option("--period", required=True, help="A quarter, like 2017-Q1.")
OUT = click.option(
    "--out", type=click.Path(path_type=Path), help="A file: its end says the form, .html, .pdf or .docx."
)


COLUMNS = {"report": "report", "published_at": "published", "published_by": "by", "why": "corrects"}


@click.group()
def report() -> None:
    """The quarterly report: what was asked, what was done, what it changed for a child, and what is not known."""


@report.command()
@PERIOD
@OUT
@asking
def quarterly(session: Session, period: str, out: Path | None) -> None:
    """A draft of a quarter's report, made now from what stands; with --out it is written to a file."""

    def work(by: "Reader") -> Answer:
        from goldthread.improve.reporting import document as documents
        from goldthread.improve.reporting.drafting import draft

        made = draft(by, period)
        return {"file": _written(made, out), "document": documents.as_json(made)}

    session.answer(work, _told)


@report.command()
@PERIOD
@click.option("--why", default="", help="Why a corrected edition is needed, where the quarter was published already.")
@asking
def publish(session: Session, period: str, why: str) -> None:
    """Freeze a quarter's report and publish it in your name: it is never changed afterwards."""

    def work(by: "Reader") -> Answer:
        from goldthread.api import steps

        return steps.publish_report(by, period, why)

    session.answer(work, lambda done: [f"Published as {done['report']}. SHA-256 {done['digest']}"])


@report.command("list")
@asking
def list_reports(session: Session) -> None:
    """What was published, the newest first."""

    def work(by: "Reader") -> Answer:
        from goldthread.api import steps

        return steps.reports(by)

    session.answer(work, lambda done: table(done["reports"], COLUMNS))


@report.command()
@click.argument("name")
@OUT
@asking
def show(session: Session, name: str, out: Path | None) -> None:
    """The report NAME, like 2017-Q1-1; with --out it is written to a file. Outside the force without small numbers."""

    def work(by: "Reader") -> Answer:
        from goldthread.improve.reporting import document as documents
        from goldthread.improve.reporting.queries import open_report

        opened = open_report(by, name)
        told = documents.as_json(opened.document)
        return {"file": _written(opened.document, out), "digest": opened.digest, "document": told}

    session.answer(work, _told)


def _written(made: object, out: Path | None) -> str | None:
    from goldthread.improve.reporting.document import Document
    from goldthread.improve.reporting.writing import written

    if out is None or not isinstance(made, Document):
        return None
    _, data = written(made, out.suffix.removeprefix("."))
    try:
        out.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{out} was not written: {error.strerror}. Name another place.") from None
    return str(out)


def _told(done: Answer) -> Iterator[str]:
    made = done["document"]
    yield f"{made['title']}, {made['subtitle']}. {made['standing']}."
    yield from (f"  {one['title']}" for one in made["sections"])
    yield f"{len(made['figures']):,} figures."
    if done["file"]:
        yield f"Written to {done['file']}."
