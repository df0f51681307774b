"""When something is due: a limit, its start and its events in, an instant or a day out. Pure; no clock is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldthread.core.clocks import refusing
from goldthread.core.clocks.calendars import (
    WorkingDays,
    desk_time,
    end_of,
    local_time,
    months_after,
    months_counting,
    start_of,
    working_days,
)
from goldthread.core.clocks.instants import LAST_YEAR, Moment, check_year
from goldthread.core.standards.book import Book, InForce
from goldthread.core.standards.due import WORKING_KINDS, Due
from goldthread.core.standards.marks import Mark

# Days a force's own desk is shut lengthen only what is the force's own: never a deadline that others set.
LOCAL_DAYS_COUNT = (Mark.LOCAL, Mark.DEFAULT)
Events = Mapping[str, Moment]


@dataclass(frozen=True)
class Reckoned:
    """When it is due. Instant kinds have no `due_on`; `NONE` has neither. `is_sure` is False where the reading rests on
    holidays not yet published, or on a rule for short months and leap births that nobody confirmed."""

    due_at: datetime | None
    due_on: date | None = None
    is_sure: bool = True


@dataclass(frozen=True)
class Desk:
    """The calendar a clock runs by: the working days of its day, and the hours of the desk."""

    days: WorkingDays
    book: Book
    as_of: date

    @classmethod
    def of(cls, book: Book, in_force: InForce, as_of: date) -> "Desk":
        counts = in_force.value.mark in LOCAL_DAYS_COUNT or in_force.due.kind == "DESK"
        closed = tuple(one.day for one in book.profile.closed_days) if counts else ()
        return cls(working_days(as_of, closed), book, as_of)


def reckon(book: Book, in_force: InForce, start: Moment, events: Events, as_of: date) -> Reckoned:
    """When a clock that started then is due; a named refusal where that cannot be said."""
    check(in_force, start, events)
    due, desk = in_force.due, Desk.of(book, in_force, as_of)
    try:
        reckoned = _KINDS[due.kind](due, start, events, desk)
    except (IndexError, OverflowError):
        raise _beyond(in_force) from None
    last = reckoned.due_on or (reckoned.due_at and Moment.of(reckoned.due_at).on)
    if last and last.year > LAST_YEAR:
        raise _beyond(in_force)
    if last and due.kind in WORKING_KINDS and reckoned.is_sure:
        first, last = sorted((start.on, last))
        is_published = desk.days.published[0] <= first and last <= desk.days.published[1]
        return Reckoned(reckoned.due_at, reckoned.due_on, is_published)
    return reckoned


def check(in_force: InForce, start: Moment, events: Events) -> None:
    """Refuse a start or an event that cannot be: no time where one is needed, missing, unknown, or before the start."""
    rule, due = in_force.rule, in_force.due
    check_year(rule.start, start)
    if start.at is None and (not due.is_day and due.kind != "NONE"):
        raise refusing.date_only(rule.start, str(start))
    for key, moment in events.items():
        if key != due.event:
            known = f"It reads {due.event}." if due.event else "It reads its start only."
            raise refusing.unknown_event(rule.id, key, known)
        check_year(key, moment)
        if moment.at is None and not (due.is_day or key.endswith("_on")):
            raise refusing.date_only(key, str(moment))
        if key != "born_on" and moment.is_before(start):
            raise refusing.event_before_start(key)
    if due.needs_event and due.event not in events:
        raise refusing.needs_event(rule.id, due.event)


def _elapsed(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    end = _instant(start) + timedelta(minutes=due.amount)
    sooner = events.get(due.event)
    return Reckoned(min(end, _instant(sooner)) if sooner else end)


def _desk(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    profile = desk.book.profile
    length = timedelta(minutes=due.amount)
    return Reckoned(desk_time(_instant(start), length, profile.opens, profile.closes, desk.days))


def _at(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return Reckoned(_instant(events[due.event]))


def _working(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return _close_of(desk.days.after(start.on, due.amount), desk)


def _working_incl(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return _close_of(desk.days.counting(start.on, due.amount), desk)


def _days(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return _end(start.on + timedelta(days=due.amount))


def _days_incl(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return _end(start.on + timedelta(days=due.amount - 1))


def _months(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return _end(months_after(start.on, due.amount))


def _months_incl(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    on = months_counting(start.on, due.amount)
    # At a short month the reading is from memory (B 1.1); it is short when the next day is not the start's number.
    return _end(on, is_sure=(on + timedelta(days=1)).day == start.on.day)


def _days_before(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return _end(events[due.event].on - timedelta(days=due.amount))


def _working_before(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return _close_of(desk.days.before(events[due.event].on, due.amount), desk)


def _birthday(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    born = events[due.event].on
    leap = (born.month, born.day) == (2, 29)
    try:
        on = born.replace(year=born.year + due.amount)
    except ValueError:  # born on 29 February, and this year has none
        on = date(born.year + due.amount, 3, 1)
    return Reckoned(start_of(on), on, is_sure=not leap or on.day == born.day)


def _none(due: Due, start: Moment, events: Events, desk: Desk) -> Reckoned:
    return Reckoned(None)


_KINDS: dict[str, Callable[[Due, Moment, Events, Desk], Reckoned]] = {
    "E": _elapsed,
    "DESK": _desk,
    "AT": _at,
    "WD": _working,
    "CAL": _days,
    "MONTHS": _months,
    "WD_INCL": _working_incl,
    "CAL_INCL": _days_incl,
    "MONTHS_INCL": _months_incl,
    "BEFORE CAL": _days_before,
    "BEFORE WD": _working_before,
    "AGE": _birthday,
    "NONE": _none,
}


def _instant(moment: Moment) -> datetime:
    if moment.at is None:  # `check` refused this before
        raise TypeError("An instant is needed.")
    return moment.at


def _end(on: date, is_sure: bool = True) -> Reckoned:
    return Reckoned(end_of(on), on, is_sure)


def _close_of(on: date, desk: Desk) -> Reckoned:
    """A working day ends at midnight, or earlier where the profile closes it."""
    closes = desk.book.profile.working_day_end
    return Reckoned(local_time(on, closes), on) if closes else _end(on)


def _beyond(in_force: InForce) -> refusing.Refusal:
    return refusing.year_out_of_range("due", f"What {in_force.rule.id} would be due on")
