"""Homes and other premises, and the children who are placed there. A child is named by a mention, as work is."""

import uuid

from django.db import models

from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.records.models import Mention

# Kinds of premises; the first three are those that the missing report asks about (missing-cse-custody.md 1.8).
KINDS = (
    ("childrens_home", "Children's home"),
    ("semi_independent", "Semi-independent placement"),
    ("foster_agency", "Fostering agency"),
    ("foster_home", "Foster home"),
    ("secure", "Secure children's home"),
    ("residential_school", "Residential school"),
    ("hospital", "Hospital"),
    ("other", "Other placement"),
)
# Looked-after status (1.8).
STATUSES = (
    ("s20", "Accommodated by agreement (section 20)"),
    ("s31", "Under a care order (section 31)"),
    ("interim", "Under an interim care order"),
    ("remand", "On remand to an authority"),
    ("care_leaver", "Care leaver"),
    ("unknown", "Unknown"),
)


def _one_of(field: str, choices: tuple[tuple[str, str], ...]) -> models.Q:
    return models.Q(**{f"{field}__in": [value for value, _ in choices]})


class Premises(models.Model):
    """A place where children are placed. It names no child; `host` is the authority in whose area it stands.

    `mail` has the addresses it reports from, by which its mail is known. `lodges` says that the provider chose to lodge
    Philomena information with the force ahead of need.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    provider = models.CharField(max_length=120, blank=True, default="")
    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=10, blank=True, default="")
    host = models.CharField(max_length=40)
    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, null=True, related_name="+")
    night_phone = models.CharField(max_length=40, blank=True, default="")
    mail = models.CharField(max_length=200, blank=True, default="")
    contacts = models.CharField(max_length=600, blank=True, default="")
    ofsted_number = models.CharField(max_length=20, blank=True, default="")
    lodges = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=_one_of("kind", KINDS), name="premises_kind")]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """A child placed at premises by an authority, from a day on and until another; open while no end is known.

    Out of area where the authority is not the host of the premises.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="placements")
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(max_length=40)
    status = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)
    told_by = models.CharField(max_length=120, blank=True, default="")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_of("status", STATUSES), name="placement_status"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="placement_ends_after"
            ),
        ]
        indexes = [models.Index(fields=["mention"], name="placement_by_mention")]


class PhilomenaForm(models.Model):
    """One version of what a carer wrote of a child ahead of need or when the child went (missing-cse-custody.md 1.14).

    It is the child's, not the home's: it goes along to the next placement. Part 1 is written ahead of need.
    While `is_sealed` its words are read only with a missing report open; that it exists is no secret.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=1)
    version = models.IntegerField()
    given_by = models.CharField(max_length=120)
    given_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    is_sealed = models.BooleanField(default=True)
    case_reference = models.CharField(max_length=16, blank=True, default="")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(part__in=("1", "2")), name="philomena_part")]
        indexes = [models.Index(fields=["mention", "part", "version"], name="philomena_by_mention")]


class PhilomenaWords(models.Model):
    """What the form says, by heading. Erased with the child's other words."""

    form = models.OneToOneField(PhilomenaForm, on_delete=models.CASCADE, primary_key=True, related_name="said")
    body = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)
