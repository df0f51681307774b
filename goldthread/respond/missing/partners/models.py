"""What a home sent: the sending as it came, and each report in it with what became of it. The words are apart."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Officer
from goldthread.core.records.models import Mention

WAITING, OPENED, JOINED, ASIDE, RETURNED, TOLD = "waiting", "opened", "joined", "aside", "returned", "told"
STATES = (WAITING, OPENED, JOINED, ASIDE, RETURNED, TOLD)
WAYS = ("api", "file", "mail")


class Sending(models.Model):
    """One call, file or mail that came; what it said is with its reports. Never refused for what it says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)
    way = models.CharField(max_length=8)
    home = models.CharField(max_length=12, blank=True, default="")
    sent_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    purpose = models.CharField(max_length=40)
    rows_sent = models.IntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(way__in=WAYS), name="sending_way")]


class PartnerReport(models.Model):
    """One row: a child missing, or back. Coded only. `key` is what it said, so that sent twice it is one report.

    `waiting` is not read yet; `opened` made a case; `joined` is about a case that was open; `aside` waits for a person;
    `returned` was answered otherwise; `told` is a child said to be back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=12, unique=True)
    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="reports")
    number = models.IntegerField()
    key = models.CharField(max_length=64, unique=True)
    what = models.CharField(max_length=8)
    home = models.CharField(max_length=12, blank=True, default="")
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=WAITING)
    field = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    case_reference = models.CharField(max_length=16, blank=True, default="")
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=STATES), name="partner_report_state")]
        indexes = [
            models.Index(fields=["received_at"], name="partner_report_by_time"),
            models.Index(fields=["case_reference"], name="partner_report_by_case"),
        ]


class ReportWords(models.Model):
    """What the row said, word for word, as it was put right last. Erased with the child's other words."""

    report = models.OneToOneField(PartnerReport, on_delete=models.CASCADE, primary_key=True, related_name="said")
    body = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)
