"""Who the mentions are: people, the links that say so, and the keys a search runs on."""

import uuid
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models

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
    """A mention is this person, from one moment to another, and why (design decision 8)."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    certainty = models.CharField(max_length=12, default="linked")
    reasons = models.JSONField(default=list)
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
        indexes = [models.Index(fields=["person"], condition=models.Q(to_at__isnull=True), name="link_open_by_person")]


class Succession(models.Model):
    """A retired person's code still leads somewhere: to each person its mentions went to."""

    retired = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["retired", "successor"], name="one_succession")]


class MatchKey(models.Model):
    """What a mention is matched on. Two mentions of one key are one person; only the linker reads these."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="match_keys", **DERIVED)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mention", "key"], name="one_match_key")]
        indexes = [models.Index(fields=["key"], name="match_by_key")]


class SearchKey(models.Model):
    """What a search box may find a mention by. Restricted records have none, so no search can reach them."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="search_keys", **DERIVED)
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "value"], name="search_exact"),
            GinIndex(fields=["value"], opclasses=["gin_trgm_ops"], name="search_similar"),
            models.Index(fields=["mention"], name="search_by_mention"),
        ]
