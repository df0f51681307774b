"""Steps about feeds: take delivery of a file, load it, say what became of its rows."""

from typing import Any
from uuid import UUID

from goldthread.core.access.reader import Reader
from goldthread.core.later import load_later
from goldthread.core.refusals import NotFound
from goldthread.link.feeds import actions
from goldthread.link.feeds.queries import delivery_json, open_delivery, open_feeds

Answer = dict[str, Any]
ROWS_SHOWN = 200


def receive(by: Reader, source: str, name: str, content: bytes) -> Answer:
    """Take delivery; the door then loads it: `load`, or ask for it to be loaded with `received_later`."""
    return delivery_json(actions.receive(by, source, name, content))


def received_later(by: Reader, source: str, name: str, content: bytes) -> Answer:
    """Take delivery and have the worker load it, both or neither."""
    taken = actions.receive(by, source, name, content)
    if taken.state != "loaded":
        load_later(taken.pk)
    return delivery_json(taken)


def load(delivery_id: str) -> Answer:
    """Load a delivery now, as the service; for a door that holds the service's address."""
    return delivery_json(actions.load(UUID(delivery_id)))


def delivery(by: Reader, delivery_id: str) -> Answer:
    """What became of a delivery's rows: its counts, and the first two hundred that were set aside."""
    found = open_delivery(by, _id(delivery_id))
    return {**delivery_json(found["delivery"]), "rows": found["quarantine"][:ROWS_SHOWN]}


def sources(by: Reader) -> Answer:
    """Every source with its last good load, and the latest deliveries."""
    return open_feeds(by).as_json()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("No delivery has that reference.") from None
