"""Who sits on a body today: given and ended by the keeper of the plans, each in the journal."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q, QuerySet

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import post_held
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.governance.bodies import body_named
from goldthread.improve.governance.models import Seat

SEAT_KINDS = {"chair": "Chair", "secretary": "Secretary", "member": "Member", "outside": "Outside member"}
# Who writes down what a body does.
WRITERS = ("chair", "secretary")
LONGEST_ORGANISATION = 120


def give_seat(by: Reader, body: str, username: str, kind: str, organisation: str) -> Seat:
    """Seat an officer on a body from now on. Whoever sits there already is a clash."""
    by.must("keep_governance")
    officer = person_of(by)
    now = clocks.now()
    named = body_named(body, clocks.today())
    if kind not in SEAT_KINDS:
        raise NotValid("kind", f'"{kind[:40]}" is no kind of seat.', f"One of: {', '.join(SEAT_KINDS)}.")
    if not organisation.strip() or len(organisation) > LONGEST_ORGANISATION:
        raise NotValid("organisation", "Say which organisation they come from.", "In at most 120 characters.")
    sits = Officer.objects.filter(username=username.strip(), is_active=True).first()
    if sits is None:
        raise NotValid("username", "There is no such officer.", "Check the username.")
    post = post_held(sits, now)
    if post is None or "read_governance" not in roles()[post.role].may:
        raise NotValid(
            "username", "Their post reads nothing of bodies.", "An administrator gives them a post that does."
        )
    try:
        with db.transaction():
            under = look(by, operation="alteration", change="seat given", body=named.id)
            seat = Seat.objects.create(
                body=named.id, officer=sits, kind=kind, organisation=organisation.strip(), reads=list(named.reads),
                starts_at=now, given_by=officer,
            )  # fmt: skip
            write(by, under, "seat.given", named.id, {"seat": str(seat.pk), "kind": kind, "officer": sits.pk})
    except IntegrityError:
        raise Clash(f"{sits} sits on this body already.", "End that seat first.") from None
    return seat


def end_seat(by: Reader, seat_id: UUID) -> Seat:
    """End a seat now: whoever held it sees nothing of the body from this moment."""
    by.must("keep_governance")
    person_of(by)
    with db.transaction():
        under = look(by, operation="alteration", change="seat ended")
        seat = Seat.objects.select_for_update().filter(pk=seat_id).first()
        if seat is None:
            raise NotFound("There is no such seat.", "See who sits on the body.")
        if seat.ends_at is not None:
            raise Clash("This seat ended already.", "See who sits on the body.")
        seat.ends_at = clocks.now()
        seat.save(update_fields=["ends_at"])
        write(by, under, "seat.ended", seat.body, {"seat": str(seat.pk)})
    return seat


def held_seats(by: Reader) -> list[Seat]:
    """The seats this reader holds now."""
    if by.officer is None:
        return []
    return list(seated_at(clocks.now()).filter(officer=by.officer).order_by("body"))


def seated_at(at: datetime) -> QuerySet[Seat]:
    """Every seat that is held at an instant."""
    return Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)


def must_write(by: Reader, body: str) -> Officer:
    """Who writes down what a body does: its chair or secretary of today. Whoever has no seat does not find the body."""
    officer = person_of(by)
    seat = next((one for one in held_seats(by) if one.body == body), None)
    if seat is None:
        raise NotFound("There is no such body among yours.", "See the bodies that you sit on.")
    if seat.kind not in WRITERS:
        raise Refusal("not_secretary", "The body's chair or secretary writes this down.", "Ask them.")
    return officer


def person_of(by: Reader) -> Officer:
    """The person who acts: a service keeps no body."""
    if by.officer is None:
        raise Refusal("no_person", "A service keeps no body.", "A named officer must.")
    return by.officer


def write(by: Reader, under: Look, kind: str, body: str, facts: dict[str, object]) -> None:
    """One event on the body's own stream: codes and ids, never the words of a meeting."""
    journal.write(
        f"governance.{kind}", stream=f"body:{body}", by=by, under=under, occurred_at=clocks.now(), facts=facts
    )
