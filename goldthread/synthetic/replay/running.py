"""Handing an invented force in again, row by row, with the clock held at each row's arrival."""

import heapq
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import reader_for
from goldthread.core.alerts.climbing import climb
from goldthread.core.alerts.evaluating import sweep
from goldthread.core.clocks import LONDON
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.core.organisation.queries import officers_in_role
from goldthread.core.records.models import Source
from goldthread.link.feeds import actions as feeds
from goldthread.synthetic.loading import IN_ORDER, add_sources, enrol
from goldthread.synthetic.officers import OfficerSpec
from goldthread.synthetic.rosters import DAYS_AHEAD, DAYS_BEFORE, rosters
from goldthread.synthetic.rows_again import Row, file_of, rows_of

Progress = Callable[[str], None]
DAYS = 42
MORNING = time(8, 1)  # just after what counts as a night is over
PLACES = "gazetteer"


@dataclass(frozen=True, slots=True)
class Step:
    """What is handed in at one instant: rows of one source, or nothing but the passing of time."""

    at: datetime
    source: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which force, from when its days are counted, and the steps."""

    folder: Path
    truth: dict[str, Any]
    began: datetime
    ends: datetime
    days: int


def plan_of(folder: Path, days: int = DAYS) -> Plan:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    ends = datetime.fromisoformat(truth["anchor"])
    return Plan(folder, truth, ends - timedelta(days=days), ends, days)


def run(plan: Plan, progress: Progress, *, only_stories: bool = False) -> None:
    """Everything that came in, in the order it came. In a scratch database, empty but for its shape."""
    first = next(iter(steps(plan))).at
    with clocks.held_at(first):
        specs = json.loads((plan.folder / "officers.json").read_text(encoding="utf-8"))
        enrol(specs)
        _put_on_duty(specs, first.date(), plan.ends.date())
        _agree(plan.ends.date())
        for file in sorted((plan.folder / PLACES).iterdir()):
            _hand_in(PLACES, file.name, file.read_bytes())
    told = 0
    for step in steps(plan, only_stories):
        with clocks.held_at(step.at):
            if step.rows:
                _hand_in(step.source, f"{step.at:%Y%m%dT%H%M%S} {len(step.rows)}", file_of(list(step.rows)))
            sweep()
            climb()
        if (step.at.date() - first.date()).days // 30 > told:
            told = (step.at.date() - first.date()).days // 30
            progress(f"replayed up to {step.at:%-d %B %Y}")


def steps(plan: Plan, only_stories: bool = False) -> Iterator[Step]:
    """Rows of stories one by one; all others of the days before in one, then a day at a time; every morning."""
    of_stories = {tuple(pair) for story in plan.truth["stories"] for pair in story["records"]}
    others: list[Row] = []
    single: list[Row] = []
    for source in IN_ORDER:
        for row in rows_of(plan.folder, source):
            if row.arrived_at <= plan.ends:
                (single if (source, row.record_id) in of_stories else others).append(row)
    queues = [
        sorted((Step(row.arrived_at, row.source, (row,)) for row in single), key=_order),
        sorted(_by_day(plan, [] if only_stories else others), key=_order),
        list(_mornings(plan, min(row.arrived_at for row in single))),
    ]
    yield from heapq.merge(*queues, key=_order)


def _order(step: Step) -> tuple[datetime, int]:
    return step.at, IN_ORDER.index(step.source) if step.source else len(IN_ORDER)


def _by_day(plan: Plan, rows: list[Row]) -> Iterator[Step]:
    """Each source's rows of a day as one file at the day's last row; what came before the days, at their beginning."""

    def day_of(row: Row) -> tuple[date, str]:
        on = row.arrived_at.astimezone(LONDON).date() if row.arrived_at >= plan.began else date.min
        return on, row.source

    for (on, source), group in groupby(sorted(rows, key=lambda row: (*day_of(row), row.arrived_at)), key=day_of):
        held = tuple(group)
        yield Step(plan.began if on == date.min else held[-1].arrived_at, source, held)


def _mornings(plan: Plan, first: datetime) -> Iterator[Step]:
    """What time alone completes is looked at every morning; only lately, for what is older is no news to any rule."""
    on = max(first, plan.ends - timedelta(days=90)).astimezone(LONDON).date()
    while (at := datetime.combine(on, MORNING, LONDON)) <= plan.ends:
        yield Step(at)
        on += timedelta(days=1)


def _hand_in(source: str, name: str, content: bytes) -> None:
    with db.as_service():
        analyst = officers_in_role("analyst", clocks.now())[0]
        delivery = feeds.receive(reader_for(analyst, "command:replay"), source, name, content)
    feeds.load(delivery.pk)


def _agree(until: date) -> None:
    """The sources, with agreements that hold over all the days that are replayed."""
    add_sources()
    with db.as_service():
        Source.objects.update(agreement_ends_on=until + timedelta(days=1))


def _put_on_duty(specs: list[dict[str, Any]], first: date, last: date) -> None:
    """The roster that the force has for its last weeks, over all the days that are replayed."""
    made = [OfficerSpec(**{name: one[name] for name in OfficerSpec.__dataclass_fields__}) for one in specs]
    span = DAYS_BEFORE + DAYS_AHEAD
    with db.as_service():
        DutyShift.objects.all().delete()
        posts = {post.officer.username: post for post in Post.objects.select_related("officer")}
        on = first + timedelta(days=DAYS_BEFORE)
        while on - timedelta(days=DAYS_BEFORE) <= last:
            for username, shifts in rosters(made, on).items():
                DutyShift.objects.bulk_create(_shifts(posts[username], shifts))
            on += timedelta(days=span)


def _shifts(post: Post, shifts: list[list[str]]) -> list[DutyShift]:
    return [
        DutyShift(post=post, starts_at=datetime.fromisoformat(start), ends_at=datetime.fromisoformat(end))
        for start, end in shifts
    ]
