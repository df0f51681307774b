"""`goldthread pacesetter`: the briefing of a borough, and the tasks given at it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from goldthread.cli.people import INSTANT, Instant
from goldthread.cli.session import Answer, Session, asking, said, table, write_whole

FORMS = ("pdf", "html", "txt")


class Moment(Instant):
    """An instant, or one by its name."""

    name = "instant|now|briefing"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if value in ("now", "briefing") else super().convert(value, param, ctx)


class NamedForm(click.Path):
    """A file to write whose end says its form: refused before anything is read."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = Path(value)
        if found.suffix.removeprefix(".").lower() not in FORMS:
            self.fail(f'"{found.name}" has no form of a briefing: end it in .pdf, .html or .txt.', param, ctx)
        if not found.parent.is_dir():
            self.fail(f"There is no folder {found.parent}.", param, ctx)
        return found


AT = click.option(
    "--at",
    type=Moment(),
    help="As known then; `briefing`: when the last one was held; `now`. Else as on the page: the briefing's instant "
    "while it is held, later now.",
)
COUNTED = {"name": "borough", "tonight": "tonight", "missing": "missing", "high": "high", "grown_up": "18 or over",
           "late_children": "late", "no_name": "no name",
           "done": "done", "not_done": "not done"}  # fmt: skip
TASKS = {"reference": "task", "due": "by", "officer": "officer", "state": "state", "child": "child", "words": "what"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def pacesetter() -> None:
    """The briefing of a borough: tonight's children, who does what by when, and what came of it."""


@pacesetter.command()
@click.option("--borough", default="", help="Its code; else your own.")
@click.option("--ward", default="", help="Wards and lines of this one ward.")
@AT
@click.option("--out", type=NamedForm(path_type=Path), help="A file: its end says the form, .html, .pdf or .txt.")
@asking
def sheet(session: Session, borough: str, ward: str, at: datetime | str | None, out: Path | None) -> None:
    """One borough's sheet. Who answers for all boroughs has it in counts.

    With --out it is written to a file, which is logged as a disclosure of everybody on it. A PDF is one side of A4 and
    says what it leaves out.
    """
    from goldthread.api import steps

    if out is None:
        session.answer(lambda by: steps.pacesetter(by, borough, _instant(at), ward), _sheet)
        return
    click.echo("Reading the briefing.", err=True)
    made = session.done_or_refused(lambda by: steps.pacesetter_file(by, borough, _instant(at), ward, _form(out)))
    write_whole(out, made.content)
    session.print({"file": str(out), "left_out": made.left_out}, _written)


@pacesetter.command("all")
@AT
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="A folder: one file for each borough.")
@click.option("--form", type=click.Choice(FORMS), default="pdf", show_default=True, help="Of those files.")
@asking
def every(session: Session, at: datetime | str | None, out: Path | None, form: str) -> None:
    """Every borough in counts, in one reading. Nobody is named; with --out each has a file of its own."""
    from goldthread.api import steps

    if out is None:
        session.answer(lambda by: steps.pacesetters(by, _instant(at)), _counted)
        return
    click.echo("Reading every borough.", err=True)
    made = session.done_or_refused(lambda by: steps.pacesetter_files(by, _instant(at), form))
    _make_folder(out)
    for place, (code, one) in enumerate(made.items(), 1):
        write_whole(out / f"{code}.{form}", one.content)
        click.echo(f"{place} of {len(made)}: {code}", err=True)
    session.print({"folder": str(out), "files": [f"{code}.{form}" for code in made]}, _all_written)


@pacesetter.command()
@click.argument("words")
@click.option("--by", "due_at", type=INSTANT, required=True, help="By when.")
@click.option("--officer", default="", help="A username.")
@click.option("--role", default="", help="A post, where nobody is named: whoever is on duty in it.")
@click.option("--about", default="", help="A case's reference, or a child's code.")
@click.option("--borough", default="", help="Its code; else your own.")
@asking
def give(session: Session, words: str, due_at: datetime, officer: str, role: str, about: str, borough: str) -> None:
    """Give a task: WORDS say what, and name nobody."""
    from goldthread.api import steps

    session.answer(
        lambda by: steps.give_task(
            by, words=words, due_at=due_at, officer=officer, role=role, about=about, borough=borough
        ),
        _given,
    )


@pacesetter.command()
@asking
def mine(session: Session) -> None:
    """Your own open tasks, the next due first."""
    from goldthread.api import steps

    session.answer(steps.my_tasks, lambda found: table(_rows(found["tasks"]), TASKS))


@pacesetter.command()
@click.argument("reference")
@asking
def accept(session: Session, reference: str) -> None:
    """Take a task: it climbs no further."""
    from goldthread.api import steps

    session.answer(lambda by: steps.accept_task(by, reference), _given)


