"""What a row says beside its envelope: what kind of record, when, about whom, in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from goldthread.link.feeds import people
from goldthread.link.feeds.declare import Adapter, Frame, Kind
from goldthread.link.feeds.envelope import Envelope, cell
from goldthread.link.feeds.faults import Fault, shown
from goldthread.link.feeds.format import ParsedMention
from goldthread.link.feeds.instants import read_instant
from goldthread.link.feeds.rows import Cells


@dataclass(frozen=True, slots=True)
class Body:
    kind: Kind
    occurred_at: datetime | None = None
    narrative: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    mentions: tuple[ParsedMention, ...] = ()


def read_body(adapter: Adapter, cells: Cells, frame: Frame, envelope: Envelope) -> Body:
    """A delete says nothing: what it carries stays in its raw words."""
    kind = _kind(adapter, cells, frame, bool(envelope.restriction))
    if envelope.op == "delete":
        return Body(kind)
    return Body(
        kind,
        _occurred_at(adapter.occurred_at, cells, frame),
        "\n\n".join(_sections(adapter, cells)),
        tuple(_facts(adapter, cells, frame)),
        people.mentions(adapter.people, cells, frame),
    )


def _kind(adapter: Adapter, cells: Cells, frame: Frame, restricted: bool) -> Kind:
    """A restricted record keeps the plainest title: even the kind of call may give its subject away."""
    code = cell(cells, adapter.kind_column).casefold()
    found = adapter.kinds.get(code)
    if code and not found:
        frame.note(f'{adapter.kind_column}: unknown code "{shown(code, 40)}"')
    return adapter.otherwise if restricted or not found else found


def _occurred_at(name: str, cells: Cells, frame: Frame) -> datetime:
    text = cell(cells, name)
    if not text:
        raise Fault("Q-TIME-09", name)
    read = read_instant(name, text)
    if read > frame.extracted_at + frame.tolerance:
        raise Fault("Q-TIME-06", name, text)
    return read


def _sections(adapter: Adapter, cells: Cells) -> Iterator[str]:
    for heading, name in adapter.narrative:
        value = cells.get(name, "")
        if not isinstance(value, str):
            raise Fault("Q-JSON-05", name, "one text, not a list")
        if value.strip():
            yield f"{heading}: {value}" if heading else value


def _facts(adapter: Adapter, cells: Cells, frame: Frame) -> Iterator[tuple[str, str]]:
    for column in adapter.facts:
        for value in people.values(column, cells, "", frame):
            yield value.field, value.canonical or value.text


def unknown_keys(adapter: Adapter, known: frozenset[str], cells: Cells) -> Iterator[str]:
    """Keys an object has beyond the documented ones, its people's among them."""
    yield from _beyond("", known, cells)
    for person in adapter.people:
        listed = cells.get(person.at) if person.many else None
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict):
                yield from _beyond(f"{person.at}[].", frozenset(person.names()), entry)


def _beyond(at: str, known: frozenset[str], cells: Cells) -> Iterator[str]:
    """A documented key with an undocumented shape is no drift: what it holds would be lost."""
    for name in cells:
        if name not in known:
            if name.split(".")[0] in known:
                raise Fault("Q-JSON-05", at + name.split(".")[0], "no object")
            if cells[name] and any(other.startswith(name + ".") for other in known):
                raise Fault("Q-JSON-05", at + name, "an object")
            yield at + name
