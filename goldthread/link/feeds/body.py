"""What a row says beside its envelope: what kind of record, when, about whom and where, in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.link.feeds import people, whereabouts
from goldthread.link.feeds.declare import Adapter, Cells, Frame, Group, Kind
from goldthread.link.feeds.envelope import Envelope, cell
from goldthread.link.feeds.faults import Fault, note_fault, shown
from goldthread.link.feeds.format import ParsedMention, ParsedPlace
from goldthread.link.feeds.instants import read_day, read_instant, start_of


@dataclass(frozen=True, slots=True)
class Body:
    kind: Kind
    occurred_at: datetime | None = None
    narrative: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    mentions: tuple[ParsedMention, ...] = ()
    places: tuple[ParsedPlace, ...] = ()


def read_body(adapter: Adapter, cells: Cells, frame: Frame, envelope: Envelope) -> Body:
    """A delete says nothing: what it carries stays in its raw words."""
    kind = _kind(adapter, cells, frame, bool(envelope.restriction))
    if envelope.op != "upsert":
        return Body(kind)
    for rule in adapter.rules:
        rule(cells, frame)
    grade = adapter.grade(cells) if adapter.grade else None
    mentions = people.mentions(adapter.people, cells, frame, grade)
    body = Body(
        kind,
        _occurred_at(adapter, cells, frame),
        "\n\n".join(_sections(adapter, cells)),
        (*_facts(adapter, cells, frame), *_grouped(adapter, cells, frame)),
        mentions,
        (*whereabouts.places(adapter.places, cells), *whereabouts.homes(mentions)),
    )
    _note_order(adapter, cells, frame)
    return body


def _kind(adapter: Adapter, cells: Cells, frame: Frame, restricted: bool) -> Kind:
    """A restricted record keeps the plainest title: even the kind of call may give its subject away."""
    code = cell(cells, adapter.kind_column).casefold() if adapter.kind_column else ""
    found = adapter.kinds.get(code)
    if code and not found:
        frame.note(f'{adapter.kind_column}: unknown code "{shown(code, 40)}"')
    return adapter.otherwise if restricted or not found else found


def _occurred_at(adapter: Adapter, cells: Cells, frame: Frame) -> datetime | None:
    """A day is told from its start, and may be missing where the record stands without it."""
    name = adapter.occurred_at
    if not name:
        return None
    text = cell(cells, name)
    if not text and adapter.occurs_on_day:
        return None
    if not text:
        raise Fault("Q-TIME-09", name)
    read = start_of(read_day(name, text)) if adapter.occurs_on_day else read_instant(name, text)
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


def _grouped(adapter: Adapter, cells: Cells, frame: Frame) -> Iterator[tuple[str, str]]:
    for group in adapter.groups:
        for place, entry in enumerate(entries(group.at, cells), start=1):
            yield from _entry(group, place, entry, frame)


def _entry(group: Group, place: int, entry: Cells, frame: Frame) -> Iterator[tuple[str, str]]:
    for column in group.columns:
        for value in people.values(column, entry, f"{group.at}[{place}].", frame):
            yield f"{group.field} {place} {value.field}", value.canonical or value.text


def entries(name: str, cells: Cells) -> list[Cells]:
    listed: Any = cells.get(name) or []
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise Fault("Q-JSON-05", name, "a list of objects")
    return listed


def _note_order(adapter: Adapter, cells: Cells, frame: Frame) -> None:
    """Both instants stand as they were sent: a record is no less true for a slip in one of its times."""
    for first, second in adapter.in_order:
        before, after = (_moment(name, cells) for name in (first, second))
        if before and after and after < before:
            note_fault(frame, "N-TIME-01", second, first)


def _moment(name: str, cells: Cells) -> datetime | None:
    text = cell(cells, name)
    if not text:
        return None
    return read_instant(name, text) if ":" in text else start_of(read_day(name, text))


def unknown_keys(adapter: Adapter, known: frozenset[str], cells: Cells) -> Iterator[str]:
    """Keys an object has beyond the documented ones, its people's and its groups' among them."""
    yield from _beyond("", known, cells)
    for at, names in inner_columns(adapter):
        listed = cells.get(at)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict):
                yield from _beyond(f"{at}[].", names, entry)


def inner_columns(adapter: Adapter) -> Iterator[tuple[str, frozenset[str]]]:
    """The columns of each list of objects a row of this feed may have."""
    for person in adapter.people:
        if person.many:
            yield person.at, frozenset(person.names())
    for group in adapter.groups:
        yield group.at, frozenset(column.name for column in group.columns)


def _beyond(at: str, known: frozenset[str], cells: Cells) -> Iterator[str]:
    """A documented key with an undocumented shape is no drift: what it holds would be lost."""
    for name in cells:
        if name not in known:
            if name.split(".")[0] in known:
                raise Fault("Q-JSON-05", at + name.split(".")[0], "no object")
            if cells[name] and any(other.startswith(name + ".") for other in known):
                raise Fault("Q-JSON-05", at + name, "an object")
            yield at + name
