"""Steps about feeds: take delivery of a file, load it, say what became of its rows, put rows right, reconcile."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO
from uuid import UUID

from goldthread.api.parsing import held_id
from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.later import compare_later, load_later
from goldthread.core.places.rows import PlaceRow
from goldthread.link.feeds import actions, agreed, agreements, queries, reconciling, settling, standing
from goldthread.link.feeds.actions import LARGEST, Progress
from goldthread.link.feeds.agreements import Agreed, Kept

Answer = dict[str, Any]
ROWS_SHOWN = 200
ROW = ("id", "row", "code", "field", "words", "remedy", "source_record_id", "raw", "state", "reason")


def receive(by: Reader, source: str, name: str, content: bytes | BinaryIO, at_most: int = LARGEST) -> Answer:
    """Take delivery; the door then loads it: `load`, or ask for it to be loaded with `received_later`."""
    return queries.delivery_json(actions.receive(by, source, name, content, at_most))


def received_later(by: Reader, source: str, name: str, content: bytes | BinaryIO, at_most: int = LARGEST) -> Answer:
    """Take delivery and have the worker load it, both or neither."""
    taken = actions.receive(by, source, name, content, at_most)
    if taken.state != "loaded":
        load_later(taken.pk)
    return queries.delivery_json(taken)


def load(delivery_id: str, progress: Progress | None = None) -> Answer:
    """Load a delivery now, as the service; for a door that holds the service's address."""
    return queries.delivery_json(actions.load(UUID(delivery_id), progress))


def delivery(by: Reader, delivery_id: str, state: str = "", code: str = "", page: int = 1) -> Answer:
    """What became of a delivery's rows: its counts, and the rows that were set aside, two hundred a page."""
    found = queries.open_delivery(by, held_id(delivery_id), state=state, code=code, page=page, size=ROWS_SHOWN)
    rows = [{name: row[name] for name in ROW} for row in found["quarantine"]]
    return {**queries.delivery_json(found["delivery"]), "rows": rows, "rows_total": found["total"]}


def correct(by: Reader, row_id: int, changes: Mapping[str, str] | None, text: str | None) -> Answer:
    """Put a quarantined row right; the door then loads the replay."""
    return queries.delivery_json(settling.correct(by, row_id, changes=changes, text=text))


def replay(by: Reader, delivery_id: str, rows: Sequence[int] = ()) -> Answer:
    """Take waiting rows in again as they stand; the door then loads the replay."""
    return queries.delivery_json(settling.replay(by, held_id(delivery_id), rows))


def corrected_later(by: Reader, row_id: int, changes: Mapping[str, str] | None, text: str | None) -> Answer:
    """Put a row right and have the worker take it in, both or neither."""
    again = settling.correct(by, row_id, changes=changes, text=text)
    load_later(again.pk)
    return queries.delivery_json(again)


def replayed_later(by: Reader, delivery_id: str, rows: Sequence[int] = ()) -> Answer:
    """Replay rows and have the worker take them in, both or neither."""
    again = settling.replay(by, held_id(delivery_id), rows)
    load_later(again.pk)
    return queries.delivery_json(again)


def give_back(by: Reader, rows: Sequence[int], reason: str) -> Answer:
    """Leave quarantined rows to their sender."""
    return {"returned": settling.give_back(by, rows, reason)}


def quarantine_file(by: Reader, delivery_id: str) -> bytes:
    """The quarantined rows of a delivery as a file for its sender."""
    return queries.for_the_sender(by, held_id(delivery_id))


def take_list(by: Reader, source: str, name: str, content: bytes, first: str = "", last: str = "") -> Answer:
    """Take a source's list in; the door then compares it."""
    return queries.reconciliation_json(reconciling.take_list(by, source, name, content, first, last))


def take_list_later(by: Reader, source: str, name: str, content: bytes, first: str = "", last: str = "") -> Answer:
    """Take a list in and have the worker compare it, both or neither."""
    run = reconciling.take_list(by, source, name, content, first, last)
    compare_later(run.pk)
    return queries.reconciliation_json(run)


def compare(run_id: str) -> Answer:
    """Compare a list now, as the service; for a door that holds the service's address."""
    return queries.reconciliation_json(reconciling.compare(UUID(run_id)))


def reconciliation(by: Reader, run_id: str, kind: str = "", page: int = 1) -> Answer:
    """A comparison with its differences, those with open work first, two hundred a page."""
    found = queries.open_reconciliation(by, held_id(run_id), kind=kind, page=page, size=ROWS_SHOWN)
    return {**queries.reconciliation_json(found["run"], found["differences"]), "differences_total": found["total"]}


def may_keep_places(by: Reader, name: str, places: int) -> Answer:
    """Whether the asker may say what stands where; logged, then the door keeps the list as the service."""
    by.must("load_feeds")
    look(by.asking_for("intake"), operation="alteration", list=name, places=places)
    return {"places": places}


def keep_places(rows: Sequence[PlaceRow]) -> int:
    """Make the force's own list of places what these rows say; how many changed. As the service."""
    with db.as_service():
        return standing.keep_own_list(rows)


def sources(by: Reader) -> Answer:
    """Every source with its last good load, and the latest deliveries."""
    return queries.open_feeds(by).as_json()


def source_agreements(by: Reader) -> Answer:
    """Every feed there can be, with its desk and the end of its agreement."""
    return {"sources": [one.as_json() for one in agreed.standings(by)]}


def source_agreement(by: Reader, code: str) -> Answer:
    """One feed, and what was changed of its source, newest first."""
    one, changes = agreed.standing(by, code)
    return {**one.as_json(), "changes": [agreed.change_json(change) for change in changes]}


def agree_source(by: Reader, code: str, told: Agreed, first: Kept) -> Answer:
    """Renew a source's agreement, or enter the source with its first."""
    return agreed.standing_json(agreements.agree(by, code, told, first))


def keep_source(by: Reader, code: str, kept: Kept, reason: str) -> Answer:
    """Change a source's name, its desk, or after how many hours it is stale."""
    return agreed.standing_json(agreements.keep_source(by, code, kept, reason))
