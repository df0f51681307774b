"""Flags of ours, rebuilt from the journal; and those that other systems' records tell."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.records.models import Mention, SourceRecord

STATES = ("live", "ended", "lifted")


class Flag(models.Model):
    """One flag about whom one mention names (decision 5). Written only by its projection; its reasons are payloads.

    `ended` is a flag whose last day passed and that nobody has looked at since: it is still shown, until somebody does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="flags")
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True)
    raised_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    last_event_id = models.BigIntegerField()
    # The sweep's own, as with clocks: which of its reminders was given last. Not part of the projection.
    reminded_of = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=STATES), name="flag_state")]
        indexes = [
            models.Index(fields=["mention"], name="flag_by_mention"),
            models.Index(fields=["review_on"], condition=models.Q(closed_at__isnull=True), name="flag_open_review"),
        ]


class Told(models.Model):
    """What one version of one record says of one mention, as a flag: shown as the source's, beside ours.

    Whether it counts is decided where it is read: only the current version of a record that is still there does.
    """

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="told", db_index=False)
    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="told")
    kind = models.CharField(max_length=40)
    said_as = models.CharField(max_length=80)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mention", "record", "kind"], name="flag_told_once")]
