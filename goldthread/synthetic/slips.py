"""Real-life faults of a feed, planted at stated rates, each with what a reader should make of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from goldthread.synthetic.feed_rows import Sent, written

# Out of every thousand rows.
RATES = {
    "impossible birth date": 5,
    "no record id": 2,
    "no offset": 3,
    "unknown op": 1,
    "sent twice": 12,
    "late": 10,
    "deleted": 4,
}
CODES = {
    "impossible birth date": "Q-DOB-03",
    "no record id": "Q-ID-01",
    "no offset": "Q-TIME-03",
    "unknown op": "Q-OP-01",
}
KINDS, WEIGHTS = [*RATES, ""], [*RATES.values(), 1000 - sum(RATES.values())]


@dataclass(frozen=True)
class Planted:
    """A row on its way with the slip in it. `code` is the quarantine it should meet, if any."""

    sent: Sent
    slip: str = ""
    code: str = ""


def plant(rng: Random, sent: Sent) -> Iterator[Planted]:
    """The row, or the row with a slip. Stories are told exactly, so that their truth is certain."""
    slip = rng.choices(KINDS, WEIGHTS)[0]
    spoilt = None if sent.story else _spoilt(slip, sent)
    if spoilt:
        yield Planted(spoilt, slip, CODES[slip])
    elif slip == "late" and not sent.story:
        # Held up on the way: what it says, and when it was said, are unchanged.
        late = sent.extracted_at + timedelta(hours=rng.randint(30, 90))
        yield Planted(sent.again(late), slip)
    else:
        yield Planted(sent)
        if slip in ("sent twice", "deleted") and not sent.story:
            yield Planted(_after(slip, rng, sent), slip)


def _after(slip: str, rng: Random, sent: Sent) -> Sent:
    if slip == "sent twice":
        return replace(sent, extracted_at=sent.extracted_at + timedelta(hours=1))
    gone = sent.extracted_at + timedelta(days=rng.randint(5, 60))
    envelope = ("feed_id", "feed_version", "source_record_id")
    bare: dict[str, Any] = {name: [] if isinstance(cell, list) else "" for name, cell in sent.cells.items()}
    bare |= {name: sent.cells[name] for name in envelope}
    bare |= {"op": "delete", "source_updated_at": written(gone), "extracted_at": written(gone)}
    if sent.source == "cad":
        bare = {name: cell for name, cell in bare.items() if cell}
    return replace(sent, extracted_at=gone, cells=bare, truth={})


def _spoilt(slip: str, sent: Sent) -> Sent | None:
    """The row with that slip, or None where the row has no place for it."""
    if slip == "no record id":
        return _with(sent, source_record_id="")
    if slip == "unknown op":
        return _with(sent, op="insert")
    if slip == "no offset":
        name = "opened_at" if sent.source == "cad" else "reported_at"
        # In the small hours a time without its offset may be one of two, which is another fault.
        local = sent.cells[name][:19]
        return None if local[11:13] in ("01", "02") else _with(sent, **{name: local})
    return _without_such_a_day(sent) if slip == "impossible birth date" else None


def _without_such_a_day(sent: Sent) -> Sent | None:
    if sent.source == "merlin":
        born = sent.cells["subject_birth_date"]
        return _with(sent, subject_birth_date=f"31/02/{born[-4:]}") if born else None
    linked = sent.cells["linked_persons"]
    if not linked or not linked[0]["birth_date"]:
        return None
    first = {**linked[0], "birth_date": f"{linked[0]['birth_date'][:4]}-02-30"}
    return _with(sent, linked_persons=[first, *linked[1:]])


def _with(sent: Sent, **cells: Any) -> Sent:
    return replace(sent, cells={**sent.cells, **cells})
