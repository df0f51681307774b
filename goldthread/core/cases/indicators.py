"""The figures that an area declares, for a month or for twelve: shares with their interval, waits with their tenth.

Figures name nobody. The cases behind one are listed for those who work the area's queue, under a look.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import clocks
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area, Counted, Indicator
from goldthread.core.areas.registry import areas
from goldthread.core.cases.models import Case
from goldthread.core.clocks import LONDON
from goldthread.core.people.queries import identities
from goldthread.core.plain import plain
from goldthread.core.refusals import NotValid
from goldthread.core.shares import TOO_FEW, wilson

PAGE = 200


@dataclass(frozen=True)
class Figure:
    """One figure of one borough, or of all: how many of how many, or how long."""

    indicator: Indicator
    counted: Counted

    @property
    def is_too_few(self) -> bool:
        """Of a share, or of a wait's slow tenth; how many each, and for each 1,000, is as it is."""
        return self.indicator.unit in ("share", "wait") and self.counted.of < TOO_FEW

    @property
    def share(self) -> float | None:
        one = self.counted
        return one.count / one.of if self.indicator.unit == "share" and one.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.counted.count, self.counted.of) if self.indicator.unit == "share" else None

    @property
    def each(self) -> float | None:
        """How many each, or for each 1,000; None of nothing, of what is not known, and of a share or a wait."""
        per = {"mean": 1, "rate": 1000}.get(self.indicator.unit)
        return per * self.counted.count / self.counted.of if per and self.counted.of else None

    def as_json(self) -> dict[str, Any]:
        one, share, interval = self.counted, self.share, self.interval
        is_wait = self.indicator.unit == "wait"
        return {
            "indicator": one.indicator,
            "borough": one.borough,
            "month": one.month,
            "count": one.count,
            "of": one.of,
            "share": None if share is None else round(share, 4),
            "low": None if interval is None else round(interval[0], 4),
            "high": None if interval is None else round(interval[1], 4),
            "each": None if self.each is None else round(self.each, 3),
            "median_hours": _hours(one.median) if is_wait else None,
            "slow_hours": _hours(one.slow) if is_wait else None,
            "too_few": self.is_too_few,
            "not_known": one.unknown,
            "note": one.note,
        }


@dataclass(frozen=True)
class Period:
    """A month of London's calendar, or the twelve months up to now."""

    month: str
    since: datetime
    until: datetime

    @property
    def words(self) -> str:
        return f"{self.since.astimezone(LONDON):%B %Y}" if self.month else "the last 12 months"


@dataclass(frozen=True)
class Figures:
    """All figures of an area for one period."""

    area: Area
    period: Period
    rows: list[Figure]

    def of_all(self) -> list[Figure]:
        return [one for one in self.rows if not one.counted.borough and not one.counted.month]

    def by_borough(self, indicator: str) -> list[Figure]:
        return [one for one in self.rows if one.indicator.id == indicator and one.counted.borough
                and not one.counted.month]  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        return {
            "area": self.area.id,
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "figures": [one.as_json() for one in self.rows],
        }


def area_figures(by: Reader, area_id: str, month: str = "") -> Figures:
    """Every figure of an area, for a month like 2026-10, or for the twelve months up to now."""
    area = area_with_figures(by, area_id)
    period, now = period_of(month), clocks.now()
    known = {one.id: one for one in area.indicators}
    counted: Iterable[Counted] = (
        one
        for path in dict.fromkeys(one.read for one in area.indicators)
        for one in import_string(path)(period.since, period.until, now)
    )
    rows = [Figure(known[one.indicator], one) for one in counted if one.indicator in known]
    place = list(known)
    rows.sort(key=lambda one: (place.index(one.indicator.id), one.counted.borough, one.counted.month))
    return Figures(area, period, rows)


def area_with_figures(by: Reader, area_id: str) -> Area:
    """The area, for whoever keeps figures or works its queue."""
    area = areas().get(area_id)
    if area is None or not area.indicators:
        told = ", ".join(one.id for one in areas().values() if one.indicators)
        raise NotValid("area", f'"{area_id[:40]}" is not an area with figures.', f"Areas: {told}.")
    if not by.may(area.queue_permission):
        by.must("see_figures")
    return area


def period_of(month: str) -> Period:
    """A month, or the twelve before now; what is no month is refused."""
    now = clocks.now()
    if not month:
        return Period("", now - timedelta(days=365), now + timedelta(seconds=1))
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NotValid("month", f'"{month[:20]}" is not a month.', "Write it like 2026-10.") from None
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(month, *(datetime.combine(day, time(), LONDON) for day in (first, following)))


@dataclass(frozen=True)
class Behind:
    """One page of the cases behind one figure, the oldest first; `total` is as many as the figure counts."""

    area: Area
    indicator: Indicator
    period: Period
    borough: str
    rows: list[dict[str, Any]]
    total: int

    def as_json(self) -> dict[str, Any]:
        return {
            "area": self.area.id,
            "indicator": self.indicator.id,
            "counts": self.indicator.numerator,
            "borough": self.borough,
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "total": self.total,
            "cases": plain(self.rows),
        }


def cases_behind(
    by: Reader, area_id: str, indicator_id: str, *, borough: str = "", month: str = "", page: int = 1
) -> Behind:
    """Two hundred of the cases that count in one figure, for those who read the area's queue.

    Of a figure that audits grade only for those who see samples too. One log row names everybody shown.
    """
    area = area_with_figures(by, area_id)
    by.must(area.queue_permission)
    indicator = next((one for one in area.indicators if one.id == indicator_id), None)
    if indicator is None:
        raise NotValid(
            "indicator", f'"{indicator_id[:40]}" is not a figure of {area.name.lower()}.', "See the figures."
        )
    if indicator.is_of_audits:
        by.must("see_samples")
    period = period_of(month)
    first = PAGE * (page - 1)
    read = import_string(indicator.cases)
    total, shown = read(indicator.id, borough, period.since, period.until, clocks.now(), first, PAGE)
    people = dict(shown)
    look(by, people=sorted({one for one in people.values() if one}), list=f"{area.id} figure {indicator.id}")
    return Behind(area, indicator, period, borough, listed_cases(area, people), total)


def listed_cases(area: Area, people: Mapping[UUID, UUID | None]) -> list[dict[str, Any]]:
    """Cases of an area, the oldest first, each with whom it is about, as a list behind a figure shows them.

    Under a look that names these people.
    """
    found = Case.objects.filter(pk__in=list(people)).select_related("owner", "borough").order_by("opened_at", "id")
    who = identities([one for one in people.values() if one])
    return [_row(case, area, who.get(person) if (person := people[case.pk]) else None) for case in found]


def _row(case: Case, area: Area, person: Any) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "state_words": area.state(case.state).words,
        "opened_at": case.opened_at,
        "owner": str(case.owner) if case.owner else None,
        "borough": case.borough.name if case.borough else "not known",
        "person": person.as_json() if person else None,
    }


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 3600, 2)
