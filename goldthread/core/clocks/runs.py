"""What becomes of a clock: from everything that happened, in any order of telling, each run of it and its state.

Pure and order-free: a stop recorded before its start, a correction, a late record come out alike however they arrive.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.core.clocks.calendars import end_of, start_of
from goldthread.core.clocks.instants import Moment
from goldthread.core.clocks.ladder import Told, steps_of
from goldthread.core.clocks.reckoning import Desk, Reckoned, reckon
from goldthread.core.standards.book import Book, InForce

RUNNING, MET, MET_LATE, BREACHED, MISSED = "running", "met", "met_late", "breached", "missed"
CANCELLED, SUPERSEDED, PAUSED = "cancelled", "superseded", "paused"
# Events that no area declares: from then on an open clock goes by the standards and holidays of that day.
TAKEN_UP = "standards_taken_up"
NO_LONGER = "fact_turned"  # the fact that a clock runs by is another now: a regrade supersedes it


@dataclass(frozen=True)
class Happening:
    """One event as a clock sees it. `ref` tells it from others; one that `corrects` another takes its place."""

    key: str
    when: Moment
    recorded_at: datetime
    ref: int = 0
    corrects: int | None = None
    withdrawn: bool = False

    @property
    def at(self) -> datetime:
        """The instant; of a date alone, the beginning of that day."""
        return self.when.at or start_of(self.when.on)


@dataclass(frozen=True)
class Run:
    """One run of a clock, from its start to what ended it."""

    in_force: InForce
    start: Happening
    as_of: date
    reckoned: Reckoned
    steps: tuple[Told, ...]
    ended: Happening | None = None
    how: str = ""  # stopped, cancelled or superseded
    is_paused: bool = False

    @property
    def is_open(self) -> bool:
        return self.ended is None

    def is_late_at(self, instant: datetime, on: date) -> bool:
        """Overdue means that due lies before. A day clock is met by anything on its day."""
        if self.reckoned.due_at is None:
            return False
        if self.reckoned.due_on and self.reckoned.due_at == end_of(self.reckoned.due_on):
            return on > self.reckoned.due_on
        return instant > self.reckoned.due_at

    def state_at(self, now: datetime) -> str:
        """What this run is at an instant. A breach is never undone by a later stop: it is met late."""
        if self.ended and self.how != "stopped":
            if self.is_late_at(self.ended.at, self.ended.when.on):  # it was late before it fell away: that stands
                return BREACHED if self.in_force.can_be_breached else MISSED
            return CANCELLED if self.how == "cancelled" else SUPERSEDED
        if self.ended:
            return MET_LATE if self.is_late_at(self.ended.at, self.ended.when.on) else MET
        if self.is_paused:
            return PAUSED
        if self.is_late_at(now, Moment.of(now).on):
            return BREACHED if self.in_force.can_be_breached else MISSED
        return RUNNING

    def late_by(self, now: datetime) -> timedelta:
        """How far beyond due the act came, or the present is; nothing if in time."""
        at = self.ended.at if self.ended else now
        if self.reckoned.due_at is None or (self.ended and self.how != "stopped"):
            return timedelta()
        return max(at - self.reckoned.due_at, timedelta())

    @property
    def recorded_late_by(self) -> timedelta:
        """How long after the act it was written down: an act in time and written late is met, and this is shown."""
        return max(self.ended.recorded_at - self.ended.at, timedelta()) if self.ended else timedelta()


def standing(happenings: Iterable[Happening]) -> list[Happening]:
    """What stands after corrections and withdrawals, in order of when it happened."""
    held: dict[tuple[int, str], Happening] = {}
    told = sorted(happenings, key=lambda one: (one.ref, one.recorded_at))
    for one in told:
        if one.corrects is not None:
            held = {known: other for known, other in held.items() if known[0] != one.corrects}
        if not one.withdrawn:
            held[one.ref, one.key] = one
    return sorted(held.values(), key=lambda one: (one.at, one.ref))


def runs_of(
    book: Book,
    rule_id: str,
    happenings: Iterable[Happening],
    *,
    cancelled_by: Iterable[str] = (),
    one_higher: bool = False,
) -> list[Run]:
    """Every run of one rule. A new start supersedes an open run; a stop or a cancelling event ends the open one."""
    rule = book.rule(rule_id)
    cancelling = frozenset((*cancelled_by, *rule.falls_away))
    # An event that both ends a run and starts the next ends it first.
    happened = sorted(standing(happenings), key=lambda one: (one.at, one.ref, one.key == rule.start))
    runs: list[Run] = []
    for one in happened:
        open_run = runs[-1] if runs and runs[-1].is_open else None
        if open_run and one.key in rule.stops and not _is_for_the_one_before(book, open_run, one):
            runs[-1] = replace(open_run, ended=one, how="stopped")
        elif open_run and one.key in cancelling:
            how = "superseded" if one.key == NO_LONGER else "cancelled"
            runs[-1] = replace(open_run, ended=one, how=how)
        elif one.key == rule.start:
            if open_run:
                runs[-1] = replace(open_run, ended=one, how="superseded")
            runs.append(_start(book, rule_id, one, happened, one_higher))
    return runs


def _is_for_the_one_before(book: Book, run: Run, act: Happening) -> bool:
    """Whether an act came before the mark before this one was due: then it was that one's, and this one waits on."""
    if not run.in_force.rule.counts_after:
        return False
    before = reckon(book, book.in_force(run.in_force.rule.counts_after, run.as_of), run.start.when, {}, run.as_of)
    return before.due_at is not None and act.at < before.due_at


