"""Parquet as rows of cells: DuckDB reads a thousand rows at a time on one thread and may open nothing but that file."""

import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import duckdb

from goldthread.link.feeds.faults import Fault, unreadable
from goldthread.link.feeds.rows import Limits, Row, check_raw, flatten

MAGIC = b"PAR1"
AT_A_TIME = 1000
ZONED = "TIMESTAMP WITH TIME ZONE"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class ParquetRows:
    """One row for each row of the file. Its raw words are its values as one JSON object, without the empty ones."""

    encoding = "utf-8"

    def __init__(self, stream: BinaryIO, expected: tuple[str, ...], limits: Limits) -> None:
        self.limits = limits
        # Held for as long as the rows are: the file goes with it.
        self.file, self.path = _on_disk(stream)
        self.connection = _open(self.path)
        try:
            kinds = self.connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [self.path]).fetchall()
            counted = self.connection.execute("SELECT sum(num_rows) FROM parquet_file_metadata(?)", [self.path])
            self.count = int((counted.fetchone() or (0,))[0] or 0)
        except duckdb.Error:
            raise unreadable("F-KIND-02", "Parquet that can be read") from None
        self.kinds = {name: kind for name, kind, *_ in kinds}
        self._check(expected)

    def _check(self, expected: tuple[str, ...]) -> None:
        missing = [name for name in expected if name not in self.kinds]
        if len(missing) == len(expected):
            raise unreadable("F-HEAD-01")
        if missing:
            raise unreadable("F-HEAD-02", ", ".join(missing))

    def __iter__(self) -> Iterator[Row]:
        number = 0
        try:
            for number, values in enumerate(self._values(), start=1):
                yield self._row(number, values)
        except duckdb.Error:
            yield Row(number + 1, "", fault=Fault("Q-PAR-02", text=f"{max(self.count - number, 1):,}"))

    def _values(self) -> Iterator[tuple[Any, ...]]:
        chosen = ", ".join(_as_read(name, kind) for name, kind in self.kinds.items())
        # The names are the file's own, quoted; the path is a parameter.
        rows = self.connection.execute(f"SELECT {chosen} FROM read_parquet(?)", [self.path])
        while batch := rows.fetchmany(AT_A_TIME):
            yield from batch

    def _row(self, number: int, values: tuple[Any, ...]) -> Row:
        row = Row(number, "")
        try:
            named = {
                name: _zoned(value) if kind == ZONED else _told(name, value)
                for (name, kind), value in zip(self.kinds.items(), values, strict=True)
            }
            filled = {name: value for name, value in named.items() if value not in (None, "", [])}
            row.raw = json.dumps(filled, ensure_ascii=False)
            check_raw(row.raw, self.encoding, self.limits)
            row.cells = flatten(filled, self.limits)
        except Fault as fault:
            row.raw = row.raw or _as_it_can(self.kinds, values)
            row.fault = fault
        return row


def _on_disk(stream: BinaryIO) -> tuple[Any, str]:
    """The path of a stream that is a file; any other is written to one, which goes when it is let go."""
    name = getattr(stream, "name", None)
    head = stream.read(len(MAGIC))
    if not head:
        raise unreadable("F-EMPTY-01")
    if head != MAGIC:
        raise unreadable("F-KIND-02", "Parquet")
    if isinstance(name, str) and _is_at(stream, name):
        return stream, name
    spooled = tempfile.NamedTemporaryFile(prefix="goldthread-", suffix=".parquet")  # noqa: SIM115
    spooled.write(head)
    shutil.copyfileobj(stream, spooled)
    spooled.flush()
    return spooled, spooled.name


def _is_at(stream: BinaryIO, name: str) -> bool:
    """Whether the file of that name is the one the stream reads: a name alone may be anybody's."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), Path(name).stat())
    except OSError:
        return False


def _open(path: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=SETTINGS)
    connection.execute("SET allowed_paths = [?]", [path])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _as_read(name: str, kind: str) -> str:
    """An instant comes as microseconds in UTC, for which no table of zones is needed."""
    quoted = '"' + name.replace('"', '""') + '"'
    return f"make_timestamp(epoch_us({quoted}))" if kind == ZONED else quoted


def _zoned(value: datetime | None) -> str | None:
    return value.isoformat() + "Z" if value else None


def _told(name: str, value: Any) -> Any:
    """A value as JSON can tell it. An instant without a zone stays so, and is set aside where one is needed."""
    if isinstance(value, float) and not math.isfinite(value):
        raise Fault("Q-NUM-02")
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, list):
        return [_told(name, one) for one in value]
    if isinstance(value, dict):
        return {str(key): _told(name, one) for key, one in value.items()}
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise Fault("Q-PAR-01", name, f"a value of kind {type(value).__name__}")


def _as_it_can(kinds: dict[str, str], values: tuple[Any, ...]) -> str:
    return json.dumps(dict(zip(kinds, map(str, values), strict=True)), ensure_ascii=False)
