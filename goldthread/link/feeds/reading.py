"""Reading one file of a feed: a `ParsedRecord` or a `Quarantined` for every row, in bounded memory."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO

from goldthread.link.feeds import people
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.declare import Adapter, Frame, Kind
from goldthread.link.feeds.envelope import Envelope, cell, check_marking, read_envelope
from goldthread.link.feeds.faults import Fault, shown, unreadable
from goldthread.link.feeds.format import ParsedMention, ParsedRecord, Quarantined
from goldthread.link.feeds.instants import read_instant
from goldthread.link.feeds.lines import Lines
from goldthread.link.feeds.rows import Cells, CsvRows, JsonRows, Limits, Row

# Two machines' clocks differ; a quarter of an hour is a clock, more is a mistake.
TOLERANCE = timedelta(minutes=15)
MOST_NOTES = 200

Outcome = ParsedRecord | Quarantined


class Reading:
    """Iterate for the outcomes. Meanwhile it counts the rows met and notes what the format does not know."""

    def __init__(self, adapter: Adapter, lines: Lines, received: Frame, limits: Limits) -> None:
        self.adapter = adapter
        self.encoding = lines.encoding
        self.rows = 0
        self.notes: Counter[str] = Counter()
        self.received = Frame("", received.extracted_at, received.tolerance, self.note)
        self.source = _source(adapter, lines, limits)
        if isinstance(self.source, CsvRows):
            for name in self.source.extra:
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

    def _outcome(self, row: Row) -> Outcome:
        try:
            if row.fault:
                raise row.fault
            return _record(self.adapter, row, self.received)
        except Fault as fault:
            return fault.quarantined(row.number, row.raw, _id_if_readable(row.cells))
        except Exception as error:  # A row nobody foresaw must not stop the file.
            odd = Fault("Q-ODD-01", text=type(error).__name__)
            return odd.quarantined(row.number, row.raw, _id_if_readable(row.cells))


def read(
    source: str,
    stream: BinaryIO,
    extracted_at: datetime,
    *,
    encoding: str | None = None,
    tolerance: timedelta = TOLERANCE,
    limits: Limits | None = None,
) -> Reading:
    """Read a file of `source`, received at `extracted_at`; `UnreadableFile` is raised here, before any row.

    `encoding` declares what a file without a byte-order mark is written in; undeclared, that is UTF-8.
    """
    if source not in ADAPTERS:
        raise unreadable("F-SOURCE-01", source)
    limits = limits or Limits()
    received = Frame("", extracted_at, tolerance, lambda words: None)
    return Reading(ADAPTERS[source], Lines(stream, encoding, limits.row), received, limits)


def _source(adapter: Adapter, lines: Lines, limits: Limits) -> CsvRows | JsonRows:
    if adapter.form == "csv":
        return CsvRows(lines, adapter.columns(), limits)
    return JsonRows(lines, limits)


def _id_if_readable(cells: Cells) -> str | None:
    found = cells.get("source_record_id")
    return found.strip() or None if isinstance(found, str) else None


def _record(adapter: Adapter, row: Row, received: Frame) -> ParsedRecord:
    check_marking(row.cells)
    envelope = read_envelope(adapter, row.cells, received)
    known_at, known_from = envelope.known
    frame = Frame("", envelope.extracted_at, received.tolerance, received.note)
    body = _Body(adapter, row.cells, frame, envelope)
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
        mentions=body.mentions,
    )


class _Body:
    """What a row says beside its envelope. A delete says nothing: what it carries stays in its raw words."""

    def __init__(self, adapter: Adapter, cells: Cells, frame: Frame, envelope: Envelope) -> None:
        self.adapter, self.cells, self.frame = adapter, cells, frame
        self.restricted = bool(envelope.restriction)
        self.kind = self._kind()
        self.occurred_at: datetime | None = None
        self.narrative = ""
        self.facts: tuple[tuple[str, str], ...] = ()
        self.mentions: tuple[ParsedMention, ...] = ()
        if envelope.op == "upsert":
            self._read()

    def _read(self) -> None:
        self._note_unknown()
        self.occurred_at = self._occurred_at()
        self.narrative = "\n\n".join(self._sections())
        self.facts = tuple(self._facts())
        self.mentions = people.mentions(self.adapter.people, self.cells, self.frame)

    def _kind(self) -> Kind:
        """A restricted record keeps the plainest title: even the kind of call may give its subject away."""
        code = cell(self.cells, self.adapter.kind_column).casefold()
        found = self.adapter.kinds.get(code)
        if code and not found:
            self.frame.note(f'{self.adapter.kind_column}: unknown code "{shown(code, 40)}"')
        return self.adapter.otherwise if self.restricted or not found else found

    def _occurred_at(self) -> datetime:
        name = self.adapter.occurred_at
        text = cell(self.cells, name)
        if not text:
            raise Fault("Q-TIME-09", name)
        read = read_instant(name, text)
        if read > self.frame.extracted_at + self.frame.tolerance:
            raise Fault("Q-TIME-06", name, text)
        return read

    def _sections(self) -> Iterator[str]:
        for heading, name in self.adapter.narrative:
            value = self.cells.get(name, "")
            if not isinstance(value, str):
                raise Fault("Q-JSON-05", name, "one text, not a list")
            if value.strip():
                yield f"{heading}: {value}" if heading else value

    def _facts(self) -> Iterator[tuple[str, str]]:
        for column in self.adapter.facts:
            for value in people.values(column, self.cells, "", self.frame):
                yield value.field, value.canonical or value.text

    def _note_unknown(self) -> None:
        if self.adapter.form == "csv":
            return
        known = set(self.adapter.columns())
        for name in self.cells:
            if name not in known:
                self.frame.note(f"unknown key {shown(name, 40)}")
        for person in self.adapter.people:
            listed = self.cells.get(person.at, []) if person.many else []
            entries = listed if isinstance(listed, list) else []
            for name in {name for entry in entries if isinstance(entry, dict) for name in entry}:
                if name not in person.names():
                    self.frame.note(f"unknown key {person.at}[].{shown(name, 40)}")
