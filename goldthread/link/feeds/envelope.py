"""The columns every feed shares: whose row, which version, known when, and how it may be handled."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.link.feeds.declare import Adapter, Cells, Frame
from goldthread.link.feeds.faults import Fault
from goldthread.link.feeds.format import SUBJECT_CATEGORIES
from goldthread.link.feeds.instants import read_instant

HANDLING = ("OFFICIAL", "OFFICIAL-SENSITIVE")
ABOVE_OFFICIAL = ("SECRET", "CONFIDENTIAL")
NO_MARKING = "cannot be read"
RESTRICTIONS = ("", "signalled", "hidden")
RETENTION_GROUPS = ("1", "2", "3", "4")
OPS = ("upsert", "delete", "erase")
LONGEST_ID = 80
# As long as the tables that hold them.
LONGEST = {"originating_force": 80, "ask": 120}


@dataclass(frozen=True, slots=True)
class Envelope:
    source_record_id: str
    op: str
    source_updated_at: datetime | None
    source_recorded_at: datetime | None
    extracted_at: datetime
    handling: str
    subject_categories: tuple[str, ...]
    retention_group: str
    restriction: str
    ask: str

    @property
    def known(self) -> tuple[datetime, str]:
        """When the source held it, and which of its instants says so (the earliest it ever told us)."""
        if self.source_recorded_at:
            return self.source_recorded_at, "source_recorded_at"
        if self.source_updated_at:
            return self.source_updated_at, "source_updated_at"
        return self.extracted_at, "extracted_at"


def cell(cells: Cells, name: str) -> str:
    value = cells.get(name, "")
    if not isinstance(value, str):
        raise Fault("Q-JSON-05", name, "one text, not a list")
    return value.strip()


def check_marking(name: str, marking: str) -> None:
    """What is marked above OFFICIAL must not be kept even as a quarantined row, nor what else the mark may say.

    It is read as the eye reads it: wide letters, spaces between and signs of no width do not hide a word, and letters
    of another alphabet may stand for any.
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", marking).upper() if sign.isalpha())
    found = next((mark for mark in ABOVE_OFFICIAL if mark in letters), "" if letters.isascii() else NO_MARKING)
    if found:
        raise Fault("Q-MARK-02", name, found)


def read_envelope(adapter: Adapter, cells: Cells, received: Frame) -> Envelope:
    handling = cell(cells, "handling")
    record_id = _record_id(adapter, cells)
    _check_feed(adapter, cells)
    op = _one_of(OPS, "Q-OP-01", "op", cell(cells, "op"))
    extracted = _instant(cells, "extracted_at", received.extracted_at, received) or received.extracted_at
    updated = _instant(cells, "source_updated_at", extracted, received)
    recorded = _instant(cells, "source_recorded_at", extracted, received)
    if updated and recorded and recorded > updated + received.tolerance:
        raise Fault("Q-TIME-08", "source_recorded_at", cell(cells, "source_recorded_at"))
    blank = op != "upsert"
    restriction = _one_of(RESTRICTIONS, "Q-RES-01", "restriction", cell(cells, "restriction"))
    for name, longest in {**LONGEST, adapter.borough: 80}.items():
        if len(cell(cells, name)) > longest:
            raise Fault("Q-BIG-01", name, str(longest))
    ask = cell(cells, "ask")
    if restriction == "signalled" and not ask and not blank:
        raise Fault("Q-RES-02", "ask")
    return Envelope(
        record_id,
        op,
        updated,
        recorded,
        extracted,
        _one_of(HANDLING, "Q-MARK-01", "handling", handling, blank),
        # A record that names nobody is in nobody's category.
        _categories(cells.get("subject_category", ""), blank or not adapter.people),
        _one_of(RETENTION_GROUPS, "Q-RET-01", "retention_group", cell(cells, "retention_group"), blank),
        restriction,
        ask,
    )


def _record_id(adapter: Adapter, cells: Cells) -> str:
    record_id = cell(cells, "source_record_id")
    if not record_id:
        raise Fault("Q-ID-01", "source_record_id")
    if len(record_id) > LONGEST_ID or not adapter.record_id.fullmatch(record_id):
        raise Fault("Q-ID-02", "source_record_id", record_id)
    return record_id


def _check_feed(adapter: Adapter, cells: Cells) -> None:
    if (feed := cell(cells, "feed_id")) != adapter.source:
        raise Fault("Q-FEED-01", "feed_id", feed)
    if (version := cell(cells, "feed_version")) != adapter.version:
        raise Fault("Q-FEED-02", "feed_version", version)


def _one_of(allowed: tuple[str, ...], code: str, name: str, text: str, may_be_blank: bool = False) -> str:
    if text not in allowed and not (may_be_blank and not text):
        raise Fault(code, name, text)
    return text


def _instant(cells: Cells, name: str, latest: datetime, received: Frame) -> datetime | None:
    text = cell(cells, name)
    if not text:
        return None
    read = read_instant(name, text)
    if read > latest + received.tolerance:
        raise Fault("Q-TIME-06", name, text)
    return read


def _categories(value: Any, may_be_blank: bool) -> tuple[str, ...]:
    """A list of JSON, or one cell with bars between: one person may be a victim and a suspect (s38(3))."""
    listed = value if isinstance(value, list) else value.split("|")
    if not all(isinstance(entry, str) for entry in listed):
        raise Fault("Q-JSON-05", "subject_category", "a list of texts")
    found = tuple(dict.fromkeys(entry.strip() for entry in listed if entry.strip()))
    unknown = [entry for entry in found if entry not in SUBJECT_CATEGORIES]
    if unknown or not (found or may_be_blank):
        raise Fault("Q-CAT-01", "subject_category", ", ".join(unknown))
    return found
