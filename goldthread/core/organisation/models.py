"""Boroughs, posts, the officers in them, when they are on duty and what they are skilled in. No child is named here."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField
from django.db import models


class Borough(models.Model):
    """A borough of the force's area; its children belong to every borough's officers (decision 19)."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class OfficerManager(BaseUserManager["Officer"]):
    """Makes officers; there is no superuser, because nobody sees content without a post that allows it."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Officer":
        officer = self.model(username=self.model.normalize_username(username), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer


class Officer(AbstractBaseUser):
    """Someone who may sign in: a police officer, a member of staff, a partner, an inspector."""

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    rank = models.CharField(max_length=40, blank=True)
    warrant_number = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_service_account = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = OfficerManager()

    def __str__(self) -> str:
        return f"{self.rank} {self.name}".strip()

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name


class RankHeld(models.Model):
    """A rank an officer holds from a day on, and the one before it; never edited. `Officer.rank` is today's.

    What an officer did is told with the rank of then (`goldthread_called`). Before the first of these rows it is the
    rank the account was made with.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="ranks")
    rank = models.CharField(max_length=40, blank=True)
    before = models.CharField(max_length=40, blank=True)
    from_on = models.DateField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["officer", "-from_on", "-id"], name="rank_of_a_day")]

    def __str__(self) -> str:
        return f"{self.rank or 'no rank'} from {self.from_on}"


class Post(models.Model):
    """A post an officer holds for a time, and the role that comes with it; access ends when the post does."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True, blank=True)
    team = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="post_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_held_at(self, instant: datetime) -> bool:
        return self.starts_at <= instant and (self.ends_at is None or instant < self.ends_at)


class Instants(models.Func):
    """From one instant up to another, which is no longer part of it."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class ThisOne(models.Func):
    """A number as a range of itself: a database compares ranges for overlap without an extension."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"
    output_field = BigIntegerRangeField()


class DutyShift(models.Model):
    """When the holder of a post is on duty: borough and team are the post's. A post is not on duty twice at once."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="shifts_of_a_post_do_not_overlap",
                expressions=[(ThisOne("post"), "&&"), (Instants("starts_at", "ends_at"), "&&")],
            ),
        ]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="shift_by_time")]

    def __str__(self) -> str:
        return f"{self.post}, {self.starts_at:%d %b %H:%M} to {self.ends_at:%H:%M}"


class Accreditation(models.Model):
    """A skill an officer was found to have, from one day to another, both included; without an end, until withdrawn."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="accreditations")
    skill = models.CharField(max_length=40)
    awarded_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "skill", "awarded_on"], name="accreditation_awarded_once"),
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=models.F("awarded_on")),
                name="accreditation_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["skill", "awarded_on"], name="accreditation_by_skill")]

    def __str__(self) -> str:
        return f"{self.officer}: {self.skill}"
