"""`goldthread feeds`: load what another system sent; say what became of every row."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldthread.cli import feed_sources, feed_words
from goldthread.cli.session import FOUND_WRONG, REFUSED, Answer, Session, asking
from goldthread.core.refusals import Refusal

if TYPE_CHECKING:
    from goldthread.core.access.reader import Reader
    from goldthread.link.feeds.folders import Waiting
    from goldthread.link.feeds.models import Delivery

ABOUT_THE_ASKER = ("not_in_role", "not_known", "nobody_named", "no_post")


@click.group()
def feeds() -> None:
    """Load what other systems send; say what became of every row."""


for about_sources in feed_sources.COMMANDS:
    feeds.add_command(about_sources)


@feeds.command()
@click.argument("what", nargs=-1, required=True, metavar="[SOURCE] FILE|FOLDER...")
@click.option("--wait/--no-wait", default=True, show_default=True, help="Load now, or leave it to the worker.")
@asking
def load(session: Session, what: tuple[str, ...], wait: bool) -> None:
    """Take delivery of files and load them: received as you, loaded as the service.

    Without SOURCE each file says itself where it is from, or the folder it lies in does. A load that was stopped goes
    on where it was when the same file is loaded again.
    """
    source, paths = _source_and_paths(what)
    files = [found for path in paths for found in _files(source, path)]
    if not files:
        raise click.UsageError("No file waits there.")
    if len(files) == 1:
        done = [session.quietly(*_loading(files[0], wait))]
        session.print(done[0], feed_words.delivery)
    else:
        done, refused = _load_all(session, files, wait)
        session.print(feed_words.together(done, refused), feed_words.deliveries)
        if refused:
            raise SystemExit(REFUSED)
    if any(one["state"] == "failed" for one in done):
        raise SystemExit(FOUND_WRONG)


@feeds.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--every", default=5.0, show_default=True, help="Seconds between two looks.")
@click.option("--once", is_flag=True, help="Take what waits now, and end.")
@asking
def watch(session: Session, folder: Path, every: float, once: bool) -> None:
    """Take in every file that systems put into FOLDER, as long as it runs.

    A file goes to `taken` or `refused` beside it, with its answer and its quarantined rows as files for the sender. A
    file that still grows is left until it has stood still between two looks.
    """
    from goldthread.link.feeds.folders import waiting, weight

    seen: dict[Path, tuple[int, int]] = {}
    while True:
        ready = waiting(folder)
        for one in ready:
            weighs = weight(one.path)
            if once or seen.get(one.path) == weighs:
                click.echo(_watched(session, one))
            else:
                seen[one.path] = weighs
        if once:
            return
        time.sleep(every)


@feeds.command()
@click.argument("delivery_id", metavar="ID")
@click.option("--row", "rows", type=int, multiple=True, help="A row's number in quarantine; again. Else all.")
@asking
def replay(session: Session, delivery_id: str, rows: tuple[int, ...]) -> None:
    """Take the waiting quarantined rows of the delivery ID in again, as they stand."""
    from goldthread.api import steps

    session.answer(
        lambda by: steps.replay(by, delivery_id, rows), feed_words.delivery, then=lambda again: steps.load(again["id"])
    )


@feeds.command()
@click.argument("row_id", type=int, metavar="ROW")
@click.option("--set", "fields", multiple=True, metavar="FIELD=TEXT", help="The right text of a field; again.")
@click.option("--text", help="The whole row, in its own form.")
@asking
def correct(session: Session, row_id: int, fields: tuple[str, ...], text: str | None) -> None:
    """Put the quarantined ROW right, by its fields or as text, and take it in.

    ROW is its number in quarantine, which `goldthread feeds delivery` shows.
    """
    from goldthread.api import steps

    if bool(fields) == (text is not None):
        raise click.UsageError("Give --set FIELD=TEXT, or --text.")
    pairs = [one.partition("=") for one in fields]
    if not all(name and mark for name, mark, _ in pairs):
        raise click.UsageError("Write it as --set FIELD=TEXT.")
    changes = {name: value for name, _, value in pairs} or None
    session.answer(
        lambda by: steps.correct(by, row_id, changes, text),
        feed_words.delivery,
        then=lambda again: steps.load(again["id"]),
    )


@feeds.command()
@click.argument("delivery_id", metavar="ID")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False, writable=True), required=True, help="The file.")
@asking
def quarantine(session: Session, delivery_id: str, out: Path) -> None:
    """Write the quarantined rows of the delivery ID to a file for their sender (CSV)."""
    from goldthread.api import steps

    def work(by: "Reader") -> Answer:
        content = steps.quarantine_file(by, delivery_id)
        out.write_bytes(content)
        return {"file": str(out), "bytes": len(content)}

    session.answer(work, lambda done: [f"Written to {done['file']}."])


@feeds.command()
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "first", default="", metavar="DATE", help="First day the list is about; else of all.")
@click.option("--to", "last", default="", metavar="DATE", help="Last day the list is about.")
@asking
def reconcile(session: Session, source: str, file: Path, first: str, last: str) -> None:
    """Set the list of what SOURCE holds, in FILE, beside what is held here; name every difference.

    FILE is CSV with the columns source_record_id and, where the source can tell it, source_updated_at.
    """
    from goldthread.api import steps

    content = file.read_bytes()
    run = session.quietly(
        lambda by: steps.take_list(by, source, file.name, content, first, last),
        then=lambda taken: steps.compare(taken["id"]),
    )
    done = session.answer(lambda by: steps.reconciliation(by, run["id"]), feed_words.reconciliation)
    if any(count for kind, count in done["counts"].items() if kind != "alike"):
        raise SystemExit(FOUND_WRONG)


@feeds.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@asking
def places(session: Session, file: Path) -> None:
    """Make the force's own list of communal and secret places what FILE says (YAML); the gazetteer's rows stay."""
    from goldthread.api import steps
    from goldthread.core.places import own_list
    from goldthread.core.standards.faults import StandardsFault

    try:
        rows = own_list.read(file)
    except StandardsFault as fault:
        raise click.UsageError(str(fault)) from None
    session.answer(
        lambda by: steps.may_keep_places(by, file.name, len(rows)),
        lambda done: [f"{done['places']:,} places on the list, {done['changed']:,} changed."],
        then=lambda done: {**done, "changed": steps.keep_places(rows)},
    )


@feeds.command()
@asking
def status(session: Session) -> None:
    """How fresh each source is, and the latest deliveries."""
    from goldthread.api import steps

    session.answer(steps.sources, feed_words.status)


@feeds.command()
@click.argument("delivery_id", metavar="ID")
@asking
def delivery(session: Session, delivery_id: str) -> None:
    """What became of the rows of the delivery ID, and each row that was set aside."""
    from goldthread.api import steps

    session.answer(lambda by: steps.delivery(by, delivery_id), feed_words.delivery)


def _source_and_paths(what: tuple[str, ...]) -> tuple[str, list[Path]]:
    """The source, where the first word is no file but a name, and the paths; each must be there."""
    named = len(what) > 1 and not Path(what[0]).exists()
    source, *rest = what if named else ("", *what)
    paths = [Path(one) for one in rest]
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"There is no file or folder called {path}.")
    return source, paths


def _files(source: str, path: Path) -> "list[Waiting]":
    from goldthread.link.feeds.folders import Waiting, waiting

    if path.is_file():
        return [Waiting(path.name, source, path)]
    return [replace(one, source=source or one.source) for one in waiting(path)]


def _load_all(session: Session, files: "list[Waiting]", wait: bool) -> tuple[list[Answer], list[Answer]]:
    """Every file for itself: what was taken in, and what was refused. Whoever may not load is refused at once."""
    done, refused = [], []
    for one in files:
        try:
            done.append(session.done(*_loading(one, wait)))
        except Refusal as refusal:
            if refusal.code in ABOUT_THE_ASKER:
                session.refuse(refusal)
            refused.append({"name": one.name, **refusal.as_json()})
    return done, refused


def _loading(one: "Waiting", wait: bool) -> "tuple[Callable[[Reader], Answer], Callable[[Answer], Answer] | None]":
    """Taking one file in, and loading it, its progress shown to whoever watches a terminal."""
    from goldthread.api import steps
    from goldthread.link.feeds.actions import LARGEST_BY_COMMAND
    from goldthread.link.feeds.detecting import source_of

    take = steps.receive if wait else steps.received_later

    def work(by: "Reader") -> Answer:
        with one.path.open("rb") as stream:
            source = one.source or source_of(stream, one.name)
            return take(by, source, one.name, stream, LARGEST_BY_COMMAND)

    return work, (lambda taken: steps.load(taken["id"], _progress)) if wait else None


def _progress(delivery: "Delivery") -> None:
    if sys.stderr.isatty():
        share = f", about {100 * delivery.bytes_read // delivery.size}%" if delivery.size else ""
        click.echo(f"\r{delivery.name}: {delivery.rows_read:,} rows{share}   ", err=True, nl=False)


def _watched(session: Session, one: "Waiting") -> str:
    """One file taken in and put aside with its answer; a refusal is an answer too, and the watch goes on.

    Unless it is the watcher who is refused: then every file stays where it is, and the watch ends.
    """
    from goldthread.api import steps
    from goldthread.link.feeds.folders import REFUSED, TAKEN, put_aside

    try:
        done = session.done(*_loading(one, wait=True))
    except Refusal as refusal:
        if refusal.code in ABOUT_THE_ASKER:
            session.refuse(refusal)
        put_aside(one, REFUSED, refusal.as_json(), None)
        return f"{one.name}: refused. {refusal}"
    rows = None
    if done["quarantined"]:
        rows = session.done(lambda by: steps.quarantine_file(by, done["id"]))
    put_aside(one, REFUSED if done["state"] == "failed" else TAKEN, done, rows)
    counts = ", ".join(
        f"{done[name]:,} {words}" for name, words in feed_words.COUNTS.items() if isinstance(done[name], int)
    )
    return f"{one.name}: {done['source']}, {done['state']}; {counts}"


@feeds.command()
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day; else four weeks back.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Last day; else today.")
@click.option("--source", default="", help="One source's code; else all.")
@click.option("--borough", default="", help="One borough; else all.")
@asking
def quality(session: Session, first: datetime | None, last: datetime | None, source: str, borough: str) -> None:
    """How full, valid and timely what was sent is, and what to tell the sender. Counts only."""
    from goldthread.api import steps

    days = (first and first.date(), last and last.date())
    session.answer(lambda by: steps.quality(by, *days, source, borough), feed_words.quality)
