"""Taking in what another system sent: received whole, loaded in batches, every row accounted for."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO
from uuid import UUID

from django.db import DataError, IntegrityError

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, service_reader
from goldthread.core.alerts.evaluating import watch
from goldthread.core.cases.following import follow
from goldthread.core.cases.numbering import note_numbers
from goldthread.core.collecting import uncollected
from goldthread.core.flags.telling import keep_told
from goldthread.core.records.models import Source
from goldthread.core.records.queries import sending_sources
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.link.feeds import pieces, standing
from goldthread.link.feeds.ahead import batches
from goldthread.link.feeds.faults import Fault, shown
from goldthread.link.feeds.format import ParsedRecord, Quarantined, UnreadableFile
from goldthread.link.feeds.keeping import Kept, keep
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.link.feeds.reading import Reading, read
from goldthread.link.feeds.rows import CsvRows
from goldthread.link.feeds.withdrawing import withdraw
from goldthread.link.matching.actions import resolve
from goldthread.link.quality.actions import keep_tally, put_right
from goldthread.link.quality.tally import tally

BATCH = 1000
# A page or a call holds a file in memory or on disk while it comes in; a command reads it where it lies.
LARGEST = 200 * 2**20
LARGEST_BY_COMMAND = 32 * 2**30
# What stands at an address is told by this source, and a force's own list.
GAZETTEER = "gazetteer"
Outcome = ParsedRecord | Quarantined
Progress = Callable[[Delivery], None]


def receive(by: Reader, source_code: str, name: str, content: bytes | BinaryIO, at_most: int = LARGEST) -> Delivery:
    """Take delivery of one file, whole, before anything is read of it. The same bytes twice are one delivery.

    A stream must be one that can be read again from its start. A file over `at_most` bytes is refused.
    """
    by.must("load_feeds")
    source = source_called(source_code)
    check_agreement(source)
    stream: BinaryIO = io.BytesIO(content) if isinstance(content, bytes) else content
    digest, size = pieces.weigh(stream, at_most)
    if not size:
        raise NotValid("file", "The file is empty.", "Ask the sender to send it again.")
    if size > at_most:
        raise NotValid("file", f"The file is over {at_most // 2**20:,} MB.", "Ask the sender to send it in parts.")
    with db.transaction():
        look(by, operation="collection", source=source_code, file=name, digest=digest, size=size)
        # Two presses at once are one delivery: the second waits here, and then finds the first's.
        db.fetch("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{source_code} {digest}"])
        earlier = Delivery.objects.filter(source=source, digest=digest, replay_of=None).exclude(state="failed").first()
        return earlier or put_down(by, source, name, stream, digest=digest, size=size)


def put_down(by: Reader, source: Source, name: str, stream: BinaryIO, **about: Any) -> Delivery:
    """A delivery and its bytes, in the caller's transaction."""
    delivery = Delivery(
        source=source, name=shown(name, 200)[:200], received_at=clocks.now(), received_by=by.officer, **about
    )
    delivery.save(force_insert=True)
    pieces.put(delivery.pk, stream)
    return delivery


def source_called(code: str) -> Source:
    source = sending_sources().filter(code=code).first()
    if source is None:
        known = ", ".join(sending_sources().order_by("code").values_list("code", flat=True))
        raise NotFound(f'There is no source called "{code}".', f"Sources: {known}.")
    return source


def check_agreement(source: Source) -> None:
    """A feed needs an agreement in force (DPA 2018 ss58-60): without one nothing is taken in."""
    if not source.agreement or source.agreement_ends_on < clocks.today():
        raise Refusal(
            "no_agreement",
            f"The agreement for {source.name} ended on {source.agreement_ends_on:%-d %B %Y}.",
            "Data protection renews it.",
        )


def load(delivery_id: UUID, progress: Progress | None = None) -> Delivery:
    """Load a delivery, or go on where a killed load stopped. As the service; each batch is one transaction.

    `progress` is told after every batch. A replay's rows are dated by when they first came.
    """
    with db.as_service():
        delivery = Delivery.objects.select_related("source", "replay_of__replay_of").get(pk=delivery_id)
        came = first_received(delivery)
        if delivery.state in ("loaded", "failed"):
            return delivery
    try:
        with pieces.whole(delivery_id) as stream:
            reading = read(delivery.source_id, stream, came, form=delivery.form)
            for batch in batches(islice(reading, delivery.rows_read, None), BATCH):
                delivery.bytes_read = stream.tell()
                _load_batch(delivery, batch)
                _learn_sizes(delivery)
                if progress:
                    progress(delivery)
    except UnreadableFile as unreadable:
        return _fail(delivery, unreadable)
    return _finish(delivery, reading)


def _learn_sizes(delivery: Delivery) -> None:
    """Have the planner learn how large the tables are: after the first full batch, and each time a load has doubled.

    A plan made for empty tables reads a whole index for every mention.
    """
    batches_kept = delivery.rows_read // BATCH
    if delivery.rows_read % BATCH == 0 and batches_kept & (batches_kept - 1) == 0:
        with db.as_service():
            db.fetch("SELECT goldthread_learn_sizes()")


