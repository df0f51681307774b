"""Reading one file of a feed: a `ParsedRecord` or a `Quarantined` for every row, in bounded memory."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.body import read_body, unknown_keys
from goldthread.link.feeds.declare import Adapter, Cells, Frame
from goldthread.link.feeds.envelope import cell, read_envelope
from goldthread.link.feeds.faults import NEVER_KEPT, Fault, shown, unreadable
from goldthread.link.feeds.format import ParsedRecord, Quarantined
from goldthread.link.feeds.lines import Lines
from goldthread.link.feeds.parquet import ParquetRows
from goldthread.link.feeds.rows import CsvRows, JsonRows, Limits, Row
from goldthread.link.feeds.withheld import as_it_may_be_kept, check_may_be_kept
from goldthread.link.feeds.xml import XmlRows

# Two machines' clocks differ; a quarter of an hour is a clock, more is a mistake.
TOLERANCE = timedelta(minutes=15)
MOST_NOTES = 200

Outcome = ParsedRecord | Quarantined
Rows = CsvRows | JsonRows | XmlRows | ParquetRows


class Reading:
    """Iterate for the outcomes. Meanwhile it counts the rows met and notes what the format does not know."""

    def __init__(self, adapter: Adapter, source: Rows, received: Frame) -> None:
        self.adapter = adapter
        self.source = source
        self.encoding = source.encoding
        self.known = frozenset(adapter.columns())
        self.rows = 0
        self.notes: Counter[str] = Counter()
        self.received = Frame("", received.extracted_at, received.tolerance, self.note)
        if isinstance(self.source, CsvRows):
            for name in (one for one in self.source.extra if one not in self.known):
                self.note(f"unknown column {shown(name, 40)}")
        self.outcomes = self._read()

    def __iter__(self) -> Iterator[Outcome]:
        return self

    def __next__(self) -> Outcome:
        return next(self.outcomes)

    def note(self, words: str) -> None:
        """Schema drift: left in the raw row, and reported. Bounded: a bad file drifts everywhere."""
        if words in self.notes or len(self.notes) < MOST_NOTES:
            self.notes[words] += 1

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(f"{words} ({count:,})" for words, count in sorted(self.notes.items()))

    def _read(self) -> Iterator[Outcome]:
        for row in self.source:
            self.rows += 1
            yield self._outcome(row)

    def _note_unknown(self, row: Row) -> None:
        for name in unknown_keys(self.adapter, self.known, row.cells):
            self.note(f"unknown key {shown(name, 40)}")

    def _outcome(self, row: Row) -> Outcome:
        try:
            if row.fault:
                raise row.fault
            check_may_be_kept(self.adapter, row.cells)
            if not isinstance(self.source, CsvRows):
                self._note_unknown(row)
            return _record(self.adapter, row, self.received)
        except Fault as found:
            fault, row.raw = as_it_may_be_kept(self.adapter, row, found)
            return fault.quarantined(row.number, row.raw, self._id_if_readable(row, fault.code in NEVER_KEPT))
        except Exception as error:  # A row nobody foresaw must not stop the file.
            odd = Fault("Q-ODD-01", text=type(error).__name__)
            return odd.quarantined(row.number, row.raw, self._id_if_readable(row))

    def _id_if_readable(self, row: Row, withheld: bool = False) -> str | None:
        """Which record it says it is. Of a row that may not be kept, only what has the form of a reference."""
        found = row.cells.get("source_record_id")
        if not isinstance(found, str) or (withheld and not self.adapter.record_id.fullmatch(found.strip())):
            return None
        return found.strip() or None


def read(
    source: str,
    stream: BinaryIO,
    extracted_at: datetime,
    *,
    form: str = "",
    encoding: str | None = None,
    tolerance: timedelta = TOLERANCE,
    limits: Limits | None = None,
) -> Reading:
    """Read a file of `source`, received at `extracted_at`; `UnreadableFile` is raised here, before any row.

    `form` is another than the feed's own where rows set aside are replayed in the form they are kept in.
    `encoding` declares what a file without a byte-order mark is written in; undeclared, that is UTF-8.
    """
    if source not in ADAPTERS:
        raise unreadable("F-SOURCE-01", source)
    limits = limits or Limits()
    received = Frame("", extracted_at, tolerance, lambda words: None)
    adapter = ADAPTERS[source]
    return Reading(adapter, _rows(adapter, form or adapter.form, stream, encoding, limits), received)


def _rows(adapter: Adapter, form: str, stream: BinaryIO, encoding: str | None, limits: Limits) -> Rows:
    if form == "parquet":
        return ParquetRows(stream, adapter.columns(), limits)
    if form == "xml":
        return XmlRows(stream, encoding, adapter.lists(), limits)
    lines = Lines(stream, encoding, limits.row)
    return CsvRows(lines, adapter.needed(), limits) if form == "csv" else JsonRows(lines, limits)


def content_hash(cells: Cells) -> str:
    """What a row says, as a hash: blank cells, the order of columns and the time of extraction have no part in it."""
    said = {name: value for name, value in cells.items() if value and name != "extracted_at"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _record(adapter: Adapter, row: Row, received: Frame) -> ParsedRecord:
    envelope = read_envelope(adapter, row.cells, received)
    known_at, known_from = envelope.known
    frame = Frame("", envelope.extracted_at, received.tolerance, received.note)
    body = read_body(adapter, row.cells, frame, envelope)
    return ParsedRecord(
        source=adapter.source,
        row=row.number,
        source_record_id=envelope.source_record_id,
        op=envelope.op,
        source_updated_at=envelope.source_updated_at or envelope.extracted_at,
        source_recorded_at=envelope.source_recorded_at,
        extracted_at=envelope.extracted_at,
        known_at=known_at,
        known_from=known_from,
        originating_force=cell(row.cells, "originating_force"),
        borough=cell(row.cells, adapter.borough),
        handling=envelope.handling,
        subject_categories=envelope.subject_categories,
        retention_group=envelope.retention_group,
        kind=body.kind.kind,
        title=body.kind.title,
        occurred_at=body.occurred_at,
        narrative=body.narrative,
        facts=body.facts,
        layer=adapter.layer,
        restriction=envelope.restriction,
        ask=envelope.ask,
        raw=row.raw,
        raw_hash=hashlib.sha256(row.raw.encode()).hexdigest(),
        content_hash=content_hash(row.cells),
        mentions=body.mentions,
        places=body.places,
        noted=tuple(frame.noted),
    )
