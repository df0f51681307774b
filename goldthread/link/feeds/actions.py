"""Taking in what another system sent: received whole, loaded in batches, every row accounted for."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, service_reader
from goldthread.core.records.models import Source
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.link.feeds.format import ParsedRecord, Quarantined, UnreadableFile
from goldthread.link.feeds.keeping import keep
from goldthread.link.feeds.models import Delivery, DeliveryBytes, QuarantinedRow
from goldthread.link.feeds.reading import read
from goldthread.link.matching.actions import resolve

BATCH = 500
LARGEST = 200 * 1024 * 1024
Outcome = ParsedRecord | Quarantined


def receive(by: Reader, source_code: str, name: str, content: bytes) -> Delivery:
    """Take delivery of one file, whole, before anything is read of it. The same bytes twice are one delivery."""
    by.must("load_feeds")
    source = Source.objects.filter(code=source_code).first()
    if source is None:
        known = ", ".join(Source.objects.order_by("code").values_list("code", flat=True))
        raise NotFound(f'There is no source called "{source_code}".', f"Sources: {known}.")
    check_agreement(source)
    if not content:
        raise NotValid("file", "The file is empty.", "Ask the sender to send it again.")
    if len(content) > LARGEST:
        raise NotValid("file", f"The file is over {LARGEST // 2**20} MB.", "Ask the sender to send it in parts.")
    digest = hashlib.sha256(content).hexdigest()
    with db.transaction():
        look(by, operation="collection", source=source_code, file=name, digest=digest, size=len(content))
        earlier = Delivery.objects.filter(source=source, digest=digest).exclude(state="failed").first()
        if earlier:
            return earlier
        delivery = Delivery(
            source=source, name=name[:200], digest=digest, received_at=clocks.now(), received_by=by.officer
        )
        delivery.save(force_insert=True)
        db.run("INSERT INTO feeds_deliverybytes (delivery_id, content) VALUES (%s, %s)", [delivery.pk, content])
    return delivery


def check_agreement(source: Source) -> None:
    """A feed needs an agreement in force (DPA 2018 ss58-60): without one nothing is taken in."""
    if not source.agreement or source.agreement_ends_on < clocks.today():
        raise Refusal(
            "no_agreement",
            f"The agreement for {source.name} ended on {source.agreement_ends_on:%-d %B %Y}.",
            "Data protection renews it.",
        )


def load(delivery_id: UUID) -> Delivery:
    """Load a delivery, or go on where a killed load stopped. As the service; each batch is one transaction."""
    with db.as_service():
        delivery = Delivery.objects.select_related("source").get(pk=delivery_id)
        if delivery.state in ("loaded", "failed"):
            return delivery
        content = bytes(DeliveryBytes.objects.get(pk=delivery_id).content)
    try:
        reading = read(delivery.source_id, io.BytesIO(content), delivery.received_at)
        outcomes = islice(reading, delivery.rows_read, None)
        while batch := list(islice(outcomes, BATCH)):
            _load_batch(delivery, batch)
    except UnreadableFile as unreadable:
        return _fail(delivery, unreadable)
    return _finish(delivery, reading.warnings)


def _load_batch(delivery: Delivery, batch: list[Outcome]) -> None:
    reader = service_reader("loader", f"feed:{delivery.source_id}", "intake")
    with db.as_service():
        locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if locked.rows_read != delivery.rows_read:
            raise Refusal("loading_elsewhere", "This delivery is being loaded by another process.", status=409)
        kept = keep(delivery, [row for row in batch if isinstance(row, ParsedRecord)])
        aside = [row for row in batch if isinstance(row, Quarantined)] + kept.refused
        QuarantinedRow.objects.bulk_create(_aside(delivery, aside))
        delivery.rows_read += len(batch)
        delivery.accepted += kept.accepted
        delivery.unchanged += kept.unchanged
        delivery.quarantined += len(aside)
        delivery.state = "loading"
        delivery.save()
        look(reader, operation="collection", records=kept.records, delivery=str(delivery.pk), rows=len(batch))
        if kept.mentions:
            resolve(kept.mentions)


def _aside(delivery: Delivery, rows: list[Quarantined]) -> Iterator[QuarantinedRow]:
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
        DeliveryBytes.objects.filter(pk=delivery.pk).delete()
        Source.objects.filter(pk=delivery.source_id).update(last_failed_at=clocks.now())
    return delivery


def _finish(delivery: Delivery, warnings: Sequence[str]) -> Delivery:
    with db.as_service():
        if delivery.accepted >= BATCH:
            db.fetch("SELECT goldthread_learn_sizes()")
        delivery.state, delivery.finished_at = "loaded", clocks.now()
        delivery.notes = [{"code": "warning", "words": words, "remedy": "Tell the sender."} for words in warnings]
        delivery.save()
        DeliveryBytes.objects.filter(pk=delivery.pk).delete()
        if delivery.accepted or delivery.unchanged:
            latest: dict[str, Any] = {"last_good_load_at": clocks.now()}
            Source.objects.filter(pk=delivery.source_id).update(**latest)
        else:
            Source.objects.filter(pk=delivery.source_id).update(last_failed_at=clocks.now())
    return delivery
