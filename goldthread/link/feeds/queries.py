"""Reading the feeds: sources, deliveries, quarantined rows. A quarantined row may name somebody, so it is a look."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.records.models import Source
from goldthread.core.records.queries import Freshness, freshness
from goldthread.core.refusals import NotFound
from goldthread.link.feeds.models import Delivery


@dataclass
class Feeds:
    """Every source with its freshness, and a page of deliveries, newest first."""

    sources: list[tuple[Source, Freshness]]
    deliveries: list[Delivery]
    total: int

    def as_json(self) -> dict[str, Any]:
        return {
            "sources": [fresh.as_json() for _, fresh in self.sources],
            "deliveries": [delivery_json(one) for one in self.deliveries],
            "total": self.total,
        }


def open_feeds(by: Reader, page: int = 1, size: int = 25) -> Feeds:
    by.must("load_feeds")
    fresh = {one.code: one for one in freshness()}
    sources = [(source, fresh[source.code]) for source in Source.objects.order_by("name")]
    found = Delivery.objects.select_related("source").order_by("-received_at", "id")
    return Feeds(sources, list(found[size * (page - 1) : size * page]), found.count())


def open_delivery(by: Reader, delivery_id: UUID) -> dict[str, Any]:
    """One delivery and its quarantined rows, each as it came: whoever keeps feeds must see a row to put it right."""
    by.must("load_feeds")
    found = Delivery.objects.select_related("source").filter(pk=delivery_id).first()
    if found is None:
        raise NotFound("No delivery has that reference.")
    look(by.asking_for("intake"), delivery=str(delivery_id))
    rows = db.fetch(
        """SELECT q.row, q.code, q.field, q.words, q.remedy, q.source_record_id, q.raw FROM feeds_quarantinedrow q
            WHERE q.delivery_id = %s ORDER BY q.row""",
        [delivery_id],
    )
    return {"delivery": found, "quarantine": rows}


def delivery_json(one: Delivery) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "source": one.source_id,
        "name": one.name,
        "state": one.state,
        "received_at": one.received_at.isoformat(),
        "in": one.rows_read,
        "accepted": one.accepted,
        "unchanged": one.unchanged,
        "quarantined": one.quarantined,
        "notes": one.notes,
    }
