"""Roles, layers and purposes: data a manager can read (design decisions 18, 23)."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

# From least to most. A row is shown when its layer is no higher than the reader's. `restricted` needs a grant for all.
LAYERS = ("none", "signal", "summary", "full", "restricted")
RANK = {layer: rank for rank, layer in enumerate(LAYERS)}


@dataclass(frozen=True)
class Role:
    """What one kind of post may see and do; `full_in` names areas in whose open cases its layer is full."""

    id: str
    name: str
    sentence: str
    layer: str
    full_in: tuple[str, ...] = ()
    may: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Purpose:
    """Why somebody may be looked at, and the law it falls under."""

    id: str
    name: str
    regime: str
    sentence: str


def _read(name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name(name).read_text())
    return rows


@cache
def roles() -> dict[str, Role]:
    """Every role, by id."""
    return {
        row["id"]: Role(
            row["id"],
            row["name"],
            row["sentence"],
            row["layer"],
            tuple(row.get("full_in", ())),
            frozenset(row["may"]),
        )
        for row in _read("roles.yaml")
    }


@cache
def purposes() -> dict[str, Purpose]:
    """Every purpose, by id."""
    return {row["id"]: Purpose(**row) for row in _read("purposes.yaml")}
