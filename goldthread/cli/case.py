"""`goldthread case`: open work of any area; read a case as it was known. `goldthread concern` moves and reads any."""

from collections.abc import Iterator
from datetime import datetime

import click

from goldthread.cli.concern import given, standing
from goldthread.cli.people import INSTANT
from goldthread.cli.session import Answer, Session, asking, said


@click.group()
def case() -> None:
    """Open work of any area about a child; read a case as it was known at an instant.

    `goldthread concern` moves any case, reads it and answers its checklist.
    """


@case.command("open")
@click.argument("area")
@click.argument("code")
@click.option("--answer", "answers", multiple=True, metavar="NAME=VALUE", help="What the area asks; again for several.")
@click.option("--risk", default="", help="One of the area's risks; nobody's guess is needed.")
@click.option("--occurred-at", type=INSTANT, help="When it happened; else now.")
@click.option("--key", help="Your own key for this case: sent twice under one key, it is one case.")
@asking
def open_one(
    session: Session,
    area: str,
    code: str,
    answers: tuple[str, ...],
    risk: str,
    occurred_at: datetime | None,
    key: str | None,
) -> None:
    """Open work of AREA about the child under CODE: `goldthread areas show AREA` says what it asks."""
    from goldthread.api import steps

    told = given(answers)
    session.answer(
        lambda by: steps.open_work(by, area, child=code, answers=told, risk=risk, occurred_at=occurred_at, key=key),
        standing,
    )


@case.command()
@click.argument("reference", metavar="ID")
@click.option("--as-known-at", type=INSTANT, help="What was recorded by then.")
@click.option("--as-it-was-at", type=INSTANT, help="Or what had happened by then, whenever it was recorded.")
@click.option("--reason", default="", help="Why you look, in your own words.")
@asking
def replay(
    session: Session, reference: str, as_known_at: datetime | None, as_it_was_at: datetime | None, reason: str
) -> None:
    """Fold a case again from the journal as it stood at an instant; ID is its reference, or its id.

    Nothing recorded after the instant is in it; each event says when it happened and how long after it was recorded.
    """
    from goldthread.api import steps

    session.answer(
        lambda by: steps.replay_case(by, reference, as_known_at=as_known_at, as_it_was_at=as_it_was_at, reason=reason),
        _replayed,
    )


def _replayed(found: Answer) -> Iterator[str]:
    known = found["as_known_at"]
    yield f"As known at {said(known)}." if known else f"As it was at {said(found['as_it_was_at'])}."
    yield from standing(found)
    for clock in found["clocks"]:
        due = f"due {said(clock['due_at'])}" if clock["due_at"] else "as soon as practicable"
        yield f"  {clock['rule']}  {clock['name']}: {clock['state']}, {due}"
    for event in found["timeline"]:
        late = event["recorded_after_seconds"]
        gap = f"  recorded {said(event['recorded_at'])}, {late // 60} min after" if late >= 60 else ""
        yield f"{said(event['occurred_at'])}  {event['sentence']}  {event['who']}{gap}"
