"""The column of instants of a table: text in the shapes of ISO 8601, or the timestamps of Parquet."""

from pathlib import Path
from typing import Protocol

import polars as pl

from goldthread.demand.journey.events import AT
from goldthread.demand.journey.reading.instants import Clockface, no_instant
from goldthread.demand.journey.reading.log import cannot_read

ODD, ROW, TEXT = "odd", "row", "text"
# What Polars reads a whole column in, and whether it names an offset. What is not in it is read one by one.
SHAPES = {"%+": True, "%Y-%m-%d %H:%M:%S%.f": False, "%Y-%m-%dT%H:%M:%S%.f": False, "%Y-%m-%d": False}
SAMPLE = 1_000


class Times(Protocol):
    """How a column of instants becomes microseconds since 1970 in UTC."""

    def columns(self) -> list[pl.Expr]:
        """`at`, and `odd` where a value needs another look."""

    def settle(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
        """The rows with `at` as it stays, and what has to be said of it."""


def times_of(path: Path, rows: pl.LazyFrame, column: str, first_row: int) -> Times:
    """The reading that this column's kind asks for. Refuses a column that holds no instants."""
    kind = rows.collect_schema()[column]
    if isinstance(kind, pl.Datetime | pl.Date):
        return Timestamps(column, kind)
    if kind in (pl.String, pl.Categorical, pl.Null):
        return Texts(path, rows.select(pl.col(column).cast(pl.String).str.strip_chars().alias(TEXT)), column, first_row)
    why = f'its column "{column}" holds {kind} and no instants'
    raise cannot_read(path, why, "Name a column of timestamps, or of texts in ISO 8601.", "time")


class Timestamps:
    """Timestamps as the file's own type has them; one without a zone is UTC."""

    def __init__(self, column: str, kind: pl.Datetime | pl.Date) -> None:
        self.column, self.kind = pl.col(column), kind
        self.zone = kind.time_zone if isinstance(kind, pl.Datetime) else None

    def columns(self) -> list[pl.Expr]:
        is_finer = isinstance(self.kind, pl.Datetime) and self.kind.time_unit == "ns"
        odd = self.column.to_physical() % 1_000 != 0 if is_finer else pl.lit(False)
        return [self.column.cast(pl.Datetime("us", self.zone)).to_physical().alias(AT), odd.alias(ODD)]

    def settle(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
        clockface, cut = Clockface(), int(rows[ODD].sum())
        if self.zone is None:
            clockface.naive = rows[AT].count()
        notes = clockface.notes()
        if cut:
            notes.append(f"Instants finer than a microsecond, the rest of them left out: {cut:,}.")
        return rows.drop(ODD), notes


class Texts:
    """Instants written as text. `rows` has the one column `text`."""

    def __init__(self, path: Path, rows: pl.LazyFrame, column: str, first_row: int) -> None:
        self.path, self.rows, self.column, self.first_row = path, rows, column, first_row
        self.shape = self._shape()

    def columns(self) -> list[pl.Expr]:
        text = pl.col(self.column).cast(pl.String).str.strip_chars()
        at = _read(text, self.shape)
        return [at.alias(AT), (at.is_null() & (text != "")).fill_null(False).alias(ODD)]

    def settle(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
        clockface = Clockface()
        if not SHAPES[self.shape]:
            clockface.naive = rows[AT].count()
        if rows[ODD].any():
            rows = rows.with_columns(rows[AT].scatter(*self._one_by_one(clockface)).alias(AT))
        return rows.drop(ODD), clockface.notes()

    def _shape(self) -> str:
        """The shape that most of the first texts have."""
        sample = self.rows.filter(pl.col(TEXT) != "").head(SAMPLE)
        read = sample.select(_read(pl.col(TEXT), shape).count().alias(shape) for shape in SHAPES).collect()
        return max(SHAPES, key=lambda shape: read[shape].item())

    def _one_by_one(self, clockface: Clockface) -> tuple[list[int], list[int]]:
        """The places of texts in another shape, and their instants."""
        other = _read(pl.col(TEXT), self.shape).is_null() & (pl.col(TEXT) != "")
        found = self.rows.with_row_index(ROW).filter(other).collect(engine="streaming")
        return found[ROW].to_list(), [self._instant(clockface, place, text) for place, text in found.iter_rows()]

    def _instant(self, clockface: Clockface, place: int, text: str) -> int:
        try:
            return clockface.microseconds(text)
        except (ValueError, OverflowError):
            raise no_instant(self.path, f"row {place + self.first_row:,}", text, self.column) from None


def _read(text: pl.Expr, shape: str) -> pl.Expr:
    return text.str.to_datetime(shape, time_unit="us", strict=False).to_physical()
