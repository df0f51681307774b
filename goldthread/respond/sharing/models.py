"""What went to which authority, word for word, and what came back; each on its way out, with proof."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Officer
from goldthread.core.records.models import Mention

# By telephone somebody tells it, and writes down that it was told.
ROUTES = ("api", "file", "mail", "phone")
SENT_BY_US = ("file", "mail")
WAITING, READING, READ = "waiting", "reading", "read"


class Share(models.Model):
    """One giving out of one case to one recipient. Coded only, and written only by its projection.

    `sent_at` is when it left by file or mail, or when the authority's own system or officer first read it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=16, unique=True)
    case_reference = models.CharField(max_length=16)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="shares")
    authority = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    route = models.CharField(max_length=8)
    basis = models.CharField(max_length=40)
    consent = models.CharField(max_length=20, blank=True, default="")
    grade = models.CharField(max_length=12, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=200, blank=True, default="")
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=20, blank=True, default="")
    outcome = models.CharField(max_length=40, blank=True, default="")
    decided_on = models.DateField(null=True)
    disputed_at = models.DateTimeField(null=True)
    disputed_because = models.CharField(max_length=20, blank=True, default="")
    conflict_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True)
    chases = models.IntegerField(default=0)
    taken_back_at = models.DateTimeField(null=True)
    last_event_id = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(route__in=ROUTES), name="share_route")]
        indexes = [
            models.Index(fields=["authority", "made_at"], name="share_by_authority"),
            models.Index(fields=["case_reference"], name="share_by_case"),
            models.Index(fields=["mention"], name="share_by_mention"),
        ]


class SharedWords(models.Model):
    """What the authority reads: exactly this left the force. Erased with the child's other words."""

    share = models.OneToOneField(Share, on_delete=models.CASCADE, primary_key=True, related_name="words")
    body = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)


class Sending(models.Model):
    """A share, or a reminder of it, on its way out by file or mail: tried until it is out, never lost.

    `batch` names the file it goes in, given before the file is written: a run that was stopped writes the same again.
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="sendings")
    what = models.CharField(max_length=12, default="share")
    authority = models.CharField(max_length=40)
    route = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    batch = models.CharField(max_length=40, blank=True, default="")
    attempts = models.IntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=200, blank=True, default="")
    failed_words = models.CharField(max_length=200, blank=True, default="")
    alarmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(what__in=("share", "chase")), name="sending_what")]
        indexes = [
            models.Index(fields=["route", "next_attempt_at"], condition=models.Q(sent_at__isnull=True),
                         name="sending_waits"),
        ]  # fmt: skip


class OutcomeFile(models.Model):
    """A file of outcomes that somebody handed in: checked for form and kept at once, read by the worker.

    `rows_sent` is how many rows it has. How many are done is counted from the rows themselves, so that it cannot differ
    from them. `purpose` is what it was handed in for, and what each of its rows is taken for. `form` is whose columns
    it has; `areas` the work that whoever handed it in shares for: a row about other work is set aside.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    authority = models.CharField(max_length=40, blank=True, default="")
    loaded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    purpose = models.CharField(max_length=40, default="casework")
    form = models.CharField(max_length=20, default="outcomes")
    areas = models.CharField(max_length=60, default="concern")
    rows_sent = models.IntegerField(default=0)
    state = models.CharField(max_length=8, default=WAITING)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=(WAITING, READING, READ)), name="outcome_file_state")
        ]


class OutcomeContent(models.Model):
    """What was handed in, word for word, until it is read: then it goes. The app puts it in and cannot read it."""

    file = models.OneToOneField(OutcomeFile, on_delete=models.CASCADE, primary_key=True, related_name="content")
    content = models.BinaryField()


class OutcomeRow(models.Model):
    """One attempt at one row: accepted, unchanged, in conflict with what is held, set aside with field and words, or
    returned to its sender.

    What a row set aside said is kept, so that it can be put right; of the others only whose it was. A row put right
    is a further attempt with who made it and when; the attempts before it stay as they were.
    """

    file = models.ForeignKey(OutcomeFile, on_delete=models.CASCADE, related_name="rows")
    number = models.IntegerField()
    attempt = models.IntegerField(default=1)
    taken_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", null=True)
    taken_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=12)
    reference = models.CharField(max_length=40, blank=True, default="")
    field = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    raw = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number", "attempt"], name="outcome_attempt_once")]
        indexes = [models.Index(fields=["file"], condition=models.Q(result="set aside"), name="outcome_row_aside")]