def _start(book: Book, rule_id: str, start: Happening, happened: list[Happening], one_higher: bool) -> Run:
    as_of = max([start.when.on, *(one.when.on for one in happened if one.key == TAKEN_UP and one.at >= start.at)])
    in_force = book.in_force(rule_id, as_of)
    event = in_force.due.event
    # What the start's own event says goes before what a later one does: each review sets the day of the next.
    told = sorted(happened, key=lambda one: one.ref == start.ref)
    events = {one.key: one.when for one in told if one.key == event and not one.when.is_before(start.when)}
    if in_force.due.needs_event and event not in events:  # not known yet: the clock runs without a due time
        return Run(in_force, start, as_of, Reckoned(None), ())
    reckoned = reckon(book, in_force, start.when, events, as_of)
    paused, is_paused = _paused_days(in_force, start, happened)
    reckoned = _later(reckoned, start.when.on, paused, is_paused, in_force.rule.pausing)
    days = Desk.of(book, in_force, as_of).days
    steps = steps_of(in_force.rule, start.when, reckoned, days, one_higher)
    return Run(in_force, start, as_of, reckoned, tuple(steps), is_paused=is_paused)


def no_later_than(book: Book, run: Run, other: Reckoned) -> Run:
    """The run with the sooner of its own due time and another's, its steps worked out from that."""
    if other.due_at is None or run.reckoned.due_at is None or run.reckoned.due_at <= other.due_at:
        return run
    days = Desk.of(book, run.in_force, run.as_of).days
    told = steps_of(run.in_force.rule, run.start.when, other, days, False)
    return replace(run, reckoned=other, steps=tuple(told))


def _paused_days(in_force: InForce, start: Happening, happened: list[Happening]) -> tuple[set[date], bool]:
    """Local days wholly within a pause that the rule names, and whether one is still open.

    `in_custody` pauses from `in_custody_from` to `in_custody_until`. Only whole days are left out: the reading that
    gives less time.
    """
    days: set[date] = set()
    is_open = False
    for reason in in_force.rule.pauses:
        began: Happening | None = None
        for one in happened:
            if one.key == f"{reason}_from" and began is None:
                began = one
            elif one.key == f"{reason}_until" and began:
                days |= _whole_days(began.at, one.at)
                began = None
        is_open = is_open or began is not None
    return days, is_open


def _whole_days(begin: datetime, end: datetime) -> set[date]:
    day, last = Moment.of(begin).on, Moment.of(end).on
    found = set()
    while day <= last:
        if start_of(day) >= begin and end_of(day) <= end:
            found.add(day)
        day += timedelta(days=1)
    return found


def _later(reckoned: Reckoned, start_on: date, paused: set[date], is_paused: bool, pausing: str) -> Reckoned:
    """Due as many days later as were paused before it; while a pause lasts, nothing is due."""
    if is_paused:
        return Reckoned(None, None, reckoned.is_sure)
    if not paused or reckoned.due_on is None:
        return reckoned
    if pausing == "then three days":
        return _three_days_after(reckoned, reckoned.due_on, paused)
    on, left = reckoned.due_on, sorted(day for day in paused if day >= start_on)
    for day in left:
        if day <= on:
            on += timedelta(days=1)
    return Reckoned(end_of(on), on, reckoned.is_sure)


def _three_days_after(reckoned: Reckoned, due_on: date, paused: set[date]) -> Reckoned:
    """A period that would end during a pause ends with the third day, the first being the day the pause ended."""
    if due_on not in paused:
        return reckoned
    ended = due_on
    while ended in paused:
        ended += timedelta(days=1)
    on = ended + timedelta(days=2)
    return Reckoned(end_of(on), on, reckoned.is_sure)


def as_row(run: Run) -> Mapping[str, Any]:
    """A run as a projection keeps it."""
    return {
        "rule_id": run.in_force.rule.id,
        "start_ref": run.start.ref,
        "started_at": run.start.at.isoformat(),
        "due_at": run.reckoned.due_at.isoformat() if run.reckoned.due_at else None,
        "due_on": run.reckoned.due_on.isoformat() if run.reckoned.due_on else None,
        "as_of": run.as_of.isoformat(),
        "mark": str(run.in_force.value.mark),
        "can_be_breached": run.in_force.can_be_breached,
        "steps": [{"at": step.at.isoformat(), "who": step.who} for step in run.steps],
        "ended_at": run.ended.at.isoformat() if run.ended else None,
        "ended_recorded_at": run.ended.recorded_at.isoformat() if run.ended else None,
        "how": run.how,
        "is_late": bool(run.ended and run.is_late_at(run.ended.at, run.ended.when.on)),
        "is_paused": run.is_paused,
    }
