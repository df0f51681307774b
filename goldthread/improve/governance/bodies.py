"""The bodies that answer for improvement, as the force's profile declares them: what each oversees and may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files
from goldthread.core.refusals import NotFound
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.fields import Entry
from goldthread.core.standards.here import profile_name
from goldthread.core.standards.profiles import read_profile
from goldthread.improve.plans.register import IDS, Plan, plans

KINDS = ("plans", "positions", "evidence", "effect", "findings", "meetings", "decisions", "drafts", "packs", "cases")
KIND_WORDS = {
    "plans": "Plans and actions",
    "positions": "Positions",
    "evidence": "Evidence",
    "effect": "Figures of effect",
    "findings": "Findings of audit",
    "meetings": "Its meetings",
    "decisions": "Its decisions",
    "drafts": "Drafts of reports",
    "packs": "Redacted packs",
    "cases": "Cases behind a figure",
}
# Besides the one plan or the other, by its id.
BOTH, AUDITS = "all", "audits"
OVERSEES = (BOTH, *IDS, AUDITS)
KEYS = (
    "id", "name", "oversees", "chair", "every_days", "is_outside", "sees", "reads", "small_numbers", "learning", "from",
    "to", "source",
)  # fmt: skip
SMALL_NUMBERS = ("shown", "suppressed")


@dataclass(frozen=True)
class Body:
    """One body as it stands from a day to a day, both included.

    `sees` are kinds (KINDS) that whoever sits there may read; `reads` the bodies whose meetings and decisions they read
    besides their own. `learning`: what it learns goes to borough commanders and to training, by two routes.
    """

    id: str
    name: str
    oversees: str
    chair: str
    every: timedelta
    sees: frozenset[str]
    source: str
    reads: tuple[str, ...] = ()
    is_outside: bool = False
    is_suppressed: bool = False
    learning: bool = False
    since: date | None = None
    until: date | None = None

    def is_there_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def overseen(oversees: str, named: Mapping[str, Plan] | None = None) -> str:
    """What a body oversees in words, by the names of the force's plans (or of those given)."""
    words = {BOTH: "both plans", AUDITS: "what audits find"}
    return words.get(oversees) or (plans() if named is None else named)[oversees].in_a_sentence


def bodies(on: date) -> dict[str, Body]:
    """Every body of this installation's profile on a day, by id, in the order of the profile."""
    return {one.id: one for one in declared(profile_name()) if one.is_there_on(on)}


def body_named(wanted: str, on: date) -> Body:
    """The body of that id; another word is not found."""
    found = bodies(on).get(wanted.strip().lower())
    if found is None:
        raise NotFound("There is no such body.", "See the list of bodies.")
    return found


def declared(profile: str) -> tuple[Body, ...]:
    """The bodies of a profile by name or path, checked: unknown words and unknown bodies are faults."""
    held = read_profile(profile).bodies
    found = tuple(_read(profile, one) for one in held)
    known = {one.id for one in found}
    for one in found:
        if strange := sorted(set(one.reads) - known):
            raise StandardsFault(f"{profile}, {one.id}", f"reads: {', '.join(strange)} is no body here.")
    return found


@cache
def seen_by_post() -> dict[str, frozenset[str]]:
    """What each role inside the force sees without a seat (`sight.yaml`)."""
    rows = yaml_files.read(Path(__file__).with_name("sight.yaml"))
    return {row["role"]: _kinds("sight.yaml", tuple(row["sees"])) for row in rows}


def _read(profile: str, held: object) -> Body:
    entry = Entry(f"{profile}, bodies", held, KEYS)
    body_id = entry.text("id", needed=True)
    entry.where = f"{profile}, {body_id}"
    oversees, small = entry.text("oversees", needed=True), entry.text("small_numbers") or "shown"
    if oversees not in OVERSEES:
        raise StandardsFault(entry.where, f"oversees must be one of: {', '.join(OVERSEES)}.")
    if small not in SMALL_NUMBERS:
        raise StandardsFault(entry.where, f"small_numbers must be one of: {', '.join(SMALL_NUMBERS)}.")
    return Body(
        body_id,
        entry.text("name", needed=True),
        oversees,
        entry.text("chair", needed=True),
        _every(entry),
        _kinds(entry.where, entry.texts("sees", needed=True)),
        entry.text("source", needed=True),
        entry.texts("reads"),
        entry.is_true("is_outside"),
        small == "suppressed",
        entry.is_true("learning"),
        entry.day("from"),
        entry.day("to"),
    )


def _every(entry: Entry) -> timedelta:
    days = entry.held.get("every_days")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 366:
        raise StandardsFault(entry.where, "every_days must be a number of days, 1 to 366.")
    return timedelta(days=days)


def _kinds(where: str, named: tuple[str, ...]) -> frozenset[str]:
    if strange := sorted(set(named) - set(KINDS)):
        raise StandardsFault(where, f"sees: {', '.join(strange)} is no kind. Kinds: {', '.join(KINDS)}.")
    return frozenset(named)
