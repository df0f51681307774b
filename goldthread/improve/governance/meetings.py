"""Meetings planned, held and called off, and what was decided and learned: by the body's chair or secretary."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.improve.governance.bodies import body_named
from goldthread.improve.governance.citing import Cited, keep
from goldthread.improve.governance.models import AgendaItem, Attendance, Decision, Learning, Meeting, Seat
from goldthread.improve.governance.seats import must_write, seated_at, write

ITEM_KINDS = {"recommendation": "Recommendation", "finding": "Finding of audit", "pack": "Pack", "free": "Other"}
CAME = {"present": "Present", "substitute": "Sent somebody", "apologies": "Apologies", "absent": "Did not come"}
ROUTES = {"boroughs": "Borough commanders", "training": "Training and policy"}
LONGEST_LINE, LONGEST_WORDS = 300, 8_000


def plan_meeting(by: Reader, body: str, planned_at: datetime) -> Meeting:
    """Plan a meeting of a body for an instant."""
    named, officer = _writing(by, body)
    if planned_at.tzinfo is None:
        raise NotValid("planned_at", "The time has no offset.", "Write it like 2026-10-23T14:00:00+01:00.")
    with db.transaction():
        under = look(by, operation="alteration", change="meeting planned", body=named)
        db.run("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"governance_plans {named}"])
        planned = Meeting.objects.filter(body=named, planned_at=planned_at, called_off_at=None)
        not_twice(planned, "A meeting of this body is planned for then already.", "Open it, or choose another time.")
        meeting = Meeting.objects.create(body=named, planned_at=planned_at, planned_by=officer)
        write(by, under, "meeting.planned", named, {"meeting": str(meeting.pk), "planned_at": planned_at.isoformat()})
    return meeting


def add_item(by: Reader, meeting_id: UUID, kind: str, words: str, about: str = "") -> AgendaItem:
    """Put something on the agenda of a meeting that is not yet held. `about` is a number or a question's id."""
    if kind not in ITEM_KINDS:
        raise NotValid("kind", f'"{kind[:40]}" is no kind of item.', f"One of: {', '.join(ITEM_KINDS)}.")
    said = _words("words", words, LONGEST_LINE, "Say what the meeting is to speak of.")
    if kind != "free" and not about.strip():
        raise NotValid("about", "Say which one.", "A recommendation's number, a question's id, or a pack's number.")
    with db.transaction():
        under, meeting, _ = _open_meeting(by, meeting_id, "agenda item added")
        same = meeting.agenda.filter(kind=kind, about=about.strip()[:40], words=said)
        not_twice(same, "This is on the agenda already.", "Read the agenda.")
        item = AgendaItem.objects.create(
            meeting=meeting, body=meeting.body, place=meeting.agenda.count() + 1, kind=kind, about=about.strip()[:40],
            words=said,
        )  # fmt: skip
        write(by, under, "agenda.added", meeting.body, {"meeting": str(meeting.pk), "kind": kind, "about": item.about})
    return item


def hold(by: Reader, meeting_id: UUID, held_at: datetime, minutes: str, came: Mapping[str, str]) -> Meeting:
    """Write down that a meeting was held: when, who came by seat (`came`), and short minutes. Once."""
    if held_at.tzinfo is None or held_at > clocks.now():
        raise NotValid("held_at", "That is in the future, or has no offset.", "Enter when it was held.")
    said = _words("minutes", minutes, LONGEST_WORDS, "Write short minutes.")
    with db.transaction():
        under, meeting, officer = _open_meeting(by, meeting_id, "meeting held")
        if meeting.held_at is not None:
            raise Clash("The minutes of this meeting are written already.", "Read them.")
        meeting.held_at, meeting.minutes, meeting.minuted_at, meeting.minuted_by = held_at, said, clocks.now(), officer
        meeting.save()
        _attend(meeting, came)
        write(by, under, "meeting.held", meeting.body, {"meeting": str(meeting.pk), "held_at": held_at.isoformat()})
    return meeting


def call_off(by: Reader, meeting_id: UUID, why: str) -> Meeting:
    """Call off a meeting that was planned; it stays in the list with the reason."""
    said = _words("why", why, LONGEST_LINE, "Say why it is called off.")
    with db.transaction():
        under, meeting, _ = _open_meeting(by, meeting_id, "meeting called off")
        if meeting.held_at is not None:
            raise Clash("This meeting was held.", "Read its minutes.")
        meeting.called_off_at, meeting.why = clocks.now(), said
        meeting.save(update_fields=["called_off_at", "why"])
        write(by, under, "meeting.called_off", meeting.body, {"meeting": str(meeting.pk)})
    return meeting


def decide(
    by: Reader, meeting_id: UUID, words: str, *, owner_post: str, due_on: date, about: Sequence[str] = (),
    cites: Cited = Cited(),  # noqa: B008 - frozen
) -> Decision:  # fmt: skip
    """Write down a decision of a meeting: who is to do it, by when, about which recommendations (`2`, `2.3`).

    `cites`: whether it is about people or money, and the figure that it rests on.
    """
    said = _words("words", words, LONGEST_WORDS, "Say what was decided.")
    owner = _words("owner_post", owner_post, 120, "Say which post is to do it.")
    numbers = [one.strip() for one in about if one.strip()]
    if any(len(one) > 20 for one in numbers):
        raise NotValid("about", "That is no recommendation's number.", "Write it like 2 or 2.3.")
    with db.transaction():
        under, meeting, officer = _open_meeting(by, meeting_id, "decision written")
        decided_at = _was_held(meeting)
        if due_on < clocks.day_of(decided_at):
            raise NotValid("due_on", "It is due before the meeting.", "Enter the day by which it is to be done.")
        same = meeting.decisions.filter(words=said, owner_post=owner, due_on=due_on)
        not_twice(same, "This decision of the meeting is written already.", "Read it on the meeting's page.")
        decision = Decision.objects.create(
            meeting=meeting, body=meeting.body, place=meeting.decisions.count() + 1, words=said, about=numbers,
            owner_post=owner, due_on=due_on, decided_at=decided_at,
        )  # fmt: skip
        write(by, under, "decision.written", meeting.body, {"decision": str(decision.pk), "about": numbers})
        if not cites.is_nothing:
            keep(by, under, decision, cites, officer)
    return decision


