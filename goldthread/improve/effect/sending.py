"""Where decisions about people or money sent people: the wait there, before against after, and everywhere else.

Decisions fall on different days, so before and after are no one stretch of time. Each borough is read from its own
first decision that cites a figure and names it: as many whole months after it as before it, the month of the decision
in neither, since it is both. So every case counts once, and every borough weighs as long before as after: a slow
borough with a late decision cannot make the pooled wait look shorter by having fewer months in it. What this cannot
take out is what changed for everybody between the two times. The boroughs that no decision names are read beside them
from the first of all the decisions: they show that, and whether the wait was only moved there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from goldthread.core import db
from goldthread.core.clocks import LONDON
from goldthread.improve.effect.cells import Cells
from goldthread.improve.effect.evaluating import Time, of_waits, unknown
from goldthread.improve.effect.measures import ELSEWHERE, SENT
from goldthread.improve.effect.months import month_of, months_between, moved, words_of
from goldthread.improve.effect.shapes import WAIT, Reading
from goldthread.improve.effect.waits import Waits

NO_DECISION = "no decision about people or money cites a figure yet"
NOWHERE = "no decision about people or money that cites a figure names a borough yet"
TOO_SOON = "no whole month lies on both sides of a decision that sent people to a borough yet"
ALL_NAMED = "every borough is named in such a decision: there is no other to compare with"
QUARTERS = 4  # of a year: how many are told


@dataclass(frozen=True)
class Sent:
    """One decision about people or money that cites a figure; no boroughs: the whole force."""

    decided_at: datetime
    boroughs: tuple[str, ...]
    is_looked_at: bool


@dataclass(frozen=True)
class Window:
    """The months of a borough before its decision and after it, as many on either side."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    def side(self, is_after: bool) -> tuple[str, ...]:
        return self.after if is_after else self.before


@dataclass(frozen=True)
class Sending:
    """The decisions, and what follows for the months that are read: of each borough named, and of all the others."""

    decisions: tuple[Sent, ...]
    windows: Mapping[str, Window]
    others: Window

    def reading(self, measure: str, cells: Cells, asked: Time, *, is_after: bool, borough: str = "") -> Reading:
        """The pooled wait on one side of the decisions, of one borough, of all that are named, or of all the others."""
        if why := self._why(measure, cells):
            return unknown(WAIT, why, asked)
        found: dict[str, Waits] = {}
        names = [borough] if borough else cells.boroughs
        sides = {name: self._window(measure, name).side(is_after) for name in names}
        for (name, month), waits in cells.waits.items():
            if month in sides.get(name, ()):
                found[month] = found.get(month, Waits()) + waits
        months = sorted({month for side in sides.values() for month in side})
        if not months or not found:
            return unknown(WAIT, cells.why if months else TOO_SOON, asked)
        time = (_start(months[0]), moved(_start(months[-1]), 1))
        terms = ", ".join(sorted({one for month in months for one in cells.terms.get(month, ())}))
        return of_waits(sum(found.values(), Waits()), time, terms)

    def narrowed(self, found: Mapping[str, Cells]) -> dict[str, Cells]:
        """Cells of the two measures without the boroughs that are not theirs: for their series and boroughs."""
        told = dict(found)
        for measure, is_named in ((SENT, True), (ELSEWHERE, False)):
            if measure in told:
                why = self._why(measure, told[measure])
                told[measure] = replace(told[measure].among(self.windows, is_in=is_named), unknown=why)
        return told

    def _window(self, measure: str, borough: str) -> Window:
        return self.windows[borough] if measure == SENT else self.others

    def _why(self, measure: str, cells: Cells) -> str:
        if not self.windows:
            return NOWHERE if self.decisions else NO_DECISION
        if measure == ELSEWHERE and not cells.boroughs:
            return ALL_NAMED
        return ""


def sending(span: Time, months: int, at: datetime) -> Sending:
    """What follows from the decisions of bodies for a stretch of time: one statement, however many boroughs."""
    rows = db.fetch("SELECT * FROM goldthread_governance_cited() WHERE kind = 'resource' AND measure <> ''")
    decisions = [
        Sent(row["decided_at"], tuple(row["boroughs"]), row["looked_at"] is not None and row["looked_at"] < at)
        for row in rows
        if row["decided_at"] < at
    ]
    return sent(decisions, span, months)


def sent(decisions: Sequence[Sent], span: Time, months: int) -> Sending:
    """The same from decisions given, the oldest first. Pure."""
    there = [one for one in decisions if one.decided_at < span[1]]
    every = list(months_between(*span))
    first: dict[str, str] = {}
    for one in there:
        for name in one.boroughs:
            first.setdefault(name, month_of(one.decided_at))
    windows = {name: _window(every, month, months) for name, month in first.items()}
    return Sending(tuple(there), windows, _window(every, min(first.values()), months) if first else Window((), ()))


def counted(told: Sending, boroughs: Iterable[str]) -> Iterator[str]:
    """An input, never effect: how many such decisions each quarter had of each borough, and which had none."""
    names = sorted({*boroughs, *told.windows})
    for start in sorted({_quarter(one.decided_at) for one in told.decisions})[-QUARTERS:]:
        those = [one for one in told.decisions if _quarter(one.decided_at) == start]
        many = Counter(name for one in those for name in one.boroughs or ("the whole force",))
        looked = Counter(name for one in those if one.is_looked_at for name in one.boroughs or ("the whole force",))
        parts = [f"{name} {many[name]}, effect looked at {looked[name]}" for name in sorted(many)]
        without = [name for name in names if not many[name]]
        none = f"; none in {', '.join(without)}" if without else ""
        yield f"Decisions that cite a figure, {words_of(start, moved(start, 3))}: {'; '.join(parts)}{none}."


def said(told: Sending) -> Iterator[str]:
    """How the two times of this test are made, since they are not those of the others."""
    if told.windows:
        yield (
            "Each borough is read from its own first decision: as many months before it as after it, the month of the "
            "decision left out. The other boroughs are read from the first decision of all."
        )


def _window(every: Sequence[str], month: str, most: int) -> Window:
    earlier = [one for one in every if one < month]
    later = [one for one in every if one > month]
    many = min(len(earlier), len(later), most)
    return Window(tuple(earlier[len(earlier) - many :]), tuple(later[:many]))


def _quarter(at: datetime) -> datetime:
    return moved(at, -((at.astimezone(LONDON).month - 1) % 3))


def _start(month: str) -> datetime:
    year, number = month.split("-")
    return datetime(int(year), int(number), 1, tzinfo=LONDON)
