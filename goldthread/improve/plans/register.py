"""The two plans, who answers for both, and what is known beforehand to wait for what: data that a manager can read."""

import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core.access.roles import roles
from goldthread.core.refusals import NotValid
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.fields import Entry, read_file
from goldthread.improve.plans.stages import ORDER

OURS = Path(__file__).with_name("plans.yaml")
OWN = "GOLDTHREAD_PLANS"
# What is kept names these, and so do the reports: a force's own file says them otherwise and adds none.
IDS = ("child_protection", "missing")
FILE_KEYS = ("plans", "accountable", "dependencies")
PLAN_KEYS = ("id", "name", "group", "lead")
DEPENDENCY_KEYS = ("published_on", "number", "needs", "until", "source")
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

    @property
    def in_a_sentence(self) -> str:
        """The name amid other words: "the missing children plan". A name that begins with capitals keeps them."""
        first = self.name.split()[0]
        return f"the {self.name if first[1:] != first[1:].lower() else self.name[:1].lower() + self.name[1:]}"


@dataclass(frozen=True)
class Foreseen:
    """That one recommendation of a report needs another to be as far as `until`, and who says so."""

    published_on: date
    number: str
    needs: str
    until: str
    source: str


@dataclass(frozen=True)
class Register:
    """What one file declares: the plans by their ids, the role that answers for both, what waits for what."""

    plans: dict[str, Plan]
    accountable: str
    foreseen: tuple[Foreseen, ...]


def plans() -> dict[str, Plan]:
    return declared().plans


def foreseen() -> tuple[Foreseen, ...]:
    return declared().foreseen


def accountable() -> str:
    """The role of the one post that answers for both plans."""
    return declared().accountable


def declared() -> Register:
    """The plans of this installation: the force's own file where it names one, else ours."""
    return read_register(Path(os.environ.get(OWN) or OURS))


@cache
def read_register(path: Path) -> Register:
    """A file of plans; a fault names the file, the entry and the key. Names, groups and posts may be a force's own."""
    entry = Entry(path.name, read_file(path), FILE_KEYS)
    found = [_plan(f"{path.name}, plan {row}", held) for row, held in enumerate(entry.list_of("plans"), 1)]
    if sorted(plan.id for plan in found) != sorted(IDS):
        raise StandardsFault(path.name, f"plans must be these two, once each: {', '.join(IDS)}.")
    needs = tuple(
        _foreseen(f"{path.name}, dependency {row}", held) for row, held in enumerate(entry.list_of("dependencies"), 1)
    )
    return Register({plan.id: plan for plan in found}, _role(entry, "accountable"), needs)


def _plan(where: str, held: Any) -> Plan:
    entry = Entry(where, held, PLAN_KEYS)
    name, group = entry.text("name", needed=True), entry.text("group", needed=True)
    return Plan(entry.text("id", needed=True), name, group, _role(entry, "lead"))


def _foreseen(where: str, held: Any) -> Foreseen:
    entry = Entry(where, held, DEPENDENCY_KEYS)
    number, needs, until = (entry.text(key, needed=True) for key in ("number", "needs", "until"))
    if until not in ORDER:
        raise StandardsFault(where, f"until must be a stage: {', '.join(ORDER)}.")
    if number == needs:
        raise StandardsFault(where, "needs must be another recommendation than number.")
    published_on = entry.day("published_on", needed=True) or date.min
    return Foreseen(published_on, number, needs, until, entry.text("source", needed=True))


def _role(entry: Entry, key: str) -> str:
    """A role by which a post answers."""
    role = entry.text(key, needed=True)
    if role not in roles():
        raise StandardsFault(entry.where, f'{key} must be a role: "{role[:40]}" is none.')
    return role


def chosen(field: str, value: str, of: dict[str, Any]) -> str:
    """A choice out of those there are; another word is refused with them."""
    if not value:
        raise NotValid(field, "Choose one of these.")
    if value not in of:
        raise NotValid(field, f'"{value[:40]}" is none of these.', f"Choose one of: {', '.join(of)}.")
    return value
