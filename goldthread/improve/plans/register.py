"""The two plans, who answers for both, and what is known beforehand to wait for what: data that a manager can read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files
from goldthread.core.refusals import NotValid

ORIGINS = {
    "inspectorate": "Asked by the inspectorate",
    "force": "The force's own",
    "partner": "Asked by a partner",
}
STATES = {"planned": "Planned", "in_progress": "In progress", "done": "Done", "dropped": "Dropped"}
KINDS = {"outcome": "Outcome", "input": "Input: a condition, never proof of effect"}


@dataclass(frozen=True)
class Plan:
    """One plan: its name, the group that it stands before, and the role whose post leads it."""

    id: str
    name: str
    group: str
    lead: str


@dataclass(frozen=True)
class Foreseen:
    """That one recommendation of a report needs another to be as far as `until`, and who says so."""

    published_on: date
    number: str
    needs: str
    until: str
    source: str


@cache
def plans() -> dict[str, Plan]:
    return {row["id"]: Plan(**row) for row in _read()["plans"]}


@cache
def foreseen() -> tuple[Foreseen, ...]:
    return tuple(Foreseen(**row) for row in _read()["dependencies"])


def accountable() -> str:
    """The role of the one post that answers for both plans."""
    return str(_read()["accountable"])


def chosen(field: str, value: str, of: dict[str, Any]) -> str:
    """A choice out of those there are; another word is refused with them."""
    if value not in of:
        raise NotValid(field, f'"{value[:40]}" is none of these.', f"Choose one of: {', '.join(of)}.")
    return value


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml_files.read(Path(__file__).with_name("plans.yaml"))
    return found
