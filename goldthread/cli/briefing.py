"""`goldthread briefing`: what each area says at the start of a shift, of a borough or the force. Names nobody."""

from collections.abc import Iterator

import click

from goldthread.cli.session import Answer, Session, asking


@click.command()
@click.option("--borough", default="", help="Its code, or all; else your own.")
@click.option("--period", default="", help="8h, 24h or 7d; else 24h.")
@asking
def briefing(session: Session, borough: str, period: str) -> None:
    """The lines of every area whose queue you see, counted now; a chief officer's are of the whole force."""
    from goldthread.api import steps

    session.answer(lambda by: steps.open_briefing(by, borough, period), _told)


def _told(found: Answer) -> Iterator[str]:
    for one in found["lines"]:
        yield one["sentence"]
        if one["note"]:
            yield f"  {one['note']}"
    if found["borough"] and found["unplaced"]:
        yield f"Open, in no borough and in no borough's numbers: {found['unplaced']}."
