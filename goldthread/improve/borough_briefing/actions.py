"""Every write of a task: given to a named officer, accepted, answered, named, carried over, withdrawn."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.alerts import actions as alerts
from goldthread.core.alerts.duty import reached
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.models import Case
from goldthread.core.cases.replaying import reference_of
from goldthread.core.clocks import LONDON
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.organisation.queries import officers_in_roles, post_held
from goldthread.core.people.actions import ALPHABET
from goldthread.core.people.queries import newest_mention, person_by_code
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.borough_briefing.models import Task
from goldthread.improve.borough_briefing.projection import stream_of
from goldthread.improve.borough_briefing.rights import ANSWERS, GIVES, borough_for, named
from goldthread.improve.borough_briefing.settings import settings

PREFIX = "W-"
ALERT = "task"
OPEN = ("given", "accepted")
RESULTS = {"done": "Done", "not_done": "Not done"}
LONGEST = 200


@dataclass(frozen=True)
class About:
    """The child a task is about, by the mention it anchors to; empty: the borough as a whole."""

    person_id: UUID | None = None
    mention_id: UUID | None = None
    case_id: UUID | None = None
    reference: str = ""

    @property
    def people(self) -> list[UUID]:
        return [self.person_id] if self.person_id else []


@dataclass(frozen=True)
class Wanted:
    """What is asked of whom. `about` is a case's reference or a child's code; `role` a post, where nobody is named.

    Neither an officer nor a post is allowed: then the sheet prints NO NAME and the duty inspector is told.
    """

    words: str
    due_at: datetime | None
    officer: str = ""
    role: str = ""
    about: str = ""
    borough: str = ""
    briefing_on: date | None = None


def give_task(by: Reader, wanted: Wanted) -> Task:
    """Give a task; the officer is alerted at once, and it climbs until somebody accepts it."""
    named(by)
    borough = borough_for(by, wanted.borough, GIVES)
    checked = _checked(wanted, borough)
    with db.transaction():
        about, under = _look_at(by, wanted.about)
        _check_new(by, checked, about)
        return _place(by, under, checked, about)


def _checked(wanted: Wanted, borough: Borough) -> Task:
    """The task as it may be given, not kept yet; or the refusal that names the field."""
    now = clocks.now()
    return Task(
        reference=PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(7)),
        borough=borough,
        briefing_on=wanted.briefing_on or clocks.today(),
        words=_text("words", wanted.words, "Enter what is to be done."),
        due_at=_due(wanted.due_at),
        officer=_given_to(wanted, borough, now),
        role=wanted.role,
        given_at=now,
    )


def _check_new(by: Reader, task: Task, about: About) -> None:
    """Pressed twice by one giver, a task is given once: nobody is told twice to do one thing by one time."""
    db.run("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"tasks of {task.borough_id}"])
    same = Task.objects.filter(
        borough=task.borough, briefing_on=task.briefing_on, words=task.words, due_at=task.due_at, officer=task.officer,
        role=task.role, case_reference=about.reference, given_by=named(by), state__in=OPEN,
    )  # fmt: skip
    if found := same.first():
        raise Clash(f"This task is given already, as {found.reference}.", "See the briefing.")


def _place(by: Reader, under: Look, task: Task, about: About) -> Task:
    """Keep a task that was checked, and tell its officer."""
    task.case_id, task.case_reference, task.mention_id = about.case_id, about.reference, about.mention_id
    task.given_by = named(by)
    task.save(force_insert=True)
    _write(by, under, "task.given", task, {"state": "given", "officer_id": task.officer_id})
    _tell(task, task.officer, task.borough)
    return task


def name_officer(by: Reader, reference: str, officer: str) -> Task:
    """Give a task that has no name, or another's, to this officer."""
    named(by)
    by.must(GIVES)
    with db.transaction():
        task, under = _opened(by, reference, "task.named")
        borough_for(by, task.borough_id, GIVES)
        _check_open(task)
        found = _officer(officer, task.borough, clocks.now())
        _write(by, under, "task.named", task, {"officer_id": found.pk, "state": "given", "accepted_at": None})
        _settle(task, "It was given to somebody else.")
        _tell(task, found, task.borough)
    return _again(task)


