"""Boroughs, teams, posts and the officers in them. Reference data: no child is named here."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
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
