"""The figure that a decision cites, before it and after it, where it was meant to help and everywhere else.

Before and after are read alike: exact instants on both sides of the decision, by the machinery of the tests of effect.
The other boroughs are the counter-side: a wait shortened in one borough by lengthening another's helps no child.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.organisation.models import Borough
from goldthread.improve.effect.cells import Cells
from goldthread.improve.effect.declared import declared
from goldthread.improve.effect.evaluating import verdict
from goldthread.improve.effect.measures import measures, read
from goldthread.improve.effect.narrowing import is_small, withheld
from goldthread.improve.effect.shapes import UNKNOWN, Reading
from goldthread.improve.governance.models import Citing
from goldthread.improve.governance.queries import Sight

DAYS_A_MONTH = 365.25 / 12
RETURN = (
    "A body sends people where the figure is bad just then. One that was bad by chance tends to get better by itself: "
    "better than before is not yet because of the decision."
)


@dataclass(frozen=True)
class Sides:
    """One figure at one time: of the boroughs that a decision is about, and of all the others; None: it is of all."""

    named: Reading
    elsewhere: Reading | None

    def as_json(self) -> dict[str, Any]:
        return {"named": self.named.as_json(), "elsewhere": self.elsewhere.as_json() if self.elsewhere else None}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> "Sides":
        """Sides that were kept."""
        elsewhere = held["elsewhere"]
        return cls(Reading.from_json(held["named"]), Reading.from_json(elsewhere) if elsewhere else None)

    @property
    def readings(self) -> list[Reading]:
        return [one for one in (self.named, self.elsewhere) if one]


@dataclass(frozen=True)
class Compared:
    """Before and after, with what may be said of it: of the boroughs named, and of the others."""

    before: Sides
    after: Sides
    verdict: str
    elsewhere: str


def before(measure: str, boroughs: Collection[str], decided_at: datetime) -> Sides:
    """The figure as it stood when it was decided: of as many months as a test of effect is read over."""
    return _sides(measure, boroughs, decided_at - _length(), decided_at, at=decided_at)


def after(measure: str, boroughs: Collection[str], decided_at: datetime) -> Sides:
    """The figure from the decision on, of as many months at most; so far, where fewer have passed."""
    until = max(min(clocks.now(), decided_at + _length()), decided_at + timedelta(minutes=1))
    return _sides(measure, boroughs, decided_at, until)


def compared(citing: Citing, decided_at: datetime) -> Compared:
    """What was kept as it stood then, beside what has come since."""
    return judged(citing.measure, Sides.from_json(citing.read), after(citing.measure, citing.boroughs, decided_at))


def judged(measure: str, then: Sides, since: Sides) -> Compared:
    """The verdicts: the same as a test of effect gives."""
    better = measures()[measure].indicator.better
    other = UNKNOWN
    if then.elsewhere and since.elsewhere:
        other = verdict(then.elsewhere, since.elsewhere, better)
    return Compared(then, since, verdict(then.named, since.named, better), other)


def as_seen(told: Compared, sight: Sight) -> Compared:
    """The same without small numbers, where the reader's sight withholds them: where one is small, none is shown.

    The whole force is read elsewhere, so the other boroughs would give away the ones that are named.
    """
    every = [*told.before.readings, *told.after.readings]
    if not sight.is_suppressed or not any(map(is_small, every)):
        return told
    return Compared(_hidden(told.before), _hidden(told.after), UNKNOWN, UNKNOWN)


def _hidden(sides: Sides) -> Sides:
    return Sides(withheld(sides.named), withheld(sides.elsewhere) if sides.elsewhere else None)


def _sides(
    measure: str, boroughs: Collection[str], since: datetime, until: datetime, at: datetime | None = None
) -> Sides:
    """`at`: as it was known then, where a wait that ended since is not over."""
    cells = read([measure], since, until, at)[measure]
    if not boroughs:
        return Sides(cells.reading(since, until), None)
    names = set(Borough.objects.filter(code__in=list(boroughs)).values_list("name", flat=True))
    return Sides(_of(cells.among(names), since, until), _of(cells.among(names, is_in=False), since, until))


def _of(cells: Cells, since: datetime, until: datetime) -> Reading:
    """Terms are of the whole force's month; a part of it is compared with itself by the same."""
    return replace(cells.reading(since, until), since=since, until=until)


def _length() -> timedelta:
    return timedelta(days=round(DAYS_A_MONTH * declared().months))
