"""The shared case row: a projection of the journal that lists, queues and clocks read."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.records.models import Mention


class Case(models.Model):
    """One piece of work about one child, anchored to the mention it was about. Written only by its projection."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=16, unique=True)
    area = models.CharField(max_length=30)
    state = models.CharField(max_length=40)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="cases")
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True)
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # None: mirrored
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    risk = models.CharField(max_length=12, blank=True, default="")
    # Coded values that the work's own moves ask for: lists, counts and clocks go by them. Never words about a person.
    facts = models.JSONField(default=dict)
    # Checklist item: {"answer": done, not_needed or unknown, "by": officer, "at": instant}; its words are the event's.
    answers = models.JSONField(default=dict)
    owned_by = models.CharField(max_length=40, blank=True, default="")  # the system that owns it; empty: we do
    external_reference = models.CharField(max_length=60, blank=True, default="")
    # A hand-over that nobody has accepted yet: to an officer or to a post. Until then the owner is who offered it.
    offered_to = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    offered_role = models.CharField(max_length=40, blank=True, default="", db_default="")
    offered_at = models.DateTimeField(null=True)
    next_by = models.DateTimeField(null=True)  # when what is to be done next must be done
    asked_at = models.DateTimeField(null=True)  # whoever it was offered to has asked something first
    # The last review by a supervisor; the day set for the next one; what it asked for and nobody has done yet.
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    review_verdict = models.CharField(max_length=20, blank=True, default="", db_default="")
    next_review_on = models.DateField(null=True)
    instructed_at = models.DateTimeField(null=True)
    do_by = models.DateField(null=True)
    last_event_id = models.BigIntegerField()

    class Meta:
        constraints = [
            # What is offered has an owner who offered it, and somebody to whom.
            models.CheckConstraint(
                condition=models.Q(offered_at__isnull=True)
                | models.Q(owner__isnull=False, closed_at__isnull=True)
                & (models.Q(offered_to__isnull=False) | ~models.Q(offered_role="")),
                name="case_offer_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["owner"], condition=models.Q(closed_at__isnull=True), name="case_open_by_owner"),
            models.Index(fields=["offered_at"], condition=models.Q(offered_at__isnull=False), name="case_offered"),
            models.Index(
                fields=["area", "state", "opened_at"],
                condition=models.Q(closed_at__isnull=True),
                name="case_open_queue",
            ),
            models.Index(fields=["mention"], name="case_by_mention"),
            models.Index(fields=["owner"], condition=models.Q(instructed_at__isnull=False), name="case_instructed"),
            models.Index(
                fields=["external_reference"],
                condition=~models.Q(external_reference=""),
                name="case_by_other_number",
            ),
        ]


class QueueView(models.Model):
    """A filter and an order of a queue that an officer keeps under a name. It holds no name that was looked for."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    area = models.CharField(max_length=30)
    name = models.CharField(max_length=40)
    wanted = models.JSONField(default=dict)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "area", "name"], name="view_name_once"),
            models.UniqueConstraint(
                fields=["officer", "area"], condition=models.Q(is_default=True), name="view_one_default"
            ),
        ]


class Drawn(models.Model):
    """A sample of one week's ended work as it was drawn, never changed: who, when, from how many, by which seed."""

    area = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)  # the sample, as the area declares it
    week = models.DateField()  # its Monday
    drawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    seed = models.CharField(max_length=64)
    frame_size = models.IntegerField()
    frame_digest = models.CharField(max_length=64)  # SHA-256 of the ids of the frame in their order
    # [{"case": id, "state": where it ended, "strata": [words]}], in the order drawn; never words about a person.
    cases = models.JSONField()

    class Meta:
        constraints = [
            # The first draw of a week stands: nobody draws until they like what they see.
            models.UniqueConstraint(fields=["area", "kind", "week"], name="one_draw_a_week"),
        ]
