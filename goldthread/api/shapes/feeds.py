"""Shapes of deliveries."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant


class Note(Schema):
    code: str
    words: str
    remedy: str


class Delivery(Schema):
    """in = accepted + unchanged + quarantined, always."""

    id: str
    source: str
    name: str
    state: str
    received_at: Instant
    rows_in: int = Field(alias="in")
    accepted: int
    unchanged: int
    quarantined: int
    notes: list[Note]


class RowAside(Schema):
    row: int
    code: str
    field: str
    words: str
    remedy: str
    source_record_id: str
    raw: str | None


class DeliveryRows(Delivery):
    """With the first two hundred rows that were set aside."""

    rows: list[RowAside]
