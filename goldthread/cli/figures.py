"""`goldthread figures`: what an area of work is measured by, by borough and month. Names nobody."""

from collections.abc import Iterator

import click

from goldthread.cli.session import Answer, Session, asking, table

COLUMNS = {"indicator": "figure", "count": "count", "of": "of", "share": "share", "each": "each", "low": "from",
           "high": "to", "median_hours": "half within h", "slow_hours": "nine in ten h"}  # fmt: skip


@click.command()
@click.argument("area")
@click.option("--month", default="", help="Like 2026-10; else the last 12 months.")
@asking
def figures(session: Session, area: str, month: str) -> None:
    """The figures of AREA over all boroughs; with --json by borough and month too. Nobody is named.

    Of fewer than ten no share is printed: it is too few to say, and the interval from and to says how few.
    """
    from goldthread.api import steps

    session.answer(lambda by: steps.area_figures(by, area, month), _figures)


def _figures(done: Answer) -> Iterator[str]:
    whole = [one for one in done["figures"] if not one["borough"] and not one["month"]]
    rows = [{**one, "share": "too few" if one["too_few"] and one["share"] is not None else one["share"]}
            for one in whole if not one["not_known"]]  # fmt: skip
    yield from table(rows, COLUMNS)
    yield from (f"{one['indicator']}: {one['note']}" for one in whole if one["note"])
    yield from (f"{one['indicator']}: not known: {one['not_known']}" for one in whole if one["not_known"])
