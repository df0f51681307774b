"""Lines as rows of cells, from CSV or one JSON object a line, each on its own so a bad one harms no other."""

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from goldthread.link.feeds.declare import Cells
from goldthread.link.feeds.faults import UNSTORABLE, Fault, unreadable
from goldthread.link.feeds.lines import Lines


@dataclass(frozen=True, slots=True)
class Limits:
    """In characters. A narrative is a page or two; the limits only keep out what no person typed."""

    field: int = 100_000
    row: int = 1_000_000
    people: int = 200
    depth: int = 6


@dataclass(slots=True)
class Row:
    """A row as sent. Where it could not be taken apart, `fault` says why and `cells` is empty."""

    number: int
    raw: str
    cells: Cells = field(default_factory=dict)
    fault: Fault | None = None


# The module's own limit of 131,072 would hide ours, which tells the field and the row apart.
csv.field_size_limit(max(csv.field_size_limit(), 4_000_000))


def without_line_end(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r")


def check_raw(raw: str, encoding: str, limits: Limits) -> None:
    if len(raw) > limits.row:
        raise Fault("Q-BIG-02", text=f"{limits.row:,}")
    if not raw.isascii() or "\x00" in raw:
        found = UNSTORABLE.search(raw)
        if found:
            raise Fault("Q-NUL-01") if found.group() == "\x00" else Fault("Q-ENC-01", text=encoding)


def check_text(name: str, text: str, limits: Limits) -> None:
    if len(text) > limits.field:
        raise Fault("Q-BIG-01", name, f"{limits.field:,}")
    if text.isascii() and "\x00" not in text:
        return
    found = UNSTORABLE.search(text)
    if found:
        raise Fault("Q-NUL-01" if found.group() == "\x00" else "Q-CHR-01", name)


class CsvRows:
    """The rows under a header. Where quotation marks do not pair, one line is set aside and reading goes on
    at the next, so that a stray mark does not swallow the rows after it."""

    def __init__(self, lines: Lines, expected: tuple[str, ...], limits: Limits) -> None:
        self.lines = lines
        self.encoding = lines.encoding
        self.limits = limits
        self.number = 1
        self.header = self._header(expected)
        self.extra = [name for name in self.header if name not in expected]

    def _header(self, expected: tuple[str, ...]) -> list[str]:
        taken, cells = self._take()
        raw = "".join(taken)
        if isinstance(cells, Fault) or UNSTORABLE.search(raw):
            raise unreadable("F-ENDS-01" if "\r" in without_line_end(raw) else "F-HEAD-04")
        header = [name.strip() for name in cells or []]
        missing = [name for name in expected if name not in header]
        if len(missing) == len(expected):
            raise unreadable("F-HEAD-01")
        if missing:
            raise unreadable("F-HEAD-02", ", ".join(missing))
        twice = sorted({name for name in header if header.count(name) > 1})
        if twice:
            raise unreadable("F-HEAD-03", ", ".join(twice))
        return header

    def __iter__(self) -> Iterator[Row]:
        while True:
            taken, cells = self._take()
            if cells is None:
                return
            self.number += 1
            if cells:
                yield self._row(taken, cells)

    def _take(self) -> tuple[list[str], list[str] | Fault | None]:
        """The lines of the next row and its cells, or why it has none, or None at the end of the file."""
        taken: list[str] = []
        try:
            return taken, next(csv.reader(self._noted(taken), strict=True))
        except StopIteration:
            return taken, None
        except csv.Error as error:
            fault = Fault("Q-CSV-03" if "new-line" in str(error) else "Q-CSV-02")
        except Fault as too_long:
            fault = too_long
        self.lines.put_back(taken[1:])
        return taken[:1], fault

    def _noted(self, taken: list[str]) -> Iterator[str]:
        size = 0
        for line in self.lines:
            taken.append(line)
            size += len(line)
            if size > self.limits.row:
                raise Fault("Q-BIG-02", text=f"{self.limits.row:,}")
            yield line

    def _row(self, taken: list[str], cells: list[str] | Fault) -> Row:
        row = Row(self.number, without_line_end("".join(taken)))
        try:
            check_raw(row.raw, self.encoding, self.limits)
            row.cells = self._named(taken, cells)
        except Fault as fault:
            row.fault = fault
        return row

    def _named(self, taken: list[str], cells: list[str] | Fault) -> Cells:
        half = not taken[-1].endswith("\n")
        if isinstance(cells, Fault):
            raise Fault("Q-CUT-01") if half and cells.code == "Q-CSV-02" else cells
        if len(cells) != len(self.header):
            if half and len(cells) < len(self.header):
                raise Fault("Q-CUT-01")
            raise Fault("Q-CSV-01", text=f"{len(cells)} columns where the header has {len(self.header)}")
        named = dict(zip(self.header, cells, strict=True))
        for name, text in named.items():
            check_text(name, text, self.limits)
        return named


class JsonRows:
    """One object a line, its nested keys joined by a stop: `location.address`."""

    def __init__(self, lines: Lines, limits: Limits) -> None:
        self.lines = lines
        self.encoding = lines.encoding
        self.limits = limits

    def __iter__(self) -> Iterator[Row]:
        for number, line in enumerate(self.lines, start=1):
            if line.strip():
                yield self._row(number, line)

    def _row(self, number: int, line: str) -> Row:
        row = Row(number, without_line_end(line))
        try:
            check_raw(row.raw, self.encoding, self.limits)
            row.cells = self._flat(_parsed(line))
        except Fault as fault:
            row.fault = fault
        except RecursionError:
            row.fault = Fault("Q-JSON-03")
        return row

    def _flat(self, parsed: Any) -> Cells:
        if not isinstance(parsed, dict):
            raise Fault("Q-JSON-04")
        return flatten(parsed, self.limits)


def _parsed(line: str) -> Any:
    try:
        return json.loads(
            line,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        if not line.endswith("\n"):
            raise Fault("Q-CUT-01") from None
        raise Fault("Q-JSON-01", text=f"{error.msg} at character {error.pos + 1}") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise Fault("Q-JSON-02", next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(text: str) -> Any:
    raise Fault("Q-NUM-01", text=text)


def _whole(text: str) -> int:
    if len(text) > 18:
        raise Fault("Q-NUM-02")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Fault("Q-NUM-02")
    return number


def flatten(nested: dict[str, Any], limits: Limits, prefix: str = "", depth: int = 1) -> Cells:
    """Texts by their path. A key that itself holds a stop is quoted, so it cannot pass for a nested one."""
    if depth > limits.depth:
        raise Fault("Q-JSON-03")
    flat: Cells = {}
    for key, value in nested.items():
        check_text(key, key, limits)
        path = prefix + (f'"{key}"' if "." in key else key)
        if isinstance(value, dict):
            flat |= flatten(value, limits, path + ".", depth + 1)
        else:
            flat[path] = _listed(path, value, limits, depth) if isinstance(value, list) else _text(path, value, limits)
    return flat


def _listed(path: str, values: list[Any], limits: Limits, depth: int) -> list[Any]:
    if len(values) > limits.people:
        raise Fault("Q-BIG-03", path, str(limits.people))
    return [_entry(f"{path}[{i}]", value, limits, depth) for i, value in enumerate(values, start=1)]


def _entry(path: str, value: Any, limits: Limits, depth: int) -> Any:
    if isinstance(value, dict):
        return flatten(value, limits, "", depth + 1)
    if isinstance(value, list):
        raise Fault("Q-JSON-05", path, "a text or an object, not a list")
    return _text(path, value, limits)


def _text(path: str, value: Any, limits: Limits) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    check_text(path, text, limits)
    return text
