"""Roles, layers and purposes: data a manager can read (design decisions 18, 23)."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files
from goldthread.core.areas.registry import declared

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


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml_files.read(Path(__file__).with_name(name))
    return rows


@cache
def roles() -> dict[str, Role]:
    """Every role, by id: as `roles.yaml` has it, and with what areas from outside give it in their own work."""
    return {row["id"]: _role(row) for row in _read("roles.yaml")}


def _role(row: dict[str, Any]) -> Role:
    brought = [area for area in declared().values() if row["id"] in area.full_for]
    given = {one.id for area in declared().values() for one in area.permissions if row["id"] in one.roles}
    return Role(
        row["id"],
        row["name"],
        row["sentence"],
        row["layer"],
        (*row.get("full_in", ()), *(area.id for area in brought)),
        frozenset(row["may"]) | given,
    )


@cache
def purposes() -> dict[str, Purpose]:
    """Every purpose, by id."""
    return {row["id"]: Purpose(**row) for row in _read("purposes.yaml")}
