"""Reading bodies and their meetings: what is planned, held, late and still to be done, as far as a seat goes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound
from goldthread.improve.governance.bodies import Body, bodies, body_named, seen_by_post
from goldthread.improve.governance.meetings import CAME, ITEM_KINDS
from goldthread.improve.governance.models import Decision, Learning, Meeting, Pack, Seat
from goldthread.improve.governance.packs import packs_of
from goldthread.improve.governance.queries import DecisionNow, Sight, decided, decision_now, sight_of
from goldthread.improve.governance.seats import SEAT_KINDS, WRITERS, seated_at


@dataclass(frozen=True)
class BodyNow:
    """One body as it stands for this reader. Of a body whose meetings they do not read, only what it is.

    `is_overdue`: it has not met within its interval. `not_held`: meetings whose day has gone by without minutes.
    """

    body: Body
    seat: str
    is_read: bool
    last_held_at: datetime | None = None
    next_at: datetime | None = None
    is_overdue: bool = False
    not_held: int = 0
    open_decisions: int = 0
    late_decisions: int = 0
    unlooked: int = 0  # decisions whose effect was to be looked at by now, and nobody recorded that they did

    @property
    def may_write(self) -> bool:
        return self.seat in WRITERS


@dataclass(frozen=True)
class MeetingNow:
    """One meeting as its body's seats read it."""

    meeting: Meeting
    body: Body
    state: str
    may_write: bool
    agenda: tuple[tuple[str, str, str], ...]  # kind in words, what it is about, words
    attendance: tuple[tuple[str, str, str], ...]  # who, from where, how
    decisions: tuple[DecisionNow, ...]
    learned: tuple[Learning, ...]
    packs: tuple[Pack, ...]


def list_bodies(by: Reader) -> list[BodyNow]:
    """The bodies this reader may know of: all for whoever is inside the force, else those they sit on or read."""
    by.must("read_governance")
    look(by, list="bodies")
    sight, there = sight_of(by), bodies(clocks.today())
    shown = [one for one in there.values() if _may_know(by, sight, one.id)]
    return _standing(by, sight, shown)


def open_body(by: Reader, body: str) -> tuple[BodyNow, list[Seat], list[Meeting], list[DecisionNow]]:
    """One body, who sits there, its meetings (the newest first) and its decisions (what is open first)."""
    by.must("read_governance")
    look(by, list=f"body {body[:40]}")
    sight, named = sight_of(by), body_named(body, clocks.today())
    if not _may_know(by, sight, named.id):
        raise _not_theirs("body")
    (now,) = _standing(by, sight, [named])
    seats = seated_at(clocks.now()).filter(body=named.id).select_related("officer").order_by("starts_at", "pk")
    meetings = Meeting.objects.filter(body=named.id) if now.is_read else Meeting.objects.none()
    ruled = decided().filter(body=named.id) if named.id in sight.decisions_of else Decision.objects.none()
    told = sorted(map(decision_now, ruled), key=lambda one: (one.is_done and not one.is_unlooked, one.due_on, one.id))
    return now, list(seats), list(meetings.order_by("-planned_at")), told


def open_meeting(by: Reader, meeting_id: UUID) -> MeetingNow:
    """One meeting of a body whose meetings the reader reads: agenda, who came, minutes, decisions, what was learned."""
    by.must("read_governance")
    look(by, list="meeting of a body", meeting=str(meeting_id))
    sight = sight_of(by)
    found = Meeting.objects.filter(pk=meeting_id, body__in=sight.meetings_of).select_related("minuted_by").first()
    there = bodies(clocks.today())
    if found is None or found.body not in there:
        raise _not_theirs("meeting")
    agenda = [(ITEM_KINDS[one.kind], one.about, one.words) for one in found.agenda.order_by("place")]
    came = found.attendance.select_related("seat__officer").order_by("seat__starts_at", "seat_id")
    ruled = decided().filter(meeting=found).order_by("place") if found.body in sight.decisions_of else []
    return MeetingNow(
        found,
        there[found.body],
        state_of(found),
        _seat_on(by, found.body) in WRITERS,
        tuple(agenda),
        tuple((str(one.seat.officer), one.seat.organisation, CAME[one.how]) for one in came),
        tuple(map(decision_now, ruled)),
        tuple(found.learned.order_by("learned_at", "pk")) if there[found.body].learning else (),
        tuple(packs_of(by, found.pk)),
    )


