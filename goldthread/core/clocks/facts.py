"""Clocks that run only while a fact of the work has one of some values: a grade, say. Pure, like `runs`.

A regrade restarts nothing: the new grade's clock counts from the same start, and upwards it never gives more time than
the old one had left (mash-offenders-investigations.md 3.2).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from goldthread.core.clocks.instants import Moment
from goldthread.core.clocks.runs import NO_LONGER, Happening, Run, no_later_than, runs_of, standing
from goldthread.core.standards.book import Book


@dataclass(frozen=True)
class FactsTurn:
    """One event that gave facts: when it happened, when it was written down, and what it gave."""

    ref: int
    when: Moment
    recorded_at: datetime
    facts: Mapping[str, object]

    @property
    def at(self) -> datetime:
        return self.when.at or self.recorded_at


@dataclass(frozen=True)
class Period:
    """A time in which the fact was one of the wanted values, from one turn up to the next other one."""

    fact: str
    value: str
    since: FactsTurn
    until: FactsTurn | None


@dataclass(frozen=True)
class Rung:
    """One run of a clock of a ladder, and the period of the grade that it belongs to."""

    period: Period
    run: Run


def periods_of(turns: Iterable[FactsTurn], when: tuple[str, tuple[str, ...]]) -> list[Period]:
    """The periods in which a fact had one of these values, in order. A value given again begins no new one."""
    fact, values = when
    found: list[Period] = []
    told = [one for one in sorted(turns, key=lambda one: (one.at, one.ref)) if fact in one.facts]
    for one in told:
        value = str(one.facts[fact])
        is_open = bool(found) and found[-1].until is None
        if value in values and not is_open:
            found.append(Period(fact, value, one, None))
        elif value not in values and is_open:
            found[-1] = replace(found[-1], until=one)
    return found


def rungs_of(
    book: Book,
    rule_id: str,
    happenings: Sequence[Happening],
    turns: Iterable[FactsTurn],
    when: tuple[str, tuple[str, ...]],
    *,
    cancelled_by: Iterable[str] = (),
) -> list[Rung]:
    """Every run of one rule, period by period, each counted from the last start before its period began."""
    start = book.rule(rule_id).start
    stood = standing(happenings)
    found = []
    for period in periods_of(turns, when):
        told = _within(stood, start, period)
        runs = runs_of(book, rule_id, told, cancelled_by=(*cancelled_by, NO_LONGER))
        found += [Rung(period, run) for run in runs]
    return found


def _within(stood: Sequence[Happening], start: str, period: Period) -> list[Happening]:
    begun, ended = period.since, period.until
    since, until = begun.at, ended.at if ended else None
    starts = [one for one in stood if one.key == start]
    before = [one for one in starts if (one.at, one.ref) <= (since, begun.ref)]
    told = [replace(before[-1], ref=begun.ref, corrects=None)] if before else []
    told += [one for one in starts if one not in before and (until is None or one.at < until)]
    earliest = told[0].at if told else since
    # What ended an earlier run, before this one's start, is not this one's end.
    told += [one for one in stood if one.key != start and one.at >= earliest]
    if ended:
        told.append(Happening(NO_LONGER, ended.when, ended.recorded_at, ended.ref))
    return told


def climbed(book: Book, rungs: Sequence[Rung], is_graver: Callable[[str, str, str], bool]) -> list[Run]:
    """The runs of one ladder, each after a regrade upwards due no later than the one it took over from."""
    found: list[Rung] = []
    for rung in sorted(rungs, key=lambda one: (one.period.since.ref, one.run.start.at)):
        before = _taken_over_from(rung, found)
        if before and is_graver(rung.period.fact, rung.period.value, before.period.value):
            rung = replace(rung, run=no_later_than(book, rung.run, before.run.reckoned))
        found.append(rung)
    return [one.run for one in found]


def _taken_over_from(rung: Rung, earlier: Sequence[Rung]) -> Rung | None:
    """The run that the same turn ended and that counted from the same start."""
    since = rung.period.since.ref
    ended = (one for one in earlier if one.run.ended and one.run.ended.key == NO_LONGER and one.run.ended.ref == since)
    return next((one for one in ended if one.run.start.at == rung.run.start.at), None)
