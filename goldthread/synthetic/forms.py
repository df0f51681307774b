"""Files of the four forms, row by row, the same rows the same bytes."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import escape

import duckdb

from goldthread.link.feeds.adapters import ADAPTERS

ENDS = {"csv": "csv", "ndjson": "ndjson", "xml": "xml", "parquet": "parquet"}
PARQUET_MEMORY = "128MB"
ROWS_TOGETHER = 20_480
Cells = dict[str, Any]


class Form(Protocol):
    """`row` gives the number a person would count the row by."""

    def row(self, cells: Cells, encoding: str = "utf-8") -> int: ...

    def close(self) -> None: ...


def file_of(source: str, path: Path, extra: Iterable[str] = ()) -> Form:
    adapter = ADAPTERS[source]
    columns = (*adapter.columns(), *extra)
    if adapter.form == "csv":
        return CsvFile(path, columns)
    if adapter.form == "ndjson":
        return NdjsonFile(path)
    return XmlFile(path) if adapter.form == "xml" else ParquetFile(path, columns)


class CsvFile:
    """The header is row 1. A list stands in one cell with bars between."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self.file = path.open("wb")
        self.columns = columns
        self.number = 0
        self.row(dict(zip(columns, columns, strict=True)))

    def write(self, line: str) -> None:
        self.file.write(line.encode(self.encoding, errors="replace"))

    def row(self, cells: Cells, encoding: str = "utf-8") -> int:
        self.encoding = encoding
        csv.writer(self, lineterminator="\r\n").writerow([flat(cells.get(name, "")) for name in self.columns])
        self.number += 1
        return self.number

    def close(self) -> None:
        self.file.close()


class NdjsonFile:
    """One object a line, its dotted names nested, keys without a value left out."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")
        self.number = 0

    def row(self, cells: Cells, encoding: str = "utf-8") -> int:
        line = json.dumps(nested(cells), ensure_ascii=False) + "\n"
        self.file.write(line.encode(encoding, errors="replace"))
        self.number += 1
        return self.number

    def half_a_row(self, cells: Cells) -> int:
        """As a transfer that broke off leaves it: the last line without its end."""
        line = json.dumps(nested(cells), ensure_ascii=False)
        self.file.write(line[: len(line) // 2].encode())
        self.number += 1
        return self.number

    def close(self) -> None:
        self.file.close()


class XmlFile:
    """One `<Child>` a row inside `<Children>`; a list is an element that stands several times."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w", encoding="utf-8", newline="\n")
        self.file.write('<?xml version="1.0" encoding="UTF-8"?>\n<Children>\n')
        self.number = 0

    def row(self, cells: Cells, encoding: str = "utf-8") -> int:
        self.file.write(f"<Child>{_elements(nested(cells))}</Child>\n")
        self.number += 1
        return self.number

    def close(self) -> None:
        self.file.write("</Children>\n")
        self.file.close()


class ParquetFile:
    """Rows go to a plain file first, and from there into columns on one thread, so that memory stays small."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self.path, self.plain = path, path.with_suffix(".part")
        self.rows = CsvFile(self.plain, columns)

    def row(self, cells: Cells, encoding: str = "utf-8") -> int:
        return self.rows.row(cells) - 1

    def close(self) -> None:
        self.rows.close()
        with duckdb.connect(":memory:", config={"threads": 1, "memory_limit": PARQUET_MEMORY}) as database:
            kinds = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in self.rows.columns)
            # Names and both paths are our own; a quotation mark in one is doubled.
            database.execute(
                f"COPY (SELECT * FROM read_csv({_quoted(self.plain)}, columns = {{{kinds}}}, header = true, "
                f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '')) "
                f"TO {_quoted(self.path)} (FORMAT parquet, ROW_GROUP_SIZE {ROWS_TOGETHER})"
            )
        self.plain.unlink()


def _quoted(name: Path | str) -> str:
    return "'" + str(name).replace("'", "''") + "'"


def flat(cell: Any) -> str:
    return "|".join(cell) if isinstance(cell, list) else cell


def nested(cells: Cells) -> Cells:
    """Names with a stop in them as objects in objects, without what is empty."""
    found: Cells = {}
    for name, cell in cells.items():
        if cell in ("", [], None):
            continue
        *path, last = name.split(".")
        inner = found
        for part in path:
            inner = inner.setdefault(part, {})
        inner[last] = (
            [nested(one) if isinstance(one, dict) else one for one in cell] if isinstance(cell, list) else cell
        )
    return found


def _elements(cells: Cells) -> str:
    return "".join(_element(name, cell) for name, cell in cells.items())


def _element(name: str, cell: Any) -> str:
    if isinstance(cell, list):
        return "".join(_element(name, one) for one in cell)
    inner = _elements(cell) if isinstance(cell, dict) else escape(cell)
    return f"<{name}>{inner}</{name}>"
