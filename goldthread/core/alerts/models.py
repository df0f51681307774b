"""Alerts: what a named role or officer must know, to whom it went, and who took it; and why a tripwire fired."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from goldthread.core.organisation.models import Borough, Officer

URGENCIES = ("", "soon", "today", "now")


class Alert(models.Model):
    """One thing told to one officer or to everyone in a role. It carries references, never content.

    A tripwire's alert has the reference of its firing: whoever opens it looks, and is logged. `act_by` is when somebody
    should have taken it; `climbs` says to whom it goes from then on, `next_climb_at` when next. A snoozed one waits.
    """

    kind = models.CharField(max_length=40)
    to_officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="alerts")
    to_role = models.CharField(max_length=40, blank=True, default="")
    to_borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300)
    person_code = models.CharField(max_length=12, blank=True, default="")
    case_reference = models.CharField(max_length=16, blank=True, default="")
    reference = models.CharField(max_length=12, blank=True, default="", db_default="")
    urgency = models.CharField(max_length=8, blank=True, default="", db_default="")
    known_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField()
    act_by = models.DateTimeField(null=True)
    climbs = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    next_climb_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)
    snoozed_why = models.CharField(max_length=300, blank=True, default="", db_default="")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True, default="", db_default="")
    was_right = models.BooleanField(null=True)
    judged_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    last_event_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_officer__isnull=False) | ~models.Q(to_role=""),
                name="alert_goes_to_someone",
            ),
            models.CheckConstraint(condition=models.Q(urgency__in=URGENCIES), name="alert_urgency"),
        ]
        indexes = [
            models.Index(fields=["to_role"], condition=models.Q(acknowledged_at__isnull=True), name="alert_open_role"),
            models.Index(
                fields=["next_climb_at"],
                condition=models.Q(acknowledged_at__isnull=True, withdrawn_at__isnull=True),
                name="alert_next_climb",
            ),
            models.Index(fields=["reference"], condition=~models.Q(reference=""), name="alert_by_reference"),
            models.Index(fields=["kind", "raised_at"], name="alert_by_kind"),
        ]


class Delivery(models.Model):
    """One alert on its way to one officer by one channel: when it was tried, when it arrived, when it was seen.

    `why` says how this officer came to be told: on duty until then, or that nobody nearer was. It proves the telling.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="deliveries")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10)
    step = models.SmallIntegerField(default=0)
    why = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    failed_words = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "officer", "channel"], name="delivery_once_by_channel"),
        ]
        indexes = [
            models.Index(fields=["officer", "alert"], name="delivery_by_officer"),
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(next_attempt_at__isnull=False),
                name="delivery_to_send",
            ),
        ]


class Firing(models.Model):
    """That a tripwire fired: on whom one mention names, on which occasion, resting on which mentions and records.

    Whoever the mentions are now may have changed since: then it is looked at again, and withdrawn if its ground is
    gone. `facts` are counts and days, never content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=12, unique=True)
    rule = models.CharField(max_length=40)
    occasion = models.CharField(max_length=120)
    subject = models.UUIDField()
    mentions = ArrayField(models.UUIDField(), default=list)
    records = ArrayField(models.UUIDField(), default=list)
    facts = models.JSONField(default=dict)
    known_at = models.DateTimeField()
    fired_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["rule", "occasion"], name="firing_by_occasion"),
            GinIndex(fields=["mentions"], name="firing_by_mentions"),
        ]
