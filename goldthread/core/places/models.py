"""What one source says stands at an address. Only the gazetteer and a force's own list say it; nothing is inferred."""

from django.db import models


class Place(models.Model):
    """The newest version of one record of one source. A deleted one stays, without its words, so that a late row of it
    cannot bring it back.

    `door_key`, `name_key`, `organisation_key` and `flat_key` are what an address as typed is compared with.
    """

    source = models.CharField(max_length=20)
    source_record_id = models.CharField(max_length=100)
    source_updated_at = models.DateTimeField()
    raw_hash = models.CharField(max_length=64)
    is_deleted = models.BooleanField(default=False)
    uprn = models.CharField(max_length=12, blank=True, default="")
    parent_uprn = models.CharField(max_length=12, blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    flat = models.TextField(blank=True, default="")
    building = models.TextField(blank=True, default="")
    street = models.TextField(blank=True, default="")
    locality = models.TextField(blank=True, default="")
    postcode = models.CharField(max_length=8, blank=True, default="")
    ward = models.TextField(blank=True, default="")
    borough = models.TextField(blank=True, default="")
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    is_communal = models.BooleanField(default=False)
    communal_kind = models.CharField(max_length=40, blank=True, default="")
    is_secret = models.BooleanField(default=False)
    school_urn = models.CharField(max_length=6, blank=True, default="")
    flat_key = models.TextField(blank=True, default="")
    door_key = models.TextField(blank=True, default="")
    name_key = models.TextField(blank=True, default="")
    organisation_key = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_record_id"], name="place_one_per_record"),
            models.CheckConstraint(
                condition=models.Q(communal_kind="") | models.Q(is_communal=True), name="place_kind_is_communal"
            ),
        ]
        indexes = [
            models.Index(fields=["uprn"], name="place_by_uprn"),
            models.Index(fields=["parent_uprn"], name="place_by_parent"),
            models.Index(fields=["postcode", "door_key"], name="place_by_door"),
        ]
