"""Places: what stands at an address, as sources say; and who and what was said to be there."""

import uuid

from django.db import models

from goldthread.core.records.models import Layered, Mention, SourceRecord


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
            models.Index(fields=["door_key", "borough"], condition=~models.Q(door_key=""), name="place_by_street"),
            # Every search by a place asks which ones are secret: a few among all there are.
            models.Index(fields=["id"], condition=models.Q(is_secret=True, is_deleted=False), name="place_secret"),
        ]


class Dwelling(models.Model):
    """An address as a thing of its own: one door, one flat, or a building where no flat was told.

    Two spellings are one dwelling where the gazetteer knows both, or where postcode, door and flat agree. Whether it
    is communal, a block or secret is None or False until a source says so; all of it is derived, and made again when
    the gazetteer changes. The app never sees a secret one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.TextField(unique=True)
    words = models.TextField()
    uprn = models.CharField(max_length=12, blank=True, default="")
    postcode = models.CharField(max_length=8, blank=True, default="")
    flat = models.TextField(blank=True, default="")
    borough = models.TextField(blank=True, default="")
    is_communal = models.BooleanField(null=True)
    communal_kind = models.CharField(max_length=40, blank=True, default="")
    is_block = models.BooleanField(null=True)
    is_secret = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["uprn"], condition=~models.Q(uprn=""), name="dwelling_by_uprn")]


class Presence(Layered):
    """That one version of a record puts somebody, or what happened, at an address; and the words it used.

    `role` says what the place is: `home` of the mention, or where something happened (`location`), where somebody was
    last seen (`last_seen`) or found (`found`): those are the record's, without a mention. `dwelling` is None where the
    words name no door. What was asked of the gazetteer is kept, to be asked again when it changes.
    """

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, db_index=False)
    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, null=True, db_index=False)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, null=True, db_index=False)
    key = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    text = models.TextField()
    uprn = models.CharField(max_length=12, blank=True, default="")
    postcode = models.CharField(max_length=8, blank=True, default="")
    flat = models.TextField(blank=True, default="")
    door = models.TextField(blank=True, default="")
    name = models.TextField(blank=True, default="")
    borough = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "key"], name="presence_one_per_place")]
        indexes = [
            models.Index(fields=["mention"], condition=models.Q(mention__isnull=False), name="presence_by_mention"),
            models.Index(fields=["dwelling"], condition=models.Q(dwelling__isnull=False), name="presence_by_dwelling"),
            models.Index(fields=["postcode"], condition=~models.Q(postcode=""), name="presence_by_postcode"),
            models.Index(fields=["door", "borough"], condition=models.Q(postcode=""), name="presence_by_door"),
            models.Index(fields=["uprn"], condition=~models.Q(uprn=""), name="presence_by_uprn"),
        ]
