"""Reading a borough's sheet: with names under one look that names every child on it, else in counts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.replaying import reference_of
from goldthread.core.cases.standing import Standing
from goldthread.core.clocks import LONDON
from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.people.as_known import AsKnown
from goldthread.core.people.queries import Identity, identities, person_by_code
from goldthread.core.records.queries import Freshness
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.improve.borough_briefing.beside import champions_of, lines_of, named_risks, risks_of_all, wards_of
from goldthread.improve.borough_briefing.counting import Force, Row, is_open
from goldthread.improve.borough_briefing.models import Task
from goldthread.improve.borough_briefing.rights import ANSWERS, COUNTS, GIVES, NAMES, named, sheet_for, ward_for
from goldthread.improve.borough_briefing.settings import settings
from goldthread.improve.borough_briefing.sheet import Sheet, TaskNow, Tonight
from goldthread.link.picture.sources_then import sources_as_known

NOT_KNOWN = "not known"


def open_sheet(
    by: Reader, borough: str = "", at: datetime | None = None, *, ward: str = "", operation: str = "consultation"
) -> Sheet:
    """The sheet of one borough, the reader's own unless another is theirs to see. One log row names whom it shows.

    With a ward its wards and lines of intelligence are that ward's; children and tasks stay the borough's.
    """
    here, names = sheet_for(by, borough)
    asked, is_now = _instant(at)
    force, sources = Force(asked, is_now=is_now), _sources(asked, is_now=is_now)
    counts = force.counts(here)
    if not names:
        return Sheet(asked, is_now, False, counts, sources)
    return _named(by, here, force, Sheet(asked, is_now, True, counts, sources, ward=ward_for(by, ward)), operation)


def _sources(at: datetime, *, is_now: bool) -> tuple[Freshness, ...]:
    """How fresh each source is, or was at an instant of the past by the loads up to then."""
    return tuple(sources_as_known(AsKnown() if is_now else AsKnown(at)))


def _named(by: Reader, here: Borough, force: Force, counted_only: Sheet, operation: str) -> Sheet:
    """The same with everybody whom this reader may see on it."""
    asked, ward = counted_only.at, counted_only.ward
    tonight, grown_up = force.tonight(here.code), force.grown_up(here.code)
    day, risks = force.last_day(here.code), risks_of_all()
    before = [*force.still_open(here.code, day), *force.tasks(here.code, day)]
    rows = [*before, *force.tasks(here.code, force.day)]
    dangerous = [one for name, found in risks.get(here.name, {}).items() if ward in ("", name) for one in found]
    shown = (*_of(tonight), *_of(grown_up), *(row["person_id"] for row in rows), *dangerous)
    people = tuple(sorted({one for one in shown if one}))
    look(by, people=people, operation=operation, list=f"briefing of {here.code}")
    who = {one: replace(found, on=force.day) for one, found in identities(people).items()}
    tasks = _told(rows, identities_of=who, at=asked)
    given = list(tasks.values())
    return replace(
        counted_only,
        tonight=tuple(_tonight(force, tonight, who, given)),
        grown_up=tuple(_tonight(force, grown_up, who, given)),
        yesterday=tuple(tasks[row["task_id"]] for row in before if row["task_id"] in tasks),
        today=tuple(tasks[row["task_id"]] for row in force.tasks(here.code, force.day) if row["task_id"] in tasks),
        wards=tuple(wards_of(here, risks, named_risks(dangerous, who, force.day), counted_only.freshness, ward)),
        lines=tuple(lines_of(here, asked, ward)),
        champions=tuple(champions_of(here, asked)),
        people=people,
    )


def counted(by: Reader, at: datetime | None = None) -> list[Sheet]:
    """Every borough in counts, by name, in one reading however many there are. Nobody is named."""
    if not by.may(COUNTS):
        by.must(NAMES)
        if by.post and by.post.borough_id:
            raise Refusal(
                "not_your_borough", f"Your briefing is {by.post.borough}'s.", "A chief officer sees them all."
            )
    asked, is_now = _instant(at)
    force, sources = Force(asked, is_now=is_now), _sources(asked, is_now=is_now)
    return [Sheet(asked, is_now, False, force.counts(one), sources) for one in Borough.objects.order_by("name")]


def my_tasks(by: Reader) -> list[TaskNow]:
    """The open tasks of whoever asks, the next due first: a look that names whom they are about."""
    by.must(ANSWERS)
    rows = db.fetch("SELECT * FROM goldthread_tasks('{}', NULL, %s, NULL)", [named(by).pk])
    return _opened(by, rows, "my tasks")


def child_of(by: Reader, about: str) -> str:
    """The child of whom a task is about to be given, under a look that names them; empty where no child is held there.

    `about` is a case's reference or a child's code.
    """
    by.must(GIVES)
    if not by.may(NAMES) or not about.isprintable():
        return ""
    try:
        person = person_by_code(about)[0] if about.upper().startswith("C-") else case_ids(reference_of(about))[1]
    except (NotFound, NotValid):
        return ""
    if not person:
        return ""
    look(by, people=[person], list="task to be given")
    return child_words(identities([person]).get(person))


def open_task(by: Reader, reference: str) -> TaskNow:
    """One task, for its borough's briefing and its officer."""
    by.must(ANSWERS)
    rows = db.fetch("SELECT * FROM goldthread_tasks('{}', NULL, NULL, %s)", [reference.strip().upper()])
    own = by.post.borough_id if by.post else None
    if not rows or not (own in (None, rows[0]["borough"]) or rows[0]["officer_id"] == named(by).pk):
        raise NotFound("There is no such task.", "See your tasks.")
    return _opened(by, rows, "task")[0]


