"""Every write of alerts: raised, seen, taken by a named officer, put off, handed on, withdrawn, judged."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from goldthread.core import clocks
from goldthread.core.alerts.delivering import SCREEN, hand_over
from goldthread.core.alerts.models import Alert, Delivery
from goldthread.core.alerts.queries import concerns
from goldthread.core.alerts.urgency import urgencies
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import post_held
from goldthread.core.refusals import Clash, NotValid, Refusal

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
    reference: str,
    to_role: str,
    borough: str | None,
    skill: str = "",
    known_at: datetime | None = None,
) -> Alert:
    """Tell whoever is on duty for a role in a borough, and have it climb until a named officer takes it."""
    now, wait = clocks.now(), urgencies()[urgency]
    climbs = [{"at": (now + timedelta(minutes=m)).isoformat(), "role": role} for m, role in wait.climbs]
    alert = Alert.objects.create(
        kind=kind,
        words=words,
        urgency=urgency,
        reference=reference,
        to_role=to_role,
        to_borough_id=borough,
        known_at=known_at,
        raised_at=now,
        act_by=now + timedelta(minutes=wait.take_within_minutes),
        climbs=climbs,
        next_climb_at=now + timedelta(minutes=wait.climbs[0][0]),
    )
    hand_over(alert, to_role, borough, skill)
    return alert


def acknowledge(alert: Alert, officer: Officer, role: str) -> Alert:
    """`I have this`: a named officer takes the alert. Taking it twice changes nothing."""
    _check_theirs(alert, officer, role)
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by = clocks.now(), officer
        alert.snoozed_until = None
        alert.save(update_fields=["acknowledged_at", "acknowledged_by", "snoozed_until"])
        see([alert.pk], officer)
    return alert


def snooze(alert: Alert, officer: Officer, role: str, minutes: int, why: str) -> Alert:
    """Put an alert off, with a reason: never the most urgent, never for long. Nothing climbs meanwhile."""
    _check_theirs(alert, officer, role)
    _check_open(alert)
    why = _reason(why)
    hours = urgencies()[alert.urgency].snooze_hours if alert.urgency else 8
    if not hours:
        raise Refusal("not_put_off", "This alert cannot be put off.", "Take it, or hand it on.")
    if not 1 <= minutes <= hours * 60:
        raise NotValid("minutes", f"This alert is put off for {hours} hours at most.", "Enter the minutes.")
    if alert.snoozed_until and alert.snoozed_until > clocks.now():
        raise Clash("This alert was put off already.", "It comes back by itself.")
    alert.snoozed_until, alert.snoozed_why = clocks.now() + timedelta(minutes=minutes), why
    if alert.next_climb_at:
        alert.next_climb_at = max(alert.next_climb_at, alert.snoozed_until)
    alert.save(update_fields=["snoozed_until", "snoozed_why", "next_climb_at"])
    return alert


def hand_on(alert: Alert, officer: Officer, role: str, to_role: str, why: str) -> Alert:
    """`Not for me`: to the post on duty of another role, in the alert's own borough. It is still nobody's."""
    from goldthread.core.access.roles import roles

    _check_theirs(alert, officer, role)
    _check_open(alert)
    why = _reason(why)
    if to_role not in roles():
        raise NotValid("to_role", f'"{to_role}" is not a role.', "Choose the post it is for.")
    found = hand_over(alert, to_role, alert.to_borough_id, step=-1)
    others = [post.officer_id for post in found.posts if post.officer_id != officer.pk]
    if not others:
        raise NotValid("to_role", "Nobody of that post is on duty, nor anybody else in their place.", "Choose another.")
    note = f"{officer} handed it on: {why}; {found.why}"[:200]
    alert.deliveries.filter(officer__in=others, channel=SCREEN).update(why=note, step=-1)
    alert.to_role = to_role
    alert.save(update_fields=["to_role"])
    return alert


def judge(alert: Alert, officer: Officer, role: str, was_right: bool) -> Alert:
    """`Was this right?`: the answer counts against the rule's budget of false alarms. The last answer stands."""
    _check_theirs(alert, officer, role)
    if not alert.reference:
        raise NotValid("alert", "Only an alert that a rule raised is judged.")
    alert.was_right, alert.judged_by, alert.judged_at = was_right, officer, clocks.now()
    alert.save(update_fields=["was_right", "judged_by", "judged_at"])
    return alert


def withdraw(reference: str, why: str) -> int:
    """Take back what a firing told, and tell everybody whom it reached: as the service; how many were told."""
    now = clocks.now()
    told = Alert.objects.filter(reference=reference, withdrawn_at=None)
    numbers = list(told.values_list("pk", flat=True))
    reached = Q(pk__in=Delivery.objects.filter(alert__in=numbers, delivered_at__isnull=False).values("officer"))
    took = Q(pk__in=Alert.objects.filter(pk__in=numbers).values("acknowledged_by"))
    officers = list(Officer.objects.filter(reached | took).order_by("pk"))
    told.update(withdrawn_at=now, withdrawn_why=why[:LONGEST_WHY], next_climb_at=None, snoozed_until=None)
    words = f"An alert you were sent no longer stands, {reference}: {why}"[:300]
    Alert.objects.bulk_create(
        Alert(kind="withdrawn", words=words, reference=reference, to_officer=one, raised_at=now) for one in officers
    )
    return len(officers)


def see(alerts: Iterable[int], officer: Officer) -> None:
    """These stood on this officer's screen: the first time is kept."""
    shown = Delivery.objects.filter(alert__in=list(alerts), officer=officer, seen_at=None)
    shown.update(seen_at=clocks.now())


def _check_theirs(alert: Alert, officer: Officer, role: str) -> None:
    post = post_held(officer, clocks.now())
    borough = post.borough_id if post else None
    if not Alert.objects.filter(concerns(officer, role, borough), pk=alert.pk).exists():
        raise Refusal("not_yours", "This alert was not sent to you.", "It stays with those it was sent to.")


def _check_open(alert: Alert) -> None:
    if alert.acknowledged_at or alert.withdrawn_at:
        raise Clash("This alert was taken or withdrawn already.", "Read who has it.")


def _reason(why: str) -> str:
    if not why.strip():
        raise NotValid("why", "Enter why.")
    if len(why.strip()) > LONGEST_WHY:
        raise NotValid("why", f"The reason is over {LONGEST_WHY} characters.", "Shorten it.")
    return why.strip()
