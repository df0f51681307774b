"""Tasks given at a borough's briefing, what local intelligence said, the champions, and who looks after which ward."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Borough, Officer

STATES = ("given", "accepted", "done", "not_done", "carried", "withdrawn")


class Task(models.Model):
    """One thing to be done by one named officer by a time, given at one day's briefing. Without an officer: NO NAME.

    About a child only through a mention (decision 5): such a row needs a look. `words` and `why` say what is to be done
    and why it was not; they name nobody. What became of it is a projection of the journal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=12, unique=True)
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="+")
    briefing_on = models.DateField()
    words = models.CharField(max_length=200)
    case_id = models.UUIDField(null=True)
    case_reference = models.CharField(max_length=16, blank=True, default="")
    mention_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True, default="")  # the post it was given to, where no name was
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    due_at = models.DateTimeField()
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, default="given")
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # when it was done, or was given up: in the world
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200, blank=True, default="")
    last_event_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="task_state"),
            models.CheckConstraint(
                condition=models.Q(officer__isnull=False) | ~models.Q(state__in=("accepted",)),
                name="task_accepted_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["borough", "briefing_on"], name="task_of_a_briefing"),
            models.Index(
                fields=["officer"], condition=models.Q(state__in=("given", "accepted")), name="task_open_by_officer"
            ),
        ]


class IntelligenceLine(models.Model):
    """What a local intelligence team wants said at the briefing: dated, graded, for a time, and who may be told.

    `source` and `assessment` are of the 3x5x2 scheme: how reliable the source is, how well the information is known.
    """

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="+")
    ward = models.CharField(max_length=80, blank=True, default="")
    words = models.CharField(max_length=300)
    source = models.CharField(max_length=1)
    assessment = models.CharField(max_length=1)
    handling = models.CharField(max_length=1)
    conditions = models.CharField(max_length=200, blank=True, default="")
    dated_on = models.DateField()
    expires_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handling="P") | ~models.Q(conditions=""), name="line_of_code_c_has_conditions"
            ),
        ]
        indexes = [models.Index(fields=["borough", "expires_at"], name="line_of_a_borough")]


class Champion(models.Model):
    """A child protection champion of a borough, from a day on, and the time they are given for it."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=120)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "officer"], condition=models.Q(until_on__isnull=True), name="champion_once"
            )
        ]


class Ward(models.Model):
    """A ward as its borough's briefing names it: its dedicated officer, and what to look for there now."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    look_for = models.CharField(max_length=200, blank=True, default="")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["borough", "name"], name="ward_once")]
