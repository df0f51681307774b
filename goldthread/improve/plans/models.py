"""Plans as they were kept: every version of every promise, so that any past instant can be told as it stood then.

A place is a nested point's place in its recommendation; 0 is the recommendation itself. `serves` lists pairs of a
recommendation's id and a place.
"""

from django.db import models

from goldthread.core.organisation.models import Officer
from goldthread.improve.recommendations.models import Recommendation


class Commitment(models.Model):
    """What the force means to achieve by one recommendation, in which plan, and which post answers; never changed."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="commitments")
    plan = models.CharField(max_length=30)
    objective = models.TextField()
    post_role = models.CharField(max_length=40)
    post_borough = models.CharField(max_length=40, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class Action(models.Model):
    """One thing to be done; what it says stands in its versions."""

    reference = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class ActionVersion(models.Model):
    """One version of an action, never changed: the latest stands. `first_due_on` is the day first promised."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="versions")
    version = models.IntegerField()
    words = models.TextField()
    plan = models.CharField(max_length=30)
    origin = models.CharField(max_length=12)
    post_role = models.CharField(max_length=40)
    post_borough = models.CharField(max_length=40, blank=True, default="")
    start_on = models.DateField(null=True)
    due_on = models.DateField()
    first_due_on = models.DateField()
    done_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default="planned")
    serves = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "version"], name="plans_action_version_once")]


class Position(models.Model):
    """Where things stand, in words, on a day; never changed. It breaks the silence only on the places it names."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    places = models.JSONField(default=list)
    words = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class Dependency(models.Model):
    """That one recommendation waits until another is as far as `needs_stage`. An end keeps the row."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    needs = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    needs_stage = models.CharField(max_length=30)
    source = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "needs"], condition=models.Q(ended_at=None), name="plans_dependency_once"
            )
        ]


class Split(models.Model):
    """That a recommendation without points was split into points by hand, since it asks for more than one thing."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class KeptFile(models.Model):
    """A file as it was handed in, once for its bytes, never changed."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class Evidence(models.Model):
    """One proof or condition. `kind` input says that something was put in place: a condition, never proof of effect."""

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=8)
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=500, blank=True, default="")
    effective_on = models.DateField()
    serves = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("by")),
                name="plans_nobody_approves_their_own",
            )
        ]


class Letter(models.Model):
    """A letter of the inspectorate, as it was recorded, never changed: the only thing that closes."""

    reference = models.CharField(max_length=80, unique=True)
    on = models.DateField()
    digest = models.CharField(max_length=64)
    words = models.TextField()
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class LetterPoint(models.Model):
    """What a letter says of one point: closed, returned, or still progressed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="points")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    place = models.IntegerField()
    says = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "recommendation", "place"], name="plans_letter_point_once")
        ]


class StageTaken(models.Model):
    """One move of one point, never changed: the latest is its stage. Only a letter closes, and the table says so."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    place = models.IntegerField()
    stage = models.CharField(max_length=30)
    reason = models.TextField(blank=True, default="")
    # The other recommendation, where this one is merged with it or superseded by it.
    other = models.ForeignKey(Recommendation, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stage__in=("closed", "returned")) | models.Q(letter__isnull=False),
                name="plans_only_a_letter_closes_or_returns",
            )
        ]
        indexes = [models.Index(fields=["recommendation", "place", "-at"], name="plans_stage_of_a_point")]