def done(by: Reader, decision_id: UUID, done_on: date, words: str) -> Decision:
    """Write down that a decision was carried out, when and how. It is followed until then."""
    said = _words("words", words, LONGEST_WORDS, "Say what was done.")
    with db.transaction():
        under = look(by, operation="alteration", change="decision done")
        found = Decision.objects.select_for_update().filter(pk=decision_id).first()
        if found is None:
            raise _no_meeting("decision")
        officer = must_write(by, found.body)
        if found.done_on is not None:
            raise Clash("This is done already.", "Read what was done.")
        if not clocks.day_of(found.decided_at) <= done_on <= clocks.today():
            raise NotValid("done_on", "That is before the decision or in the future.", "Enter when it was done.")
        found.done_on, found.done_words, found.done_by = done_on, said, officer
        found.save(update_fields=["done_on", "done_words", "done_by"])
        write(by, under, "decision.done", found.body, {"decision": str(found.pk), "done_on": str(done_on)})
    return found


def learn(by: Reader, meeting_id: UUID, words: str) -> Learning:
    """Write down what a meeting learned. It has gone nowhere until each of its two routes is recorded."""
    said = _words("words", words, LONGEST_WORDS, "Say what was learned.")
    with db.transaction():
        under, meeting, _ = _open_meeting(by, meeting_id, "learning written")
        held_at = _was_held(meeting)
        same = meeting.learned.filter(words=said)
        not_twice(same, "This is written as learned already.", "Read it on the meeting's page.")
        learned = Learning.objects.create(meeting=meeting, body=meeting.body, words=said, learned_at=held_at)
        write(by, under, "learning.written", meeting.body, {"learning": str(learned.pk)})
    return learned


def tell(by: Reader, learning_id: UUID, route: str, told_on: date, whom: str) -> Learning:
    """Record one route of what was learned: `boroughs` or `training`, when and to whom. Each once."""
    if route not in ROUTES:
        raise NotValid("route", f'"{route[:40]}" is no route.', f"One of: {', '.join(ROUTES)}.")
    said = _words("whom", whom, 200, "Say who was told.")
    with db.transaction():
        under = look(by, operation="alteration", change="learning passed on")
        found = Learning.objects.select_for_update().filter(pk=learning_id).first()
        if found is None:
            raise _no_meeting("lesson")
        must_write(by, found.body)
        if getattr(found, f"{route}_told_on") is not None:
            raise Clash("This route is recorded already.", "Read who was told.")
        if not clocks.day_of(found.learned_at) <= told_on <= clocks.today():
            raise NotValid("told_on", "That is before the meeting or in the future.", "Enter when they were told.")
        setattr(found, f"{route}_told_on", told_on)
        setattr(found, f"{route}_told", said)
        found.save(update_fields=[f"{route}_told_on", f"{route}_told"])
        write(by, under, "learning.told", found.body, {"learning": str(found.pk), "route": route})
    return found


def not_twice(same: QuerySet[Any], already: str, help_text: str) -> None:
    """Pressed twice, or typed again, it stands once. Asked under the lock that the write holds."""
    if same.exists():
        raise Clash(already, help_text)


def _writing(by: Reader, body: str) -> tuple[str, Officer]:
    by.must("read_governance")
    named = body_named(body, clocks.today())
    return named.id, must_write(by, named.id)


def _open_meeting(by: Reader, meeting_id: UUID, change: str) -> tuple[Look, Meeting, Officer]:
    """A meeting of the reader's own body, locked until the transaction ends; one called off is not written in."""
    by.must("read_governance")
    under = look(by, operation="alteration", change=change)
    meeting = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
    if meeting is None:
        raise _no_meeting("meeting")
    officer = must_write(by, meeting.body)
    if meeting.called_off_at is not None:
        raise Clash("This meeting was called off.", "Plan another.")
    return under, meeting, officer


def _was_held(meeting: Meeting) -> datetime:
    if meeting.held_at is None:
        raise NotValid("meeting", "This meeting has not been held.", "Write its minutes first.")
    return meeting.held_at


def _attend(meeting: Meeting, came: Mapping[str, str]) -> None:
    """Attendance by seat: every seat of that day; one that is not named did not come."""
    seats: list[Seat] = list(seated_at(meeting.held_at or meeting.planned_at).filter(body=meeting.body))
    unknown = sorted(set(came) - {str(one.pk) for one in seats})
    if unknown or set(came.values()) - set(CAME):
        raise NotValid("came", "That is no seat of this body on that day, or no way to come.", "See its seats.")
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, body=meeting.body, seat=one, how=came.get(str(one.pk), "absent")) for one in seats
    )


def _words(field: str, words: str, longest: int, empty: str) -> str:
    said = words.replace("\x00", "").strip()
    if not said:
        raise NotValid(field, empty)
    if len(said) > longest:
        raise NotValid(field, f"This is over {longest:,} characters.", "Shorten it.")
    return said


def _no_meeting(what: str) -> NotFound:
    return NotFound(f"There is no such {what} among your bodies.", "See the bodies that you sit on.")
