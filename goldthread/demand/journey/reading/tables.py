"""CSV and Parquet: read in pieces, case and activity put by number as they come, so that no column of words is held."""

import csv
from pathlib import Path

import polars as pl

from goldthread.core.refusals import Refusal
from goldthread.demand.journey.events import ACTIVITY, AT, CASE, Events, TooManyActivities
from goldthread.demand.journey.reading.columns import Columns
from goldthread.demand.journey.reading.log import NO_ACTIVITY, NO_CASE, NO_TIME, Log, Remarks, cannot_read
from goldthread.demand.journey.reading.times import times_of

# Ours: what fits in the memory of an office machine at some 60 bytes each. A small Parquet file can unpack to more.
MOST_EVENTS = 200_000_000
# How packed files and UTF-16 begin. Polars unpacks the former without a limit and misreads the latter.
PACKED = (b"\x1f\x8b", b"\x78\x01", b"\x78\x9c", b"\x78\xda", b"\x28\xb5\x2f\xfd", b"PK\x03\x04")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
PLAIN = "Save it as a plain CSV in UTF-8."
YEARS = (-62_135_596_800_000_000, 253_402_300_799_999_999)  # 1 to 9999, as an instant can be said


def read_csv(path: Path, columns: Columns) -> Log:
    """The events of a CSV in UTF-8 with a header. Its rows are counted as a spreadsheet does, the header first."""
    with path.open("rb") as stream:
        begins = stream.read(4)
    if begins.startswith(PACKED + UTF_16):
        raise cannot_read(path, "it is packed" if begins.startswith(PACKED) else "it is in UTF-16", PLAIN)
    try:
        rows = pl.scan_csv(path, infer_schema=False, glob=False)
        return Table(path, "csv", rows, columns, first_row=2).log()
    except pl.exceptions.NoDataError:
        raise cannot_read(path, "it is empty", "Give a header and rows.", code="no_events") from None
    except pl.exceptions.ComputeError as error:
        raise _not_csv(path, error) from None


def read_parquet(path: Path, columns: Columns) -> Log:
    """The events of a Parquet file. Its rows are counted from one."""
    try:
        rows = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        if rows.select(pl.len()).collect().item() > MOST_EVENTS:
            raise cannot_read(path, f"it has over {MOST_EVENTS:,} rows", "Give it in parts, each with whole cases.")
        return Table(path, "parquet", rows, columns, first_row=1).log()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise cannot_read(path, f"it is not whole Parquet ({_first_line(error)})", "Write it out again.") from None


class Table:
    """A file of rows and columns on its way to events."""

    def __init__(self, path: Path, form: str, rows: pl.LazyFrame, columns: Columns, first_row: int) -> None:
        self.path, self.form, self.rows, self.first_row = path, form, rows, first_row
        self.columns = columns.among(path, rows.collect_schema().names())
        self.remarks = Remarks()

    def log(self) -> Log:
        cases, activities = Coded(self, "case", pl.UInt32), Coded(self, "activity", pl.UInt16)
        times = times_of(self.path, self.rows, self.columns.time, self.first_row)
        wanted = self.rows.select(cases.numbers(CASE), activities.numbers(ACTIVITY), *times.columns())
        try:
            rows, notes = times.settle(wanted.collect(engine="streaming"))
        except pl.exceptions.ComputeError as error:
            raise TooManyActivities if "more categories" in str(error) else error from None
        self.remarks.notes += notes
        self._check_years(rows)
        called = cases.names(rows[CASE]), activities.names(rows[ACTIVITY])
        return Log(self.form, {"": Events(self._whole(rows, *called), *called)}, self.remarks, self.columns.as_json())

    def _check_years(self, rows: pl.DataFrame) -> None:
        beyond = rows[AT].is_between(*YEARS).not_().arg_true()
        if len(beyond):
            why = f"row {beyond[0] + self.first_row:,} is outside the years 1 to 9999"
            raise cannot_read(self.path, why, "Put its instant right.", self.columns.time, "unreadable_instant")

    def _whole(self, rows: pl.DataFrame, cases: pl.Series, activities: pl.Series) -> pl.DataFrame:
        """The rows that say case, activity and instant; the others are counted by the first that they lack."""
        for column, names in ((CASE, cases), (ACTIVITY, activities)):
            blank = names.is_null() | (names.str.strip_chars() == "")
            if blank.any():
                rows = rows.with_columns(
                    pl.when(~pl.col(column).is_in(blank.arg_true().implode())).then(pl.col(column))
                )
        if not sum(rows.null_count().row(0)):
            return rows
        for column, reason in ((CASE, NO_CASE), (ACTIVITY, NO_ACTIVITY), (AT, NO_TIME)):
            self.remarks.set_aside(reason, rows[column].null_count())
            rows = rows.filter(pl.col(column).is_not_null())
        return rows


class Coded:
    """A column of words, each put by number as it is read."""

    def __init__(self, table: Table, name: str, numbers: type[pl.DataType]) -> None:
        self.column = getattr(table.columns, name)
        self.kind = pl.Categorical(pl.Categories.random(physical=numbers))
        held = table.rows.collect_schema()[self.column]
        if held.is_nested() or held.is_temporal() or held == pl.Binary:
            why = f'its column "{self.column}" holds {held} and no words'
            raise cannot_read(table.path, why, "Name a column of text or of whole numbers.", name)

    def numbers(self, name: str) -> pl.Expr:
        return pl.col(self.column).cast(pl.String).cast(self.kind).to_physical().alias(name)

    def names(self, numbers: pl.Series) -> pl.Series:
        """What each number stands for, of those that these hold."""
        highest = numbers.to_frame("number").select(pl.col("number").max()).item()
        every = pl.Series(range(0 if highest is None else highest + 1), dtype=numbers.dtype)
        return every.cat.to(self.kind).cast(pl.String)


def _not_csv(path: Path, error: Exception) -> Refusal:
    if "utf-8" in str(error):
        return cannot_read(path, "it is not in UTF-8", PLAIN)
    long = _first_long_row(path)
    if long:
        return cannot_read(
            path, f"row {long:,} has more cells than the header", "Put quotes round a cell with a comma."
        )
    return cannot_read(path, f"it is not whole CSV ({_first_line(error)})", "Look for a quote that is not closed.")


def _first_long_row(path: Path) -> int | None:
    """The first row with more cells than the header, as a spreadsheet numbers it."""
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as lines:
        rows = csv.reader(lines)
        try:
            width = len(next(rows, []))
            return next((number for number, row in enumerate(rows, start=2) if len(row) > width), None)
        except csv.Error:
            return None


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0][:200]
