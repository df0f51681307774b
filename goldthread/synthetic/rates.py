"""How often things happen in the invented force: each number with its source, read from `rates.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files

TABLE = Path(__file__).with_name("rates.yaml")
MARKS = ("PUBLISHED", "ASSUMED")


@dataclass(frozen=True)
class Rate:
    value: Any
    unit: str
    mark: str
    source: str
    note: str = ""


@cache
def rates() -> dict[str, Rate]:
    """Every rate by name: `missing.a_year`."""
    loaded = yaml_files.read(TABLE)
    return {f"{group}.{name}": Rate(**entry) for group, named in loaded.items() for name, entry in named.items()}


@cache
def rate(name: str) -> float:
    return float(rates()[name].value)


@cache
def split(name: str) -> dict[Any, float]:
    """A rate that divides a whole into kinds."""
    return {kind: float(share) for kind, share in rates()[name].value.items()}
