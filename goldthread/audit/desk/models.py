"""What an auditor has half written of a case: theirs alone, and gone once it is submitted."""

from django.db import models

from goldthread.audit.reviews.models import Sample, SampledCase
from goldthread.core.organisation.models import Officer


class Draft(models.Model):
    """Answers of one officer to one sampled case that are not submitted yet. It counts nowhere and grades nothing.

    `answers` hold by question `said`, `confidence`, `words` and `evidence`, as they are submitted; any may be missing.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="+")
    sampled = models.ForeignKey(SampledCase, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sampled", "officer"], name="audit_draft_once")]
