"""Rows out of whatever a home sent: a file that is no file of ours is one row that says so. Nothing is dropped.

A child may be missing: what cannot be read is kept as it came, for a person to read.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import date

from goldthread.core.refusals import NotValid
from goldthread.respond.missing.partners.columns import BACK, COLUMNS, MISSING

LARGEST, MOST = 2_000_000, 200
LONGEST = 20_000
AS_IT_CAME = "as_it_came"
BESIDE = "beside"  # cells beyond the columns that the first line names
Row = dict[str, str]


def rows_in(content: bytes) -> list[Row]:
    """Every row of a file. Refused only where it is larger than we keep, or has more rows than a home has children."""
    if len(content) > LARGEST:
        raise NotValid("file", f"The file is over {LARGEST:,} bytes.", "Split it, or ring 101.")
    text = _text(content)
    rows = _read(text)
    if len(rows) > MOST:
        raise NotValid("file", f"The file has over {MOST} rows.", "Split it, or ring 101.")
    return rows or [{AS_IT_CAME: text[:LONGEST]}]


def cleaned(told: Mapping[str, object]) -> Row:
    """What was told, as the database can hold it: names in small letters, no empty cells; of one name twice, both."""
    found: Row = {}
    for name, value in told.items():
        column, text = _storable(name).lower()[:80] or BESIDE, _storable(value)
        if text:
            found[column] = f"{found[column]}; {text}" if column in found else text
    return found


def what_of(row: Row) -> str:
    """Whether a row says that a child is back; everything else is read as a child missing."""
    return BACK if row.get("what", "").lower() == BACK else MISSING


def key_of(home: str, row: Row, received_on: date) -> str:
    """By which a row sent twice is one: what it says, and the day it came where it tells no time of its own."""
    times = any(row.get(name) for name in ("noticed_at", "reported_at", "returned_at", "located_at", "last_seen_at"))
    said = [home, sorted(row.items()), "" if times else received_on.isoformat()]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "")  # which no text in the database holds


def _read(text: str) -> list[Row]:
    """The rows, if the first line names a column of ours."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey=BESIDE, restval="")
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or []]
        if not set(names) & set(COLUMNS):
            return []
        reader.fieldnames = names
        return [row for row in map(cleaned, reader) if row]
    except csv.Error:
        return []


def _storable(value: object) -> str:
    """As the database can hold it: no NUL, no half of a character."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return text.replace("\0", "").encode("utf-8", errors="replace").decode().strip()
