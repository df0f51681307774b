"""Work changes hands: offered with what is done and what comes next, still the giver's until it is accepted.

What nobody accepts climbs by the ladder of alerts, to the supervisor and then the duty inspector (decision 15).
"""

from datetime import datetime
from typing import Any

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.alerts import actions as alerts
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.allocating import check_ours, holder_named
from goldthread.core.cases.holding import able_roles, holders, permission_for
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import NO_OFFER
from goldthread.core.cases.writing import New, area_of, tell_case
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import on_duty
from goldthread.core.refusals import Clash, NotValid, Refusal

LONGEST = 4000
WORDS = (("done", "Enter what is done."), ("next", "Enter what is to be done next."), ("worry", "Enter the worry."))


def offer(
    by: Reader,
    reference: str,
    *,
    to: str,
    done: str,
    next: str,
    next_by: datetime | None,
    worry: str,
    seen_event_id: int | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Offer a case to an officer by username, or as `post:role` to whoever is on duty there. It stays the giver's.

    Who is off duty cannot receive: the refusal says who is on.
    """
    area, officer, role = check_offer(by, reference, to=to, done=done, next=next, next_by=next_by, worry=worry)
    words = {"done": done.strip(), "next": next.strip(), "worry": worry.strip()}
    sets = {
        **NO_OFFER,
        "offered_to_id": officer.pk if officer else None,
        "offered_role": role,
        "offered_at": clocks.now().isoformat(),
        "next_by": next_by.isoformat() if next_by else None,
    }
    receiver = str(officer) if officer else f"{roles()[role].name} on duty"
    new = New(lambda case: _check_mine(by, case))
    case = tell_case(
        by,
        reference,
        "case.handover_offered",
        change=f"hand-over offered to {to}",
        sets=sets,
        words={"to": receiver, **words},
        check=new,
        seen_event_id=seen_event_id,
        idempotency_key=idempotency_key,
    )
    if new.is_told:
        _tell_offered(area, case)
    return case


def check_offer(
    by: Reader, reference: str, *, to: str, done: str, next: str, next_by: datetime | None, worry: str
) -> tuple[Area, Officer | None, str]:
    """Everything that would refuse an offer whosever the case is; else its area, and who or which role receives."""
    area = _working(by, reference)
    typed = {"done": done.strip(), "next": next.strip(), "worry": worry.strip()}
    for name, missing in WORDS:
        if not typed[name]:
            raise NotValid(name, missing, "Write none where there is none." if name == "worry" else "")
        if len(typed[name]) > LONGEST:
            raise NotValid(name, f"This is over {LONGEST:,} characters.", "Shorten it.")
    if next_by is None:
        raise NotValid("next_by", "Enter by when.")
    return area, *_receiver(by, area, to)


def _tell_offered(area: Area, case: Case) -> None:
    alerts.settle("handover", case.reference, "It was offered again.")
    risk = ": high risk" if case.risk == "high" else ""
    alerts.raise_urgent(
        "handover",
        f"A {area.noun} is handed over to you and waits to be accepted{risk}.",
        "now" if case.risk == "high" else "today",
        case_reference=case.reference,
        to_officer=case.offered_to,
        to_role=case.offered_role or able_roles(area)[0],
        borough=case.borough_id,
    )


def ask(by: Reader, reference: str, question: str, *, idempotency_key: str | None = None) -> Case:
    """Ask the giver something first. The case stays theirs, and the hand-over waits on."""
    _working(by, reference)
    if not question.strip():
        raise NotValid("question", "Enter what you ask.")
    new = New(lambda case: _check_offered_to(by, case))
    case = tell_case(
        by,
        reference,
        "case.handover_asked",
        change="hand-over asked about",
        sets={"asked_at": clocks.now().isoformat()},
        words={"question": question.strip()[:LONGEST]},
        check=new,
        idempotency_key=idempotency_key,
    )
    if new.is_told and case.owner:
        alerts.raise_alert("handover_asked", "You are asked about a hand-over before it is accepted.",
                           to_officer=case.owner, case_reference=reference)  # fmt: skip
    return case


def accept(by: Reader, reference: str, *, seen_event_id: int | None = None, idempotency_key: str | None = None) -> Case:
    """`I have this`: from now on the case is the acceptor's. Of two at once, the second is told of the first."""
    _working(by, reference)
    new = New(lambda case: _check_offered_to(by, case))
    case = tell_case(
        by,
        reference,
        "case.handover_accepted",
        change="hand-over accepted",
        sets={**NO_OFFER, "owner_id": by.officer.pk if by.officer else None},
        check=new,
        seen_event_id=seen_event_id,
        idempotency_key=idempotency_key,
    )
    if new.is_told:
        alerts.settle("handover", case.reference, f"{by.name} accepted it.")
        alerts.raise_alert("handover_accepted", f"{by.name} accepted your hand-over.", to_officer=new.owner,
                           case_reference=case.reference)  # fmt: skip
    return case


def refuse(by: Reader, reference: str, why: str, *, idempotency_key: str | None = None) -> Case:
    """Do not accept what was offered: it stays its giver's, who is told why, and is offered to nobody any more."""
    _working(by, reference)
    if not why.strip():
        raise NotValid("question", "Enter why you do not accept it.")
    new = New(lambda case: _check_offered_to(by, case))
    case = tell_case(
        by,
        reference,
        "case.handover_refused",
        change="hand-over not accepted",
        sets=dict(NO_OFFER),
        words={"why": why.strip()[:LONGEST]},
        check=new,
        idempotency_key=idempotency_key,
    )
    if new.is_told:
        alerts.settle("handover", case.reference, f"{by.name} did not accept it.")
        alerts.raise_alert("handover_refused", f"{by.name} did not accept your hand-over. It is still yours.",
                           to_officer=case.owner, case_reference=case.reference)  # fmt: skip
    return case


def withdraw(by: Reader, reference: str, *, idempotency_key: str | None = None) -> Case:
    """Take an offer back, while nobody has accepted it."""
    _working(by, reference)
    case = tell_case(
        by,
        reference,
        "case.handover_withdrawn",
        change="hand-over taken back",
        sets=dict(NO_OFFER),
        check=lambda case: _check_taken_back(by, case),
        idempotency_key=idempotency_key,
    )
    alerts.settle("handover", case.reference, f"{by.name} took it back.")
    return case


def may_receive(by: Reader, case: Case) -> bool:
    """Whether an offer is made to this reader: by name, by the post they hold, or climbed to who supervises."""
    if case.offered_at is None or by.officer is None or case.owner_id == by.officer.pk:
        return False
    here = by.post.borough_id if by.post else None
    is_post = case.offered_role == by.role.id and (here is None or case.borough_id in (None, here))
    return case.offered_to_id == by.officer.pk or is_post or by.may("supervise_work")


def _working(by: Reader, reference: str) -> Area:
    by.must("open_picture")
    area = area_of(reference)
    by.must(permission_for(area))
    if by.officer is None:
        raise Refusal("no_person", "A service holds no cases.", "A named officer must.")
    return area


def _receiver(by: Reader, area: Area, to: str) -> tuple[Officer | None, str]:
    """The officer or the role that receives, if they are on duty."""
    if to.startswith("post:"):
        role = to.removeprefix("post:")
        if role not in able_roles(area):
            raise NotValid("to", "That post does not work these cases.", f"Choose: {', '.join(able_roles(area))}.")
        others = [post for post in on_duty(role, None, clocks.now()) if by.officer and post.officer_id != by.officer.pk]
        if not others:
            raise NotValid("to", f"Nobody is on duty as {roles()[role].name}.", _who_is_on(by, area))
        return None, role
    try:
        found = holder_named(area, to)
    except NotValid as refusal:
        raise NotValid("to", refusal.words, refusal.remedy) from None
    if by.officer and found.officer.pk == by.officer.pk:
        raise NotValid("to", "This is you.", "Choose another officer.")
    if found.on_duty_until is None:
        raise NotValid("to", f"{found.officer} is off duty.", _who_is_on(by, area))
    return found.officer, ""


def _who_is_on(by: Reader, area: Area) -> str:
    names = [str(one.officer) for one in holders(area) if one.on_duty_until and one.officer != by.officer]
    return f"On duty: {', '.join(names[:6])}." if names else "Nobody who works these cases is on duty."


def _check_mine(by: Reader, case: Case) -> None:
    check_ours(case)
    if by.officer is None or case.owner_id != by.officer.pk:
        owner = case.owner or "Nobody"
        raise Refusal("not_owner", f"{owner} owns this case.", "Its owner hands it over; a supervisor may give it.")


def _check_offered_to(by: Reader, case: Case) -> None:
    check_ours(case)
    if case.offered_at is None:
        raise Clash("This hand-over is over: it was accepted or taken back.", "Read who has the case.")
    if not may_receive(by, case):
        raise Refusal("not_offered", "This hand-over was not offered to you.", "It stays with its owner.")


def _check_taken_back(by: Reader, case: Case) -> None:
    if case.offered_at is None:
        raise Clash("This hand-over is over: it was accepted or taken back.", "Read who has the case.")
    _check_mine(by, case)


def offered_words(case: Case) -> dict[str, Any]:
    """To whom a case is offered, in words."""
    to = str(case.offered_to) if case.offered_to else ""
    return {"to": to or (f"{roles()[case.offered_role].name} on duty" if case.offered_role in roles() else "")}
