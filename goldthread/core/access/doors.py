"""The ways in: what each door is declared to read and to log, and which of them the door tests have walked through."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files

KINDS = ("page", "api", "command", "job")
DECLARED = Path(__file__).with_name("doors.yaml")
TESTED = Path(__file__).with_name("doors_tested.json")


@dataclass(frozen=True)
class Door:
    """One way in. `reads_person` is None where nobody has declared the door yet."""

    door: str
    kind: str
    reads_person: bool | None
    operations: tuple[str, ...]
    tested: bool

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "operations": list(self.operations)}


@dataclass(frozen=True)
class Declared:
    """What a door says of itself: does it read a person, and which of the six operations it can log."""

    door: str
    reads_person: bool
    operations: tuple[str, ...] = ()
    logged_as: tuple[str, ...] = ()

    @property
    def names_in_log(self) -> tuple[str, ...]:
        """The doors its rows are logged under: its own name, and those of the services that work for it."""
        return (self.door, *self.logged_as)


@cache
def declared() -> dict[str, Declared]:
    """Every door that is declared, by name."""
    rows = yaml_files.read(DECLARED)
    return {
        row["door"]: Declared(
            row["door"], row["reads_person"], tuple(row.get("operations", ())), tuple(row.get("logged_as", ()))
        )
        for row in rows
    }


def tested() -> frozenset[str]:
    """The doors that the door tests walk through; they write the file, and fail where it is not what they do."""
    return frozenset(json.loads(TESTED.read_text()))


def described(names: list[str]) -> list[Door]:
    """Each of these doors with what is declared of it."""
    walked, said = tested(), declared()
    found = []
    for name in names:
        own = said.get(name)
        found.append(
            Door(
                name,
                name.partition(":")[0],
                own.reads_person if own else None,
                own.operations if own else (),
                name in walked,
            )
        )
    return found


WORDS = {
    "page": "On screen",
    "api": "By another program",
    "command": "At the command line",
    "feed": "A system's feed",
    "service": "The program itself",
    "job": "In the background",
}


def in_words(door: str) -> str:
    """A door's name for people: by what kind of way, and which one."""
    kind, _, name = door.partition(":")
    return f"{WORDS[kind]}: {name.replace('_', ' ')}" if kind in WORDS else door
