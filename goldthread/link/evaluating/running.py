"""Running the real path over a file's records: kept and linked in batches, then one arriving at a time, and timed."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import DataError, IntegrityError

from goldthread.core import db
from goldthread.core.records.models import Source
from goldthread.link.evaluating.answers import Place, Possible, people, possibles
from goldthread.link.evaluating.records import Made
from goldthread.link.feeds.format import ParsedRecord
from goldthread.link.feeds.keeping import keep
from goldthread.link.feeds.models import Delivery
from goldthread.link.matching.actions import resolve

BATCH = 1000
# How many records arrive one at a time after the rest, at most, and at most which part of all.
ARRIVING, ARRIVING_PART = 300, 10

Progress = Callable[[str], None]


@dataclass
class Ran:
    """The linker's answer, and how long it took: the bulk in seconds, each arriving record in milliseconds."""

    people: dict[Place, str] = field(default_factory=dict)
    possibles: list[Possible] = field(default_factory=list)
    bulk_rows: int = 0
    keeping: float = 0.0
    linking: float = 0.0
    # Records that the database would not keep, and what it said.
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    arriving: list[float] = field(default_factory=list)
    arriving_linking: list[float] = field(default_factory=list)


def run(made: Made, progress: Progress) -> Ran:
    """Keep and link every record, as the service, in an empty database."""
    _add_sources(made)
    arriving = made.records[:: _every(len(made.records))] if len(made.records) >= ARRIVING_PART else []
    late = {id(record) for record in arriving}
    bulk = [record for record in made.records if id(record) not in late]
    ran = Ran()
    for start in range(0, len(bulk), BATCH):
        _bulk(ran, bulk[start : start + BATCH])
        _learn_sizes(start // BATCH + 1)
        done, rate = min(start + BATCH, len(bulk)), ran.bulk_rows / (ran.keeping + ran.linking)
        progress(f"{done:,} of {len(bulk):,} records kept and linked, {rate:,.0f} rows a second")
    for record in arriving:
        _arrive(ran, record)
    if arriving:
        progress(f"{len(arriving):,} records more, one at a time")
    with db.as_service():
        ran.people, ran.possibles = people(), possibles()
    return ran


def _every(records: int) -> int:
    """Of how many records one arrives late, so that those are spread over the file."""
    return max(ARRIVING_PART, -(-records // ARRIVING))


def _add_sources(made: Made) -> None:
    with db.as_service():
        for name, code in made.systems.items():
            Source.objects.create(
                code=code,
                name=name[:80] or code,
                desk="Evaluation",
                agreement="Evaluation",
                agreement_ends_on=date.max,
                stale_after=timedelta(days=1),
            )


def _bulk(ran: Ran, batch: Sequence[ParsedRecord]) -> None:
    keeping, linking = _taken_in(ran, batch)
    ran.keeping += keeping
    ran.linking += linking
    ran.bulk_rows += sum(len(record.mentions) for record in batch)


def _arrive(ran: Ran, record: ParsedRecord) -> None:
    began = time.perf_counter()
    _, linking = _taken_in(ran, [record])
    ran.arriving.append(1000 * (time.perf_counter() - began))
    ran.arriving_linking.append(1000 * linking)


def _taken_in(ran: Ran, batch: Sequence[ParsedRecord]) -> tuple[float, float]:
    """One transaction, as a feed's batch is: the seconds of keeping and of linking. The commit counts as linking."""
    by_source: dict[str, list[ParsedRecord]] = defaultdict(list)
    for record in batch:
        by_source[record.source].append(record)
    began = time.perf_counter()
    with db.as_service():
        mentions: set[UUID] = set()
        for source, records in by_source.items():
            mentions |= _kept(ran, Delivery(id=uuid4(), source_id=source), records)
        kept = time.perf_counter()
        if mentions:
            resolve(mentions, door="command:link evaluate")
    return kept - began, time.perf_counter() - kept


def _kept(ran: Ran, delivery: Delivery, records: Sequence[ParsedRecord]) -> set[UUID]:
    """As a feed's load does: of a batch that the database refuses the halves are kept, so that one row is bad."""
    try:
        with db.transaction():
            return keep(delivery, records).mentions
    except (DataError, IntegrityError) as refused:
        if len(records) == 1:
            ran.refused[records[0].source, records[0].source_record_id] = type(refused.__cause__ or refused).__name__
            return set()
    middle = len(records) // 2
    return _kept(ran, delivery, records[:middle]) | _kept(ran, delivery, records[middle:])


def _learn_sizes(batches: int) -> None:
    """As a feed's load does: after the first batch, and each time there are twice as many."""
    if batches & (batches - 1) == 0:
        with db.as_service():
            db.fetch("SELECT goldthread_learn_sizes()")
