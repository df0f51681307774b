"""`goldthread homes`: what care homes send of missing children, and the keys they send it by."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldthread.cli.concern import given
from goldthread.cli.session import Answer, Session, asking, said

if TYPE_CHECKING:
    from goldthread.core.access.reader import Reader

PAGE = click.option("--page", type=click.IntRange(1, 100_000), default=1, show_default=True, help="200 a page.")


@click.group()
def homes() -> None:
    """Care homes: what they send of missing children."""


@homes.command("hand-in")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--way", type=click.Choice(("file", "mail")), default="file", show_default=True, help="How it came.")
@asking
def hand_in(session: Session, file: Path, way: str) -> None:
    """Hand in a FILE that a home sent: every row is kept at once, and read by the worker a moment later."""
    from goldthread.api import steps

    def say(done: Answer) -> Iterator[str]:
        for one in done["reports"]:
            yield f"{one['reference']}  {one['state']}"

    session.answer(lambda by: steps.hand_in_home_reports(by, file.name, file.read_bytes(), way), say)


@homes.command()
@click.option("--state", default="", help="Only these: waiting, opened, joined, aside, returned or told.")
@PAGE
@asking
def reports(session: Session, state: str, page: int) -> None:
    """What homes sent, what waits for a person first."""
    from goldthread.api import steps

    def say(found: Answer) -> Iterator[str]:
        for one in found["reports"]:
            yield _line(one)
        if not found["reports"]:
            yield "No home sent anything."

    session.answer(lambda by: steps.home_reports(by, state, page), say)


@homes.command()
@click.argument("reference")
@asking
def report(session: Session, reference: str) -> None:
    """One report by its REFERENCE: what it said, what became of it, what to do."""
    from goldthread.api import steps

    session.answer(lambda by: steps.home_report(by, reference), _whole)


@homes.command()
@click.argument("reference")
@click.option("--set", "told", multiple=True, metavar="NAME=VALUE", help="Put right, like child_code=C-4K9WQT.")
@click.option("--answer", "why", default="", help="Answer it instead: what became of it.")
@asking
def again(session: Session, reference: str, told: tuple[str, ...], why: str) -> None:
    """Take the report under REFERENCE again as it is put right; or answer it."""
    from goldthread.api import steps

    def act(by: "Reader") -> Answer:
        if why:
            return steps.answer_home_report(by, reference, why)
        return steps.take_home_report_again(by, reference, given(told))

    session.answer(act, _whole)


def _line(one: Answer) -> str:
    about = one["case_reference"] or f"{one['field']}: {one['words']}"
    return f"{one['reference']}  {said(one['received_at'])}  {one['home_name'] or one['home']}  {one['state']}  {about}"


def _whole(one: Answer) -> Iterator[str]:
    yield _line(one)
    for name, text in (one["told"] or {}).items():
        yield f"  {name}: {text}"
    if one["to_do"]:
        yield one["to_do"]
