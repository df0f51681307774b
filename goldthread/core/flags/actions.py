"""Every write of a flag: raised, reviewed, handed on, lifted. Event, projection and log row are one transaction."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.flags.catalogue import Kind, kind_called
from goldthread.core.flags.models import Flag
from goldthread.core.flags.projection import stream_of
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.actions import officer_named
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import post_held
from goldthread.core.people.actions import ALPHABET
from goldthread.core.people.queries import ids_under, newest_mention, person_by_code
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal

LONGEST_REASON = 2_000
LONGEST_YEARS = 20
# Who may take a step that changes what a flag says: by which column of its kind.
WHOSE = {"flag.reviewed": "raised_by", "flag.lifted": "lifted_by"}
Changes = Callable[[Flag, Kind], dict[str, Any]]


def raise_flag(
    by: Reader,
    code: str,
    kind_id: str,
    reason: str,
    *,
    owner: str = "",
    review_on: date | None = None,
    ends_on: date | None = None,
    idempotency_key: str | None = None,
) -> Flag:
    """Raise a flag on somebody who is held. It anchors to their newest mention, so a later split takes it along.

    The reason is for every officer who may know of the person: what lies behind it stays in its case.
    """
    by.must("raise_flag", lambda: ids_under(code))
    kind = kind_called(kind_id)
    officer = _named(by)
    _check_role(by, kind, kind.raised_by, "raised")
    _check_reason(reason)
    review_on, ends_on = _check_days(kind, review_on, ends_on)
    with db.transaction():
        person_id, _ = person_by_code(code)
        under = look(by, people=[person_id], operation="alteration", change="flag.raised", flag=kind.id)
        stream, payload = stream_of(_id_under(officer, idempotency_key)), {"reason": reason.strip()}
        mention = newest_mention(person_id)
        if not journal.is_written(by, idempotency_key, "flag.raised", stream, [mention], payload):
            _check_new(person_id, kind)
        first = {
            "reference": _reference(stream),
            "kind": kind.id,
            "state": "live",
            "mention_id": str(mention),
            "borough_id": by.post.borough_id if by.post else None,
            "raised_by_id": officer.pk,
            "owner_id": officer_named(owner).pk if owner else officer.pk,
            "raised_at": clocks.now().isoformat(),
            "closed_at": None,
            "review_on": review_on.isoformat(),
            "ends_on": ends_on and ends_on.isoformat(),
        }
        _write("flag.raised", stream, by, under, mention, first, payload, idempotency_key)
    return Flag.objects.get(pk=stream.removeprefix("flag:"))


def review_flag(
    by: Reader,
    reference: str,
    reason: str,
    *,
    review_on: date | None = None,
    ends_on: date | None = None,
    seen_event_id: int | None = None,
) -> Flag:
    """Say that the flag still holds and why; one that had ended stands again. The next review follows."""

    def changes(flag: Flag, kind: Kind) -> dict[str, Any]:
        review, ends = _check_days(kind, review_on, ends_on or _later_end(flag, kind))
        return {"state": "live", "review_on": review.isoformat(), "ends_on": ends and ends.isoformat()}

    return _change(by, reference, "flag.reviewed", reason, changes, seen_event_id)


def stand(by: Reader, code: str, kind_id: str, reason: str, *, ends_on: date | None = None) -> Flag:
    """Have a flag stand that a rule gives: raised where none does, else said again with the later end. Twice is once.

    Whoever may raise the kind may have it stand; a flag that was lifted is raised anew.
    """
    by.must("raise_flag")
    kind = kind_called(kind_id)
    _check_role(by, kind, kind.raised_by, "raised")
    person_id, _ = person_by_code(code)
    standing = _standing(person_id, kind)
    if standing is None:
        return raise_flag(by, code, kind.id, reason, ends_on=ends_on)
    flag = Flag.objects.select_for_update().get(reference=standing)
    if flag.ends_on and ends_on and ends_on > flag.ends_on:
        with db.transaction():
            under = look(by, people=[person_id], operation="alteration", change="flag.reviewed", flag=standing)
            review, ends = _check_days(kind, None, ends_on)
            told = {"state": "live", "review_on": review.isoformat(), "ends_on": ends and ends.isoformat()}
            _write("flag.reviewed", stream_of(flag.pk), by, under, flag.mention_id, told, {"reason": reason}, None)
            flag.refresh_from_db()
    return flag


def lift_flag(by: Reader, reference: str, reason: str, *, seen_event_id: int | None = None) -> Flag:
    """Take a flag off, with a reason. What was flagged, when and why stays in the journal."""
    lifted = {"state": "lifted", "closed_at": clocks.now().isoformat()}
    return _change(by, reference, "flag.lifted", reason, lambda flag, kind: lifted, seen_event_id)


def hand_on_flag(by: Reader, reference: str, owner: str, reason: str, *, seen_event_id: int | None = None) -> Flag:
    """Give a flag to another officer, who holds a post now."""
    by.must("review_flag")
    to = officer_named(owner)
    if post_held(to, clocks.now()) is None:
        raise NotValid("owner", f"{to} holds no post at the moment.", "Choose somebody who does.")
    return _change(by, reference, "flag.handed_on", reason, lambda flag, kind: {"owner_id": to.pk}, seen_event_id)


def check_may_lift(by: Reader, kind: Kind, reason: str) -> None:
    """Refuse, before it is confirmed, what lifting would refuse."""
    by.must("review_flag")
    _check_role(by, kind, kind.lifted_by, "lifted")
    _check_reason(reason)


def flag_ids(reference: str) -> tuple[uuid.UUID, uuid.UUID | None, Kind]:
    """The flag under a reference, the person it is about now and its kind; nothing is read yet. Unknown: not found."""
    rows = db.fetch("SELECT flag_id, person_id, kind FROM goldthread_flag_ids(%s)", [reference.strip().upper()])
    if not rows:
        raise NotFound("No flag has that reference.", "Check the reference.")
    return rows[0]["flag_id"], rows[0]["person_id"], kind_called(rows[0]["kind"])


def _change(by: Reader, reference: str, event: str, reason: str, changes: Changes, seen_event_id: int | None) -> Flag:
    """What may not be done is refused before anything is read or logged as done."""
    by.must("review_flag")
    _named(by)
    flag_id, person_id, kind = flag_ids(reference)
    if event in WHOSE:
        _check_role(by, kind, getattr(kind, WHOSE[event]), event.partition(".")[2])
    _check_reason(reason)
    people = [person_id] if person_id else []
    with db.transaction():
        under = look(by, people=people, operation="alteration", change=event, flag=reference)
        flag = Flag.objects.select_for_update().filter(pk=flag_id).first()
        if flag is None:
            raise NotFound("No flag has that reference.", "Check the reference.")
        if flag.closed_at:
            raise Clash("This flag was lifted already.", "Raise a new one where there is new reason.")
        if seen_event_id is not None and seen_event_id != flag.last_event_id:
            raise Clash("Somebody else changed this flag while you were reading it.")
        told = changes(flag, kind)
        _write(event, stream_of(flag_id), by, under, flag.mention_id, told, {"reason": reason.strip()}, None)
        flag.refresh_from_db()
    return flag


def _write(
    event: str,
    stream: str,
    by: Reader,
    under: Look,
    mention: uuid.UUID,
    changes: dict[str, Any],
    payload: dict[str, str],
    key: str | None,
) -> None:
    journal.write(
        event,
        stream=stream,
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=[mention],
        facts={"set": changes},
        payload=payload,
        payload_layer="summary",
        idempotency_key=key,
    )


def _named(by: Reader) -> Officer:
    if by.officer is None:
        raise Refusal("no_person", "A service cannot raise, review or lift a flag.", "A named officer must.")
    return by.officer


def _check_role(by: Reader, kind: Kind, allowed: tuple[str, ...], what: str) -> None:
    if by.role.id not in allowed:
        names = ", ".join(roles()[one].name for one in allowed)
        words = f"Your role ({by.role.name}) cannot have this flag {what}."
        raise Refusal("not_in_role", words, f"These can: {names}.")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise NotValid("reason", "Enter the reason.")
    if len(reason) > LONGEST_REASON:
        raise NotValid("reason", f"The reason is over {LONGEST_REASON:,} characters.", "Shorten it.")


def _check_days(kind: Kind, review_on: date | None, ends_on: date | None) -> tuple[date, date | None]:
    """The day of the review, never later than the kind's own period, and the day the flag ends, where it does."""
    today = clocks.today()
    latest = today + timedelta(days=kind.review_days)
    review = review_on or latest
    if not today < review <= latest:
        raise NotValid(
            "review_on", f"A review is due by {latest:%-d %B %Y}, and after today.", "Choose a day until then."
        )
    ends = ends_on or (today + timedelta(days=kind.lasts_days) if kind.lasts_days else None)
    if kind.needs_end and ends is None:
        raise NotValid("ends_on", "Enter the day it ends.")
    if ends and not today < ends <= today + timedelta(days=366 * LONGEST_YEARS):
        raise NotValid("ends_on", "The day it ends must come after today, within 20 years.", "Check the year.")
    return review, ends


