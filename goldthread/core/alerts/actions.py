"""Every write of alerts: raised once, acknowledged by a named officer."""

from goldthread.core import clocks
from goldthread.core.alerts.models import Alert
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Refusal


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


def acknowledge(alert: Alert, officer: Officer, role: str) -> Alert:
    """`I have this`: a named officer takes the alert. Taking it twice changes nothing."""
    if alert.to_officer_id != officer.pk and alert.to_role != role:
        raise Refusal("not_yours", "This alert was not sent to you.", "It stays with those it was sent to.")
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by = clocks.now(), officer
        alert.save(update_fields=["acknowledged_at", "acknowledged_by"])
    return alert
