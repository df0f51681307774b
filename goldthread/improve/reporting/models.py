"""Editions of reports as they were published, and the cases that stood behind their figures. Never changed."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Officer


class Edition(models.Model):
    """One published report. `whole` is for inside the force, `outside` what readers outside it get; each with its hash.

    A correction is a further edition of the same quarter that names the earlier one and says why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    period = models.CharField(max_length=7)
    number = models.IntegerField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True, default="")
    whole = models.JSONField()
    outside = models.JSONField()
    digest = models.CharField(max_length=64)
    outside_digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "number"], name="report_edition_once")]

    @property
    def name(self) -> str:
        return f"{self.period}-{self.number}"


class FigureCase(models.Model):
    """A case behind a figure of an edition: ids alone. `borough` is where the case lay, for the figures by borough."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    figure = models.CharField(max_length=8)
    borough = models.CharField(max_length=80)
    case_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["edition", "figure", "borough"], name="report_cases_of_figure"),
            models.Index(fields=["case_id"], name="report_figures_of_case"),
        ]
