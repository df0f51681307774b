"""Seals: the digests that make an edited, removed or inserted row of an append-only log show."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Epoch(models.Model):
    """Which life of the database this is. One row; a restore raises its number."""

    id = models.IntegerField(primary_key=True, default=1)
    number = models.IntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_epoch_row")]


class Seal(models.Model):
    """One sealed batch: the rows of finished transactions since the last seal, each by id and digest, chained."""

    log = models.CharField(max_length=20)
    batch = models.BigIntegerField()
    shape = models.IntegerField()
    epoch = models.IntegerField()
    below_xact = models.DecimalField(max_digits=20, decimal_places=0)
    row_ids = ArrayField(models.BigIntegerField())
    row_digests = models.BinaryField()
    previous = models.BinaryField()
    digest = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "batch"], name="one_seal_per_batch")]


class Check(models.Model):
    """One proving of a log: when, how far it was sealed, and every problem found."""

    log = models.CharField(max_length=20)
    checked_at = models.DateTimeField()
    sealed_to = models.DateTimeField(null=True)
    rows = models.BigIntegerField()
    problems = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["log", "checked_at"], name="check_latest")]
