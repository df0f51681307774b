"""Reading a file of people with its truth: a row taken in, or one that is bad, said by row, field and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from goldthread.link.evaluating.form import COLUMNS
from goldthread.link.feeds.faults import Fault, shown
from goldthread.link.feeds.lines import Lines
from goldthread.link.feeds.rows import CsvRows, Limits, Row


@dataclass(frozen=True)
class Truths:
    """Which columns hold what only measures may see; blank where the file has none."""

    truth: str
    group: str = ""
    household: str = ""
    twinset: str = ""

    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self.truth, self.group, self.household, self.twinset))))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row: its number in the file, what it says of somebody, and the truth beside it."""

    number: int
    record_id: str
    cells: dict[str, str]
    truth: str
    group: str
    household: str
    twinset: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that is bad or a value that cannot be read: where, and why in words."""

    row: int
    record_id: str
    field: str
    words: str

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "record_id": self.record_id, "field": self.field, "words": self.words}


@dataclass
class PeopleFile:
    """What a file holds. Every row of it is either among `rows` or among `bad`."""

    rows: list[PersonRow] = field(default_factory=list)
    bad: list[Remark] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_people(stream: BinaryIO, truths: Truths) -> PeopleFile:
    """Read a CSV file. `UnreadableFile` says why one has no rows to take in, such as a column named that it has not."""
    limits = Limits()
    source = CsvRows(Lines(stream, None, limits.row), ("record_id", *truths.columns()), limits)
    found = PeopleFile(
        missing=[name for name in COLUMNS if name not in source.header],
        ignored=[name for name in source.extra if name not in COLUMNS],
    )
    first: dict[str, int] = {}
    for row in source:
        outcome = _outcome(row, truths, first)
        if isinstance(outcome, Remark):
            found.bad.append(outcome)
        else:
            found.rows.append(outcome)
            first[outcome.record_id] = row.number
    return found


def _outcome(row: Row, truths: Truths, first: Mapping[str, int]) -> PersonRow | Remark:
    record_id = str(row.cells.get("record_id", "")).strip()
    if row.fault:
        return _remark(row, record_id, row.fault)
    if not record_id:
        return Remark(row.number, "", "record_id", "The row has no record_id.")
    if record_id in first:
        words = f'record_id "{shown(record_id)}" is that of row {first[record_id]} already.'
        return Remark(row.number, record_id, "record_id", words)
    return _person(row, record_id, truths)


def _remark(row: Row, record_id: str, fault: Fault) -> Remark:
    set_aside = fault.quarantined(row.number, "", None)
    return Remark(row.number, shown(record_id), set_aside.field or "row", set_aside.words)


def _person(row: Row, record_id: str, truths: Truths) -> PersonRow:
    cells = {name: row.cells[name].strip() for name in COLUMNS if row.cells.get(name, "").strip()}
    told = [_truth(row.cells, name) for name in (truths.truth, truths.group, truths.household, truths.twinset)]
    return PersonRow(row.number, record_id, cells, *told)


def _truth(cells: Mapping[str, Any], name: str) -> str:
    return str(cells[name]).strip() if name else ""
