"""Who the mentions are: people, the links that say so, and the keys a search runs on."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.fields.json import KeyTextTransform

from goldthread.core.organisation.models import Officer
from goldthread.core.records.models import Mention

# Keys are made again from assertions at any time: their index is the one below them, and no check is paid for each.
DERIVED: dict[str, Any] = {"db_index": False, "db_constraint": False}


class Person(models.Model):
    """Somebody, as a decision with reasons. Nothing about them is stored here but a short code that stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=12, unique=True)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    is_restricted = models.BooleanField(default=False)


class Link(models.Model):
    """A mention is this person, from one moment to another, and why (design decision 8).

    `reasons` are the model's version and the kinds of agreement; `explanation` is the comparison with the mention of
    this person that it is most like, field by field in bits, as it was last worked out.
    """

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    certainty = models.CharField(max_length=12, default="linked")
    reasons = models.JSONField(default=list)
    explanation = models.JSONField(null=True)
    known_at = models.DateTimeField()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(certainty__in=("linked", "possible")), name="link_certainty"),
            models.UniqueConstraint(
                fields=["mention"],
                condition=models.Q(to_at__isnull=True, certainty="linked"),
                name="one_person_per_mention",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(to_at__isnull=True), name="link_open_by_person"),
            # Under which model: so that links which a new one has not made again are found at once.
            models.Index(KeyTextTransform(0, "reasons"), condition=models.Q(to_at__isnull=True), name="link_by_model"),
        ]


class Succession(models.Model):
    """A retired person's code still leads somewhere: to each person its mentions went to."""

    retired = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["retired", "successor"], name="one_succession")]


class Possible(models.Model):
    """Two mentions of different people who may be one: to be checked, never to be acted on (design decision 9).

    `score` is in bits; `stopped_by` names the guard that kept a pair apart which would have been linked, or is empty.
    `mention` is the lower of the two. Derived; a pair that is possible no more is closed, not deleted.
    """

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+", db_index=False)
    score = models.FloatField()
    stopped_by = models.CharField(max_length=40, blank=True, default="")
    explanation = models.JSONField(default=dict)
    known_at = models.DateTimeField()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(mention__lt=models.F("other")), name="possible_in_order"),
            models.UniqueConstraint(
                fields=["mention", "other"], condition=models.Q(to_at__isnull=True), name="possible_once"
            ),
        ]
        indexes = [
            models.Index(fields=["other"], condition=models.Q(to_at__isnull=True), name="possible_by_other"),
        ]


class LinkDecision(models.Model):
    """What named officers decided about two mentions: one person, two, or that nobody can tell. A projection.

    It outlives every re-run and every new model until it is withdrawn. Joining two people who are both established
    waits for a second officer (`waiting`); only a decision `in_force` binds the linker. The reason is in the journal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    second_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    last_event_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__in=("same", "different", "cannot_tell")), name="link_decision_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "in_force", "not_agreed", "withdrawn")),
                name="link_decision_state",
            ),
            models.CheckConstraint(condition=models.Q(mention__lt=models.F("other")), name="link_decision_in_order"),
            models.UniqueConstraint(
                fields=["mention", "other"],
                condition=models.Q(state__in=("waiting", "in_force")),
                name="one_decision_per_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["mention"], name="link_decision_by_mention"),
            models.Index(fields=["other"], name="link_decision_by_other"),
        ]


class PeopleChange(models.Model):
    """What re-solving did to one person, for whoever must act on it: tripwires, notices, other systems.

    `created`, `linked` (mentions came), `merged` (`other` was retired into this person), `split` (mentions left for
    `other`, a new person) and `unlinked` (they left for `other`, who was there before).
    """

    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    mentions = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("created", "linked", "merged", "split", "unlinked")), name="change_kind"
            )
        ]


class MatchKey(models.Model):
    """What two mentions must share one of to be compared; only the linker reads these. A key proves nothing.

    It is a number made from what it stands for: two things of one number cost a comparison and join nobody. `says` is
    such a number too, for all that the mention says: how many different things are said under one key is soon counted.
    """

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="match_keys", **DERIVED)
    key = models.BigIntegerField()
    says = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "says"], include=["mention"], name="match_by_key_says"),
            models.Index(fields=["mention"], name="match_by_mention"),
        ]


class SearchKey(models.Model):
    """What a search box may find a mention by. Hidden records have none that a search reads; signalled ones, few."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="search_keys", **DERIVED)
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=200)

    class Meta:
        indexes = [
            # By byte, so that the beginning of a value is found by the same index as the whole.
            models.Index(
                fields=["kind", "value"], name="search_by_value", opclasses=["varchar_ops", "varchar_pattern_ops"]
            ),
            models.Index(fields=["mention", "kind"], name="search_by_mention_kind"),
        ]


class SearchWord(models.Model):
    """Each word that some name or place has, once for itself and once for every letter left out of it.

    Two words that are one slip of the hand apart have one of these in common. A trigger keeps it beside the keys.
    """

    kind = models.CharField(max_length=20)
    near = models.CharField(max_length=200)
    word = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "word"], name="search_word"),
            GinIndex(
                fields=["word"],
                opclasses=["gin_trgm_ops"],
                name="search_word_like",
                condition=models.Q(near=models.F("word")),
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "near", "word"], name="one_search_word")]
