"""A clock that runs or ran in a case, and what was adopted. The first is rebuilt from the journal."""

from django.db import models

from goldthread.core.organisation.models import Officer


class Clock(models.Model):
    """One run of one rule in one case. Written only by its projection, but for what the sweep has told so far.

    An open clock is overdue where `due_at` lies before now (decision 6); whether that is a breach or a reminder missed
    is `can_be_breached`, as it was when the clock started.
    """

    stream = models.CharField(max_length=80)
    rule_id = models.CharField(max_length=60)
    start_ref = models.BigIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    as_of = models.DateField()
    mark = models.CharField(max_length=8)
    can_be_breached = models.BooleanField()
    steps = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    ended_recorded_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=12, blank=True, default="")
    is_late = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    # The sweep's own: how many steps were told, and when the next is. Not part of the projection.
    steps_told = models.SmallIntegerField(default=0)
    next_step_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "rule_id", "start_ref"], name="clock_run_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(ended_at__isnull=True), name="clock_open_due"),
            models.Index(
                fields=["stream", "due_at"], condition=models.Q(ended_at__isnull=True), name="clock_open_of_case"
            ),
            models.Index(
                fields=["next_step_at"], condition=models.Q(next_step_at__isnull=False), name="clock_next_step"
            ),
        ]


class Adoption(models.Model):
    """A named chief officer made a number of ours the force's own, from a day on; ended, never deleted."""

    profile = models.CharField(max_length=60)
    rule_id = models.CharField(max_length=60)
    post = models.CharField(max_length=120)
    name = models.CharField(max_length=160)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "rule_id"], condition=models.Q(to_on__isnull=True), name="adoption_one_in_force"
            )
        ]
