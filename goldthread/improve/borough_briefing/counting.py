"""What every borough's sheet counts, read once for all of them: open cases, lines, tasks. Ids and codes, no names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import db
from goldthread.core.areas.grammar import Area, BriefingLine
from goldthread.core.areas.registry import areas
from goldthread.core.cases.standing import Standing, open_cases
from goldthread.core.clocks import LONDON
from goldthread.core.clocks.book import Book, book
from goldthread.core.organisation.models import Borough
from goldthread.core.records.ages import OLDEST, Age
from goldthread.improve.borough_briefing.beside import changes_of_all, quality_of_all
from goldthread.improve.borough_briefing.changed import Change
from goldthread.improve.borough_briefing.settings import settings
from goldthread.improve.borough_briefing.sheet import Counts, Line, Quality, TasksCounted
from goldthread.respond.missing.standing import AWAY

MISSING, NOT_SEEN = "missing", "located"
SENT_BACK = "referral"  # what audits sent back and nobody outside the team has confirmed
PLANS = "trigger_plan"  # plans are about missing children and are told by the missing area's own lines
LOOKS_BACK = timedelta(days=1)
RISKS = {"high": 0, "": 1, "medium": 2, "low": 3, "none": 4}  # not graded yet stands next to high: blank is not safe
Row = dict[str, Any]


class Force:
    """What is open, late and given in every borough, as known at an instant: each thing is read once."""

    def __init__(self, at: datetime, *, is_now: bool) -> None:
        self.at, self.is_now = at, is_now
        self.day = at.astimezone(LONDON).date()
        self._open: dict[str, dict[str, list[Standing]]] = {}
        self._lines: dict[tuple[str, str], Counter[str] | None] = {}

    def counts(self, borough: Borough) -> Counts:
        code, tonight = borough.code, self.tonight(borough.code)
        return Counts(
            borough=code,
            name=borough.name,
            tonight=len(tonight),
            missing=sum(one.case.area == MISSING for one in tonight),
            grown_up=len(self.grown_up(code)),
            high=sum(one.case.risk == "high" for one in tonight),
            late_children=sum(bool(one.late) for one in tonight),
            no_name=sum(self.has_no_name(one) for one in tonight),
            yesterday=self.counted(code, self.last_day(code)),
            today=self.counted(code, self.day),
            late=tuple(self.late(code)),
            backlog=tuple(self.backlog(code)),
            intelligence=self._intelligence.get(code, 0),
            quality=tuple(self._quality.get(code, ())),
            sent_back_open=len(self.open(SENT_BACK, code)),
            changed=tuple(one.sentence for one in self._changes[0].get(code, ())),
            is_past_known=bool(self._changes[1]),
        )

    def tonight(self, borough: str) -> list[Standing]:
        """The children who are missing, or found and not seen, and those at high risk in other work: worst first.

        Somebody whose age is not known stays among them: blank is not safe.
        """
        return [one for one in self._of_tonight[borough] if one.person_id not in self._grown_up]

    def grown_up(self, borough: str) -> list[Standing]:
        """The same work about people who were no child any more at the instant: told by itself, never dropped."""
        return [one for one in self._of_tonight[borough] if one.person_id in self._grown_up]

    def has_no_name(self, one: Standing) -> bool:
        """Its next task has no name; or it has none, and nobody owns the case."""
        case_id = UUID(str(one.case.pk))
        return self._next_tasks[case_id] is None if case_id in self._next_tasks else one.case.owner_id is None

    def late(self, borough: str) -> list[Line]:
        """Overdue clocks by what is to be done, most first, of each area."""
        said = []
        for area in areas().values():
            rules = Counter(rule for one in self.open(area.id, borough) for rule in one.late)
            said += [Line(area.name, self.title(rule), many) for rule, many in rules.most_common()]
        return said

    def backlog(self, borough: str) -> list[Line]:
        """The lines of the areas' own briefing that are a backlog, and what nobody has reviewed."""
        said = []
        for area in (one for one in areas().values() if one.id in settings()["backlog"]):
            said += [self._line(area, line, borough) for line in area.briefing
                     if line.id in settings()["backlog"][area.id]]  # fmt: skip
            if area.review:
                waiting = [one for one in self.open(area.id, borough) if one.case.reviewed_at is None]
                said.append(Line(area.name, "Open and never reviewed", len(waiting)))
        return said

    def tasks(self, borough: str, on: date | None) -> list[Row]:
        """The tasks given at one day's briefing."""
        return [row for row in self._tasks[borough] if row["briefing_on"] == on]

    def still_open(self, borough: str, before: date | None) -> list[Row]:
        """Older ones that nobody has answered: they do not fall off the sheet."""
        return [row for row in self._tasks[borough] if before and row["briefing_on"] < before and is_open(row)]

    def last_day(self, borough: str) -> date | None:
        """The day of the last briefing before this one at which a task was given."""
        return max((row["briefing_on"] for row in self._tasks[borough] if row["briefing_on"] < self.day), default=None)

    def counted(self, borough: str, on: date | None) -> TasksCounted:
        states = Counter(row["state"] for row in self.tasks(borough, on))
        unnamed = sum(is_open(row) and row["officer_id"] is None for row in self.tasks(borough, on))
        open_now = states["given"] + states["accepted"]
        return TasksCounted(on, states["done"], states["not_done"] + states["carried"], open_now, unnamed)

    def open(self, area_id: str, borough: str) -> list[Standing]:
        if area_id not in self._open:
            held: dict[str, list[Standing]] = defaultdict(list)
            for one in open_cases(areas()[area_id], "", self.at, is_now=self.is_now):
                held[one.case.borough_id or ""].append(one)
            self._open[area_id] = held
        return self._open[area_id].get(borough, [])

    def _line(self, area: Area, line: BriefingLine, borough: str) -> Line:
        if line.counts:
            counts = import_string(line.counts)
            standing = self.open(line.of or area.id, borough)
            return Line(area.name, line.words, sum(counts(line.id, one) for one in standing))
        found = self._read(area, line)
        return Line(area.name, line.words, None if found is None else found[borough])

    def _read(self, area: Area, line: BriefingLine) -> Counter[str] | None:
        """A line that has a query of its own: asked of the whole force, then told by borough."""
        key = (area.id, line.id)
        if key not in self._lines:
            found = import_string(line.read)(line.id, "", self.at - LOOKS_BACK, self.at) if self.is_now else None
            self._lines[key] = None if found is None else Counter(_boroughs(list(dict(found))).values())
        return self._lines[key]

    def title(self, rule_id: str) -> str:
        """What a rule asks, in words. The book is read once, for reading it asks what was adopted."""
        rule = self._book.rules.get(rule_id)
        return rule.title if rule else rule_id

    @cached_property
    def _book(self) -> Book:
        return book()

    @cached_property
    def _of_tonight(self) -> dict[str, list[Standing]]:
        """By borough, worst first."""
        held: dict[str, list[Standing]] = defaultdict(list)
        for borough in Borough.objects.values_list("code", flat=True):
            found = [one for area in areas().values() for one in self.open(area.id, borough) if _is_of_tonight(one)]
            held[borough] = sorted(found, key=lambda one: _harm(one, self.at))
        return held

    @cached_property
    def _grown_up(self) -> frozenset[UUID]:
        """Of everybody in that work, who was no child any more that day. One query for every borough."""
        people = sorted({one.person_id for found in self._of_tonight.values() for one in found if one.person_id})
        until = int(settings()["briefing"]["child_until"])
        born_by = Age(until, OLDEST).born_between(self.day)[1]
        rows = db.fetch("SELECT person_id FROM goldthread_born_by(%s::uuid[], %s)", [people, born_by])
        return frozenset(row["person_id"] for row in rows)

    @cached_property
    def _tasks(self) -> dict[str, list[Row]]:
        held: dict[str, list[Row]] = defaultdict(list)
        since = self.day - timedelta(days=int(settings()["tasks"]["longest_days"]))
        codes = list(Borough.objects.values_list("code", flat=True))
        for row in db.fetch("SELECT * FROM goldthread_tasks(%s, %s, NULL, NULL)", [codes, since]):
            if row["state"] != "withdrawn" and _is_of(row, self.day, self.at):
                held[row["borough"]].append(as_known(row, self.day, self.at))
        return held

    @cached_property
    def _next_tasks(self) -> dict[UUID, int | None]:
        """By case whose the open task is that is due next; None: it has no name. They come by when they are due."""
        found: dict[UUID, int | None] = {}
        for row in (row for held in self._tasks.values() for row in held):
            if row["case_id"] and is_open(row):
                found.setdefault(row["case_id"], row["officer_id"])
        return found

    @cached_property
    def _quality(self) -> dict[str, list[Quality]]:
        return quality_of_all(self.at)

    @cached_property
    def _changes(self) -> tuple[dict[str, list[Change]], frozenset[str]]:
        return changes_of_all(self.at)

    @cached_property
    def _intelligence(self) -> dict[str, int]:
        return {
            row["borough"]: row["many"] for row in db.fetch("SELECT * FROM goldthread_lines_standing(%s)", [self.at])
        }


