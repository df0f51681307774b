"""What the service does with alerts: raised, withdrawn, seen. What an officer does is in `answering`."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from goldthread.core import clocks
from goldthread.core.alerts.delivering import hand_over
from goldthread.core.alerts.models import Alert, Delivery
from goldthread.core.alerts.urgency import ladder, urgencies
from goldthread.core.organisation.models import Officer

LONGEST_WHY = 300


def raise_alert(
    kind: str,
    words: str,
    *,
    to_officer: Officer | None = None,
    to_role: str = "",
    person_code: str = "",
    case_reference: str = "",
) -> Alert:
    """Tell one officer, or everyone in a role. The words carry no personal content; the reference leads to it."""
    return Alert.objects.create(
        kind=kind,
        words=words,
        to_officer=to_officer,
        to_role=to_role,
        person_code=person_code,
        case_reference=case_reference,
        raised_at=clocks.now(),
    )


def raise_urgent(
    kind: str,
    words: str,
    urgency: str,
    *,
    reference: str = "",
    case_reference: str = "",
    to_officer: Officer | None = None,
    to_role: str,
    borough: str | None,
    skill: str = "",
    known_at: datetime | None = None,
) -> Alert:
    """Tell whoever is on duty for a role in a borough, and have it climb until a named officer takes it.

    With `to_officer` only they are told at first; it climbs from their role as it would from those on duty for it.
    """
    now, wait = clocks.now(), urgencies()[urgency]
    climbs = [{"at": (now + timedelta(minutes=m)).isoformat(), "role": role} for m, role in ladder(wait, to_role)]
    alert = Alert.objects.create(
        kind=kind,
        words=words,
        urgency=urgency,
        reference=reference,
        case_reference=case_reference,
        to_officer=to_officer,
        to_role="" if to_officer else to_role,
        to_borough_id=borough,
        known_at=known_at,
        raised_at=now,
        act_by=now + timedelta(minutes=wait.take_within_minutes),
        climbs=climbs,
        next_climb_at=datetime.fromisoformat(climbs[0]["at"]) if climbs else None,
    )
    if to_officer is None:
        hand_over(alert, to_role, borough, skill)
    return alert


def settle(kind: str, case_reference: str, why: str) -> None:
    """What was told of a case is done: nobody need take it any more, and it climbs no further."""
    waiting = Alert.objects.filter(kind=kind, case_reference=case_reference, acknowledged_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=clocks.now(), withdrawn_why=why[:LONGEST_WHY], next_climb_at=None)


def settle_told(kind: str, begins: str, why: str) -> None:
    """As `settle`, of what is about no case: whatever of this kind was told in words that begin so."""
    waiting = Alert.objects.filter(kind=kind, words__startswith=begins, acknowledged_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=clocks.now(), withdrawn_why=why[:LONGEST_WHY], next_climb_at=None)


def stands(kind: str, words: str) -> bool:
    """Whether something was told in these words that nobody has taken yet."""
    return Alert.objects.filter(kind=kind, words=words, acknowledged_at=None, withdrawn_at=None).exists()


def withdraw(reference: str, why: str) -> int:
    """Take back what a firing told, and tell everybody whom it reached: as the service; how many were told."""
    now = clocks.now()
    told = Alert.objects.filter(reference=reference, withdrawn_at=None)
    numbers = list(told.values_list("pk", flat=True))
    reached = Q(pk__in=Delivery.objects.filter(alert__in=numbers, delivered_at__isnull=False).values("officer"))
    took = Q(pk__in=Alert.objects.filter(pk__in=numbers).values("acknowledged_by"))
    officers = list(Officer.objects.filter(reached | took).order_by("pk"))
    told.update(withdrawn_at=now, withdrawn_why=why[:LONGEST_WHY], next_climb_at=None)
    words = f"An alert you were sent no longer stands, {reference}: {why}"[:300]
    Alert.objects.bulk_create(
        Alert(kind="withdrawn", words=words, reference=reference, to_officer=one, raised_at=now) for one in officers
    )
    return len(officers)


def see(alerts: Iterable[int], officer: Officer) -> None:
    """These stood on this officer's screen: the first time is kept."""
    shown = Delivery.objects.filter(alert__in=list(alerts), officer=officer, seen_at=None)
    shown.update(seen_at=clocks.now())
