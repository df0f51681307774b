"""OCEL 2.0 as JSON: one event belongs to a child, an address and a notification at once, so each type has a map.

An event that two objects of a type share is in both their journeys. Counts therefore stand by type of object and are
never added up. An object that one event names twice, as two qualifiers, takes part in it once.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldthread.demand.journey.events import Gathering
from goldthread.demand.journey.reading.instants import Clockface, no_instant
from goldthread.demand.journey.reading.log import Log, Remarks, cannot_read

# Ours: a JSON object is held whole while it is read, at some ten times its size.
LARGEST = 500_000_000
FORM = "Give OCEL 2.0: an object with the lists events and objects."
OF_AN_EVENT = {"id": "an event without an id", "type": "no activity", "time": "no time"}


def read_ocel(path: Path) -> Log:
    """The events of each type of object, in the order of the list of events."""
    whole = _whole(path)
    reading = Reading(path)
    for place, held in enumerate(_listed(path, whole, "objects"), start=1):
        reading.object(place, held)
    for place, event in enumerate(_listed(path, whole, "events"), start=1):
        reading.event(place, event)
    return reading.log()


class Reading:
    """Objects first, then events, each with the objects it names."""

    def __init__(self, path: Path) -> None:
        self.path, self.remarks, self.clockface = path, Remarks(), Clockface()
        self.types: dict[str, str] = {}
        self.gathered: dict[str, Gathering] = {}
        self.seen: set[str] = set()
        self.ids: set[str] = set()

    def object(self, place: int, held: Any) -> None:
        name, kind = _text(held, "id"), _text(held, "type")
        if not name or not kind:
            self.remarks.set_aside("an object without an id or a type")
        elif self.types.setdefault(name, kind) != kind:
            raise self.fault(f'object {place:,}: "{name}" is of two types', "Give each object its own id.", "objects")

    def event(self, place: int, event: Any) -> None:
        name, activity, time = (_text(event, key) for key in OF_AN_EVENT)
        for text, reason in zip((name, activity, time), OF_AN_EVENT.values(), strict=True):
            if not text:
                return self.remarks.set_aside(reason)
        if name in self.ids:
            raise self.fault(f'event {place:,}: "{name}" is there twice', "Give each event its own id.", "events")
        self.ids.add(name)
        at = self.instant(place, time)
        related = list(dict.fromkeys(self.related(event)))
        self.remarks.set_aside("an event of no object", not related)
        for one in related:
            kind = self.types[one]
            self.gathered.setdefault(kind, Gathering()).add(one, ((activity, at),))
        self.seen.update(related)
        return None

    def related(self, event: Any) -> Iterator[str]:
        for relation in event.get("relationships") or ():
            name = _text(relation, "objectId")
            if name in self.types:
                yield name
            else:
                self.remarks.set_aside("a relation to an object that is not listed")

    def instant(self, place: int, text: str) -> int:
        try:
            return self.clockface.microseconds(text)
        except (ValueError, OverflowError):
            raise no_instant(self.path, f"event {place:,}", text, "time") from None

    def log(self) -> Log:
        self.remarks.set_aside("an object that no event names", len(self.types) - len(self.seen))
        self.remarks.notes += self.clockface.notes()
        events = {kind: self.gathered[kind].events() for kind in sorted(self.gathered)}
        return Log("ocel", events, self.remarks)

    def fault(self, why: str, remedy: str, where: str) -> Exception:
        return cannot_read(self.path, why, remedy, where)


def _whole(path: Path) -> Any:
    if path.stat().st_size > LARGEST:
        raise cannot_read(path, f"it is over {LARGEST:,} bytes", "Write one type of object as Parquet.")
    try:
        return json.loads(path.read_bytes())
    except RecursionError:
        raise cannot_read(path, "it nests too deep", FORM) from None
    except ValueError as error:  # also bytes that are no UTF-8, and numbers without end
        raise cannot_read(path, f"it is not JSON ({error})", FORM) from None


def _listed(path: Path, whole: Any, name: str) -> list[Any]:
    if isinstance(whole, dict) and f"ocel:{name}" in whole:
        raise cannot_read(path, "it is OCEL 1.0", "Write it out as OCEL 2.0.", name)
    found = whole.get(name) if isinstance(whole, dict) else None
    if not isinstance(found, list):
        raise cannot_read(path, f"it has no list of {name}", FORM, name)
    return found


def _text(held: Any, key: str) -> str:
    found = held.get(key) if isinstance(held, dict) else None
    return found.strip() if isinstance(found, str) else ""
