"""Whether a source and we hold the same: its own list of records beside ours, and what each difference needs.

At another force's cut-over thousands of referrals vanished and nobody counted. So a source is asked, from time to time
and on both sides of every cut-over, for the plain list of what it holds.
"""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, service_reader
from goldthread.core.clocks import LONDON
from goldthread.core.organisation.models import Officer
from goldthread.core.records.tombstones import record_key_hash
from goldthread.core.refusals import NotValid, Refusal
from goldthread.link.feeds.actions import source_called
from goldthread.link.feeds.faults import Fault
from goldthread.link.feeds.instants import read_instant
from goldthread.link.feeds.models import Difference, Reconciliation

MOST_LISTED = 2_000_000
ID, UPDATED = "source_record_id", "source_updated_at"
KINDS = {
    "missing": "Listed by the source, never taken in here. Ask the sender for it.",
    "set_aside": "Listed by the source, waiting in quarantine here. Put it right and replay it.",
    "erased": "Listed by the source, erased here. Tell the source; data protection knows why.",
    "older": "Held here in an older version. Ask the sender for the newest.",
    "newer": "Held here in a newer version than the list names. Ask the source for a newer list.",
    "withdrawn": "Listed by the source, withdrawn here by an earlier row of its own. Ask the source which is right.",
    "not_listed": "Held here, not listed by the source. Ask whether it was deleted there.",
}
# Instants are compared to the second: what a list leaves out is no difference.
COMPARE = """
    WITH listed AS (
        SELECT DISTINCT ON (id) id, at FROM unnest(%(ids)s::text[], %(ats)s::timestamptz[]) l(id, at)
         ORDER BY id, at DESC NULLS LAST
    ), held AS (
        SELECT source_record_id AS id, source_updated_at AS at, is_deleted, erased_at FROM records_sourcerecord
         WHERE source_id = %(source)s AND is_current
    ), waiting AS (
        SELECT q.source_record_id AS id, bool_or(q.state = 'waiting') AS waits,
               min(d.name || ', row ' || q.row || ': ' || q.code || CASE q.state WHEN 'waiting' THEN ''
                   ELSE ', returned to its sender: ' || q.reason END) AS words
          FROM feeds_quarantinedrow q JOIN feeds_delivery d ON d.id = q.delivery_id
         WHERE d.source_id = %(source)s AND q.state IN ('waiting', 'returned') AND q.source_record_id <> '' GROUP BY 1
    ), compared AS (
        SELECT coalesce(l.id, h.id) AS id, l.at AS listed_at, h.at AS held_at, coalesce(w.words, '') AS words,
               CASE WHEN l.id IS NULL THEN CASE WHEN NOT h.is_deleted THEN 'not_listed' END
                    WHEN h.erased_at IS NOT NULL THEN 'erased'
                    WHEN h.id IS NULL THEN CASE WHEN w.waits THEN 'set_aside' ELSE 'missing' END
                    WHEN h.is_deleted THEN 'withdrawn'
                    WHEN date_trunc('second', h.at) < date_trunc('second', l.at) THEN
                         CASE WHEN w.waits THEN 'set_aside' ELSE 'older' END
                    WHEN date_trunc('second', h.at) > date_trunc('second', l.at) THEN 'newer' END AS kind
          FROM listed l FULL JOIN held h ON h.id = l.id LEFT JOIN waiting w ON w.id = l.id
         WHERE l.id IS NOT NULL OR %(all)s
            OR EXISTS (SELECT 1 FROM records_sourcerecord r
                        WHERE r.source_id = %(source)s AND r.source_record_id = h.id AND r.is_current
                          AND r.occurred_at >= %(from)s AND r.occurred_at < %(to)s)
    )
    INSERT INTO feeds_difference (reconciliation_id, source_record_id, kind, listed_at, held_at, words, open_cases)
    SELECT %(run)s, c.id, c.kind, c.listed_at, c.held_at, left(c.words, 200),
           (SELECT count(*) FROM records_mention m JOIN cases_case k ON k.mention_id = m.id AND k.closed_at IS NULL
             WHERE m.source_id = %(source)s AND m.source_record_id = c.id)
      FROM compared c WHERE c.kind IS NOT NULL
"""


@dataclass(frozen=True)
class Listed:
    """What a source says it holds; `first` and `last` are the days its list is about, both None where it is whole."""

    ids: list[str]
    ats: list[datetime | None]
    first: date | None = None
    last: date | None = None


