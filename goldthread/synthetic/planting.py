"""Faults planted in rows, at stated rates, each with what a reader must make of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.synthetic import faults
from goldthread.synthetic.sent import Sent, deletion, written

NARRATIVE = {
    "cad": "text",
    "merlin": "seen_words",
    "crime": "mo_text",
    "intelligence": "text",
    "custody": "release_words",
}
OTHERS_SPELLING = "Café Zoë, naïve façade"
LONGEST = 100_000
# How far off the number of a record entered again is, so that no other has it.
AGAIN = {"cad": 500_000, "merlin": 50_000_000, "crime": 5_000_000, "custody": 500_000, "intelligence": 5_000_000}
ONE_VERSION = ("cad", "intelligence")


@dataclass(frozen=True, slots=True)
class Planted:
    """A row on its way with the fault in it. `code` is the quarantine it should meet, if any."""

    sent: Sent
    slip: str = ""
    code: str = ""
    encoding: str = "utf-8"


class Planter:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        table = faults.rows()
        self.kinds = [*table, ""]
        rates = [fault.rate for fault in table.values()]
        self.weights = [*rates, 1000 - sum(rates)]
        self.codes = {name: fault.code for name, fault in table.items()}

    def plant(self, sent: Sent) -> Iterator[Planted]:
        """The row, or the row with a fault. Stories are told exactly, so that their truth is certain."""
        slip = "" if sent.story else self.rng.choices(self.kinds, self.weights)[0]
        spoilt = SPOILS[slip](sent) if slip in SPOILS else None
        if spoilt:
            encoding = "cp1252" if slip == "wrong encoding" else "utf-8"
            yield Planted(spoilt, slip, self.codes[slip], encoding)
        elif slip in ("late", "out of order") and sent.source != "gazetteer":
            yield Planted(self._held_up(slip, sent), slip)
        else:
            yield Planted(sent)
            yield from self._after(slip, sent)

    def _held_up(self, slip: str, sent: Sent) -> Sent:
        """What it says, and when it was said, are unchanged."""
        if slip == "out of order":
            return replace(sent, held_until=sent.extracted_at + timedelta(minutes=self.rng.randint(30, 300)))
        late = sent.extracted_at + timedelta(hours=self.rng.randint(30, 90))
        return taken_at(sent, late)

    def _after(self, slip: str, sent: Sent) -> Iterator[Planted]:
        if slip == "sent twice":
            yield Planted(replace(sent, held_until=sent.extracted_at + timedelta(hours=1)), slip)
        elif slip == "deleted" and sent.source in ONE_VERSION:
            yield Planted(deletion(sent, sent.extracted_at + timedelta(days=self.rng.randint(5, 60))), slip)
        elif slip == "entered twice" and sent.source in AGAIN:
            yield Planted(under_another_number(sent, AGAIN[sent.source]), slip)


def taken_at(sent: Sent, at: datetime) -> Sent:
    """The same row, taken out of its source at another time."""
    return replace(sent, extracted_at=at, cells={**sent.cells, "extracted_at": written(at)}, held_until=None)


def under_another_number(sent: Sent, by: int) -> Sent:
    """The same thing entered again by another hand some minutes later."""
    number = next(part for part in _digits(sent.record_id))
    again = int(number) + by
    other = sent.record_id.replace(number, f"{again:0{len(number)}d}", 1)
    own = {"cad": "cad_no", "crime": "crime_no", "custody": "custody_no", "intelligence": "intel_ref"}.get(sent.source)
    cells = {**sent.cells, "source_record_id": other} | ({own: other} if own else {})
    later = sent.extracted_at + timedelta(minutes=17)
    return taken_at(replace(sent, record_id=other, cells=cells), later)


def _digits(record_id: str) -> Iterator[str]:
    """The serial of a record's number, without the year that some begin with."""
    for part in record_id.replace("PAC", "/").replace("MIS", "/").replace("DEB", "/").replace("IR", "/").split("/"):
        if part.isdigit() and (len(part) > 2 or "/" in record_id):
            yield part


def _no_offset(sent: Sent) -> Sent | None:
    adapter = ADAPTERS[sent.source]
    name = adapter.occurred_at if adapter.occurred_at and not adapter.occurs_on_day else "source_updated_at"
    local = sent.cells[name][:19]
    # In the small hours a time without its offset may be one of two, which is another fault.
    return None if local[11:13] in ("01", "02") else sent.with_cells(**{name: local})


def _without_such_a_day(sent: Sent) -> Sent | None:
    for name, cell in sent.cells.items():
        if name.endswith("birth_date") or name == "PersonBirthDate":
            if cell:
                return sent.with_cells(**{name: no_such_day(cell)})
        elif isinstance(cell, list) and cell and isinstance(cell[0], dict) and cell[0].get("birth_date"):
            first = {**cell[0], "birth_date": no_such_day(cell[0]["birth_date"])}
            return sent.with_cells(**{name: [first, *cell[1:]]})
    return None


def no_such_day(date: str) -> str:
    return f"31/02/{date[-4:]}" if "/" in date else f"{date[:4]}-02-30"


def _other_encoding(sent: Sent) -> Sent | None:
    name = NARRATIVE.get(sent.source)
    if not name or not sent.cells.get(name):
        return None
    return sent.with_cells(**{name: f"{sent.cells[name]} {OTHERS_SPELLING}"})


def _huge(sent: Sent) -> Sent | None:
    name = NARRATIVE.get(sent.source)
    if not name or not sent.cells.get(name):
        return None
    return sent.with_cells(**{name: "pasted again " * (LONGEST // 13 + 1)})


def _cells(**cells: Any) -> Callable[[Sent], Sent | None]:
    return lambda sent: sent.with_cells(**cells)


SPOILS: dict[str, Callable[[Sent], Sent | None]] = {
    "impossible birth date": _without_such_a_day,
    "no record id": _cells(source_record_id=""),
    "no offset": _no_offset,
    "unknown op": _cells(op="insert"),
    "marked secret": _cells(handling="SECRET"),
    "unknown category": _cells(subject_category="bystander"),
    "wrong encoding": _other_encoding,
    "huge text": _huge,
}