def accept_task(by: Reader, reference: str) -> Task:
    """`I have this`: the officer takes it, and it climbs no further. Twice changes nothing."""
    officer = named(by)
    by.must(ANSWERS)
    with db.transaction():
        task, under = _opened(by, reference, "task.accepted")
        _check_theirs(by, officer, task)
        _check_open(task)
        if task.state == "accepted":
            return task
        accepted = {"state": "accepted", "accepted_at": clocks.now().isoformat(), "officer_id": officer.pk}
        _write(by, under, "task.accepted", task, accepted)
        _settle(task, f"{officer} accepted it.")
    return _again(task)


def answer_task(by: Reader, reference: str, result: str, *, why: str = "", at: datetime | None = None) -> Task:
    """Say what came of it: done, or not done and why. `at` is when, in the world; else now."""
    officer = named(by)
    by.must(ANSWERS)
    if result not in RESULTS:
        raise NotValid("result", "Say whether it was done.", f"One of: {', '.join(RESULTS)}.")
    told = _text("why", why, "Say why it was not done.") if result == "not_done" else _text("why", why)
    ended = at or clocks.now()
    journal.check_instant("at", ended)
    with db.transaction():
        task, under = _opened(by, reference, f"task.{result}")
        _check_theirs(by, officer, task)
        _check_open(task)
        _end(by, under, task, result, officer, ended, told)
        _settle(task, f"{officer} answered it.")
    return _again(task)


def carry_over(by: Reader, reference: str, due_at: datetime | None, officer: str = "") -> Task:
    """A task that was not done goes on: the old one stays as it ended, a new one of today leads back to it."""
    giver = named(by)
    by.must(GIVES)
    with db.transaction():
        task, under = _opened(by, reference, "task.carried")
        borough_for(by, task.borough_id, GIVES)
        if task.state not in (*OPEN, "not_done"):
            raise Clash("This task is done or goes on already.", "Give a new one.")
        same = task.officer.username if task.officer else ""
        role = "" if officer or same else task.role
        again = _checked(Wanted(task.words, due_at, officer or same, role), task.borough)
        if task.state in OPEN:
            _end(by, under, task, "carried", giver, clocks.now(), "Carried over to the next briefing.")
            _settle(task, "It goes on as a new task.")
        else:
            _write(by, under, "task.carried", task, {"state": "carried"})
        again.carried_from = task
        return _place(by, under, again, About(None, task.mention_id, task.case_id, task.case_reference))


def withdraw_task(by: Reader, reference: str, why: str) -> Task:
    """A task given by mistake; it stays on record with the reason."""
    giver = named(by)
    by.must(GIVES)
    told = _text("why", why, "Say why it is withdrawn.")
    with db.transaction():
        task, under = _opened(by, reference, "task.withdrawn")
        borough_for(by, task.borough_id, GIVES)
        _check_open(task)
        _end(by, under, task, "withdrawn", giver, clocks.now(), told)
        _settle(task, f"{giver} withdrew it.")
    return _again(task)


def able(borough: str, at: datetime) -> list[Officer]:
    """Who may be given a task there: every officer of the borough or the force whose role answers tasks, by name."""
    answering = [role.id for role in roles().values() if ANSWERS in role.may]
    return officers_in_roles(answering, borough, at)


def _text(field: str, text: str, missing: str = "") -> str:
    said = " ".join(text.split())
    if not said and missing:
        raise NotValid(field, missing)
    if len(said) > LONGEST:
        raise NotValid(field, f"Enter no more than {LONGEST} characters.")
    return said


def _due(due_at: datetime | None) -> datetime:
    longest = int(settings()["tasks"]["longest_days"])
    if due_at is None:
        raise NotValid("due_at", "Enter by when.", "Like 18:00 today.")
    if due_at.tzinfo is None:
        raise NotValid("due_at", "The time has no offset.", "Write it like 2026-10-23T21:40:00+01:00.")
    if not clocks.now() < due_at <= clocks.now() + timedelta(days=longest):
        raise NotValid("due_at", f"A task is due within {longest} days from now.", "Enter a later or an earlier time.")
    return due_at


def _given_to(wanted: Wanted, borough: Borough, now: datetime) -> Officer | None:
    """The officer named, else the first on duty in the post; nobody on duty: no name, and the sheet says so."""
    if wanted.officer:
        return _officer(wanted.officer, borough, now)
    if not wanted.role:
        return None
    if wanted.role not in roles() or ANSWERS not in roles()[wanted.role].may:
        raise NotValid("role", f'"{wanted.role[:40]}" is no post that answers tasks.', "Choose a post.")
    posts = reached(wanted.role, borough.code, "", now).posts
    return posts[0].officer if posts else None