def read_list(content: bytes, first: date | None = None, last: date | None = None) -> Listed:
    """A list as CSV with a header: `source_record_id`, and `source_updated_at` where the source can tell it.

    A row that cannot be read refuses the list with its number: a list with holes would name records that are not gone.
    """
    if (first is None) != (last is None) or (first and last and first > last):
        raise NotValid("first", "Give both days of the list, the earlier first, or neither.")
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if ID not in (rows.fieldnames or ()):
            raise NotValid("file", f"The list has no column called {ID}.", "Ask for CSV with that header.")
        pairs = list(_pairs(rows))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotValid("file", f"The list cannot be read: {error}.", "Ask for CSV in UTF-8.") from None
    if not pairs:
        raise NotValid("file", "The list is empty.", "An empty list would call every record gone: ask again.")
    return Listed([one for one, _ in pairs], [at for _, at in pairs], first, last)


def _pairs(rows: "csv.DictReader[str]") -> Iterator[tuple[str, datetime | None]]:
    for number, row in enumerate(rows, start=2):
        record, at = (row[ID] or "").strip(), (row.get(UPDATED) or "").strip()
        if not record or "\x00" in record:
            raise NotValid("file", f"Row {number} of the list has no {ID}.", "Ask for the list again.")
        if number > MOST_LISTED:
            raise NotValid("file", f"The list has over {MOST_LISTED:,} rows.", "Ask for it by period.")
        try:
            yield record, read_instant(UPDATED, at) if at else None
        except Fault as fault:
            words = fault.quarantined(number, "", None).words
            raise NotValid("file", f"Row {number} of the list: {words}", "Ask for the list again.") from None


def take_list(
    by: Reader, source_code: str, name: str, content: bytes, first: str = "", last: str = ""
) -> Reconciliation:
    """Take a source's list in, checked whole; `compare` then sets it beside what is held. Nothing else is changed."""
    by.must("load_feeds")
    source = source_called(source_code)
    listed = read_list(content, _day("first", first), _day("last", last))
    with db.transaction():
        look(by.asking_for("intake"), source=source_code, list=name, listed=len(listed.ids))
        return Reconciliation.objects.create(
            source=source,
            name=name[:200],
            at=clocks.now(),
            by=_officer(by),
            first=listed.first,
            last=listed.last,
            listed=len(set(listed.ids)),
            listing=zlib.compress(content),
        )


def _officer(by: Reader) -> Officer:
    """A comparison is somebody's: a service asks for none."""
    if by.officer is None:
        raise Refusal("nobody_named", "A named officer compares.", "Sign in.")
    return by.officer


def _day(field: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotValid(field, f'"{text}" is not a day, like 2026-11-24.', "Enter the day the list is about.") from None


def compare(run_id: UUID) -> Reconciliation:
    """Keep every difference between a list and what is held. As the service, because a hidden record is held too.

    Erased records are known by the hash of their reference alone. Compared once, it stays as it was that day.
    """
    with db.as_service():
        run = Reconciliation.objects.select_for_update().get(pk=run_id)
        if run.compared_at or run.listing is None:
            return run
        listed = read_list(zlib.decompress(bytes(run.listing)), run.first, run.last)
        db.run(COMPARE, _values(run, listed))
        _find_erased(run)
        counted = Difference.objects.filter(reconciliation=run).values_list("kind").annotate(n=Count("id"))
        differ = {**dict.fromkeys(KINDS, 0), **dict(counted)}
        alike = run.listed - sum(count for kind, count in differ.items() if kind != "not_listed")
        run.counts, run.compared_at, run.listing = {"alike": alike, **differ}, clocks.now(), None
        run.save()
        reader = service_reader("reconciler", f"feed:{run.source_id}", "intake")
        look(reader, source=run.source_id, reconciliation=str(run.pk))
    return run


def _values(run: Reconciliation, listed: Listed) -> dict[str, Any]:
    return {
        "run": run.pk,
        "source": run.source_id,
        "ids": listed.ids,
        "ats": listed.ats,
        "all": listed.first is None,
        "from": listed.first and _midnight(listed.first),
        "to": listed.last and _midnight(listed.last + timedelta(days=1)),
    }


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def _find_erased(run: Reconciliation) -> None:
    """A record whose every trace but the hash is gone looks missing; the hash tells that it was erased."""
    missing = Difference.objects.filter(reconciliation=run, kind="missing")
    hashes = {record_key_hash(run.source_id, one): one for one in missing.values_list("source_record_id", flat=True)}
    found = db.fetch("SELECT key_hash FROM records_tombstone WHERE key_hash = ANY(%s)", [list(hashes)])
    missing.filter(source_record_id__in=[hashes[row["key_hash"]] for row in found]).update(kind="erased")
