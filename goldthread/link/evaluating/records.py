"""Rows as the records of their systems: those of one report are one record that names several people."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from goldthread.core.records.names import fold
from goldthread.link.evaluating.form import NOTED, PERSON
from goldthread.link.evaluating.reading import PersonRow, Remark
from goldthread.link.feeds import whereabouts
from goldthread.link.feeds.declare import Frame
from goldthread.link.feeds.faults import Fault, shown
from goldthread.link.feeds.format import Noted, ParsedMention, ParsedRecord, Value
from goldthread.link.feeds.instants import read_day, read_instant, start_of
from goldthread.link.feeds.people import CATEGORY_OF_ROLE, values

LONGEST_ID, LONGEST_SYSTEM, LONGEST_ROLE, LONGEST_BOROUGH = 80, 20, 40, 80
NOT_A_CODE = re.compile(r"[^a-z0-9]+")
DAY_LENGTH = 10


@dataclass
class Made:
    """The records of a file, the row behind each mention, and what of the rows could not be read."""

    records: list[ParsedRecord] = field(default_factory=list)
    rows: dict[tuple[str, str, str], PersonRow] = field(default_factory=dict)
    systems: dict[str, str] = field(default_factory=dict)
    details: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    notes: list[Remark] = field(default_factory=list)


def records_of(rows: Sequence[PersonRow], now: datetime) -> Made:
    """Every row as a mention of a record of its system, in the order of the file."""
    made = Made(systems=system_codes(row.cells.get("system", "") for row in rows))
    for together in _reports(rows):
        _add(made, together, now)
    return made


def system_codes(names: Iterable[str]) -> dict[str, str]:
    """A short code for whatever a system is called; two that would share one are told apart by a number."""
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        code = plain = NOT_A_CODE.sub("_", name.lower()).strip("_")[: LONGEST_SYSTEM - 4] or "system"
        number = 1
        while code in taken:
            number += 1
            code = f"{plain}_{number}"
        taken.add(code)
        codes[name] = code
    return codes


def _reports(rows: Iterable[PersonRow]) -> Iterator[list[PersonRow]]:
    """Rows of one system that share an event_id are one report; a row without is one of its own."""
    reports: dict[tuple[str, str, int], list[PersonRow]] = {}
    for row in rows:
        event = row.cells.get("event_id", "")
        reports.setdefault((row.cells.get("system", ""), event, 0 if event else row.number), []).append(row)
    yield from reports.values()


def _add(made: Made, together: Sequence[PersonRow], now: datetime) -> None:
    first = together[0]
    source = made.systems[first.cells.get("system", "")]
    event = first.cells.get("event_id", "")
    reference = _reference(f"event {event}" if event else f"record {first.record_id}")
    mentions = []
    for row in together:
        mention = _mention(row, now, made)
        mentions.append(mention)
        made.rows[source, reference, mention.key] = row
    made.records.append(_record(source, reference, together, tuple(mentions), _known_at(together, now, made)))


def _reference(text: str) -> str:
    return text if len(text) <= LONGEST_ID else hashlib.sha256(text.encode()).hexdigest()


def _mention(row: PersonRow, now: datetime, made: Made) -> ParsedMention:
    noted: list[Noted] = []
    frame = Frame("", now, timedelta(0), lambda words: None, noted)
    cells = {**row.cells, "alias": row.cells.get("alias", "").replace(";", "|")}
    found = tuple(value for column in PERSON for value in values(column, cells, "", frame))
    made.notes += [Remark(row.number, row.record_id, one.field, one.words) for one in noted]
    made.notes += [
        _unreadable(row, value) for value in found if value.canonical is None and value.source_field in NOTED
    ]
    if details := _details(found):
        made.details[row.record_id] = details
    role = row.cells.get("role", "")[:LONGEST_ROLE]
    category = CATEGORY_OF_ROLE.get(role.lower(), "witness_or_other")
    return ParsedMention(f"row:{row.number}", role, category, found)


def _unreadable(row: PersonRow, value: Value) -> Remark:
    words = f'{value.source_field} "{shown(value.text)}" cannot be read. It was kept as typed.'
    return Remark(row.number, row.record_id, value.source_field, words)


def _details(found: Iterable[Value]) -> tuple[str, str, str] | None:
    """Folded forename, surname and whole birth date, where the row says all three."""
    told: Mapping[str, str] = {value.field: value.canonical for value in found if value.canonical}
    day = told.get("birth_date", "")
    if "forename" not in told or "surname" not in told or len(day) != DAY_LENGTH:
        return None
    return fold(told["forename"]), fold(told["surname"]), day


def _known_at(together: Sequence[PersonRow], now: datetime, made: Made) -> datetime:
    """The earliest date its rows give; now where none does, or none that can be read."""
    read = []
    for row in together:
        text = row.cells.get("record_date", "")
        if not text:
            continue
        try:
            read.append(read_instant("record_date", text) if ":" in text else start_of(read_day("record_date", text)))
        except Fault as fault:
            words = fault.quarantined(row.number, "", None).words
            made.notes.append(Remark(row.number, row.record_id, "record_date", words))
    return min([*read, now])


def _record(
    source: str, reference: str, together: Sequence[PersonRow], mentions: tuple[ParsedMention, ...], at: datetime
) -> ParsedRecord:
    raw = json.dumps([row.cells for row in together], ensure_ascii=False)
    digest = hashlib.sha256(f"{reference} {raw}".encode()).hexdigest()
    boroughs = (row.cells.get("borough", "")[:LONGEST_BOROUGH] for row in together)
    return ParsedRecord(
        source=source,
        row=together[0].number,
        source_record_id=reference,
        op="upsert",
        source_updated_at=at,
        source_recorded_at=at,
        extracted_at=at,
        known_at=at,
        known_from="source_recorded_at",
        originating_force="",
        borough=next(filter(None, boroughs), ""),
        handling="OFFICIAL-SENSITIVE",
        subject_categories=tuple(dict.fromkeys(mention.subject_category for mention in mentions)),
        retention_group="4",
        kind="record",
        title="A record of a file to be evaluated",
        occurred_at=None,
        narrative="",
        facts=(),
        layer="summary",
        restriction="",
        ask="",
        raw=raw,
        raw_hash=digest,
        content_hash=digest,
        mentions=mentions,
        places=tuple(whereabouts.homes(mentions)),
    )