@pacesetter.command()
@click.argument("reference")
@click.argument("result", type=click.Choice(["done", "not_done"]))
@click.option("--why", default="", help="Why it was not done.")
@click.option("--at", type=INSTANT, help="When; else now.")
@asking
def answer(session: Session, reference: str, result: str, why: str, at: datetime | None) -> None:
    """Say what came of a task."""
    from goldthread.api import steps

    session.answer(lambda by: steps.answer_task(by, reference, result, why, at), _given)


@pacesetter.command()
@click.argument("reference")
@click.argument("officer")
@asking
def name(session: Session, reference: str, officer: str) -> None:
    """Put an officer's name on a task."""
    from goldthread.api import steps

    session.answer(lambda by: steps.name_task(by, reference, officer), _given)


@pacesetter.command()
@click.argument("reference")
@click.option("--by", "due_at", type=INSTANT, required=True, help="By when.")
@click.option("--officer", default="", help="A username; else the same.")
@asking
def carry(session: Session, reference: str, due_at: datetime, officer: str) -> None:
    """Carry a task over: a new one of today leads back to it."""
    from goldthread.api import steps

    session.answer(lambda by: steps.carry_task(by, reference, due_at, officer), _given)


@pacesetter.command()
@click.argument("reference")
@click.option("--why", required=True, help="Why.")
@asking
def withdraw(session: Session, reference: str, why: str) -> None:
    """Withdraw a task given by mistake."""
    from goldthread.api import steps

    session.answer(lambda by: steps.withdraw_task(by, reference, why), _given)


def _instant(at: datetime | str | None) -> datetime | None:
    """As the page has it: the briefing's instant while it is held, else now; the last briefing where that is asked."""
    from goldthread.core import clocks
    from goldthread.improve.borough_briefing.queries import last_instant, usual_instant

    if isinstance(at, datetime):
        return at
    if at == "now":
        return None
    return last_instant(clocks.now()) if at == "briefing" else usual_instant(clocks.now())


def _form(out: Path) -> str:
    return out.suffix.removeprefix(".").lower()


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{out} was not made: {error.strerror}. Name another place.") from None


def _written(done: Answer) -> Iterator[str]:
    yield f"Written to {done['file']}."
    if done["left_out"]:
        yield f"One side is full: {done['left_out']} rows are left out, and the paper says of which parts."


def _all_written(done: Answer) -> Iterator[str]:
    from goldthread.web.words import plural

    yield f"{plural(len(done['files']), 'file')} written to {done['folder']}."


def _sheet(found: Answer) -> Iterator[str]:
    counts = found["counts"]
    unknown = [one["name"] for one in found["sources"] if one["state"] != "fresh"]
    yield f"{found['name']}, as known {said(found['at'])}."
    if unknown:
        yield f"Unknown: {', '.join(unknown)}."
    yield f"TONIGHT {len(found['tonight']) if found['names'] else counts['tonight']}"
    yield from _children(found["tonight"])
    if counts["grown_up"]:
        yield f"18 OR OVER, work still open {counts['grown_up']}"
        yield from _children(found["grown_up"])
    then = counts["yesterday"]
    yield f"YESTERDAY done {then['done']}, not {then['not_done'] + then['open']}"
    yield from _tasks(found["yesterday"])
    yield f"TASKS {counts['today']['of']}, without a name {counts['today']['no_name']}"
    yield from _tasks(found["today"])
    for part in ("late", "backlog"):
        yield part.upper()
        yield from (f"  {one['area']}: {one['words']}: {'unknown' if one['count'] is None else one['count']}"
                    for one in counts[part])  # fmt: skip


def _children(children: list[Answer]) -> Iterator[str]:
    for one in children:
        late = f"; late: {'; '.join(one['late'])}" if one["late"] else ""
        when = said(one["due_at"]) if one["due_at"] else "no time"
        yield (f"  {one['child']}  {one['risk'] or 'not graded'}, {one['state']}{late}  "
               f"{one['task'] or 'no task'}  {one['officer'] or 'NO NAME'}  by {when}")  # fmt: skip


def _tasks(tasks: list[Answer]) -> Iterator[str]:
    for one in tasks:
        child = f"{one['child']}: " if one["child"] else ""
        why = f": {one['why']}" if one["why"] else ""
        yield (f"  {one['reference']} {child}{one['words']}  {one['officer'] or 'NO NAME'}  by {said(one['due_at'])}  "
               f"{one['state'].replace('_', ' ')}{why}")  # fmt: skip


def _counted(found: Answer) -> Iterator[str]:
    rows = [{**one["counts"], **{name: one["counts"]["yesterday"][name] for name in ("done", "not_done")}}
            for one in found["boroughs"]]  # fmt: skip
    yield from table(rows, COUNTED)


def _rows(tasks: list[Answer]) -> list[Answer]:
    return [{**one, "due": said(one["due_at"]), "officer": one["officer"] or "NO NAME"} for one in tasks]


def _given(found: Answer) -> Iterator[str]:
    state, officer = found["state"].replace("_", " "), found["officer"] or "NO NAME"
    yield f"{found['reference']}: {state}, {officer}, by {said(found['due_at'])}."