def kept(by: Reader, here: Borough) -> dict[str, Any]:
    """What is kept for a borough's briefing: its lines, wards and champions. Nobody who may harm a child is counted."""
    look(by, list=f"kept for the briefing of {here.code}")
    now = clocks.now()
    return {
        "lines": lines_of(here, now),
        "wards": wards_of(here, {}, {}, ()),
        "champions": champions_of(here, now),
    }


def usual_instant(now: datetime) -> datetime | None:
    """The instant of the briefing while it is the one being held; later None: what is so now."""
    of_today = _held_on(now.astimezone(LONDON).date())
    lasts = timedelta(hours=float(settings()["briefing"]["stands_for_hours"]))
    return of_today if of_today <= now < of_today + lasts else None


def last_instant(now: datetime) -> datetime:
    """When the last briefing was held."""
    day = now.astimezone(LONDON).date()
    return max(one for one in (_held_on(day), _held_on(day - timedelta(days=1))) if one <= now)


def _held_on(day: date) -> datetime:
    held_at = time.fromisoformat(settings()["briefing"]["held_at"])
    return datetime.combine(day, held_at, LONDON).astimezone(UTC)


def _instant(at: datetime | None) -> tuple[datetime, bool]:
    if at is not None and at.tzinfo is None:
        raise NotValid("at", "The time has no offset.", "Write it like 2026-10-23T06:45:00+01:00.")
    if at is not None and at > clocks.now():
        raise NotValid("at", "The time is in the future.", "Leave it empty for now.")
    return (clocks.now(), True) if at is None else (at.astimezone(UTC), False)


def _opened(by: Reader, rows: Sequence[Row], listed: str) -> list[TaskNow]:
    people = sorted({row["person_id"] for row in rows if row["person_id"]})
    look(by, people=people, list=listed)
    return list(_told(rows, identities_of=identities(people), at=clocks.now()).values())


def _of(standing: Iterable[Standing]) -> list[UUID | None]:
    return [one.person_id for one in standing]


def _told(rows: Sequence[Row], *, identities_of: dict[UUID, Identity], at: datetime) -> dict[UUID, TaskNow]:
    """The tasks as the sheet tells them, in the order given. Two queries."""
    found = Task.objects.select_related("officer", "given_by").in_bulk([row["task_id"] for row in rows])
    return {
        row["task_id"]: _task(found[row["task_id"]], row, identities_of.get(row["person_id"]), at)
        for row in rows
        if row["task_id"] in found
    }


def _task(one: Task, row: Row, who: Identity | None, at: datetime) -> TaskNow:
    return TaskNow(
        reference=one.reference,
        words=one.words,
        officer=str(one.officer) if one.officer else None,
        due_at=one.due_at,
        state=row["state"],
        is_late=is_open(row) and one.due_at < at,
        why=one.why if not is_open(row) else "",
        child=child_words(who) if row["person_id"] else None,
        about=one.case_reference,
        briefing_on=one.briefing_on,
        given_by=str(one.given_by),
        ended_at=one.ended_at if not is_open(row) else None,
        is_carried=one.carried_from_id is not None,
        borough=one.borough_id,
        case_id=row["case_id"],
        person_id=row["person_id"],
    )


def _tonight(
    force: Force, standing: Sequence[Standing], who: dict[UUID, Identity], tasks: Sequence[TaskNow]
) -> Iterable[Tonight]:
    officers = Officer.objects.in_bulk({one.case.owner_id for one in standing if one.case.owner_id})
    for one in standing:
        given = [task for task in tasks if task.is_open and _is_about(task, one)]
        task = min(given, key=lambda found: found.due_at, default=None)
        owner = officers.get(one.case.owner_id) if one.case.owner_id else None
        yield _row(force, one, who.get(one.person_id) if one.person_id else None, task, str(owner) if owner else None)


def _row(force: Force, one: Standing, who: Identity | None, task: TaskNow | None, owner: str | None) -> Tonight:
    area, clock, at = areas()[one.case.area], one.next_clock, force.at
    due_at = task.due_at if task else clock.due_at if clock else None
    return Tonight(
        child=child_words(who),
        code=who.code if who else "",
        case=one.case.reference,
        area=area.name,
        state=area.state(one.case.state).words,
        risk=one.case.risk,
        late=_late(force, one),
        task=task.words if task else force.title(clock.rule_id) if clock else "",
        officer=task.officer if task else owner,
        due_at=due_at,
        is_late=due_at is not None and due_at < at,
    )


def _late(force: Force, one: Standing) -> tuple[str, ...]:
    """What is past its time, the longest first; what fell due twice is said once."""
    ran = sorted((clock for clock in one.clocks if clock.rule_id in one.late), key=lambda clock: clock.due_at or one.at)
    return tuple(dict.fromkeys(force.title(clock.rule_id) for clock in ran))


def _is_about(task: TaskNow, one: Standing) -> bool:
    if task.case_id:
        return str(task.case_id) == str(one.case.pk)
    return task.person_id is not None and task.person_id == one.person_id


def child_words(who: Identity | None) -> str:
    """Initials and age, as a sheet that lies on a table names a child."""
    if who is None:
        return NOT_KNOWN
    return f"{who.initials} {who.age}" if who.age is not None else who.initials
