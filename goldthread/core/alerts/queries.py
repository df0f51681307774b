"""Reading alerts."""

from django.db.models import F, Q, QuerySet

from goldthread.core.alerts.models import Alert
from goldthread.core.organisation.models import Officer


def alerts_for(officer: Officer, role: str) -> QuerySet[Alert]:
    """What an officer has been told, unacknowledged first, then newest."""
    mine = Alert.objects.filter(Q(to_officer=officer) | Q(to_role=role))
    return mine.select_related("acknowledged_by").order_by(F("acknowledged_at").asc(nulls_first=True), "-raised_at")


def alerts_open_count(officer: Officer, role: str) -> int:
    return Alert.objects.filter(Q(to_officer=officer) | Q(to_role=role), acknowledged_at=None).count()
