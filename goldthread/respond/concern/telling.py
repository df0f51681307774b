"""What an officer tells of a concern: of each child, and of what was there for all of them (3.6 of the MASH notes)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from goldthread.core.cases.actions import LONGEST_TEXT
from goldthread.core.journal.actions import check_instant
from goldthread.core.refusals import NotValid
from goldthread.link.native.met import Met
from goldthread.respond.concern import choices
from goldthread.respond.concern.area import AREA

SPOKEN = ("alone", "with_others", "no", "not_applicable")
SEEN = ("yes", "no", "not_applicable")
DANGER = ("yes", "no", "not_sure")
CATEGORIES = dict(choices.CATEGORIES)
# The gravest first: of several, the first is what the case is counted under.
IMMEDIATE = {
    "police_protection": "Police protection (s46)",
    "arrest": "Arrest",
    "medical": "Medical help",
    "safe_adult": "To a safe adult",
    "strategy_discussion": "Strategy discussion asked for",
    "none": "None",
}
OWN = ("words", "demeanour", "alone", "spoke_why", "child_seen", "seen_alone", "unseen_why")
MOST_PEOPLE = 20
# A device's clock this far from ours is told of, and the times are corrected by the difference (ours, a default).
CLOCK_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True)
class Child:
    """One child who was there: held, under a code, or met and described; and what is that child's own."""

    code: str = ""
    met: Met | None = None
    words: str = ""
    demeanour: str = ""
    alone: str = ""
    spoke_why: str = ""
    child_seen: str = ""
    seen_alone: str = ""
    unseen_why: str = ""

    @property
    def own(self) -> dict[str, str]:
        """What goes into this child's concern and into no other's."""
        own = {name: getattr(self, name).strip() for name in OWN}
        return own | ({"described": self.met.in_words()} if self.met else {})


@dataclass(frozen=True)
class Adult:
    """An adult who was there: held, under a code, or met and described."""

    code: str = ""
    met: Met | None = None


@dataclass(frozen=True)
class Told:
    """What was there for every child of the occasion. Only `seen` is needed; facts and opinion are kept apart."""

    seen: str
    home: str = ""
    danger: str = ""
    done: str = ""
    opinion: str = ""
    risk: str = ""
    place: str = ""
    parental: str = ""
    visitors: str = ""
    other_children: str = ""
    categories: tuple[str, ...] = ()
    immediate: tuple[str, ...] = ()
    incident_at: datetime | None = None

    @property
    def gravest(self) -> str:
        """The first of what was done at once, by what weighs most; empty where nothing was ticked."""
        return next((one for one in IMMEDIATE if one in self.immediate), "")

    def as_payload(self) -> dict[str, Any]:
        told = {name: value.strip() for name, value in asdict(self).items() if isinstance(value, str)}
        told.pop("risk")
        more = {"categories": sorted(self.categories), "immediate": sorted(self.immediate)}
        when = {"incident_at": self.incident_at.isoformat()} if self.incident_at else {}
        return {**told, **more, **when}


@dataclass(frozen=True)
class Times:
    """When it was written, by the clock of the device it was written on; and what that clock said when it was sent."""

    written_at: datetime | None = None
    device_now: datetime | None = None

    def true(self, now: datetime) -> tuple[datetime, int]:
        """When it was written by our clock, and by how many seconds the device's is ahead of ours (0: near enough)."""
        if self.written_at is None:
            return now, 0
        check_offset("written_at", self.written_at)
        if self.device_now is None:
            check_instant("occurred_at", self.written_at)
            return self.written_at, 0
        check_offset("device_now", self.device_now)
        ahead = self.device_now - now
        if abs(ahead) <= CLOCK_TOLERANCE:
            return min(self.written_at, now), 0
        # What was written so long before it was sent was written so long before it came.
        written = now - max(self.device_now - self.written_at, timedelta())
        return written, round(ahead.total_seconds())


def check_offset(name: str, instant: datetime) -> None:
    if instant.tzinfo is None:
        raise NotValid(name, "The time has no offset.", "Write it like 2026-10-23T21:40:00+01:00.")


def check(told: Told, children: Sequence[Child], adults: Sequence[Adult]) -> None:
    """Refuse only what is missing or impossible: no child, nothing seen, no such choice, a time to come."""
    if not children:
        raise NotValid("child", "Enter who the child is, or what the child looks like.")
    if len(children) + len(adults) > MOST_PEOPLE:
        raise NotValid("child", f"These are more than {MOST_PEOPLE} people.", "Record the rest by themselves.")
    if not told.seen.strip():
        raise NotValid("seen", "Enter what you saw.")
    _check_texts({"seen": told.seen, **told.as_payload()})
    for child in children:
        _check_texts(child.own)
        _check_choice("alone", child.alone, SPOKEN)
        _check_choice("child_seen", child.child_seen, SEEN)
        _check_choice("seen_alone", child.seen_alone, SEEN)
    _check_choice("danger", told.danger, DANGER)
    _check_choice("risk", told.risk, tuple(value for value, _ in AREA.risks))
    for one in told.categories:
        _check_choice("categories", one, tuple(CATEGORIES))
    for one in told.immediate:
        _check_choice("immediate", one, tuple(IMMEDIATE))
    if told.incident_at:
        check_instant("incident_at", told.incident_at)


def _check_texts(texts: dict[str, Any]) -> None:
    for name, text in texts.items():
        if isinstance(text, str) and len(text) > LONGEST_TEXT:
            raise NotValid(name, f"This is over {LONGEST_TEXT:,} characters.", "Shorten it.")


def _check_choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value and value not in allowed:
        raise NotValid(name, f'"{value}" is not a choice.', f"Choose one of: {', '.join(allowed)}.")
