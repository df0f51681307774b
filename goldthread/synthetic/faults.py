"""What goes wrong between the world and a feed: kinds, rates, what a reader must make of them, from `faults.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files

TABLE = Path(__file__).with_name("faults.yaml")


@dataclass(frozen=True)
class Fault:
    """`rate` is per thousand. `code` is the quarantine that a row with it must meet, if any."""

    rate: float
    reader: str
    code: str = ""


@cache
def _table() -> dict[str, dict[str, Fault]]:
    loaded = yaml_files.read(TABLE)
    return {part: {name: Fault(**entry) for name, entry in named.items()} for part, named in loaded.items()}


def typed() -> dict[str, Fault]:
    """Faults of a hand, in how a person is written down."""
    return _table()["typed"]


def rows() -> dict[str, Fault]:
    """Faults of a whole row."""
    return _table()["rows"]


def chance(name: str) -> float:
    return typed()[name].rate / 1000
