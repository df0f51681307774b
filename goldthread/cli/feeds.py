"""`goldthread feeds`: load what another system sent; say what became of every row."""

from collections.abc import Iterator
from pathlib import Path

import click

from goldthread.cli.session import FOUND_WRONG, Answer, Session, asking, table

COUNTS = {
    "id": "delivery",
    "source": "source",
    "state": "state",
    "in": "rows",
    "accepted": "accepted",
    "unchanged": "unchanged",
    "quarantined": "set aside",
}


@click.group()
def feeds() -> None:
    """Load what other systems send; say what became of every row."""


@feeds.command()
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--wait/--no-wait", default=True, show_default=True, help="Load now, or leave it to the worker.")
@asking
def load(session: Session, source: str, file: Path, wait: bool) -> None:
    """Take delivery of FILE from SOURCE and load it: received as you, loaded as the service."""
    from goldthread.api import steps

    content = file.read_bytes()
    take = steps.receive if wait else steps.received_later
    done = session.answer(
        lambda by: take(by, source, file.name, content),
        _delivery,
        then=(lambda taken: steps.load(taken["id"])) if wait else None,
    )
    if done["state"] == "failed":
        raise SystemExit(FOUND_WRONG)


@feeds.command()
@asking
def status(session: Session) -> None:
    """How fresh each source is, and the latest deliveries."""
    from goldthread.api import steps

    session.answer(steps.sources, _status)


@feeds.command()
@click.argument("delivery_id", metavar="ID")
@asking
def delivery(session: Session, delivery_id: str) -> None:
    """What became of the rows of the delivery ID, and each row that was set aside."""
    from goldthread.api import steps

    session.answer(lambda by: steps.delivery(by, delivery_id), _delivery)


def _status(status: Answer) -> Iterator[str]:
    yield from table(
        status["sources"], {"code": "code", "name": "source", "state": "state", "last_good": "last good load"}
    )
    if status["deliveries"]:
        yield ""
        yield from table(status["deliveries"], COUNTS)


def _delivery(delivery: Answer) -> Iterator[str]:
    yield from table([delivery], COUNTS)
    for note in delivery["notes"]:
        yield f"{note['code']}: {note['words']} {note['remedy']}"
    rows = delivery.get("rows", [])
    if rows:
        yield ""
        yield from table(
            rows, {"row": "row", "code": "code", "field": "field", "words": "what is wrong", "remedy": "what to do"}
        )
    if len(rows) < delivery["quarantined"]:
        yield f"{delivery['quarantined'] - len(rows)} rows set aside are not shown."
