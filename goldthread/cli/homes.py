"""`goldthread homes`: what care homes send of missing children; the register of homes, and who is placed there."""

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
    """Care homes: what they send of missing children; the register, placements, keys."""


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


@homes.command()
@click.option("--closed", is_flag=True, help="Closed ones too.")
@asking
def register(session: Session, closed: bool) -> None:
    """The register of homes, by name."""
    from goldthread.api import steps

    def say(found: Answer) -> Iterator[str]:
        for one in found["homes"]:
            yield f"{one['code']}  {one['name']}  {one['kind_words']}  {one['host_name']}  {one['children']} placed"
        if not found["homes"]:
            yield "No home is entered."

    session.answer(lambda by: steps.homes(by, closed), say)


@homes.command()
@click.option("--set", "told", multiple=True, required=True, metavar="NAME=VALUE", help="Like name=Alder House.")
@asking
def enter(session: Session, told: tuple[str, ...]) -> None:
    """Enter a home: name, kind, address and host are needed."""
    from goldthread.api import steps

    def say(one: Answer) -> Iterator[str]:
        yield f"{one['code']}  {one['name']}"

    session.answer(lambda by: steps.enter_home(by, given(told)), say)


@homes.command()
@click.argument("code")
@asking
def key(session: Session, code: str) -> None:
    """A new key for the home under CODE to report by: shown once; the one before ends."""
    from goldthread.api import steps

    def say(made: Answer) -> Iterator[str]:
        yield made["key"]

    session.answer(lambda by: steps.home_key(by, code), say)


@homes.command()
@click.option("--which", default="", help="out, here or elsewhere; else all.")
@click.option("--authority", default="", help="Only this responsible authority.")
@click.option("--host", default="", help="Only this host authority.")
@click.option("--sort", default="since", help="since, home, authority or host.")
@click.option("--ended", is_flag=True, help="Ended ones too.")
@PAGE
@asking
def placements(session: Session, page: int, **asked: str | bool) -> None:
    """Who is placed where and by which authority."""
    from goldthread.api import steps

    session.answer(lambda by: steps.placements(by, asked, page), _placements)


@homes.command()
@click.argument("code")
@asking
def child(session: Session, code: str) -> None:
    """Where the child under CODE is and was placed, and what is held of the Philomena form."""
    from goldthread.api import steps

    session.answer(lambda by: steps.child_placements(by, code), _child)


@homes.command()
@click.argument("code")
@click.option("--home", required=True, help="The code of the home, like H-4K9WQT.")
@click.option("--authority", required=True, help="The code of the responsible authority.")
@click.option("--status", default="unknown", help="s20, s31, interim, remand, care_leaver or unknown.")
@click.option("--since", default="", help="The day, like 2026-10-23; else today.")
@click.option("--told-by", default="", help="Who told it.")
@asking
def place(session: Session, code: str, **told: str) -> None:
    """Place the child under CODE at a home; a placement that is open ends on that day."""
    from goldthread.api import steps

    session.answer(lambda by: steps.place_child(by, code, told), _child)


@homes.command()
@click.argument("code")
@click.option("--until", default="", help="The day, like 2026-10-23; else today.")
@asking
def end(session: Session, code: str, until: str) -> None:
    """End where the child under CODE is placed."""
    from goldthread.api import steps

    session.answer(lambda by: steps.end_placement(by, code, until), _child)


@homes.command()
@click.argument("code")
@click.option("--given-by", required=True, help="Who wrote it: name and role.")
@click.option(
    "--set", "told", multiple=True, metavar="NAME=VALUE", help="A heading, like places=The park. None: confirm."
)
@asking
def lodge(session: Session, code: str, given_by: str, told: tuple[str, ...]) -> None:
    """Lodge Part 1 of a child's Philomena form ahead of need, where the provider chose to; or confirm it."""
    from goldthread.api import steps

    session.answer(lambda by: steps.lodge_philomena(by, code, {**given(told), "given_by": given_by}), _child)


def _placements(found: Answer) -> Iterator[str]:
    for one in found["placements"]:
        out = "  OUT OF AREA" if one["is_out"] else ""
        yield f"{one['child']}  {one['home_name']}  {one['authority']} at {one['host']}  since {one['since']}{out}"
    yield f"{found['total']} in all."


def _child(told: Answer) -> Iterator[str]:
    yield f"{told['child']}  {told['name']}"
    for one in told["placements"]:
        until = f" to {one['until']}" if one["until"] else ""
        yield f"  {one['home_name']}, by {one['authority']}, since {one['since']}{until}"
    for part in told["philomena"]["parts"]:
        age = part["age"] if part["is_open"] else f"{part['age']}, sealed"
        yield f"  Philomena part {part['part']}, version {part['version']}, by {part['given_by']}: {age}"
        for line in part["says"]:
            yield f"    {line['name']}: {line['value']}"


def _line(one: Answer) -> str:
    about = one["case_reference"] or f"{one['field']}: {one['words']}"
    return f"{one['reference']}  {said(one['received_at'])}  {one['home_name'] or one['home']}  {one['state']}  {about}"


def _whole(one: Answer) -> Iterator[str]:
    yield _line(one)
    for name, text in (one["told"] or {}).items():
        yield f"  {name}: {text}"
    if one["to_do"]:
        yield one["to_do"]