@uncollected()
def _load_batch(delivery: Delivery, batch: list[Outcome]) -> None:
    reader = service_reader("loader", f"feed:{delivery.source_id}", "intake")
    with db.as_service():
        locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if locked.rows_read != delivery.rows_read:
            raise Refusal("loading_elsewhere", "This delivery is being loaded by another process.", status=409)
        kept = _keep_whole(delivery, [row for row in batch if isinstance(row, ParsedRecord)])
        aside = [row for row in batch if isinstance(row, Quarantined)] + kept.refused
        QuarantinedRow.objects.bulk_create(_aside(delivery, aside))
        delivery.rows_read += len(batch)
        delivery.accepted += kept.accepted
        delivery.unchanged += len(kept.unchanged)
        delivery.quarantined += len(aside)
        delivery.state = "loading"
        delivery.save()
        look(reader, operation="collection", records=kept.records, delivery=str(delivery.pk), rows=len(batch))
        if not delivery.replay_of_id:
            keep_tally(tally(delivery.source_id, [*batch, *kept.refused], delivery.received_at, kept.unchanged))
        if delivery.source_id == GAZETTEER:
            standing.keep(kept.records)
        keep_told(delivery.source_id, kept.records)
        note_numbers(delivery.source_id, kept.records)
        if kept.withdrawn:
            withdraw(reader, delivery.source_id, kept.withdrawn)
        if kept.mentions:
            resolve(kept.mentions)
        follow(delivery.source_id, kept.records)
        watch(kept.mentions, [] if delivery.source_id == GAZETTEER else kept.records)


def _keep_whole(delivery: Delivery, rows: Sequence[ParsedRecord]) -> Kept:
    """Keep a batch; where the database refuses it, keep its halves, so that only the row it refuses is set aside."""
    try:
        with db.transaction():
            return keep(delivery, rows)
    except (DataError, IntegrityError) as refused:
        if len(rows) == 1:
            return Kept(refused=[_cannot_be_kept(rows[0], refused)])
    middle = len(rows) // 2
    return _keep_whole(delivery, rows[:middle]) + _keep_whole(delivery, rows[middle:])


def _cannot_be_kept(row: ParsedRecord, refused: Exception) -> Quarantined:
    fault = Fault("Q-KEEP-01", text=type(refused.__cause__ or refused).__name__)
    return fault.quarantined(row.row, row.raw, row.source_record_id)


def first_received(delivery: Delivery) -> datetime:
    """When its rows first came, however often replayed: what a row without its own extraction time is dated by."""
    while delivery.replay_of:
        delivery = delivery.replay_of
    return delivery.received_at


def _aside(delivery: Delivery, rows: Iterable[Quarantined]) -> Iterator[QuarantinedRow]:
    for row in rows:
        yield QuarantinedRow(
            delivery=delivery,
            row=row.row,
            code=row.code,
            field=row.field[:80],
            words=row.words[:400],
            remedy=row.remedy[:400],
            source_record_id=(row.source_record_id or "")[:80],
            raw=row.raw,
        )


def _fail(delivery: Delivery, unreadable: UnreadableFile) -> Delivery:
    with db.as_service():
        delivery.state, delivery.finished_at = "failed", clocks.now()
        delivery.notes = [{"code": unreadable.code, "words": unreadable.words, "remedy": unreadable.remedy}]
        delivery.save()
        pieces.drop(delivery.pk)
        Source.objects.filter(pk=delivery.source_id).update(last_failed_at=clocks.now())
    return delivery


def _finish(delivery: Delivery, reading: Reading) -> Delivery:
    """A load is good where it brought anything but rows to set aside; else its source is known no better."""
    with db.as_service():
        if delivery.replay_of_id:
            _note_put_right(delivery)
        delivery.state, delivery.finished_at = "loaded", clocks.now()
        delivery.head = head_of(reading)
        delivery.notes = [
            {"code": "warning", "words": words, "remedy": "Tell the sender."} for words in reading.warnings
        ]
        delivery.save()
        pieces.drop(delivery.pk)
        # A row put right here is no sign that its source is sending.
        if delivery.replay_of_id:
            return delivery
        good = bool(delivery.accepted or delivery.unchanged)
        latest = {"last_good_load_at" if good else "last_failed_at": clocks.now()}
        Source.objects.filter(pk=delivery.source_id).update(**latest)
    return delivery


def _note_put_right(delivery: Delivery) -> None:
    """Rows corrected here are counted as put right, beside the count of what their sender sent."""
    again = set(QuarantinedRow.objects.filter(delivery=delivery).values_list("row", flat=True))
    came = QuarantinedRow.objects.filter(replay=delivery).order_by("row").values_list("code", flat=True)
    first = 2 if delivery.head else 1
    codes = Counter(code for place, code in enumerate(came, start=first) if place not in again)
    put_right(delivery.source_id, first_received(delivery).astimezone(clocks.LONDON).date(), codes)


def head_of(reading: Reading) -> str:
    """The header a row of this file must be read under, where its form has one."""
    if not isinstance(reading.source, CsvRows):
        return ""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(reading.source.header)
    return out.getvalue()
