"""Reading clocks: those of a case, and the rules with where each is used."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.areas.registry import areas
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Adoption, Clock
from goldthread.core.standards.book import Book


def clocks_of(streams: Iterable[str]) -> dict[str, list[Clock]]:
    """Every clock of some cases, the next due first, in one query. The reader's look decides which rows there are."""
    found: dict[str, list[Clock]] = {stream: [] for stream in streams}
    for clock in in_order(Clock.objects.filter(stream__in=list(found)).order_by("rule_id", "start_ref")):
        found[clock.stream].append(clock)
    return found


def next_clocks(streams: Iterable[str]) -> dict[str, Clock]:
    """The one clock of each case that is due next and runs: what a list shows. One query, and a row a case."""
    running = Clock.objects.filter(stream__in=list(streams), ended_at=None, due_at__isnull=False)
    return {clock.stream: clock for clock in running.order_by("stream", "due_at", "rule_id").distinct("stream")}


def in_order(running: Iterable[Clock]) -> list[Clock]:
    """Those that a case shows, the next due first: one that fell away in time is not among them."""
    told = [one for one in running if one.how not in ("superseded", "cancelled") or one.is_late]
    return sorted(told, key=lambda one: (one.ended_at is not None, one.due_at is None, one.due_at or 0))


def shown(clock: Clock, owner: str | None, at: datetime | None = None, *, here: Book | None = None) -> dict[str, Any]:
    """A clock as pages and answers show it, now or at an instant. `is_reminder` until its number was adopted.

    `here` is the book in force, read once by whoever shows many clocks.
    """
    moment = at or clocks.now()
    rule = (here or book()).rules.get(clock.rule_id)
    return {
        "rule": clock.rule_id,
        "name": rule.title if rule else clock.rule_id,
        "due_at": clock.due_at,
        "due_on": clock.due_on,
        "met_at": clock.ended_at,
        "is_late": clock.is_late if clock.ended_at else is_overdue(clock, moment),
        "recorded_late": (clock.ended_recorded_at - clock.ended_at)
        if clock.ended_at and clock.ended_recorded_at
        else timedelta(),
        "is_reminder": not clock.can_be_breached,
        "mark": clock.mark,
        "owner": owner,
        "state": state_of(clock, moment),
    }


def clock_as_json(clock: dict[str, Any]) -> dict[str, Any]:
    """A case's clock in an answer: instants as text, how late it was written down in seconds."""
    return {
        **{name: value for name, value in clock.items() if name not in ("due_at", "due_on", "met_at", "recorded_late")},
        "due_at": clock["due_at"].isoformat() if clock["due_at"] else None,
        "due_on": clock["due_on"].isoformat() if clock["due_on"] else None,
        "met_at": clock["met_at"].isoformat() if clock["met_at"] else None,
        "recorded_late_seconds": int(clock["recorded_late"].total_seconds()),
    }


def is_overdue(clock: Clock, now: datetime) -> bool:
    return clock.ended_at is None and clock.due_at is not None and clock.due_at < now


def state_of(clock: Clock, now: datetime) -> str:
    """The clock's state in one word, as the library names it."""
    if clock.how in ("cancelled", "superseded"):
        if clock.is_late:
            return "breached" if clock.can_be_breached else "missed"
        return clock.how
    if clock.ended_at:
        return "met_late" if clock.is_late else "met"
    if clock.is_paused:
        return "paused"
    if is_overdue(clock, now):
        return "breached" if clock.can_be_breached else "missed"
    return "running"


def where_used(rule_id: str) -> list[str]:
    """The areas of work in whose cases a rule runs, an option in those of the clock it stands for."""
    here = book()
    return [area.name for area in areas().values() if any(here.chosen(use.rule) == rule_id for use in area.clocks)]


def adoptions_of(rule_id: str) -> list[Adoption]:
    """Every adoption of a rule under this profile, newest first."""
    rows = Adoption.objects.filter(profile=book().profile.id, rule_id=rule_id)
    return list(rows.select_related("officer", "ended_by").order_by("-from_on", "-id"))