def is_open(row: Row) -> bool:
    return row["state"] in ("given", "accepted")


def as_known(row: Row, day: date, at: datetime) -> Row:
    """A task of an earlier briefing as it was known then: what was told of it only later is still open."""
    if row["briefing_on"] == day or not row["told_at"] or row["told_at"] <= at or is_open(row):
        return row
    return {**row, "state": "accepted" if row["officer_id"] else "given"}


def _is_of(row: Row, day: date, at: datetime) -> bool:
    """Tasks of this very briefing are given while it is held, after the instant it is told of."""
    return bool(row["briefing_on"] == day or row["given_at"] <= at)


def _boroughs(cases: Sequence[UUID]) -> dict[UUID, str]:
    rows: Iterable[Row] = db.fetch("SELECT * FROM goldthread_case_boroughs(%s::uuid[])", [list(cases)])
    return {row["case_id"]: row["borough"] for row in rows}


def _is_of_tonight(one: Standing) -> bool:
    case = one.case
    if case.area == MISSING:
        return case.state in (*AWAY, NOT_SEEN) and one.fact("who") != "adult"
    return case.area != PLANS and case.risk in settings()["briefing"]["grades_of_tonight"]


def _harm(one: Standing, at: datetime) -> tuple[Any, ...]:
    case, clock = one.case, one.next_clock
    due = clock.due_at if clock and clock.due_at else at + timedelta(days=365)
    return RISKS.get(case.risk, 1), not one.late, case.owner_id is not None, due, str(case.pk)