def _officer(username: str, borough: Borough, now: datetime) -> Officer:
    found = Officer.objects.filter(username=username, is_active=True).first()
    post = post_held(found, now) if found else None
    if found is None or post is None or ANSWERS not in roles()[post.role].may:
        raise NotValid("officer", f'"{username[:40]}" is no officer who answers tasks.', "Choose an officer.")
    if post.borough_id not in (None, borough.code):
        raise NotValid("officer", f"{found} is not of {borough}.", "Choose an officer of the borough or the force.")
    return found


def _look_at(by: Reader, about: str) -> tuple[About, Look]:
    """Whom a task is about, under the look that names them."""
    wanted = about.strip()
    if not wanted.isprintable():
        raise NotValid("about", "This is no reference.", "Enter a case's reference or a child's code.")
    if not wanted:
        return About(), look(by, operation="alteration", change="task.given")
    if wanted.upper().startswith("C-"):
        person_id, code = person_by_code(wanted)
        under = look(by, people=[person_id], operation="alteration", change="task.given")
        return About(person_id, newest_mention(person_id), None, code), under
    reference = reference_of(wanted)
    case_id, person, _ = case_ids(reference)
    under = look(by, people=[person] if person else [], operation="alteration", case_reference=reference,
                 change="task.given")  # fmt: skip
    case = Case.objects.filter(pk=case_id).first()
    return About(person, case.mention_id if case else None, case_id, reference), under


def _opened(by: Reader, reference: str, change: str) -> tuple[Task, Look]:
    """The task under a reference, held until the transaction ends, under a look that names whom it is about."""
    rows = db.fetch("SELECT * FROM goldthread_tasks('{}', NULL, NULL, %s)", [reference.strip().upper()])
    if not rows:
        raise NotFound("There is no such task.", "See your tasks.")
    people: Sequence[UUID] = [row["person_id"] for row in rows if row["person_id"]]
    under = look(by, people=people, operation="alteration", change=change)
    found = Task.objects.select_for_update(of=("self",)).select_related("borough", "officer")
    return found.get(pk=rows[0]["task_id"]), under


def _check_open(task: Task) -> None:
    if task.state not in OPEN:
        raise Clash("This task has ended.", "See the briefing.")


def _check_theirs(by: Reader, officer: Officer, task: Task) -> None:
    """Its own officer; whoever gives tasks there; and where it has no name, anybody of the post it was given to."""
    gives = by.may(GIVES) and by.post is not None and by.post.borough_id in (None, task.borough_id)
    unnamed = task.officer_id is None and by.role.id == task.role
    if task.officer_id != officer.pk and not gives and not unnamed:
        raise Refusal("not_yours", "This task is somebody else's.", "Its officer or the duty inspector answers.")


def _end(by: Reader, under: Look, task: Task, state: str, officer: Officer, at: datetime, why: str) -> None:
    Task.objects.filter(pk=task.pk).update(why=why)
    ended = {"state": state, "ended_at": at.astimezone(UTC).isoformat(), "ended_by_id": officer.pk}
    _write(by, under, f"task.{state}", task, ended, occurred_at=at)


def _write(
    by: Reader, under: Look, kind: str, task: Task, changes: dict[str, Any], *, occurred_at: datetime | None = None
) -> None:
    mentions = [task.mention_id] if task.mention_id else []
    facts = {"set": changes if kind != "task.given" else {**changes, "due_at": task.due_at.astimezone(UTC).isoformat()},
             "task": task.reference, "borough": task.borough_id}  # fmt: skip
    journal.write(kind, stream=stream_of(task), by=by, under=under, occurred_at=occurred_at or clocks.now(),
                  mentions=mentions, facts=facts)  # fmt: skip


def _tell(task: Task, officer: Officer | None, borough: Borough) -> None:
    """It names nobody; whoever opens it looks. An officer's own task climbs from their post."""
    post = post_held(officer, clocks.now()) if officer else None
    words = f"{_begins(task)} by {task.due_at.astimezone(LONDON):%H:%M on %d %b}."
    if officer is None:
        words = f"{_begins(task)} has no name on it."
    alerts.raise_urgent(ALERT, words, "today", to_officer=officer, case_reference=task.reference,
                        to_role=post.role if post else task.role or "duty_inspector", borough=borough.code)  # fmt: skip


def _settle(task: Task, why: str) -> None:
    alerts.settle(ALERT, task.reference, why)


def _begins(task: Task) -> str:
    return f"Task {task.reference}"


def _again(task: Task) -> Task:
    task.refresh_from_db()
    return task
