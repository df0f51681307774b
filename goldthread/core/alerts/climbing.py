"""What nobody took climbs: each minute, as the service, to the next post on the ladder that is on duty."""

from datetime import datetime

from django.db.models import Q

from goldthread.core import clocks, db
from goldthread.core.alerts.delivering import hand_over
from goldthread.core.alerts.models import Alert

AT_ONCE = 500


def climb() -> int:
    """Hand every alert whose time has come to its next step; how many climbed. Run again it does nothing twice."""
    now = clocks.now()
    climbed = 0
    with db.as_service():
        waits = Q(acknowledged_at=None, withdrawn_at=None, next_climb_at__lte=now)
        due = Alert.objects.select_for_update(skip_locked=True, of=("self",)).filter(waits).order_by("next_climb_at")
        for alert in due[:AT_ONCE]:
            climbed += _climb(alert, now)
    return climbed


def _climb(alert: Alert, now: datetime) -> int:
    """The last step whose time has come: after a night without a worker nobody is told three times at once."""
    steps = [(datetime.fromisoformat(step["at"]), step["role"]) for step in alert.climbs]
    reached = [place for place, (at, _) in enumerate(steps) if at <= now]
    if reached:
        hand_over(alert, steps[reached[-1]][1], alert.to_borough_id, step=reached[-1] + 1)
    alert.next_climb_at = next((at for at, _ in steps if at > now), None)
    alert.save(update_fields=["next_climb_at"])
    return 1 if reached else 0
