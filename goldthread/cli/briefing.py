"""`goldthread briefing`: what each area says at the start of a shift, of a borough or the force. Names nobody."""

from collections.abc import Iterator
from datetime import datetime

import click

from goldthread.cli.people import INSTANT
from goldthread.cli.session import Answer, Session, asking, said, table

COLUMNS = {"reference": "case", "grade": "grade", "state": "state", "since": "since", "next_clock": "next clock",
           "next_due_at": "due", "owner": "owner"}  # fmt: skip


@click.command()
@click.argument("area", required=False, default="")
@click.option("--at", type=INSTANT, help="As it was known then; else now.")
@click.option("--borough", default="", help="Its code, or all; else your own.")
@click.option("--period", default="", help="8h, 24h or 7d; else 24h.")
@asking
def briefing(session: Session, area: str, at: datetime | None, borough: str, period: str) -> None:
    """The lines of every area whose queue you see, or of AREA with its open cases; a chief officer's are the force's.

    With --at they are as known then: asked again of the same instant, they are the same.
    """
    from goldthread.api import steps

    session.answer(lambda by: steps.open_briefing(by, borough, period, area=area, at=at), _told)


def _told(found: Answer) -> Iterator[str]:
    yield f"{found['borough'].replace('-', ' ').title() or 'All boroughs'}, as at {said(found['at'])}."
    for one in found["lines"]:
        yield one["sentence"]
        if one["note"]:
            yield f"  {one['note']}"
    if found["borough"] and found["unplaced"]:
        yield f"Open, in no borough and in no borough's numbers: {found['unplaced']}."
    if found["open"]:
        yield ""
        yield from table(found["open"], COLUMNS)
