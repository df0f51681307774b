"""Counting clocks afterwards: does each say what its own events say, and did it begin when the caller waited?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from goldthread.core import db
from goldthread.core.areas.registry import areas
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Clock
from goldthread.core.clocks.projection import COLUMNS, fold, row_of
from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Row
from goldthread.testing.soak.load import Acknowledged

Window = tuple[datetime, datetime]  # from before a caller first asked until it was answered
Acts = dict[int, Window]  # by event


@dataclass
class Counted:
    """How many cases have how many clocks, how many of those have ended, and in words what is wrong."""

    cases: int = 0
    clocks: int = 0
    ended: int = 0
    wrong: list[str] = field(default_factory=list)


def count(done: Acknowledged) -> dict[str, Any]:
    """Every clock of every acknowledged case: against its events and its rule, and against the caller's own time."""
    with db.as_service():
        streams = _streams(done)
        shown = _shown(streams)
        told = _told_by(streams)
        acts = _acts(done)
    found = Counted(cases=len(streams))
    # A child who is away is reported again on the same case: it was received with the first.
    receipts: dict[str, Window] = {}
    for mark, reference in done.cases.items():
        receipts[reference] = min(receipts.get(reference, done.within[mark]), done.within[mark])
    for stream, reference in streams.items():
        found.clocks += len(shown[stream])
        found.ended += sum(one["ended_at"] is not None for one in shown[stream])
        found.wrong += _differences(reference, told.get(stream, []), shown[stream])
        found.wrong += _out_of_time(reference, shown[stream], acts[stream], receipts[reference])
    return vars(found)


def _streams(done: Acknowledged) -> dict[str, str]:
    """The journal's name of each acknowledged case that is there: its reference."""
    wanted = list(done.cases.values())
    rows = db.fetch("SELECT 'case:' || id AS stream, reference FROM cases_case WHERE reference = ANY(%s)", [wanted])
    return {row["stream"]: row["reference"] for row in rows}


def _shown(streams: dict[str, str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {stream: [] for stream in streams}
    for clock in Clock.objects.filter(stream__in=list(streams)).order_by("stream", "rule_id", "start_ref"):
        found[clock.stream].append(row_of(clock))
    return found


def _told_by(streams: dict[str, str]) -> dict[str, list[Row]]:
    """The clocks as the rules give them from each case's events, from the first."""
    rows: dict[str, Row] = {}
    for event in Event.objects.filter(stream__in=list(streams)).order_by("id").iterator(chunk_size=2000):
        rows[event.stream] = fold(rows.get(event.stream), event)
    return {stream: row["clocks"] for stream, row in rows.items()}


def _acts(done: Acknowledged) -> dict[str, Acts]:
    """By case and event: between which instants its caller asked and was answered."""
    rows = db.fetch(
        """SELECT e.stream, e.id, told.value AS mark FROM journal_event e
             JOIN journal_payload p ON p.event_id = e.id, jsonb_each_text(p.body) AS told
            WHERE e.stream LIKE 'case:%%' AND told.value = ANY(%s)""",
        [list(done.within)],
    )
    found: dict[str, Acts] = {}
    for row in rows:
        found.setdefault(row["stream"], {})[row["id"]] = done.within[row["mark"]]
    return found


def _differences(reference: str, told: list[Row], shown: list[Row]) -> list[str]:
    """Where a clock is wanting, too many, or in any part not what the events and its rule say."""
    if not told:
        return [f"{reference}: its events start no clock."]
    wanted, held = ({(one["rule_id"], one["start_ref"]): one for one in rows} for rows in (told, shown))
    return [
        *(f"{reference}: {rule} is not shown." for rule, _ in wanted.keys() - held.keys()),
        *(f"{reference}: {rule} is shown, and no event starts it." for rule, _ in held.keys() - wanted.keys()),
        *(
            f"{reference}: {key[0]}: {column} is {held[key][column]}, by its events {wanted[key][column]}."
            for key in wanted.keys() & held.keys()
            for column in COLUMNS
            if wanted[key][column] != held[key][column]
        ),
    ]


def _out_of_time(reference: str, shown: list[Row], acts: Acts, receipt: Window) -> list[str]:
    """A clock starts and ends while the caller who did it waits: not before it asked, not after it was answered.

    One that counts from receipt starts with the recording, whichever later act said that it runs; one that goes by a
    fact counts from the act that its rule names, whichever later act gave the fact.
    """
    here, received = book(), {key for area in areas().values() for key in area.opening_happens.split()}
    by_fact = {here.chosen(use.rule) for area in areas().values() for use in area.clocks if use.when}
    found = []
    for one in shown:
        from_receipt = here.rule(one["rule_id"]).start in received
        started = [receipt] if from_receipt else [acts.get(one["start_ref"], receipt)]
        if not _is_in(one["started_at"], acts.values() if one["rule_id"] in by_fact else started):
            found.append(f"{reference}: {one['rule_id']} started at {one['started_at']}, when nobody asked for it.")
        if one["ended_at"] and not _is_in(one["ended_at"], acts.values()):
            found.append(f"{reference}: {one['rule_id']} ended at {one['ended_at']}, when nobody asked for it.")
    return found


def _is_in(instant: str, windows: Iterable[Window]) -> bool:
    return any(first <= datetime.fromisoformat(instant) <= last for first, last in windows)
