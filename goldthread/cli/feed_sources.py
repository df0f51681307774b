"""`goldthread feeds sources`, `agree` and `desk`: which sources there are, and until when their agreements hold."""

from collections.abc import Iterator
from datetime import datetime

import click

from goldthread.cli.session import Answer, Session, asking, said, table

DAY = click.DateTime(["%Y-%m-%d"])
DESK = click.option("--desk", help="The desk that answers for it.")
HOURS = click.option("--stale-after", type=int, metavar="HOURS", help="Stale after so many hours without news.")
NAME = click.option("--name", help="What it is called.")
COLUMNS = {
    "code": "code",
    "name": "source",
    "agreement": "agreement",
    "words": "its end",
    "desk": "desk",
    "stale_after_hours": "stale after, hours",
    "state": "state",
}


@click.command()
@click.argument("code", required=False)
@asking
def sources(session: Session, code: str | None) -> None:
    """Every source and the end of its agreement; of CODE also what was changed."""
    from goldthread.api import steps

    if code is None:
        session.answer(steps.source_agreements, lambda found: table(found["sources"], COLUMNS))
    else:
        session.answer(lambda by: steps.source_agreement(by, code), _one)


@click.command()
@click.argument("code")
@click.option("--agreement", required=True, help="The reference of the agreement.")
@click.option("--ends", type=DAY, required=True, metavar="YYYY-MM-DD", help="Its last day.")
@click.option("--reason", required=True, help="Who signed it, or where it is kept.")
@click.option("--shorter", is_flag=True, help="It is meant to end before the agreement in force.")
@NAME
@DESK
@HOURS
@asking
def agree(
    session: Session,
    code: str,
    agreement: str,
    ends: datetime,
    reason: str,
    shorter: bool,
    name: str | None,
    desk: str | None,
    stale_after: int | None,
) -> None:
    """Renew the agreement of the source CODE. Its first agreement enters it, with --desk and --stale-after."""
    from goldthread.api import steps
    from goldthread.link.feeds.agreements import Agreed, Kept

    told, first = Agreed(agreement, ends.date(), reason, shorter), Kept(name, desk, stale_after)
    session.answer(lambda by: steps.agree_source(by, code, told, first), _said)


@click.command()
@click.argument("code")
@NAME
@DESK
@HOURS
@click.option("--reason", required=True, help="Why it changes.")
@asking
def desk(session: Session, code: str, name: str | None, desk: str | None, stale_after: int | None, reason: str) -> None:
    """Change what the source CODE is called, its desk, or after how many hours it is stale."""
    from goldthread.api import steps
    from goldthread.link.feeds.agreements import Kept

    session.answer(lambda by: steps.keep_source(by, code, Kept(name, desk, stale_after), reason), _said)


COMMANDS = (sources, agree, desk)


def _said(one: Answer) -> Iterator[str]:
    yield f"{one['name']}: the agreement {one['agreement']} {one['words']}."
    yield f"{one['desk']} answers for it; stale after {one['stale_after_hours']:,} hours without news."


def _one(one: Answer) -> Iterator[str]:
    yield from table([one], COLUMNS)
    for change in one["changes"]:
        yield ""
        yield f"{said(change['at'])} {change['by']}: {change['kind']}. {change['reason']}"
        for name in ("agreement", "ends_on", "name", "desk", "stale_after_hours"):
            was, now = change["before"].get(name), change["after"][name]
            if was != now:
                yield f"  {name.replace('_', ' ')}: {now}" + ("" if was is None else f", before {was}")
