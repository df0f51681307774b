"""The access log, its erasable details, the grants that open restricted records, and callers' tokens."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from goldthread.core.db.fields import Sealed
from goldthread.core.organisation.models import Officer

# DPA 2018 s62(1): the six operations of which a log must be kept.
OPERATIONS = ("collection", "alteration", "consultation", "disclosure", "combination", "erasure")


class LogEntry(Sealed):
    """Somebody did one of the six logged operations on somebody's data: who, when, why, through which door."""

    operation = models.CharField(max_length=20)
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, db_constraint=True, related_name="+")
    service = models.CharField(max_length=60, blank=True, default="")
    role = models.CharField(max_length=40)
    post = models.CharField(max_length=160, blank=True, default="")
    purpose = models.CharField(max_length=40)
    case_reference = models.CharField(max_length=60, blank=True, default="")
    door = models.CharField(max_length=80)
    layer = models.CharField(max_length=20)
    people = ArrayField(models.UUIDField(), default=list)
    records = ArrayField(models.UUIDField(), default=list)
    outcome = models.CharField(max_length=40, default="done")
    detail_digest = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(operation__in=OPERATIONS), name="log_operation_is_one_of_six"),
            models.CheckConstraint(
                condition=models.Q(officer__isnull=False) | ~models.Q(service=""), name="log_says_who"
            ),
            models.CheckConstraint(condition=~models.Q(purpose="") & ~models.Q(door=""), name="log_says_why_and_where"),
        ]
        indexes = [
            models.Index(fields=["officer", "at"], name="log_by_officer"),
            models.Index(fields=["epoch", "xact"], name="log_by_transaction"),
            GinIndex(fields=["people"], name="log_by_people"),
        ]


class LogDetail(models.Model):
    """What a log row needs but may one day have to forget: the query typed, the reason, the recipients."""

    entry = models.OneToOneField(LogEntry, on_delete=models.DO_NOTHING, primary_key=True, related_name="detail")
    salt = models.BinaryField(null=True)
    body = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)


class Grant(models.Model):
    """Leave for one officer to open one person's restricted records for a while.

    `named` grants come from a named list; `break_glass` ones an officer takes, at summary, for 12 hours
    (data-law-and-sources.md 9.3). Neither ever opens a hidden record unless `opens_hidden` is set by the desk.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="grants")
    person_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=40)
    layer = models.CharField(max_length=20, default="summary")
    opens_hidden = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    explained_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=("named", "break_glass")), name="grant_kind"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="grant_ends"),
            models.CheckConstraint(
                condition=models.Q(kind="named") | models.Q(opens_hidden=False),
                name="break_glass_never_opens_hidden",
            ),
        ]
        indexes = [models.Index(fields=["officer", "person_id", "ends_at"], name="grant_lookup")]


class Token(models.Model):
    """A caller's key to the API: hashed, scoped, expiring (design decision 22)."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
