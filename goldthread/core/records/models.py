"""What each system said, word for word, with its provenance; and the mentions of people in it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

RESTRICTIONS = ("", "signalled", "hidden")


class Layered(models.Model):
    """A row that carries who may see it (design decision 18); row-level security reads these two columns."""

    layer_rank = models.SmallIntegerField()
    restriction = models.CharField(max_length=12, default="", blank=True)

    class Meta:
        abstract = True


class Source(models.Model):
    """A system that sends us records: its agreement, its desk, and when it last sent a good load.

    `short_since` is set while far fewer records come than usual: what it would say is then unknown.
    """

    code = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=80)
    desk = models.CharField(max_length=120)
    agreement = models.CharField(max_length=60)
    agreement_ends_on = models.DateField()
    stale_after = models.DurationField()
    last_good_load_at = models.DateTimeField(null=True)
    last_good_through = models.DateTimeField(null=True)
    last_failed_at = models.DateTimeField(null=True)
    short_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """One version of one record of one system. Never merged, never edited; a newer version stands beside it.

    `known_at` is when the source held it and `known_from` which of its times that is; `recorded_at` is ours.
    What identifies it (system, reference, kind, date) may be shown as a signal; its words are in `RecordContent`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False)
    source_record_id = models.CharField(max_length=80)
    source_updated_at = models.DateTimeField()
    extracted_at = models.DateTimeField()
    known_at = models.DateTimeField()
    known_from = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    is_deleted = models.BooleanField(default=False)
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    occurred_at = models.DateTimeField(null=True)
    borough = models.CharField(max_length=80, blank=True, default="")
    originating_force = models.CharField(max_length=80)
    handling = models.CharField(max_length=40)
    subject_categories = ArrayField(models.CharField(max_length=30), default=list)
    retention_group = models.CharField(max_length=40)
    restriction = models.CharField(max_length=12, default="", blank=True)
    restriction_before = models.CharField(max_length=12, null=True)
    ask = models.CharField(max_length=120, blank=True, default="")
    raw_hash = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    delivery_id = models.UUIDField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_record_id", "source_updated_at", "content_hash"],
                name="one_row_per_version",
            ),
            models.UniqueConstraint(
                fields=["source", "source_record_id"],
                condition=models.Q(is_current=True),
                name="one_current_version",
            ),
            models.CheckConstraint(condition=models.Q(restriction__in=RESTRICTIONS), name="record_restriction"),
        ]


class RecordContent(Layered):
    """The words of a record, exactly as the system sent them, the fields drawn from it, and what was wrong in it.

    `noted` lists faults that did not keep the record out: code, field, words and remedy.
    """

    record = models.OneToOneField(SourceRecord, on_delete=models.CASCADE, primary_key=True, related_name="content")
    raw = models.TextField(null=True)
    narrative = models.TextField(blank=True, default="")
    facts = models.JSONField(default=list)
    noted = models.JSONField(default=list)


class Mention(models.Model):
    """One person as one record names them. Cases, flags and events anchor here, never to a person (decision 5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False)
    source_record_id = models.CharField(max_length=80)
    key = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    subject_category = models.CharField(max_length=30)
    restriction = models.CharField(max_length=12, default="", blank=True)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_record_id", "key"], name="one_mention_per_place")
        ]


class Assertion(Layered):
    """One thing one record says of one mention: what was typed, what it means if valid, and how sure it is."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="assertions", db_index=False)
    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="assertions")
    field = models.CharField(max_length=40)
    text = models.TextField()
    canonical = models.TextField(null=True)
    kind = models.CharField(max_length=12)
    grade = models.CharField(max_length=12, blank=True, default="")
    source_field = models.CharField(max_length=80)
    status = models.CharField(max_length=24, default="asserted")
    rectified_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=("fact", "opinion", "inference")), name="assertion_kind")
        ]
        indexes = [models.Index(fields=["mention", "field"], name="assertion_by_mention")]


class Tombstone(models.Model):
    """A record that was erased and may not come back: known only by a keyed hash of its reference."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    erased_at = models.DateTimeField()
    rule = models.CharField(max_length=80)
