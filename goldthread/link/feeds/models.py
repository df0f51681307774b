"""What was delivered to us, and what became of every row of it."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Officer
from goldthread.core.records.models import Source


class Delivery(models.Model):
    """One file or one call's worth of rows from one system: in = accepted + unchanged + quarantined, always."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, default="received")
    rows_read = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    quarantined = models.IntegerField(default=0)
    notes = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rows_read=models.F("accepted") + models.F("unchanged") + models.F("quarantined")),
                name="every_row_accounted_for",
            )
        ]


class DeliveryBytes(models.Model):
    """The delivered bytes, kept only until they are loaded."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, primary_key=True, related_name="bytes")
    content = models.BinaryField()


class QuarantinedRow(models.Model):
    """A row that could not be taken in: where it stands, what is wrong with it, and what to do."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="quarantine")
    row = models.IntegerField()
    code = models.CharField(max_length=20)
    field = models.CharField(max_length=80)
    words = models.CharField(max_length=400)
    remedy = models.CharField(max_length=400)
    source_record_id = models.CharField(max_length=80, blank=True, default="")
    raw = models.TextField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "row"], name="one_outcome_per_quarantined_row")]
