"""Good rows spoilt by chance: the same seed spoils them the same way."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.tests.reading_samples import SAMPLES, element, file_of
from goldthread.testing.hostile.case import CANARY, line_of
from goldthread.testing.hostile.everywhere import FREE, MARKINGS
from goldthread.testing.hostile.texts import INSTANTS, LAWFUL, ON_THE_NIGHT, UNLAWFUL

Row = dict[str, Any]
# The ids of each feed by number. A few numbers only, so that versions of one record meet.
REFERENCES: dict[str, Callable[[int], str]] = {
    "cad": lambda n: f"{n}/24OCT16",
    "merlin": lambda n: f"16PAC{n:08}",
    "crime": lambda n: f"{n:07}/16",
    "custody": lambda n: f"MF/{n}/16",
    "offenders": lambda n: f"12/{n:07}",
    "intelligence": lambda n: f"IR{n:07}/16",
    "social_care": lambda n: f"000-A{n:07}",
    "gazetteer": lambda n: f"{999900000000 + n}",
}
VERSIONS = 3
TEXTS = [*LAWFUL.values(), *INSTANTS, *ON_THE_NIGHT, *(text for text, _ in UNLAWFUL.values()), "", " ", "SECRET"]
JUNK = b"\",\r\n\x00\xff\xfe\xed\xa0\x80{}[]<>&;\\=|'\x1a"


def spoilt(source: str, rows: int, chance: Random) -> tuple[bytes, int | None]:
    """A file of so many rows, most of them spoilt; how many an honest reader must find, where bytes leave that sure."""
    made = [_row(source, rows, chance) for _ in range(rows)]
    if source == "gazetteer":
        return _parquet(made), rows
    tearing = chance.random() < 0.5
    lines = [_spoil_bytes(line, chance) if tearing and chance.random() < 0.5 else line for line in _lines(source, made)]
    if ADAPTERS[source].form == "xml":
        return b"<Children>\n" + b"\n".join(lines) + b"\n</Children>\n", None
    head = file_of(source) if ADAPTERS[source].form == "csv" else b""
    whole = head + b"".join(line + b"\n" for line in lines)
    return whole, None if tearing or ADAPTERS[source].form == "csv" else rows


def _row(source: str, among: int, chance: Random) -> Row:
    number = chance.randint(1, max(1, among // VERSIONS))
    row = {**SAMPLES[source], "source_record_id": REFERENCES[source](number)}
    row["source_updated_at"] = f"2016-10-24T{chance.randint(10, 20)}:00:00+01:00"
    row["source_recorded_at"] = ""
    if chance.random() < 0.03:
        mark = chance.choice(MARKINGS)
        return row | {"handling": mark, FREE[source]: CANARY, "originating_force": CANARY}
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        _spoil(row, chance)
    return row


def _spoil(row: Row, chance: Random) -> None:
    """One cell, or one cell of a list or an object in it."""
    name = chance.choice(list(row))
    inner = row[name]
    if isinstance(inner, dict) and inner and chance.random() < 0.8:
        row[name] = dict(inner)
        _spoil(row[name], chance)
    elif isinstance(inner, list) and inner and isinstance(inner[0], dict) and inner[0] and chance.random() < 0.8:
        row[name] = [dict(inner[0]), *inner[1:]]
        _spoil(row[name][0], chance)
    else:
        row[name] = _other(row, name, chance)


def _other(row: Row, name: str, chance: Random) -> Any:
    kind = chance.randrange(6)
    if kind == 0:
        return row[chance.choice(list(row))]
    if kind == 1:
        return chance.choice(([], {}, [""], [{}], {"a": "b"}, [["a"]], None, True, 0, -1.5, 2**53, "x" * 100_001))
    text = str(row[name] or "x")
    if kind == 2:
        at = chance.randrange(len(text))
        return text[:at] + chance.choice("\x00\ud800\u202e\u0301 |\"'<&é9") + text[at + 1 :]
    if kind == 3:
        return text * chance.choice((2, 30))
    return chance.choice(TEXTS)


def _lines(source: str, rows: list[Row]) -> Iterator[bytes]:
    form = ADAPTERS[source].form
    for row in rows:
        if form == "xml":
            text = element("Child", row)
        elif form == "csv":
            text = line_of(
                source, **{name: value if isinstance(value, str) else str(value) for name, value in row.items()}
            )
        else:
            text = json.dumps(row)
        yield text.encode("utf-8", "surrogatepass")


def _spoil_bytes(line: bytes, chance: Random) -> bytes:
    # A row cut away from its own marking cannot be known by it, so a marked one is only disfigured.
    kinds = (1, 4) if CANARY.encode() in line else range(5)
    at, kind = chance.randrange(len(line)), chance.choice(kinds)
    if kind == 0:
        return line[:at]
    if kind == 1:
        return line[:at] + bytes([chance.choice(JUNK)]) + line[at:]
    if kind == 2:
        return line[:at] + line[at + chance.randint(1, 20) :]
    if kind == 3:
        return line[at:] + line[:at]
    return line[:at] + bytes(chance.randrange(256) for _ in range(4)) + line[at + 4 :]


def _parquet(rows: list[Row]) -> bytes:
    """Every column as texts, since a column of Parquet has one type for all its rows."""
    columns = ADAPTERS["gazetteer"].columns()
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:", config={"threads": 1}) as connection:
        texts, path = Path(folder) / "rows.json", Path(folder) / "rows.parquet"
        texts.write_text(
            "".join(json.dumps({name: _as_text(row.get(name)) for name in columns}) + "\n" for row in rows)
        )
        kinds = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
        read = f"read_json('{texts}', format='newline_delimited', columns={{{kinds}}}, maximum_object_size=100000000)"
        connection.execute(f"COPY (SELECT * FROM {read}) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value).encode("utf-8", "replace").decode()
