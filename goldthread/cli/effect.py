"""`goldthread effect`: whether a recommendation changed anything for a child, and what was decided of it."""

from collections.abc import Iterator
from datetime import datetime

import click

from goldthread.cli.session import Answer, Session, asking, table

MONTH = click.DateTime(formats=["%Y-%m"])
LISTED = {"number": "no.", "title": "test", "verdict_words": "verdict", "counter_verdict_words": "counter-measure",
          "mark": "pass mark"}  # fmt: skip
CASES = {"reference": "case", "state_words": "state", "borough": "borough", "opened_at": "recorded"}
FIGURES = {"measure_id": "measure", "recommendation": "test", "counts": "counts", "words": "words"}
SINCE = click.option("--since", type=MONTH, help="From this month on, like 2026-05; else half a year.")
UNTIL = click.option("--until", type=MONTH, help="To the end of this month; else this one, so far.")


@click.group()
def effect() -> None:
    """Tests of effect: what changed for a child, before and now; pass marks; readings kept."""


@effect.command("list")
@SINCE
@UNTIL
@asking
def list_effects(session: Session, since: datetime | None, until: datetime | None) -> None:
    """Every test with its verdict in words."""
    from goldthread.api import steps

    session.answer(lambda by: steps.effects(by, **_time(since, until)), _listed)


@effect.command()
@click.argument("number")
@SINCE
@UNTIL
@asking
def show(session: Session, number: str, since: datetime | None, until: datetime | None) -> None:
    """The test of recommendation NUMBER, in sentences; with --json its series and boroughs too."""
    from goldthread.api import steps

    session.answer(lambda by: steps.effect(by, number, **_time(since, until)), _shown)


@effect.command()
@click.argument("measure")
@SINCE
@UNTIL
@asking
def measure(session: Session, measure: str, since: datetime | None, until: datetime | None) -> None:
    """One MEASURE of the whole force, like held-to-safe or missing:MIS-I11-done."""
    from goldthread.api import steps

    session.answer(lambda by: steps.effect_measure(by, measure, **_time(since, until)), _measured)


@effect.command()
@click.argument("measure")
@click.option("--borough", default="", help="Only of this borough.")
@click.option("--page", type=click.IntRange(1, 100_000), default=1)
@SINCE
@UNTIL
@asking
def cases(
    session: Session, measure: str, borough: str, page: int, since: datetime | None, until: datetime | None
) -> None:
    """The cases behind a MEASURE, for those who work them. Who was shown is logged."""
    from goldthread.api import steps

    time = _time(since, until)
    asked = (measure, borough, time["since"], time["until"], page)
    session.answer(lambda by: steps.effect_cases(by, *asked), _cases)


@effect.command()
@click.argument("reference")
@asking
def entered(session: Session, reference: str) -> None:
    """Every live figure that the case REFERENCE entered."""
    from goldthread.api import steps

    session.answer(lambda by: steps.entered_figures(by, reference), lambda done: table(done["figures"], FIGURES))


@effect.command()
@click.argument("number")
@click.option("--value", type=float, required=True, help="A share from 0 to 1, or minutes of a wait.")
@click.option("--why", required=True, help="Why this is enough for a child.")
@asking
def adopt(session: Session, number: str, value: float, why: str) -> None:
    """Adopt a pass mark for test NUMBER, as a chief officer."""
    from goldthread.api import steps

    session.answer(lambda by: steps.adopt_pass_mark(by, number, value, why), _decided)


@effect.command()
@click.argument("number")
@click.option("--why", required=True, help="Why it is taken back.")
@asking
def withdraw(session: Session, number: str, why: str) -> None:
    """Take back the pass mark of test NUMBER, as a chief officer."""
    from goldthread.api import steps

    session.answer(lambda by: steps.withdraw_pass_mark(by, number, why), _decided)


@effect.command()
@click.argument("number")
@SINCE
@UNTIL
@asking
def save(session: Session, number: str, since: datetime | None, until: datetime | None) -> None:
    """Keep what test NUMBER says of months that are over."""
    from goldthread.api import steps

    session.answer(lambda by: steps.keep_effect(by, number, **_time(since, until)), _kept)


def _time(since: datetime | None, until: datetime | None) -> dict[str, datetime | None]:
    """Months as they are typed, as the instants at which they begin and end."""
    from goldthread.improve.effect.months import moved, start_of

    return {
        "since": start_of(since.date()) if since else None,
        "until": moved(start_of(until.date()), 1) if until else None,
    }


def _listed(done: Answer) -> Iterator[str]:
    rows = [{**one, "mark": "adopted" if one["adopted_by"] else "proposed"} for one in done["tests"]]
    yield from table(rows, LISTED)


def _shown(done: Answer) -> Iterator[str]:
    yield f"{done['number']} {done['title']}"
    yield done["child"]
    yield from done["sentences"]
    yield from (f"Input, never effect: {one}" for one in done["inputs"])
    yield from (f"Not known: {one}" for one in done["not_known"])


def _measured(done: Answer) -> Iterator[str]:
    if done["unknown"]:
        yield f"{done['measure']}: not known: {done['unknown']}."
        return
    yield f"{done['measure']}: {done['value']} ({done['low']} to {done['high']}), {done['count']} of {done['of']}."
    if done["unit"] == "wait":
        yield f"Minutes. Worst 5%: {done['slow']}. Never: {done['never']}. Not yet: {done['waiting']}."


def _cases(done: Answer) -> Iterator[str]:
    yield f"{done['total']} cases: {done['words']}."
    yield from table(done["cases"], CASES)


def _decided(done: Answer) -> Iterator[str]:
    what = "withdrawn" if done["value"] is None else f"{done['value']:g}"
    yield f"Pass mark of test {done['number']}: {what}, by {done['who']}."


def _kept(done: Answer) -> Iterator[str]:
    yield f"Kept: test {done['number']}, {done['verdict'].replace('_', ' ')}, digest {done['digest']}."
