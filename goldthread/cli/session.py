"""One command, one asker, one transaction: who is asking and why, the answer printed after it is committed."""

import functools
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from goldthread.cli.db import plainly
from goldthread.config import installation
from goldthread.core.refusals import Refusal

if TYPE_CHECKING:
    from goldthread.core.access.reader import Reader

INSTANT_TEXT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
Answer = dict[str, Any]
Lines = Callable[[Answer], Iterable[str]]
T = TypeVar("T")
# How every command ends; printed in the manual.
EXIT_CODES = {
    0: "Done.",
    1: "Could not run: the database cannot be reached, or something broke.",
    2: "Called wrongly: an option or a name is missing or unknown, or a report cannot be read.",
    3: "Refused: not allowed, not valid, or somebody else acted first. The words say why and what to do.",
    4: "Not found: nothing is held under that reference.",
    5: "A check found something wrong: a log that was altered, a projection that differs, a feed that cannot be read.",
}
COULD_NOT_RUN, REFUSED, NOT_FOUND, FOUND_WRONG = 1, 3, 4, 5
# What the operator of this machine may do without naming a person, and the service it is then logged as.
UNNAMED = {"verifier": "verify_logs", "installer": "keep_officers"}


@dataclass(frozen=True)
class Session:
    """Who asks through which command, and in what form the answer is wanted."""

    username: str
    purpose: str | None
    as_json: bool
    door: str

    def answer(
        self,
        work: Callable[["Reader"], Answer],
        say: Lines,
        *,
        then: Callable[[Answer], Answer] | None = None,
        unnamed: str = "",
    ) -> Answer:
        """Do the work as the asker in one transaction, then print.

        `then` goes on, as the service, once it is committed; `unnamed` is the service that may ask where nobody is
        named.
        """
        done = self.quietly(work, then=then, unnamed=unnamed)
        self.print(done, say)
        return done

    def quietly(
        self,
        work: Callable[["Reader"], Answer],
        then: Callable[[Answer], Answer] | None = None,
        *,
        unnamed: str = "",
    ) -> Answer:
        """As `answer`, but only a refusal is printed: for a command whose answer is more than the work's."""
        try:
            return self.done(work, then=then, unnamed=unnamed)
        except Refusal as refusal:
            self.refuse(refusal)

    def done_or_refused(self, work: Callable[["Reader"], T]) -> T:
        """As `quietly`, for what is no answer to print: a file, say."""
        try:
            return self.done(work)
        except Refusal as refusal:
            self.refuse(refusal)

    def done(
        self,
        work: Callable[["Reader"], T],
        then: Callable[[T], T] | None = None,
        *,
        unnamed: str = "",
    ) -> T:
        """As `quietly`, but a refusal is raised, for a command that goes on after one."""
        done = self._ask(work, unnamed)
        return then(done) if then else done

    def print(self, done: Answer, say: Lines) -> None:
        if self.as_json:
            click.echo(json.dumps(done, indent=2, ensure_ascii=False))
            return
        for line in say(done):
            click.echo(line)

    def refuse(self, refusal: Refusal) -> NoReturn:
        """Print a refusal as asked for and end with its code."""
        if self.as_json:
            click.echo(json.dumps(refusal.as_json(), indent=2, ensure_ascii=False))
        else:
            click.echo(str(refusal), err=True)
        sys.exit(NOT_FOUND if refusal.status == 404 else REFUSED)

    def _ask(self, work: Callable[["Reader"], T], unnamed: str) -> T:
        from goldthread.api.steps import attempt
        from goldthread.core import db

        with db.transaction():
            by = self._reader(unnamed)
            done = attempt(by, lambda: work(by))
        if isinstance(done, Refusal):
            raise done
        return done

    def _reader(self, unnamed: str) -> "Reader":
        from goldthread.core.access.reader import reader_for
        from goldthread.core.organisation.models import Officer

        if not self.username:
            return self._unnamed_reader(unnamed)
        officer = Officer.objects.filter(username=self.username).first()
        if officer is None:
            raise Refusal("not_known", f'There is no officer "{self.username}".', "Check the username.", status=401)
        return reader_for(officer, self.door, self.purpose)

    def _unnamed_reader(self, service: str) -> "Reader":
        from goldthread.api.steps.officers import nobody_keeps_officers
        from goldthread.core.access.reader import service_reader

        if not service or (service == "installer" and not nobody_keeps_officers()):
            raise Refusal("nobody_named", "Say who is asking.", "Give --as USERNAME, or set GOLDTHREAD_AS.", status=401)
        by = service_reader(service, self.door, "assurance")
        return replace(by, role=replace(by.role, may=frozenset({UNNAMED[service]})))


@contextmanager
def opened() -> Iterator[None]:
    """Django ready and the database at hand, ours started where it sleeps; foreseen errors end plainly."""
    from goldthread.core.db import installing

    with plainly(), installing.at_hand():
        import django
        from django.apps import apps
        from django.db import OperationalError

        if not apps.ready:
            django.setup()
        try:
            yield
        except OperationalError as error:
            raise click.ClickException(f"The database did not answer: {error}".strip()) from error


AS = click.option(
    "--as", "named", metavar="USERNAME", help="Who is asking; else GOLDTHREAD_AS, or this installation's."
)
PURPOSE = click.option("--purpose", metavar="CODE", help="Why; else the usual purpose of the role.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, refusals too.")


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options every asker has, and run it with the session they make and the database at hand.

    The models load only then, so that `--help` needs neither Django nor a database: commands import what they use.
    """

    @AS
    @PURPOSE
    @AS_JSON
    @click.pass_context
    @functools.wraps(command)
    def with_session(
        ctx: click.Context, *args: Any, named: str | None, purpose: str | None, as_json: bool, **kwargs: Any
    ) -> Any:
        with session_of(ctx, named, purpose, as_json=as_json) as session:
            return command(session, *args, **kwargs)

    return with_session


def without_database(work: Callable[[], Answer], as_json: bool, say: Lines) -> Answer:
    """Answer a command that asks nobody's name and needs no database; a refusal ends it as everywhere."""
    session = Session("", None, as_json, "")
    try:
        done = work()
    except Refusal as refusal:
        session.refuse(refusal)
    session.print(done, say)
    return done


@contextmanager
def session_of(ctx: click.Context, named: str | None, purpose: str | None, *, as_json: bool) -> Iterator[Session]:
    """The session of a command that needs one in some of its uses only; the database is at hand in it."""
    asker = named or installation.value("GOLDTHREAD_AS")
    with opened():
        yield Session(asker, purpose, as_json, "command:" + ctx.command_path.split(" ", 1)[-1])


def write_whole(out: Path, content: str | bytes) -> None:
    """Write a file that is there whole or not at all: whatever reads the folder never meets half of it."""
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(out)
    except OSError as error:
        raise click.ClickException(f"{out} was not written: {error.strerror}. Name another place.") from None


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> Iterator[str]:
    """Rows as lines of even columns; `columns` names each key's heading. Nothing for no rows."""
    if not rows:
        return
    lines = [list(columns.values())]
    lines += [[_cell(row.get(key)) for key in columns] for row in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return ", ".join(map(str, value)) if isinstance(value, list) else said(str(value))


def said(text: str) -> str:
    """A value on one line; an instant as the clock on the wall showed it."""
    if not INSTANT_TEXT.fullmatch(text):
        return " ".join(text.split())
    from goldthread.core.clocks import LONDON

    return f"{datetime.fromisoformat(text).astimezone(LONDON):%-d %b %Y %H:%M}"
