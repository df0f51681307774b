"""Help beside the text, never a refusal: words to reconsider, and what is missing of the child's voice."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files

DECLARED = Path(__file__).with_name("language.yaml")
# Everything that an officer puts in words of his or her own. The child's own words are kept as spoken.
OFFICERS_WORDS = ("seen", "demeanour", "home", "spoke_why", "unseen_why", "done", "opinion", "visitors")


@dataclass(frozen=True)
class Term:
    """One way of writing to reconsider: the pattern it is found by, what to write instead, and which guide says so."""

    find: str
    found: str
    write: str
    guide: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.find})\b", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Note:
    """One thing to think of, by the field it is about. Sent anyway, it is sent."""

    field: str
    words: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@cache
def _declared() -> dict[str, Any]:
    read: dict[str, Any] = yaml_files.read(DECLARED)
    return read


@cache
def terms() -> tuple[Term, ...]:
    """Every term with the guide it comes from."""
    guides = _declared()["guides"]
    return tuple(Term(**{**row, "guide": guides[row["guide"]]}) for row in _declared()["terms"])


def quick_words() -> dict[str, list[str]]:
    """Words that one press adds to a box, by the box."""
    found: dict[str, list[str]] = _declared()["quick_words"]
    return found


def language(told: Mapping[str, Any]) -> list[Note]:
    """What to reconsider in the officer's own words."""
    return [
        Note(field, f"{term.found}: {term.write}")
        for field in OFFICERS_WORDS
        for term in terms()
        if term.pattern.search(str(told.get(field) or ""))
    ]


def voice(told: Mapping[str, Any]) -> list[Note]:
    """What is missing of the child's voice (CON-04; mash-offenders-investigations.md 3.6 and 3.8)."""
    notes = []
    if told.get("alone") in ("alone", "with_others") and not told.get("words"):
        notes.append(Note("words", "You spoke to the child and no words are written. What did the child say, or do?"))
    if told.get("alone") == "no" and not told.get("spoke_why"):
        notes.append(Note("spoke_why", "Say why the child was not spoken to."))
    if "no" in (told.get("child_seen"), told.get("seen_alone")) and not told.get("unseen_why"):
        notes.append(Note("unseen_why", "Say why the child was not seen, or not seen alone."))
    if not told.get("demeanour"):
        notes.append(Note("demeanour", "How did the child seem? A word is enough."))
    if not told.get("home"):
        notes.append(Note("home", "What is the home like? Say if you did not go in."))
    return notes


def notes_on(told: Mapping[str, Any]) -> list[Note]:
    """Everything to think of, language first."""
    return language(told) + voice(told)
