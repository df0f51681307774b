"""Hostile files through the real intake: received, loaded into the database, and what must hold of it afterwards."""

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.reader import service_reader
from goldthread.core.db.policies import TABLES
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.faults import NEVER_KEPT, ROW_FAULTS
from goldthread.link.feeds.format import UnreadableFile
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.link.feeds.reading import read
from goldthread.testing.hostile.case import CANARY
from goldthread.testing.hostile.mutating import spoilt

# What a load may change; loaded again, nothing of it may change.
HELD = (
    "records_sourcerecord", "records_recordcontent", "records_mention", "records_assertion", "records_tombstone",
    "people_person", "people_link", "people_matchkey", "people_searchkey", "places_place",
)  # fmt: skip


@dataclass
class Tally:
    """What became of all rows, by code, and every promise found broken."""

    files: int = 0
    rows: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def must(self, holds: bool, words: str) -> None:
        if not holds:
            self.broken.append(words)


def pour(tally: Tally, source: str, content: bytes, name: str, expected: int | None = None) -> Delivery:
    """Take one file in, and hold the intake to its promises about it."""
    delivery = feeds.load(taken(source, name, content))
    found = _readable(source, content, delivery.received_at)
    tally.files += 1
    tally.rows += delivery.rows_read
    tally.must(delivery.state == ("failed" if found is None else "loaded"), f"{name}: it is {delivery.state}")
    if found is None:
        tally.fates[delivery.notes[0]["code"]] += 1
        return delivery
    accounted = delivery.accepted + delivery.unchanged + delivery.quarantined
    tally.must(delivery.rows_read == accounted == found, f"{name}: {found} rows read, {accounted} accounted for")
    tally.must(expected in (None, found), f"{name}: {expected} rows sent, {found} read")
    tally.fates["accepted"] += delivery.accepted
    tally.fates["unchanged"] += delivery.unchanged
    _check_quarantine(tally, delivery)
    return delivery


def taken(source: str, name: str, content: bytes, received_at: datetime | None = None) -> UUID:
    """As a delivery of its own, even where the same bytes came before."""
    with db.as_service():
        by = service_reader("loader", "test:hostile", "intake")
        known = feeds.source_called(source)
        made = feeds.put_down(by, known, name, io.BytesIO(content), digest=name[:64], size=len(content))
        if received_at:
            Delivery.objects.filter(pk=made.pk).update(received_at=received_at)
        return UUID(str(made.pk))


def _readable(source: str, content: bytes, received_at: datetime) -> int | None:
    """How many rows the file has, read once more without a database; None where it is refused whole."""
    try:
        return sum(1 for _ in read(source, io.BytesIO(content), received_at))
    except UnreadableFile:
        return None


def _check_quarantine(tally: Tally, delivery: Delivery) -> None:
    with db.as_service():
        aside = list(QuarantinedRow.objects.filter(delivery=delivery).order_by("row"))
    tally.must(len({row.row for row in aside}) == len(aside) == delivery.quarantined, f"{delivery.name}: quarantine")
    for row in aside:
        tally.fates[row.code] += 1
        at = f"{delivery.name} row {row.row} {row.code}"
        tally.must(row.code in ROW_FAULTS and bool(row.words and row.remedy), f"{at}: no words or remedy")
        tally.must(row.code not in ("Q-ODD-01", "Q-KEEP-01"), f"{at}: {row.words} {row.raw!r:.300}")
        tally.must(row.code not in NEVER_KEPT or not row.raw, f"{at}: its words are kept")


def again(tally: Tally, delivery: Delivery, content: bytes) -> None:
    """The same rows, as if received at the same moment: none may be accepted, and nothing held may change."""
    before = held()
    made = taken(delivery.source_id, f"again {delivery.name}", content, delivery.received_at)
    repeated = feeds.load(made)
    tally.must(repeated.accepted == 0, f"{delivery.name}: {repeated.accepted} rows accepted a second time")
    tally.must(repeated.quarantined == delivery.quarantined, f"{delivery.name}: other rows set aside the second time")
    after = held()
    changed = [table for table in before if before[table] != after[table]]
    tally.must(not changed, f"{delivery.name}: loaded again, it changed {', '.join(changed)}")


def held() -> dict[str, str]:
    """A digest of every row of every table a load may change."""
    with db.speaking_as(db.OWNER), db.transaction():
        return {table: str(db.fetch_one(DIGEST.format(table=table))["digest"]) for table in HELD}


DIGEST = """SELECT count(*) || ':' || coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0) AS digest
              FROM {table} t"""


def check_nothing_marked_is_held(tally: Tally) -> None:
    """Search every column of every table of ours, as their owner, for the word that marked rows carry."""
    with db.speaking_as(db.OWNER), db.transaction():
        for table in TABLES:
            found = db.fetch_one(f"SELECT count(*) AS n FROM {table.name} t WHERE t::text ILIKE %s", [f"%{CANARY}%"])[
                "n"
            ]
            tally.must(not found, f"{found} rows of {table.name} hold what was marked above OFFICIAL-SENSITIVE")


def pour_spoilt(rows: int, seed: int, at_once: int, sources: Iterable[str] = tuple(ADAPTERS), twice: int = 0) -> Tally:
    """So many spoilt rows in files of `at_once`, the feeds in turn; the first `twice` files are loaded again."""
    tally, chance = Tally(), Random(seed)  # noqa: S311
    named = list(sources)
    while tally.rows < rows:
        source = named[tally.files % len(named)]
        content, expected = spoilt(source, at_once, chance)
        delivery = pour(tally, source, content, f"spoilt-{seed}-{tally.files}", expected)
        if tally.files <= twice and delivery.state == "loaded":
            again(tally, delivery, content)
    check_nothing_marked_is_held(tally)
    return tally
