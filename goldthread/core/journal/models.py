"""The journal: what happened, to whom, when, by whom. Append-only; personal payloads stand beside it, erasable."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from goldthread.core.db.fields import Sealed
from goldthread.core.organisation.models import Officer


class Event(Sealed):
    """One thing that happened, with three times (design decision 2).

    `occurred_at` is when it happened in the world, `known_at` when the force's source held it, `recorded_at` when
    Goldthread did. `facts` hold codes and references, never personal content; that is in the payload.
    """

    event_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=80)
    stream = models.CharField(max_length=80)
    occurred_at = models.DateTimeField()
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    service = models.CharField(max_length=60, blank=True, default="")
    log_entry_id = models.BigIntegerField()
    mentions = ArrayField(models.UUIDField(), default=list)
    facts = models.JSONField(default=dict)
    payload_digest = models.BinaryField(null=True)
    idempotency_key = models.CharField(max_length=120, null=True, unique=True)
    request_digest = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(officer__isnull=False) | ~models.Q(service=""), name="event_says_who"
            ),
        ]
        indexes = [
            models.Index(fields=["stream", "id"], name="event_by_stream"),
            models.Index(fields=["epoch", "xact"], name="event_by_transaction"),
        ]


class Payload(models.Model):
    """The personal part of an event. Erasing it leaves the event and its salted digest, so the chain still holds."""

    event = models.OneToOneField(Event, on_delete=models.DO_NOTHING, primary_key=True, related_name="payload")
    layer_rank = models.SmallIntegerField()
    salt = models.BinaryField(null=True)
    body = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)
