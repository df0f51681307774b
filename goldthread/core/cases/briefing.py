"""The briefing: what each area declares to be said of a borough or the force. Counts name nobody.

It is counted now, or as it was known at an instant of the past: asked again of the same instant it says the same. A
line that cannot be asked of the past is told as not known.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area, BriefingLine
from goldthread.core.areas.registry import areas
from goldthread.core.cases.indicators import PAGE
from goldthread.core.cases.queueing import rows_of
from goldthread.core.cases.replaying import called
from goldthread.core.cases.standing import Standing, open_cases
from goldthread.core.clocks.book import book
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotFound, NotValid

Ids = list[tuple[UUID, UUID | None]]
ALL = "all"  # the whole force, where a borough could be named
# Ours: a shift, a day and a week, by which a briefing looks back.
PERIODS = {
    "8h": ("the last 8 hours", timedelta(hours=8)),
    "24h": ("the last 24 hours", timedelta(hours=24)),
    "7d": ("the last 7 days", timedelta(days=7)),
}
USUAL = "24h"


@dataclass(frozen=True)
class Asked:
    """Of which borough (none: the force) and how far back."""

    borough: Borough | None
    period: str
    at: datetime
    is_now: bool = True

    @property
    def since(self) -> datetime:
        return self.at - PERIODS[self.period][1]

    @property
    def code(self) -> str:
        return self.borough.code if self.borough else ""

    @property
    def period_words(self) -> str:
        return PERIODS[self.period][0]


@dataclass(frozen=True)
class Said:
    """One line as it was counted; None: it cannot be known."""

    area: Area
    line: BriefingLine
    many: int | None
    sentence: str

    def as_json(self) -> dict[str, Any]:
        return {"area": self.area.id, "line": self.line.id, "sentence": self.sentence, "count": self.many,
                "note": self.line.note}  # fmt: skip


@dataclass(frozen=True)
class OpenThen:
    """One open case of the area that was asked about: its reference and codes, and never who it is about."""

    area: Area
    standing: Standing
    owner: str | None

    def as_json(self) -> dict[str, Any]:
        case, clock = self.standing.case, self.standing.next_clock
        rule = book().rules.get(clock.rule_id) if clock else None
        return {
            "reference": case.reference,
            "state": case.state,
            "state_words": self.area.state(case.state).words,
            "grade": case.risk,
            "since": self.standing.began_at.isoformat(),
            "owner": self.owner,
            "is_offered": case.offered_at is not None,
            "next_clock": clock.rule_id if clock else None,
            "next_clock_words": rule.title if rule else None,
            "next_due_at": clock.due_at.isoformat() if clock and clock.due_at else None,
            "late": sorted(self.standing.late),
        }


@dataclass(frozen=True)
class Briefing:
    """The lines of every area that the reader may see. `unplaced`: open work in no borough, so in none's numbers.

    `listed` are the open cases, where one area was asked about by somebody who sees its queue.
    """

    asked: Asked
    lines: list[Said]
    unplaced: int | None
    area: str = ""
    listed: list[OpenThen] | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "area": self.area,
            "borough": self.asked.code,
            "period": self.asked.period,
            "since": self.asked.since.isoformat(),
            "at": self.asked.at.isoformat(),
            "lines": [one.as_json() for one in self.lines],
            "unplaced": self.unplaced,
            "open": None if self.listed is None else [one.as_json() for one in self.listed],
        }


@dataclass(frozen=True)
class Behind:
    """One page of the cases that a line counts, as a list shows them, the oldest first."""

    asked: Asked
    said: Said
    rows: list[dict[str, Any]]


def open_briefing(
    by: Reader, borough: str = "", period: str = "", *, area: str = "", at: datetime | None = None
) -> Briefing:
    """Every line: of the reader's own borough unless another, or `all`, is named. It is counts only.

    With an area, its lines alone and the open cases behind them, by reference. With an instant, as it was known then.
    A chief officer answers for the force and sees no names: theirs is of all boroughs together, and opens no case.
    """
    held, asked = briefed(by), _asked(by, borough, period, at)
    if area:
        held = [_named(held, area)]
    counting = Counting(asked)
    lines = [_said(one, line, asked, counting.ids(one, line)) for one in held for line in one.briefing]
    unplaced = None
    if asked.is_now:
        found = db.fetch_one("SELECT goldthread_without_borough(%s) AS many", [[one.id for one in held]])
        unplaced = int(found["many"])
    listed = counting.listed(held[0]) if area and not is_of_the_force(by) else None
    return Briefing(asked, lines, unplaced, area, listed)


def _named(held: list[Area], area_id: str) -> Area:
    found = next((one for one in held if one.id == area_id), None)
    if found is None:
        told = ", ".join(one.id for one in held)
        raise NotValid("area", f'"{area_id[:40]}" has no line of your briefing.', f"Areas: {told}.")
    return found


class Counting:
    """What one briefing counts: the open cases of each area are read once, whatever lines count them."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._open: dict[str, list[Standing]] = {}

    def ids(self, area: Area, line: BriefingLine) -> Ids | None:
        """The cases that one line counts, with whom each is about; None: it cannot be known."""
        if not line.counts:
            return _ids(line, self._asked) if self._asked.is_now else None
        counts = import_string(line.counts)
        return [
            (UUID(str(one.case.pk)), one.person_id)
            for one in self._standing(line.of or area.id)
            if counts(line.id, one)
        ]

    def listed(self, area: Area) -> list[OpenThen]:
        return [OpenThen(area, one, called(one.case.owner_id, self._asked.at)) for one in self._standing(area.id)]

    def _standing(self, area_id: str) -> list[Standing]:
        if area_id not in self._open:
            asked = self._asked
            self._open[area_id] = open_cases(areas()[area_id], asked.code, asked.at, is_now=asked.is_now)
        return self._open[area_id]


