"""Who is told, and when, as a clock runs out: the ladder, or the steps that the source prints itself."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from goldthread.core.clocks.calendars import WorkingDays, end_of, local_time, start_of
from goldthread.core.clocks.instants import Moment
from goldthread.core.clocks.reckoning import Reckoned
from goldthread.core.standards.rules import ClockRule

LADDER = (
    "owner",
    "supervisor",
    "supervisor and inspector",
    "detective chief inspector and the daily briefing",
)
DAY_LADDER = ("owner", "supervisor", "inspector", "detective chief inspector")
MORNING = time(9)


@dataclass(frozen=True)
class Told:
    """A step of escalation: at this instant, this role is told."""

    at: datetime
    who: str


def steps_of(
    rule: ClockRule, start: Moment, reckoned: Reckoned, days: WorkingDays, one_higher: bool = False
) -> list[Told]:
    """Every step, in order. A warning whose time had passed when the clock started is not given; from due on each is.

    `one_higher` starts one step up: for a child with an open flag of continued risk.
    """
    if reckoned.due_at is None:
        return []
    begun = start.at or start_of(start.on)
    if rule.steps:
        planned = _printed(rule, start, reckoned.due_at, days)
    elif reckoned.due_on is None:
        planned = _by_share(_chain(rule, LADDER, one_higher), begun, reckoned.due_at)
    else:
        planned = _by_day(_chain(rule, DAY_LADDER, one_higher), reckoned, days)
    kept = (Told(max(at, begun), who) for at, who in planned if at >= min(begun, reckoned.due_at))
    return sorted(kept, key=lambda step: step.at)


def _chain(rule: ClockRule, ladder: tuple[str, ...], one_higher: bool) -> tuple[str, ...]:
    """Who is told at the four steps: the roles printed on the clock, else the ladder's."""
    roles = rule.roles
    if not roles:
        who = ladder
    elif len(roles) == 1:  # one role alone would never climb: above it the ladder goes on
        who = (roles[0], roles[0], *ladder[2:])
    else:
        who = (roles[0], roles[0], roles[1], roles[-1])
    return (*who[1:], who[-1]) if one_higher else who


def _by_share(who: tuple[str, ...], begun: datetime, due_at: datetime) -> Iterator[tuple[datetime, str]]:
    """At three quarters of the interval, nine tenths, due, and a quarter beyond."""
    whole = due_at - begun
    for share, role in zip((75, 90, 100, 125), who, strict=True):
        yield begun + whole * share / 100, role


def _by_day(who: tuple[str, ...], reckoned: Reckoned, days: WorkingDays) -> Iterator[tuple[datetime, str]]:
    """At 09:00 on the working day before, 09:00 on the due day, at due, and one working day later."""
    on, due_at = reckoned.due_on, reckoned.due_at
    if on is None or due_at is None:
        return
    with suppress(IndexError):  # the first working day known
        yield local_time(days.before(on, 1), MORNING), who[0]
    if local_time(on, MORNING) < due_at:  # a birthday is due as the day begins
        yield local_time(on, MORNING), who[1]
    yield due_at, who[2]
    with suppress(IndexError):  # the last
        yield end_of(days.after(on, 1)), who[3]


def _printed(rule: ClockRule, start: Moment, due_at: datetime, days: WorkingDays) -> Iterator[tuple[datetime, str]]:
    begun = start.at or start_of(start.on)
    for step in rule.steps:
        if step.after_working_days is not None:
            yield end_of(days.after(start.on, step.after_working_days)), step.who
        else:
            after = step.after_minutes
            yield (due_at if after is None else begun + timedelta(minutes=after)), step.who
