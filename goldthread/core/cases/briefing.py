"""The briefing: what each area declares to be said of a borough or the force, counted now. Counts name nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotFound, NotValid

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
class Briefing:
    """The lines of every area that the reader may see. `unplaced`: open work in no borough, so in none's numbers."""

    asked: Asked
    lines: list[Said]
    unplaced: int

    def as_json(self) -> dict[str, Any]:
        return {
            "borough": self.asked.code,
            "period": self.asked.period,
            "since": self.asked.since.isoformat(),
            "at": self.asked.at.isoformat(),
            "lines": [one.as_json() for one in self.lines],
            "unplaced": self.unplaced,
        }


@dataclass(frozen=True)
class Behind:
    """One page of the cases that a line counts, as a list shows them, the oldest first."""

    asked: Asked
    said: Said
    rows: list[dict[str, Any]]


def open_briefing(by: Reader, borough: str = "", period: str = "") -> Briefing:
    """Every line, counted now: of the reader's own borough unless another, or `all`, is named. It is counts only.

    A chief officer answers for the force and sees no names: theirs is of all boroughs together, and opens no case.
    """
    held, asked = _briefed(by), _asked(by, borough, period)
    lines = [_said(area, line, asked, _ids(line, asked)) for area in held for line in area.briefing]
    unplaced = db.fetch_one("SELECT goldthread_without_borough(%s) AS many", [[one.id for one in held]])["many"]
    return Briefing(asked, lines, int(unplaced))


def open_line(by: Reader, area_id: str, line_id: str, borough: str = "", period: str = "", page: int = 1) -> Behind:
    """Two hundred of the cases behind one line: a look that names whom they are about."""
    area = next((one for one in _areas(by) if one.id == area_id), None)
    line = next((one for one in area.briefing if one.id == line_id), None) if area else None
    if area is None or line is None:
        raise NotFound("The briefing has no such line.", "See the briefing.")
    asked = _asked(by, borough, period)
    ids = _ids(line, asked)
    people = dict(list(dict(ids or []).items())[PAGE * (page - 1) : PAGE * page])
    about = sorted({one for one in people.values() if one})
    look(by, people=about, work=area.id, list=f"briefing {area.id} {line.id}")
    return Behind(asked, _said(area, line, asked, ids), rows_of(people))


def is_of_the_force(by: Reader) -> bool:
    """Whether this reader's briefing is of the whole force, in counts that open nothing."""
    return by.may("see_force_briefing") and not any(by.may(one.queue_permission) for one in areas().values())


def _briefed(by: Reader) -> list[Area]:
    """The areas whose lines this reader hears: those whose queue they see, or all for whoever answers for the force."""
    return [one for one in areas().values() if one.briefing] if is_of_the_force(by) else _areas(by)


def _areas(by: Reader) -> list[Area]:
    """The areas with lines whose queue this reader may see: the lines show no more than the queue does."""
    told = [one for one in areas().values() if one.briefing]
    held = [one for one in told if by.may(one.queue_permission)]
    if told and not held:
        by.must(told[0].queue_permission)
    return held


def _asked(by: Reader, borough: str, period: str) -> Asked:
    known = period or USUAL
    if known not in PERIODS:
        raise NotValid("period", f'"{known[:20]}" is no period of the briefing.', f"One of: {', '.join(PERIODS)}.")
    return Asked(_borough(by, borough), known, clocks.now())


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


def _ids(line: BriefingLine, asked: Asked) -> list[tuple[UUID, UUID | None]] | None:
    found: list[tuple[UUID, UUID | None]] | None = import_string(line.read)(line.id, asked.code, asked.since, asked.at)
    return found


def _said(area: Area, line: BriefingLine, asked: Asked, ids: list[tuple[UUID, UUID | None]] | None) -> Said:
    many = None if ids is None else len(dict(ids))
    return Said(area, line, many, line.sentence(many, asked.period_words))
