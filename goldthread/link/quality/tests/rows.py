"""Rows as a reading gives them, for tests that need no database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from goldthread.link.feeds.format import ParsedMention, ParsedRecord, Quarantined, Value

NOON = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)  # a Wednesday


def value(field: str, text: str, canonical: str | None = "", source_field: str = "") -> Value:
    return Value(field, text, text if canonical == "" else canonical, source_field or f"linked_persons[1].{field}")


def mention(*values: Value, key: str = "linked:1") -> ParsedMention:
    return ParsedMention(key, "child", "victim", values)


RECORD = ParsedRecord(
    source="cad",
    row=1,
    source_record_id="1/07OCT26",
    op="upsert",
    source_updated_at=NOON,
    source_recorded_at=NOON,
    extracted_at=NOON,
    known_at=NOON,
    known_from="source_recorded_at",
    originating_force="Thornmere Police",
    borough="Merrowfield",
    handling="OFFICIAL-SENSITIVE",
    subject_categories=("victim",),
    retention_group="4",
    kind="call",
    title="Call",
    occurred_at=NOON - timedelta(minutes=5),
    narrative="",
    facts=(),
    layer="summary",
    restriction="",
    ask="",
    raw="{}",
    raw_hash="0",
    content_hash="0",
    mentions=(),
)


def record(number: int = 1, **changes: Any) -> ParsedRecord:
    return replace(RECORD, row=number, **changes)


def aside(number: int, code: str = "Q-DOB-03") -> Quarantined:
    return Quarantined(number, code, "birth_date", "No such date.", "Correct it.", "{}", None)
