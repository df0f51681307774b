"""Alerts: what a named role or officer must know, and who acknowledged it."""

from django.db import models

from goldthread.core.organisation.models import Officer


class Alert(models.Model):
    """One thing told to one officer or to everyone in a role. It carries references, never content."""

    kind = models.CharField(max_length=40)
    to_officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="alerts")
    to_role = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=300)
    person_code = models.CharField(max_length=12, blank=True, default="")
    case_reference = models.CharField(max_length=16, blank=True, default="")
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_officer__isnull=False) | ~models.Q(to_role=""),
                name="alert_goes_to_someone",
            )
        ]
        indexes = [
            models.Index(fields=["to_role"], condition=models.Q(acknowledged_at__isnull=True), name="alert_open_role"),
        ]
