"""Samples as they were drawn, their cases, every version of every review, moderations, and what was sent back."""

import uuid

from django.db import models

from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Borough, Officer


class Sample(models.Model):
    """One sample, frozen when it was drawn: from which list, by which seed, by whom. Only its end is written later.

    `first_role` grades its cases, `second_role` some of them again; where `readers_borough` is given the first are of
    that borough. The row rules of its cases and of the cases themselves read these three columns.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=12, unique=True)
    programme = models.CharField(max_length=30)
    first_role = models.CharField(max_length=40)
    second_role = models.CharField(max_length=40)
    readers_borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True, related_name="+")
    of_borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=30, blank=True, default="")  # empty: a list that was handed in
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    states = models.JSONField(default=list)
    case_types = models.JSONField(default=list)
    sets = models.JSONField()  # [{"id": "MIS", "version": 1}], as they were asked
    short = models.BooleanField()
    proof = models.JSONField()  # seed, size, list digest and the rest (sampling.frozen.PROOF)
    listed = models.JSONField()  # [[reference, strata, why excluded]]: references and codes, never words
    drawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")


# Why a case is sought besides those that chance drew (inspection.md 7, November 2026); the last two are ours.
SOUGHT = (
    ("high_risk", "High risk"),
    ("complaint", "A complaint"),
    ("referral", "Sent back before"),
    ("harm", "A child died or was seriously harmed"),
    ("concern", "Somebody is worried about how it was handled"),
)


class SampledCase(models.Model):
    """One case of a sample, never changed. `case` is empty where the case is held in another system.

    Chance drew those of the arm `random`, and rates are told of them alone. Those of `targeted` were named, `why` says
    for what; they are in no rate, and none is graded twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="cases")
    place = models.IntegerField()
    reference = models.CharField(max_length=60)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    borough = models.CharField(max_length=40, blank=True, default="")
    strata = models.JSONField(default=list)
    stratum_cases = models.IntegerField()
    is_again = models.BooleanField()  # chance chose it to be graded twice
    arm = models.CharField(max_length=8, choices=(("random", "Random"), ("targeted", "Targeted")), default="random")
    why = models.CharField(max_length=12, choices=SOUGHT, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "place"], name="audit_place_once")]
        indexes = [models.Index(fields=["reference"], name="audit_case_by_reference")]


class Review(models.Model):
    """One version of one grading, never changed: a correction is the next version.

    `answers` hold codes and where each can be seen; an auditor's words are in the payload of the journal's event.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="+")
    sampled = models.ForeignKey(SampledCase, on_delete=models.PROTECT, related_name="reviews")
    which = models.CharField(max_length=6, choices=(("first", "First"), ("second", "Second")))
    version = models.IntegerField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answers = models.JSONField()
    proposed = models.JSONField()
    grade = models.CharField(max_length=30)
    is_departure = models.BooleanField()
    risk_is_live = models.BooleanField()
    event_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sampled", "which", "version"], name="audit_version_once")]


class Moderation(models.Model):
    """What a moderator decided of the gradings of one case, never changed: deciding again is the next version.

    It holds for the versions of the two gradings that the moderator saw, `second_version` 0 where there is one alone.
    A grading that is corrected later is moderated anew. The moderator's reason is in the payload of the event.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="+")
    sampled = models.ForeignKey(SampledCase, on_delete=models.PROTECT, related_name="moderations")
    version = models.IntegerField()
    first_version = models.IntegerField()
    second_version = models.IntegerField()
    grade = models.CharField(max_length=30)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    event_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sampled", "version"], name="audit_moderated_once")]


class Referral(models.Model):
    """That a sampled case was sent back. `case` is the work that it became; empty where the case is held elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="+")
    sampled = models.ForeignKey(SampledCase, on_delete=models.PROTECT, related_name="referrals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    questions = models.JSONField(default=list)
    raised_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
