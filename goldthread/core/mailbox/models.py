"""A mail that came in, what it said apart from it, each of its attachments, and how far a mailbox was read."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Officer

KEPT, WAITING, ASIDE, TAKEN, ANSWERED = "kept", "waiting", "aside", "taken", "answered"
STATES = (KEPT, WAITING, ASIDE, TAKEN, ANSWERED)
WAYS = ("folder", "imap")


class Place(models.Model):
    """How far one mailbox was read. `last_uid` counts only under `uid_validity` (RFC 3501 2.3.1.1); nothing there is
    changed by reading it."""

    name = models.CharField(max_length=200, unique=True)
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    failed_since = models.DateTimeField(null=True)
    failed_words = models.CharField(max_length=300, blank=True, default="")
    told_at = models.DateTimeField(null=True)


class Message(models.Model):
    """One mail. Coded only. `key` is what it says, so that delivered twice it is one.

    `kept` is not looked at yet; `waiting` is from an address that is entered, and waits for one press; `aside` waits
    for a person, `reason` says why; `taken` was handed in; `answered` is not for us. `entered_for` is whose address it
    claims to come from, like `home:H-4K9WQT`; `taken_as` as whose it was taken.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=8)
    received_at = models.DateTimeField()
    size = models.BigIntegerField()
    entered_for = models.CharField(max_length=60, blank=True, default="")
    is_proved = models.BooleanField(default=False)
    state = models.CharField(max_length=8, default=KEPT)
    reason = models.CharField(max_length=20, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    taken_as = models.CharField(max_length=60, blank=True, default="")
    attempts = models.IntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="mail_state"),
            models.CheckConstraint(condition=models.Q(way__in=WAYS), name="mail_way"),
        ]
        indexes = [models.Index(fields=["received_at"], name="mail_by_time")]


class MessageWords(models.Model):
    """What it said: who it claims to be from, its text, and all of it as it came. Erased with the words of a child whom
    it told of."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="said")
    sender = models.CharField(max_length=320, blank=True, default="")
    subject = models.CharField(max_length=300, blank=True, default="")
    text = models.TextField(blank=True, default="")
    content = models.BinaryField(null=True)
    erased_at = models.DateTimeField(null=True)


class Attachment(models.Model):
    """One attachment, by its place in the mail. `fault` says why it cannot be taken in; `made` has the references of
    what it was taken in as."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    number = models.IntegerField()
    name = models.CharField(max_length=120, blank=True, default="")
    size = models.BigIntegerField()
    fault = models.CharField(max_length=20, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    made = models.JSONField(default=list)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="mail_attachment_once")]
