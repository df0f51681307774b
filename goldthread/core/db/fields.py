"""Column types and defaults that PostgreSQL fills in, the same for every append-only table."""

from typing import Any

from django.db import models
from django.db.models import Func


class Xid8Field(models.Field):
    """A transaction's number: which transaction wrote the row, so seals can wait for it to end (decision 20)."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)


class CurrentXact(Func):
    function = "pg_current_xact_id"
    arity = 0
    output_field = Xid8Field()


class WallClock(Func):
    """The database's own clock, not the transaction's start: when the row really was written."""

    function = "clock_timestamp"
    arity = 0
    output_field = models.DateTimeField()


class CurrentEpoch(Func):
    """Which life of the database this is; a restore begins a new one because transaction numbers restart."""

    function = "goldthread_epoch"
    arity = 0
    output_field = models.IntegerField()


class Sealed(models.Model):
    """An append-only row that seals will cover: it knows its transaction and the database's life."""

    id = models.BigAutoField(primary_key=True)
    logged_at = models.DateTimeField(db_default=WallClock(), editable=False)
    xact = Xid8Field(db_default=CurrentXact(), editable=False)
    epoch = models.IntegerField(db_default=CurrentEpoch(), editable=False)

    class Meta:
        abstract = True
