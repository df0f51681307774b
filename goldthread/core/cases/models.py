"""The shared case row: a projection of the journal that lists, queues and clocks read."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.records.models import Mention


class Case(models.Model):
    """One piece of work about one child, anchored to the mention it was about. Written only by its projection."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=16, unique=True)
    area = models.CharField(max_length=30)
    state = models.CharField(max_length=40)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="cases")
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True)
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    risk = models.CharField(max_length=12, blank=True, default="")
    last_event_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["area", "state", "opened_at"],
                condition=models.Q(closed_at__isnull=True),
                name="case_open_queue",
            ),
            models.Index(fields=["mention"], name="case_by_mention"),
        ]