def _later_end(flag: Flag, kind: Kind) -> date | None:
    """A flag reviewed without a new end keeps its own, where that is still to come."""
    keeps = flag.ends_on and flag.ends_on > clocks.today() and not kind.lasts_days
    return flag.ends_on if keeps else None


def _check_new(person_id: uuid.UUID, kind: Kind) -> None:
    """The same flag twice would have two owners and two reviews."""
    if standing := _standing(person_id, kind):
        raise Clash(f"This flag stands already: {standing}.", "Review it, and add your reason there.")


def _standing(person_id: uuid.UUID, kind: Kind) -> str | None:
    """The reference of the flag of this kind that was raised on somebody and not lifted."""
    rows = db.fetch(
        """SELECT f.reference FROM flags_flag f JOIN people_link l ON l.mention_id = f.mention_id
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked' AND f.kind = %s
              AND f.closed_at IS NULL LIMIT 1""",
        [person_id, kind.id],
    )
    return rows[0]["reference"] if rows else None


def _id_under(officer: Officer, key: str | None) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"goldthread flag {officer.pk} {key}") if key else uuid.uuid4()


def _reference(stream: str) -> str:
    """An opaque reference, `F-4K9W2TD`, that says nothing of the person."""
    number = uuid.UUID(stream.removeprefix("flag:")).int
    return "F-" + "".join(ALPHABET[(number // 26**place) % 26] for place in range(7))
