"""What was delivered to us, what became of every row of it, and whether a source and we hold the same."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Officer
from goldthread.core.records.models import Source


class Delivery(models.Model):
    """One file or one call's worth of rows from one system: in = accepted + unchanged + quarantined, always.

    `head` is the header of a CSV, without which a row of it cannot be read again. A replay is a delivery of its own
    with the rows that were put right; the counts of the delivery they came in stay as they were.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField(default=0)
    form = models.CharField(max_length=12, blank=True, default="")
    head = models.TextField(blank=True, default="")
    replay_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replays")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, default="received")
    bytes_read = models.BigIntegerField(default=0)
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
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("received", "loading", "loaded", "failed")), name="delivery_state"
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "id"], name="delivery_newest"),
            models.Index(fields=["source", "digest"], name="delivery_by_digest"),
        ]


class DeliveryPiece(models.Model):
    """A piece of the delivered bytes, packed, kept only until they are loaded. Any size passes in small memory."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    place = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "place"], name="one_piece_per_place")]


class QuarantinedRow(models.Model):
    """A row that could not be taken in: where it stands, what is wrong with it, what to do, and what was done.

    It waits until it is `replayed` (then `replay` is the delivery it went in with) or `returned` to its sender.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="quarantine")
    row = models.IntegerField()
    code = models.CharField(max_length=20)
    field = models.CharField(max_length=80)
    words = models.CharField(max_length=400)
    remedy = models.CharField(max_length=400)
    source_record_id = models.CharField(max_length=80, blank=True, default="")
    raw = models.TextField(null=True)
    state = models.CharField(max_length=12, default="waiting")
    replay = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "row"], name="one_outcome_per_quarantined_row"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", settled_at=None)
                | models.Q(state="replayed", settled_at__isnull=False, replay__isnull=False)
                | (models.Q(state="returned", settled_at__isnull=False) & ~models.Q(reason="")),
                name="quarantined_row_settled",
            ),
        ]
        indexes = [
            models.Index(fields=["delivery", "row"], condition=models.Q(state="waiting"), name="quarantine_waiting")
        ]


class Reconciliation(models.Model):
    """What a source says it holds beside what we hold, on one day: the counts, and every record that differs.

    `first` and `last` are the days of occurrence its list is about; both None where it lists everything. The list
    itself is kept only until it is compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    listed = models.IntegerField()
    listing = models.BinaryField(null=True)
    compared_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-at", "id"], name="reconciliation_newest")]


class Difference(models.Model):
    """One record that a source and we do not hold alike. `kind` says how; `held` and `listed` are the two versions."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="differences")
    source_record_id = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    listed_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=200, blank=True, default="")
    open_cases = models.IntegerField(default=0)


class SourceChange(models.Model):
    """What was entered, renewed or changed of a source, with what it was before. It names no child; never edited."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("entered", "renewed", "changed")), name="source_change_kind"
            )
        ]
        indexes = [models.Index(fields=["source", "-at"], name="source_change_newest")]
