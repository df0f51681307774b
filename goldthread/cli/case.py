"""`goldthread case`: open work of any area by its declaration. `goldthread concern` moves and reads any case."""

from datetime import datetime

import click

from goldthread.cli.concern import given, standing
from goldthread.cli.people import INSTANT
from goldthread.cli.session import Session, asking


@click.group()
def case() -> None:
    """Open work of any area about a child. `goldthread concern` then moves it, reads it and answers its checklist."""


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
