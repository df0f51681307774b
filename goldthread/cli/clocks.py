"""`goldthread clocks`: the rules of time, and when one is due. Reads no person, needs no database."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from goldthread.cli.session import table, without_database
from goldthread.config import installation
from goldthread.core.refusals import Refusal

Answer = dict[str, Any]
PROFILE_HELP = "Whose standards: a shipped profile, or the path of a force's own; else GOLDTHREAD_PROFILE, else met."
COLUMNS = {"id": "Clock", "calendar": "Calendar", "value": "Value", "mark": "Mark", "sentence": "Sentence"}


@click.group()
def clocks() -> None:
    """The rules of time: every clock with its source, and when one is due."""


@clocks.command("list")
@click.option("--profile", metavar="NAME", help=PROFILE_HELP)
@click.option("--as-of", metavar="DATE", help="As on this day; else today.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, refusals too.")
def list_clocks(profile: str | None, as_of: str | None, as_json: bool) -> None:
    """Every clock: sentence, start, stops, calendar, value, mark, source, whether it was checked, and the profile."""

    def work() -> Answer:
        from goldthread.core.clocks import answering, today

        return {"clocks": answering.list_rules(_book(profile), _day(as_of) or today())}

    without_database(work, as_json, lambda done: table(done["clocks"], COLUMNS))


@clocks.command()
@click.argument("rule")
@click.option("--start", required=True, metavar="INSTANT|DATE", help="When it started: 2026-10-24T23:50:00+01:00.")
@click.option("--event", "events", multiple=True, metavar="KEY=INSTANT|DATE", help="An event the rule reads; again.")
@click.option("--profile", metavar="NAME", help=PROFILE_HELP)
@click.option("--as-of", metavar="DATE", help="The day whose standards and holidays are used; else the start's.")
@click.option("--what-if", metavar="LIMIT", help="As if the limit were this: `E 48h`, `WD 3`. Nothing is changed.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, refusals too.")
def due(
    rule: str,
    start: str,
    events: tuple[str, ...],
    profile: str | None,
    as_of: str | None,
    what_if: str | None,
    as_json: bool,
) -> None:
    """When a rule is due that started then, and who is told on the way. Whatever is unclear is refused by name."""

    def work() -> Answer:
        from goldthread.core.clocks import answering

        book = _book(profile)
        if what_if:
            book = book.what_if({rule: what_if})
        return answering.due(book, rule, start, answering.read_events(events), _day(as_of))

    without_database(work, as_json, _due_lines)


def _due_lines(done: Answer) -> Iterator[str]:
    when = done["due_on"] or done["due_local"] or "as soon as practicable; the time taken is measured"
    day = {"AGE": "as the day begins on "}.get(done["calendar"], "by the end of ") if done["due_on"] else ""
    yield f"{done['rule']}: due {day}{when}"
    checked = {True: "checked", False: "not checked", None: "ours: nothing outside to check"}[done["verified"]]
    yield f"  {done['calendar']}, {done['mark']}, {checked}. {done['source']}"
    yield from (f"  {step['at']}  {step['who']}" for step in done["steps"])


def _book(profile: str | None) -> Any:
    from goldthread.core.standards.faults import StandardsFault
    from goldthread.core.standards.here import SHIPPED_PROFILE, book_here

    try:
        return book_here(profile or installation.value("GOLDTHREAD_PROFILE") or SHIPPED_PROFILE)
    except StandardsFault as fault:
        raise Refusal("profile_fault", str(fault), "Put the profile right, or name another.", "profile", 422) from fault


def _day(text: str | None) -> date | None:
    from goldthread.core.clocks.instants import read_moment

    return read_moment("as_of_on", text).on if text else None
