"""A stored comparison drawn again: what speaks for one person, what against, what stopped it; words, then numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldthread.link.matching import guards
from goldthread.link.matching.explaining import FIELDS, Step, level_words, waterfall

# What a guard is for, in as few words as a list has room for; the guard's own sentence follows where there is more.
SHORT = {
    guards.SAME_REPORT: "Named apart in one report",
    guards.VERIFIED_DIFFER: "Checked numbers differ",
    guards.FORENAME_DIFFERS: "Another forename",
    guards.TWIN: "Maybe twins",
    guards.NO_FORENAME: "No forename",
    guards.UNBORN: "Unborn child",
    guards.ANOTHERS_NUMBER: "Maybe another’s number",
    guards.SEX_DIFFERS: "One girl, one boy",
    guards.SURNAME_FIRST: "A family’s name as forename",
    guards.NO_SURNAME: "A single name",
    guards.NAMES_ALONE: "Names alone",
    guards.CROSSED_ALONE: "Names crosswise",
    guards.CLUSTER: "Their records disagree",
    guards.RIVAL: "Fits two people",
    guards.TOLD_APART: "Decided to be two",
}


@dataclass(frozen=True)
class Push:
    """One comparison: its words, and its push in bits (a bit doubles the odds, either way)."""

    words: str
    bits: float

    def as_json(self) -> dict[str, Any]:
        return {"words": self.words, "bits": self.bits}


@dataclass(frozen=True)
class Drawn:
    """A waterfall. `is_told` is False where nothing was stored: two records that nobody compared."""

    speaks_for: tuple[Push, ...] = ()
    against: tuple[Push, ...] = ()
    stopped: str = ""
    steps: tuple[Step, ...] = ()
    total: float | None = None
    line: float | None = None
    model: str = ""
    is_told: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "for": [push.as_json() for push in self.speaks_for],
            "against": [push.as_json() for push in self.against],
            "stopped": self.stopped,
            "steps": [{"words": step.words, "bits": step.bits, "total": step.total} for step in self.steps],
            "total": self.total,
            "line": self.line,
            "model": self.model,
        }


def draw(stored: Mapping[str, Any] | None, score: float | None = None, stopped_by: str = "") -> Drawn:
    """Draw what is stored, whatever of it is there; a pair stored without an explanation keeps its score and guard."""
    told = dict(stored or {})
    stopped = stopped_words(told.get("guard") or stopped_by)
    if not told.get("evidence"):
        return Drawn(stopped=stopped, total=score, model=str(told.get("model", "")))
    evidence = sorted(told["evidence"], key=lambda one: -abs(one["bits"]))
    pushes = [Push(level_words(one["field"], one["level"]), float(one["bits"])) for one in evidence]
    return Drawn(
        tuple(push for push in pushes if push.bits > 0),
        tuple(push for push in pushes if push.bits < 0),
        stopped,
        tuple(waterfall(told)),
        told.get("total", score),
        told.get("link"),
        str(told.get("model", "")),
        True,
    )


def stopped_words(guard: str) -> str:
    """What stopped a pair; one we have no words for is shown as it is, nothing for none."""
    if guard not in SHORT:
        return guard.replace("_", " ").capitalize()
    return f"{SHORT[guard]}. {guards.WORDS[guard]}"


def reason_words(reason: str) -> str:
    """Why a link was made, from the name that its rule gives the reason."""
    known = {
        "name": "same names and full birth date",
        "only mention": "the only record of this person",
        "decided": "an officer decided it",
    }
    return known.get(reason) or FIELDS.get(reason, reason.replace("_", " "))
