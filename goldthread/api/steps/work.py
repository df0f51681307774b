"""Steps of work: record a concern, read and move a case, read a queue, take an alert."""

from datetime import datetime
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.alerts.actions import acknowledge as take_alert
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.queries import alerts_for, alerts_open_count
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file, open_queue
from goldthread.core.organisation.models import Officer
from goldthread.core.plain import plain
from goldthread.core.refusals import NotFound, Refusal
from goldthread.respond.concern import actions as concerns

Answer = dict[str, Any]
ALERTS_SHOWN = 100


def record_concern(by: Reader, code: str, *, key: str | None = None, **told: Any) -> Answer:
    """`told` is what the action takes: seen, words, alone, danger, done, risk, occurred_at and the rest."""
    return _standing(concerns.record_concern(by, code, idempotency_key=key, **told))


def case(by: Reader, reference: str) -> Answer:
    """The case file; `last_event_id` is what a later move names as the last event seen."""
    found = open_case_file(by, reference)
    return found.as_json()


def move(
    by: Reader,
    reference: str,
    move_id: str,
    *,
    note: str = "",
    seen_event_id: int | None = None,
    occurred_at: datetime | None = None,
    key: str | None = None,
) -> Answer:
    moved = move_case(
        by,
        reference,
        move_id,
        note=note,
        occurred_at=occurred_at,
        seen_event_id=seen_event_id,
        idempotency_key=key,
    )
    return _standing(moved)


def queue(by: Reader, area: str) -> Answer:
    return open_queue(by, area).as_json()


def alerts(by: Reader) -> Answer:
    """What the asker has been told, in person or by role: open ones first."""
    officer = _somebody(by)
    shown = alerts_for(officer, by.role.id)[:ALERTS_SHOWN]
    return {"open": alerts_open_count(officer, by.role.id), "alerts": [_alert(one) for one in shown]}


def acknowledge(by: Reader, alert_id: int) -> Answer:
    officer = _somebody(by)
    found = Alert.objects.select_related("acknowledged_by").filter(pk=alert_id).first()
    if found is None:
        raise NotFound("There is no alert with that number.")
    return _alert(take_alert(found, officer, by.role.id))


def _somebody(by: Reader) -> Officer:
    if by.officer is None:
        raise Refusal("no_person", "Alerts go to named officers.", "A named officer must ask.")
    return by.officer


def _standing(moved: Case) -> Answer:
    """Where a case stands now: what whoever moved it needs for the next move, and nothing about the child."""
    state = areas()[moved.area].state(moved.state)
    return plain(
        {
            "reference": moved.reference,
            "area": moved.area,
            "state": state.id,
            "state_words": state.words,
            "whose_turn": state.whose_turn,
            "owner": str(moved.owner) if moved.owner else None,
            "risk": moved.risk,
            "opened_at": moved.opened_at,
            "closed_at": moved.closed_at,
            "last_event_id": moved.last_event_id,
        }
    )


def _alert(alert: Alert) -> Answer:
    return plain(
        {
            "id": alert.pk,
            "kind": alert.kind,
            "words": alert.words,
            "to_role": alert.to_role,
            "person_code": alert.person_code,
            "case_reference": alert.case_reference,
            "raised_at": alert.raised_at,
            "acknowledged_at": alert.acknowledged_at,
            "acknowledged_by": str(alert.acknowledged_by) if alert.acknowledged_by else None,
        }
    )