def state_of(meeting: Meeting) -> str:
    """How a meeting stands in words; one whose day has gone by without minutes says so."""
    if meeting.called_off_at:
        return "Called off"
    if meeting.held_at is None:
        return "Not held on its day" if meeting.planned_at < clocks.now() else "Planned"
    moved = (clocks.day_of(meeting.held_at) - clocks.day_of(meeting.planned_at)).days
    return f"Held {moved} {'day' if moved == 1 else 'days'} late" if moved > 0 else "Held"


def not_passed_on(one: Learning) -> list[str]:
    """The routes by which what was learned has not gone out yet."""
    missing = [] if one.boroughs_told_on else ["borough commanders"]
    return missing if one.training_told_on else [*missing, "training and policy"]


def as_json(now: BodyNow) -> dict[str, Any]:
    """A body as it goes out by API and command."""
    body = now.body
    return {
        "id": body.id,
        "name": body.name,
        "oversees": body.oversees,
        "chair": body.chair,
        "every_days": body.every.days,
        "is_outside": body.is_outside,
        "sees": sorted(body.sees),
        "reads": list(body.reads),
        "small_numbers": "suppressed" if body.is_suppressed else "shown",
        "source": body.source,
        "seat": now.seat,
        "is_read": now.is_read,
        "last_held_at": now.last_held_at,
        "next_at": now.next_at,
        "is_overdue": now.is_overdue,
        "not_held": now.not_held,
        "open_decisions": now.open_decisions,
        "late_decisions": now.late_decisions,
        "unlooked": now.unlooked,
    }


def meeting_as_json(meeting: Meeting) -> dict[str, Any]:
    """A meeting's own line: the day it was planned for beside the day it was held."""
    return {
        "id": str(meeting.pk),
        "body": meeting.body,
        "planned_at": meeting.planned_at,
        "held_at": meeting.held_at,
        "state": state_of(meeting),
        "why": meeting.why,
    }


def _standing(by: Reader, sight: Sight, shown: Iterable[Body]) -> list[BodyNow]:
    """Each body with its meetings and decisions counted: four queries, however many bodies there are."""
    met, ruled = defaultdict(list), defaultdict(list)
    for meeting in Meeting.objects.filter(body__in=sight.meetings_of, called_off_at=None):
        met[meeting.body].append(meeting)
    for decision in decided().filter(body__in=sight.decisions_of):
        ruled[decision.body].append(decision_now(decision))
    return [_now(one, _seat_on(by, one.id), one.id in sight.meetings_of, met[one.id], ruled[one.id]) for one in shown]


def _now(body: Body, seat: str, is_read: bool, met: list[Meeting], ruled: list[DecisionNow]) -> BodyNow:
    now = clocks.now()
    held = [one.held_at for one in met if one.held_at]
    to_come = [one.planned_at for one in met if one.held_at is None and one.planned_at >= now]
    last = max(held, default=None)
    return BodyNow(
        body,
        seat,
        is_read,
        last,
        min(to_come, default=None),
        is_read and _has_waited(body, last, now),
        sum(one.held_at is None and one.planned_at < now for one in met),
        sum(not one.is_done for one in ruled),
        sum(one.is_late for one in ruled),
        sum(one.is_unlooked for one in ruled),
    )


def _has_waited(body: Body, last: datetime | None, now: datetime) -> bool:
    """Whether a body has not met within its interval; one that never met, counted from the day it began."""
    if last is None:
        return body.since is None or clocks.today() - body.since > body.every
    return now - last > body.every + timedelta(days=1)


def _may_know(by: Reader, sight: Sight, body: str) -> bool:
    is_inside = "plans" in seen_by_post().get(by.role.id, frozenset())
    return is_inside or body in sight.bodies or body in sight.meetings_of


def _seat_on(by: Reader, body: str) -> str:
    if by.officer is None:
        return ""
    found = seated_at(clocks.now()).filter(body=body, officer=by.officer).first()
    return found.kind if found else ""


def seat_as_json(one: Seat) -> dict[str, Any]:
    """Who sits there, by name and organisation, since when."""
    return {
        "id": str(one.pk),
        "officer": str(one.officer),
        "kind": SEAT_KINDS[one.kind],
        "organisation": one.organisation,
        "starts_at": one.starts_at,
    }


def _not_theirs(what: str) -> NotFound:
    return NotFound(f"There is no such {what} among your bodies.", "See the bodies that you sit on.")
