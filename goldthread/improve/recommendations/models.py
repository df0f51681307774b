"""The register: the reports read, the recommendations in them and their nested points."""

from django.db import models

from goldthread.core.organisation.models import Officer


class Report(models.Model):
    """One report of an inspectorate: where it came from, when it was published, and the words it was read from.

    It waits as `read` until a person has compared it with the print and confirmed it; only then do its
    recommendations stand in the register.
    """

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True, default="")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    published_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default="read")
    reading = models.JSONField()
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(state="dropped"), name="one_reading_per_report"
            )
        ]


class Recommendation(models.Model):
    """One thing a report asks for. `due_on` counts from publication; "immediately" has none: days open are shown."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="recommendations")
    # Where it stands among those of its report.
    place = models.IntegerField(default=0)
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=24)
    # The number of the cause of concern it answers; numbers may begin again under each.
    under = models.CharField(max_length=20, blank=True, default="")
    timescale = models.CharField(max_length=20, blank=True, default="")
    title = models.CharField(max_length=200, blank=True, default="")
    page = models.IntegerField(null=True)
    text = models.TextField()
    is_complete = models.BooleanField(default=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=30, default="imported")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "kind", "under", "number"], name="one_recommendation_per_number")
        ]


class Point(models.Model):
    """A nested point of a recommendation, with a state of its own; the whole is no further on than its slowest."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="points")
    place = models.IntegerField()
    text = models.TextField()
    state = models.CharField(max_length=30, default="imported")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "place"], name="one_point_per_place")]
