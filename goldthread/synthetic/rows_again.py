"""The rows of an invented force's files, one by one, each with when it arrived: to be handed in again in that order."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goldthread.link.feeds.adapters import ADAPTERS

CHILD = re.compile(rb"<Child>.*?</Child>", re.DOTALL)
TAG = re.compile(rb"<(source_record_id|extracted_at)>(.*?)</")
# A quote that was never closed swallows no more than this: the rest is then read line by line.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One row as its bytes. `arrived_at` is when it was extracted, or later where rows before it in its file were."""

    source: str
    record_id: str
    arrived_at: datetime
    body: bytes
    header: bytes = b""


def rows_of(folder: Path, source: str) -> Iterator[Row]:
    """Every row of one source, file after file by name, in the order it came. A form that holds no rows gives none."""
    form = ADAPTERS[source].form
    read = {"csv": _csv, "ndjson": _ndjson, "xml": _xml}.get(form)
    if read is None:
        return
    latest: datetime | None = None
    for file in sorted((folder / source).glob(f"*.{form}")):
        for header, body, record_id, extracted in read(file.read_bytes()):
            at = _instant(extracted) or latest
            if at is None:
                continue  # a first row that cannot be read says nothing of its time
            latest = max(at, latest or at)
            yield Row(source, record_id, latest, body, header)


def file_of(rows: list[Row]) -> bytes:
    """These rows of one source as a file that its system might have sent."""
    if ADAPTERS[rows[0].source].form == "xml":
        return b"<Children>\n" + b"\n".join(row.body for row in rows) + b"\n</Children>\n"
    return rows[0].header + b"".join(row.body for row in rows)


def _csv(content: bytes) -> Iterator[tuple[bytes, bytes, str, str]]:
    lines = content.splitlines(keepends=True)
    header, names = lines[0], next(csv.reader([lines[0].decode("utf-8", "replace")]))
    places = [names.index(name) for name in ("source_record_id", "extracted_at")]
    start = 1
    while start < len(lines):
        end = _end_of_record(lines, start)
        body = b"".join(lines[start:end])
        cells = next(csv.reader(io.StringIO(body.decode("utf-8", "replace"), newline="")), [])
        told = [cells[place] if place < len(cells) else "" for place in places]
        yield header, body, told[0], told[1]
        start = end


def _end_of_record(lines: list[bytes], start: int) -> int:
    """Where a record ends: at the first line with which its quotes are paired."""
    quotes = 0
    for end in range(start, min(start + LONGEST, len(lines))):
        quotes += lines[end].count(b'"')
        if quotes % 2 == 0:
            return end + 1
    return start + 1


def _ndjson(content: bytes) -> Iterator[tuple[bytes, bytes, str, str]]:
    for line in content.splitlines(keepends=True):
        try:
            told = json.loads(line)
        except ValueError:
            told = {}
        named = told if isinstance(told, dict) else {}
        yield b"", line, str(named.get("source_record_id", "")), str(named.get("extracted_at", ""))


def _xml(content: bytes) -> Iterator[tuple[bytes, bytes, str, str]]:
    for found in CHILD.finditer(content):
        told = {name.decode(): text.decode("utf-8", "replace") for name, text in TAG.findall(found[0])}
        yield b"", found[0], told.get("source_record_id", ""), told.get("extracted_at", "")


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
