"""`goldthread flags`: what stands on a person, why, who owns it; raise, review, hand on, lift; give to a system."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldthread.cli.session import Answer, Session, asking, said, table

if TYPE_CHECKING:
    from goldthread.core.access.reader import Reader

DAY = click.DateTime(formats=["%Y-%m-%d"])
COLUMNS = {"name": "flag", "why": "why", "since": "since", "owner": "owner", "review_on": "review", "reference": "ref"}
REVIEWS = {"reference": "flag", "name": "kind", "who": "person", "review_on": "review", "owner": "owner"}


@click.group()
def flags() -> None:
    """What an officer must know of somebody at once: raised with a reason, owned, reviewed, lifted."""


@flags.command("list")
@click.argument("code")
@asking
def list_flags(session: Session, code: str) -> None:
    """The flags that stand on the person under CODE."""
    from goldthread.api import steps

    session.answer(lambda by: steps.flags(by, code), _flags)


@flags.command()
@click.argument("reference")
@asking
def show(session: Session, reference: str) -> None:
    """The flag REFERENCE with everything that happened to it."""
    from goldthread.api import steps

    session.answer(lambda by: steps.flag(by, reference), _flag)


@flags.command("raise")
@click.argument("code")
@click.argument("kind")
@click.option("--reason", required=True, help="Why it stands: read by every officer who may know of the person.")
@click.option("--owner", default="", help="Who owns it, by username; else you.")
@click.option("--review-on", type=DAY, help="The day somebody must look again; else the kind's own period.")
@click.option("--ends-on", type=DAY, help="The day it ends, for kinds that need one.")
@click.option("--key", help="Your own key: sent twice under one key, it is one flag.")
@asking
def raise_flag(session: Session, code: str, kind: str, key: str | None, **told: Any) -> None:
    """Raise a flag of KIND on the person under CODE."""
    from goldthread.api import steps

    days = {name: _day(told.pop(name)) for name in ("review_on", "ends_on")}
    session.answer(lambda by: steps.raise_flag(by, code, kind=kind, key=key, **told, **days), _standing)


@flags.command()
@click.argument("reference")
@click.option("--reason", required=True, help="Why it still holds.")
@click.option("--review-on", type=DAY, help="The day of the next review; else the kind's own period.")
@click.option("--ends-on", type=DAY, help="A new last day.")
@asking
def review(session: Session, reference: str, reason: str, review_on: datetime | None, ends_on: datetime | None) -> None:
    """Say that the flag REFERENCE still holds."""
    from goldthread.api import steps

    def work(by: "Reader") -> Answer:
        return steps.review_flag(by, reference, reason=reason, review_on=_day(review_on), ends_on=_day(ends_on))

    session.answer(work, _standing)


@flags.command("hand-on")
@click.argument("reference")
@click.option("--owner", required=True, help="Who owns it from now, by username.")
@click.option("--reason", required=True, help="Why.")
@asking
def hand_on(session: Session, reference: str, owner: str, reason: str) -> None:
    """Give the flag REFERENCE to another officer."""
    from goldthread.api import steps

    session.answer(lambda by: steps.hand_on_flag(by, reference, owner=owner, reason=reason), _standing)


@flags.command()
@click.argument("reference")
@click.option("--reason", required=True, help="Why it no longer holds.")
@asking
def lift(session: Session, reference: str, reason: str) -> None:
    """Take the flag REFERENCE off; what it was stays in the journal."""
    from goldthread.api import steps

    session.answer(lambda by: steps.lift_flag(by, reference, reason=reason), _standing)


@flags.command()
@click.option("--everybodys", is_flag=True, help="Everybody's, not only your own.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1))
@asking
def reviews(session: Session, everybodys: bool, page: int) -> None:
    """Open flags, the next to be reviewed first."""
    from goldthread.api import steps

    session.answer(lambda by: steps.flag_reviews(by, everybodys=everybodys, page=page), _reviews)


@flags.command()
@click.argument("system", type=click.Choice(["cad", "custody", "missing"]))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; else to the screen.")
@click.option("--form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@asking
def export(session: Session, system: str, out: Path | None, form: str) -> None:
    """The flags in force that SYSTEM takes; logged as a disclosure of everybody on it."""
    from goldthread.api import steps

    def say(exported: Answer) -> Iterator[str]:
        text = steps.flag_export_text(exported, form)
        if out is None:
            yield text.rstrip("\n")
            return
        out.write_text(text, encoding="utf-8", newline="")
        yield f"{len(exported['flags'])} flags written to {out}"

    session.answer(lambda by: steps.flag_export(by, system), say)


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None


def _flags(found: Answer) -> Iterator[str]:
    if found["person"]:
        yield f"{found['code']}  {found['person']['name']}"
    rows = [{**one, "owner": one["owner"] or one["system_name"]} for one in found["flags"]]
    yield from table(rows, COLUMNS) if rows else ["No flag stands."]


def _flag(found: Answer) -> Iterator[str]:
    yield from _standing(found)
    if found["person"]:
        yield f"{found['person']['code']}  {found['person']['name']}"
    for event in found["timeline"]:
        yield from ("", f"{said(event['recorded_at'])}  {event['sentence']}  {event['who']}")
        if event["withheld"] or event["erased"]:
            yield "  Its words are " + ("erased." if event["erased"] else "above your layer.")
        elif event["reason"]:
            yield f"  {event['reason']}"


def _standing(found: Answer) -> Iterator[str]:
    ends = f"  ends {found['ends_on']}" if found["ends_on"] else ""
    owner = found["owner"] or "nobody"
    yield f"{found['reference']}  {found['kind']}  {found['state']}  review {found['review_on']}{ends}  owner: {owner}"


def _reviews(found: Answer) -> Iterator[str]:
    yield f"{found['total']} open"
    rows = [{**one, "who": one["person"]["code"] if one["person"] else None} for one in found["flags"]]
    yield from table(rows, REVIEWS)
