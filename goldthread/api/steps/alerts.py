"""Steps of alerts: what was told, why, to whom; take it, put it off, hand it on, say if it was right; the rules."""

from datetime import timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions, answering, queries
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.opening import open_alert
from goldthread.core.alerts.registry import tripwires
from goldthread.core.organisation.models import Officer
from goldthread.core.plain import plain
from goldthread.core.refusals import NotFound, NotValid, Refusal

Answer = dict[str, Any]
FIGURES_DAYS = 28
COUNTED = ("fired", "told_times", "taken", "withdrawn", "was_right", "was_wrong")
TOLD = (
    "kind", "words", "to_role", "person_code", "case_reference", "reference", "urgency", "known_at", "raised_at",
    "act_by", "snoozed_until", "snoozed_why", "acknowledged_at", "withdrawn_at", "withdrawn_why", "was_right",
)  # fmt: skip


def alerts(by: Reader, **wanted: Any) -> Answer:
    """What the asker has been told, in person or by post: what waits first. `wanted` as the list's own choices."""
    officer, borough = _somebody(by)
    asked = queries.Wanted(**wanted)
    if asked.state not in queries.STATES or asked.sort not in queries.SORTS:
        raise NotValid("state", "There is no such list of alerts.", f"States: {', '.join(queries.STATES)}.")
    shown, total = queries.find_alerts(officer, by.role.id, borough, asked)
    actions.see([one.pk for one in shown], officer)
    waiting = queries.alerts_open_count(officer, by.role.id, borough)
    return {"open": waiting, "total": total, "page": asked.page, "alerts": [_alert(one) for one in shown]}


def alert(by: Reader, reference: str) -> Answer:
    """What a rule's alert rests on; a logged look."""
    found = open_alert(by, reference)
    if by.officer:
        actions.see([found.alert.pk], by.officer)
    told: Answer = plain({**found.as_json(), "alert": _alert(found.alert)})
    return told


def acknowledge(by: Reader, alert_id: int) -> Answer:
    return _alert(answering.acknowledge(_held(alert_id), by))


def snooze_alert(by: Reader, alert_id: int, *, minutes: int, why: str) -> Answer:
    return _alert(answering.snooze(_held(alert_id), by, minutes, why))


def hand_on_alert(by: Reader, alert_id: int, *, to_role: str, why: str) -> Answer:
    return _alert(answering.hand_on(_held(alert_id), by, to_role, why))


def judge_alert(by: Reader, alert_id: int, *, was_right: bool) -> Answer:
    return _alert(answering.judge(_held(alert_id), by, was_right))


def tripwire_figures(by: Reader, *, days: int = FIGURES_DAYS) -> Answer:
    """Every rule with its sentence, source and budget, and what its alerts of the last days came to. No person."""
    figures = queries.rule_figures(by, clocks.now() - timedelta(days=days))
    return {"days": days, "tripwires": [_rule(one, figures.get(one.id, {}), days) for one in tripwires().values()]}


def _rule(rule: Any, found: Answer, days: int) -> Answer:
    wrong = found.get("was_wrong", 0)
    per_shift = wrong / (days * queries.SHIFTS_A_DAY)
    return {
        "id": rule.id,
        "title": rule.title,
        "sentence": rule.sentence,
        "do": rule.do,
        "source": rule.source,
        "mark": str(rule.mark),
        "verified": rule.verified,
        "urgency": rule.urgency,
        "told": [one.role for one in rule.told],
        "budget": rule.budget,
        **{name: found.get(name, 0) for name in COUNTED},
        "median_minutes": _rounded(found.get("median_minutes")),
        "slow_minutes": _rounded(found.get("slow_minutes")),
        "false_alarms_per_shift": round(per_shift, 3),
        "is_over_budget": per_shift > rule.budget,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 1)


def _held(alert_id: int) -> Alert:
    """The alert, held until the transaction ends: two officers at once take it one after the other."""
    found = Alert.objects.select_for_update(of=("self",)).filter(pk=alert_id).first()
    if found is None:
        raise NotFound("There is no alert with that number.")
    return found


def _somebody(by: Reader) -> tuple[Officer, str | None]:
    if by.officer is None:
        raise Refusal("no_person", "Alerts go to named officers.", "A named officer must ask.")
    return by.officer, by.post.borough_id if by.post else None


def _alert(alert: Alert) -> Answer:
    told = {name: getattr(alert, name) for name in TOLD}
    by = str(alert.acknowledged_by) if alert.acknowledged_by else None
    found: Answer = plain({"id": alert.pk, **told, "to_borough": alert.to_borough_id, "acknowledged_by": by})
    return found
