"""What an officer does with an alert: takes it, puts it off, hands it on, judges it; each an event of the journal."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.alerts.actions import LONGEST_WHY, see
from goldthread.core.alerts.delivering import SCREEN, hand_over
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.projection import stream_of
from goldthread.core.alerts.queries import concerns, is_open
from goldthread.core.alerts.urgency import urgencies
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash, NotValid, Refusal

# Alerts that end by the work they are about and by nothing else: to take them here would stop their climb.
ENDS_WITH_ITS_WORK = {
    "handover": "Accept it, or ask about it, on your hand-overs.",
    "task": "Open the task and accept it.",
}


def acknowledge(alert: Alert, by: Reader) -> Alert:
    """`I have this`: a named officer takes the alert. Taking it twice changes nothing.

    Who was told of one firing for two posts takes it for both.
    """
    officer = _check_theirs(alert, by)
    _check_ends_here(alert)
    if alert.acknowledged_at is None:
        taken = {"acknowledged_at": clocks.now().isoformat(), "acknowledged_by_id": officer.pk, "snoozed_until": None}
        both = [alert, *_twins(alert, by)]
        _write("alert.taken", both, by, taken)
        see([one.pk for one in both], officer)
    return alert


def snooze(alert: Alert, by: Reader, minutes: int, why: str) -> Alert:
    """Put an alert off, with a reason: never the most urgent, never for long. Nothing climbs meanwhile."""
    _check_theirs(alert, by)
    _check_ends_here(alert)
    _check_open(alert)
    why = _reason(why)
    hours = urgencies()[alert.urgency].snooze_hours if alert.urgency else 8
    if not hours:
        raise Refusal("not_put_off", "This alert cannot be put off.", "Take it, or hand it on.")
    if not 1 <= minutes <= hours * 60:
        raise NotValid("minutes", f"This alert is put off for {hours} hours at most.", "Enter the minutes.")
    if alert.snoozed_until and alert.snoozed_until > clocks.now():
        raise Clash("This alert was put off already.", "It comes back by itself.")
    until = clocks.now() + timedelta(minutes=minutes)
    both = [alert, *_twins(alert, by)]
    _write("alert.put_off", both, by, {"snoozed_until": until.isoformat()}, why)
    for one in both:
        one.snoozed_why, one.next_climb_at = why, one.next_climb_at and max(one.next_climb_at, until)
        one.save(update_fields=["snoozed_why", "next_climb_at"])
    return alert


def hand_on(alert: Alert, by: Reader, to_role: str, why: str) -> Alert:
    """`Not for me`: to the post on duty of another role, in the alert's own borough. It is still nobody's."""
    officer = _check_theirs(alert, by)
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
    _write("alert.handed_on", [alert], by, {"to_role": to_role}, why)
    return alert


def judge(alert: Alert, by: Reader, was_right: bool) -> Alert:
    """`Was this right?`: the answer counts against the rule's budget of false alarms. The last answer stands."""
    officer = _check_theirs(alert, by)
    if not alert.reference:
        raise NotValid("alert", "Only an alert that a rule raised is judged.")
    said = {"was_right": was_right, "judged_by_id": officer.pk, "judged_at": clocks.now().isoformat()}
    _write("alert.judged", [alert], by, said)
    return alert


def _check_ends_here(alert: Alert) -> None:
    remedy = ENDS_WITH_ITS_WORK.get(alert.kind)
    if remedy and alert.acknowledged_at is None and alert.withdrawn_at is None:
        raise Refusal("ends_with_its_work", "This climbs until the work itself is taken.", remedy)


def _write(kind: str, alerts: list[Alert], by: Reader, changes: dict[str, Any], why: str = "") -> None:
    """The events of one step, and the rows by them. Whom it is about is in the log; the look opens nothing of them."""
    named = alerts[0].reference or str(alerts[0].pk)
    under = look(by, people=_people(alerts[0]), operation="alteration", layer="none", change=kind, alert=named)
    for one in alerts:
        journal.write(
            kind,
            stream=stream_of(one.pk),
            by=by,
            under=under,
            occurred_at=clocks.now(),
            facts={"alert": named, "set": changes},
            payload={"reason": why} if why else None,
            payload_layer="summary",
        )
        one.refresh_from_db()


def _people(alert: Alert) -> list[UUID]:
    """Whom a rule's alert rests on, as far as anybody may know that they are held."""
    rows = db.fetch("SELECT people FROM goldthread_firing_ids(%s)", [alert.reference]) if alert.reference else []
    return list(rows[0]["people"]) if rows else []


def _twins(alert: Alert, by: Reader) -> list[Alert]:
    """The same firing told to the same officer for another post of theirs, and still to be taken."""
    if not alert.reference:
        return []
    same = Alert.objects.filter(_theirs(by) & is_open(), reference=alert.reference, kind=alert.kind)
    return list(same.select_for_update(of=("self",)).exclude(pk=alert.pk).order_by("pk"))


def _theirs(by: Reader) -> Any:
    assert by.officer is not None  # noqa: S101 - every step asks `_check_theirs` first
    return concerns(by.officer, by.role.id, by.post.borough_id if by.post else None)


def _check_theirs(alert: Alert, by: Reader) -> Officer:
    if by.officer is None:
        raise Refusal("no_person", "Alerts go to named officers.", "A named officer must ask.")
    if not Alert.objects.filter(_theirs(by), pk=alert.pk).exists():
        raise Refusal("not_yours", "This alert was not sent to you.", "It stays with those it was sent to.")
    return by.officer


def _check_open(alert: Alert) -> None:
    if alert.acknowledged_at or alert.withdrawn_at:
        raise Clash("This alert was taken or withdrawn already.", "Read who has it.")


def _reason(why: str) -> str:
    if not why.strip():
        raise NotValid("why", "Enter why.")
    if len(why.strip()) > LONGEST_WHY:
        raise NotValid("why", f"The reason is over {LONGEST_WHY} characters.", "Shorten it.")
    return why.strip()
