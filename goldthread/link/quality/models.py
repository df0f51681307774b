"""Counters of what was sent, by source, day and borough: so that a report over years is a sum of few rows.

Counts only. Nothing here names or leads to anybody, so no look is needed, and an erasure has nothing to erase.
"""

from django.db import models

from goldthread.core.records.models import Source


class Counted(models.Model):
    """One source on the London day its rows were received. `borough` is one of ours, "" (none given) or elsewhere."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    day = models.DateField()
    borough = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        abstract = True


class DayCount(Counted):
    """Rows read. `unchanged` were held already; the other columns count only what was new."""

    rows = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    deletions = models.BigIntegerField(default=0)
    quarantined = models.BigIntegerField(default=0)
    mentions = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "source", "borough"], name="one_day_count")]


class FieldCount(Counted):
    """One column of the feed: how often it could have been filled, how often it was, how often with what fails."""

    column = models.CharField(max_length=80)
    expected = models.BigIntegerField(default=0)
    present = models.BigIntegerField(default=0)
    wrong = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "source", "borough", "column"], name="one_field_count")]


class WaitCount(Counted):
    """How long news took: `source` from when it happened to when the source held it, `us` from there to us."""

    until = models.CharField(max_length=8)
    band = models.CharField(max_length=8)
    records = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "source", "borough", "until", "band"], name="one_wait_count")
        ]


class CodeCount(models.Model):
    """Rows set aside by one code, and how many of them were put right here since; or, by a code N-, rows that were kept
    with something noted. A row set aside has no borough."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    day = models.DateField()
    code = models.CharField(max_length=20)
    rows = models.BigIntegerField(default=0)
    put_right = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "source", "code"], name="one_code_count")]


class HourCount(models.Model):
    """Readable rows by the hour their source took them out: what volume is judged by, whenever the file came."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    hour = models.DateTimeField()
    rows = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "hour"], name="one_hour_count")]


class DoubleCount(Counted):
    """Records of one source that say, under two references, the same words. Here `day` is when the source held it."""

    records = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "day", "borough"], name="one_double_count")]


class Volume(models.Model):
    """What was judged of one source's volume on one of its days: the newest judgement, as often as it is judged."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    day = models.DateField()
    until = models.DateTimeField()
    rows = models.BigIntegerField()
    usual = models.FloatField(null=True)
    state = models.CharField(max_length=12)
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "day"], name="one_volume_a_day")]


class Notice(models.Model):
    """What those who keep feeds were told of a source, so that they are told once."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "about"], name="told_once")]


class Counting(models.Model):
    """When a source's doubles were last counted, and up to which delivery."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, primary_key=True, related_name="+")
    doubles_counted_at = models.DateTimeField()
