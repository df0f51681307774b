"""Seats, meetings and what they decided. The bodies themselves are data of the force's profile."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from goldthread.core.db.ids import new_id
from goldthread.core.organisation.models import Officer


class Seat(models.Model):
    """An officer sits on a body from an instant to another; what they see through it ends with it.

    `reads` are the bodies whose words the seat opens besides its own, kept from the day it was given: the row rules go
    by it, and the body's declaration of today may narrow it further.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    body = models.SlugField(max_length=40)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    organisation = models.CharField(max_length=120)
    reads = ArrayField(models.SlugField(max_length=40), default=list)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
                name="governance_seat_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["body", "officer"], condition=models.Q(ends_at=None), name="governance_one_seat_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["officer", "body"], name="governance_seat_by_officer")]


class Meeting(models.Model):
    """One meeting of a body. The day it was planned for stays beside the day it was held; minutes are short."""

    id = models.UUIDField(primary_key=True, default=new_id)
    body = models.SlugField(max_length=40)
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True, default="")
    minutes = models.TextField(blank=True, default="")
    minuted_at = models.DateTimeField(null=True)
    minuted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    planned_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["body", "planned_at"], name="governance_meeting_by_day")]


class AgendaItem(models.Model):
    """One thing a meeting is to speak of: a recommendation, a finding of audit, a pack, or words alone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    body = models.SlugField(max_length=40)
    place = models.IntegerField()
    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="governance_one_item_per_place")]


class Attendance(models.Model):
    """Whether the holder of a seat came to a meeting, sent somebody, or did not."""

    id = models.UUIDField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    body = models.SlugField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="governance_one_attendance_per_seat")]


class Decision(models.Model):
    """What a meeting decided: about which recommendations, who is to do it, by when, and that it was done."""

    id = models.UUIDField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    body = models.SlugField(max_length=40)
    place = models.IntegerField()
    words = models.TextField()
    about = ArrayField(models.CharField(max_length=20), default=list)
    owner_post = models.CharField(max_length=120)
    due_on = models.DateField()
    decided_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_words = models.TextField(blank=True, default="")
    done_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="governance_one_decision_per_place")]
        indexes = [models.Index(fields=["body", "decided_at"], name="governance_decision_by_day")]


class Citing(models.Model):
    """What a decision says of people or money, and the figure that it cites; a correction is the next version.

    `measure` is an id of improve.effect.measures, empty where no figure is cited; no `boroughs` is the whole force.
    `read` keeps the figures as they stood: whoever looks later sees what the body saw.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="citings")
    body = models.SlugField(max_length=40)
    version = models.IntegerField()
    kind = models.CharField(max_length=12)
    measure = models.CharField(max_length=80, blank=True, default="")
    boroughs = ArrayField(models.SlugField(max_length=40), default=list)
    read = models.JSONField(default=dict)
    look_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "version"], name="governance_one_citing_a_version")]


class EffectLook(models.Model):
    """Somebody looked at the effect of a decision: their words, and the figures as they stood then. Only grows."""

    id = models.UUIDField(primary_key=True, default=new_id)
    citing = models.ForeignKey(Citing, on_delete=models.PROTECT, related_name="looks")
    body = models.SlugField(max_length=40)
    words = models.TextField()
    verdict = models.CharField(max_length=16)
    read = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class Learning(models.Model):
    """What a meeting learned, and its two routes, each dated: to borough commanders, and to training and policy."""

    id = models.UUIDField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="learned")
    body = models.SlugField(max_length=40)
    words = models.TextField()
    learned_at = models.DateTimeField()
    boroughs_told_on = models.DateField(null=True)
    boroughs_told = models.CharField(max_length=200, blank=True, default="")
    training_told_on = models.DateField(null=True)
    training_told = models.CharField(max_length=200, blank=True, default="")


class Pack(models.Model):
    """A sampled case as it is put before a meeting: questions, answers, grade and steps, with nobody in it.

    `held` is the whole of it, `digest` its SHA-256. Which case it was is in the journal's event alone, which no member
    of a panel can read.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    body = models.SlugField(max_length=40)
    number = models.IntegerField()
    held = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    words_checked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="governance_one_pack_per_number")]
