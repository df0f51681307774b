"""Rows of a CSV file as audit takes them in: whatever is wrong is told by its row and its column. Pure."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from goldthread.core.refusals import NotValid
from goldthread.core.spreadsheet import FORMULA

HEADER = 1  # rows are counted as a spreadsheet counts them: the header is row 1
LONGEST = 200_000


@dataclass(frozen=True)
class Line:
    """One row with its number, its cells asked for by their column."""

    row: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        if value := self.get(column):
            return value
        raise self.wrong(column, "It is blank.", 'Enter a value; "not known" where it is not known.')

    def number(self, column: str, low: float, high: float) -> float | None:
        """A number from above `low` up to `high`; None where the cell is blank."""
        text = self.get(column)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low < value <= high:
            raise self.wrong(column, f'"{text[:40]}" is not a number from above {low:g} up to {high:g}.', "Correct it.")
        return value

    def count(self, column: str) -> int | None:
        """A whole number from 1 on; None where the cell is blank."""
        text = self.get(column)
        if text and (not text.isdecimal() or int(text) < 1):
            raise self.wrong(column, f'"{text[:40]}" is not a whole number from 1 on.', "Correct it.")
        return int(text) if text else None

    def wrong(self, column: str, words: str, remedy: str) -> NotValid:
        return wrong_at(self.row, column, words, remedy)


def wrong_at(row: int, column: str, words: str, remedy: str) -> NotValid:
    """The refusal of one cell, which names it."""
    return NotValid(f"row {row}, column {column}", f"Row {row}, column {column}: {words}", remedy)


@dataclass(frozen=True)
class Sheet:
    """The columns of a file, and its rows."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def has(self, column: str) -> bool:
        return column in self.columns

    def must_have(self, columns: Collection[str]) -> None:
        if missing := [one for one in columns if not self.has(one)]:
            there = ", ".join(self.columns)
            raise NotValid(f"column {missing[0]}", f"There is no column {', '.join(missing)}.", f"There are: {there}.")


def read_sheet(data: bytes) -> Sheet:
    """A CSV file with a header, in UTF-8. Rows of blank cells only are passed over."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotValid("file", "The file is not UTF-8 text.", "Save it as CSV in UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        columns = tuple(name.strip() for name in next(reader, ()))
        _check_columns(columns)
        lines = tuple(_lines(reader, columns))
    except csv.Error as error:
        raise NotValid(
            f"row {reader.line_num}", f"Row {reader.line_num} cannot be read: {error}.", "Save it again."
        ) from None
    if not lines:
        raise NotValid("file", "The file holds no rows.", "It needs a header and at least one row.")
    return Sheet(columns, lines)


def _check_columns(columns: tuple[str, ...]) -> None:
    if not any(columns):
        raise NotValid("file", "The file has no header.", "Its first row names the columns.")
    if twice := [name for place, name in enumerate(columns) if name and name in columns[:place]]:
        raise NotValid(f"column {twice[0]}", f"The column {twice[0]} is there twice.", "Keep one.")


def _lines(reader: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[Line]:
    for row, cells in enumerate(reader, HEADER + 1):
        if not any(cell.strip() for cell in cells):
            continue
        if row > LONGEST:
            raise NotValid(f"row {row}", f"The file has more than {LONGEST:,} rows.", "Split it.")
        if len(cells) > len(columns):
            raise NotValid(f"row {row}", f"Row {row} has {len(cells)} cells, the header {len(columns)}.", "Correct it.")
        yield Line(row, {name: _cell(cell) for name, cell in zip(columns, cells, strict=False)})


def _cell(text: str) -> str:
    """The value, without the stroke that keeps a spreadsheet from running it as a formula (`core.spreadsheet`)."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