def open_line(by: Reader, area_id: str, line_id: str, borough: str = "", period: str = "", page: int = 1) -> Behind:
    """Two hundred of the cases behind one line: a look that names whom they are about."""
    area = next((one for one in areas().values() if one.id == area_id and one.briefing), None)
    if area is not None:
        by.must(area.queue_permission)
    line = next((one for one in area.briefing if one.id == line_id), None) if area else None
    if area is None or line is None:
        raise NotFound("The briefing has no such line.", "See the briefing.")
    asked = _asked(by, borough, period, None)
    ids = Counting(asked).ids(area, line)
    people = dict(list(dict(ids or []).items())[PAGE * (page - 1) : PAGE * page])
    about = sorted({one for one in people.values() if one})
    look(by, people=about, work=area.id, list=f"briefing {area.id} {line.id}")
    return Behind(asked, _said(area, line, asked, ids), rows_of(people))


def is_of_the_force(by: Reader) -> bool:
    """Whether this reader's briefing is of the whole force, in counts that open nothing."""
    return by.may("see_force_briefing") and not any(by.may(one.queue_permission) for one in areas().values())


def briefed(by: Reader) -> list[Area]:
    """The areas whose lines this reader hears: those whose queue they see, or all for whoever answers for the force."""
    return [one for one in areas().values() if one.briefing] if is_of_the_force(by) else _areas(by)


def _areas(by: Reader) -> list[Area]:
    """The areas with lines whose queue this reader may see: the lines show no more than the queue does."""
    told = [one for one in areas().values() if one.briefing]
    held = [one for one in told if by.may(one.queue_permission)]
    if told and not held:
        by.must(told[0].queue_permission)
    return held


def _asked(by: Reader, borough: str, period: str, at: datetime | None) -> Asked:
    known = period or USUAL
    if known not in PERIODS:
        raise NotValid("period", f'"{known[:20]}" is no period of the briefing.', f"One of: {', '.join(PERIODS)}.")
    if at is not None and at.tzinfo is None:
        raise NotValid("at", "The time has no offset.", "Write it like 2026-10-23T21:40:00+01:00.")
    if at is not None and at > clocks.now():
        raise NotValid("at", "The time is in the future.", "Leave it empty for now.")
    return Asked(_borough(by, borough), known, (at or clocks.now()).astimezone(UTC), at is None)


def _borough(by: Reader, code: str) -> Borough | None:
    if is_of_the_force(by):
        if code not in ("", ALL):
            raise NotValid("borough", "Your briefing is of the whole force.", "See the figures for each borough.")
        return None
    if not code:
        return by.post.borough if by.post else None
    if code == ALL:
        return None
    found = Borough.objects.filter(code=code).first()
    if found is None:
        raise NotValid("borough", f'"{code[:40]}" is no borough.', f"Enter its code, or {ALL}.")
    return found


def _ids(line: BriefingLine, asked: Asked) -> Ids | None:
    found: Ids | None = import_string(line.read)(line.id, asked.code, asked.since, asked.at)
    return found


def _said(area: Area, line: BriefingLine, asked: Asked, ids: Ids | None) -> Said:
    many = None if ids is None else len(dict(ids))
    return Said(area, line, many, line.sentence(many, asked.period_words))
