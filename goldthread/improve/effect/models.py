"""What was decided of a test of effect: adoptions of a pass mark, and readings that somebody kept. Never changed."""

from django.db import models

from goldthread.core.organisation.models import Officer


class Adoption(models.Model):
    """One decision about a pass mark, by a named chief officer: adopted, or withdrawn. The last of a test counts."""

    number = models.CharField(max_length=20)
    test_version = models.IntegerField()
    outcome = models.CharField(max_length=60)
    value = models.FloatField(null=True)  # none: withdrawn
    why = models.TextField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["number", "at"], name="effect_adoption_by_number")]


class Evaluation(models.Model):
    """One reading that somebody kept: the whole of what the test said then, with its digest."""

    number = models.CharField(max_length=20)
    test_version = models.IntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    is_passed = models.BooleanField(null=True)
    verdict = models.CharField(max_length=20)
    told = models.JSONField()
    digest = models.CharField(max_length=64)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["number", "until"], name="effect_evaluation_by_number")]
