"""A stored comparison drawn again: what speaks for one person, what against, what stopped it; words, then numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Guards by the names the solver gives them; a name we do not know is shown as it is.
STOPPED = {
    "same_report": "One report names both as different people.",
    "verified_ids_differ": "Their checked numbers of one kind differ.",
    "forename_differs": "The forenames are clearly different; a home or a date alone does not make them one person.",
    "twin": "Maybe twins: the forenames are only loosely alike, and twins share a birth date, a home and a surname.",
    "no_forename": "One has no forename, and no exact date with a home, a telephone or a surname beside it.",
    "unborn": "One is a child not yet born: a person decides which child it became.",
    "anothers_number": "A number agrees, but forename and birth date do not: it may be another person's number.",
    "cluster_disagrees": "Over a third of what is known of the two disagrees.",
    "two_people_fit": "It fits two people who are not each other.",
    "told_apart": "A person decided that these are two people.",
}
FIELD_WORDS = {
    "forename": "forename", "middle": "middle name", "surname": "surname", "birth_date": "birth date", "sex": "sex",
    "stage": "child or grown-up", "address": "address", "phone": "phone", "pnc_id": "PNC id", "cro_no": "CRO number",
    "nhs_no": "NHS number", "social_care_id": "social care id", "upn": "pupil number",
}  # fmt: skip
LEVEL_WORDS = {"same": "same", "different": "different", "other": "different"}


@dataclass(frozen=True)
class Line:
    """One comparison: its words, and its push in bits (a bit doubles the odds, either way)."""

    words: str
    bits: float

    def as_json(self) -> dict[str, Any]:
        return {"words": self.words, "bits": self.bits}


@dataclass(frozen=True)
class Drawn:
    """A waterfall. `is_told` is False where nothing was stored: two records that nobody compared."""

    speaks_for: tuple[Line, ...] = ()
    against: tuple[Line, ...] = ()
    stopped: str = ""
    steps: tuple[Line, ...] = ()
    total: float | None = None
    line: float | None = None
    model: str = ""
    is_told: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "for": [line.as_json() for line in self.speaks_for],
            "against": [line.as_json() for line in self.against],
            "stopped": self.stopped,
            "steps": [line.as_json() for line in self.steps],
            "total": self.total,
            "line": self.line,
            "model": self.model,
        }


def draw(explanation: Mapping[str, Any] | None, score: float | None = None, stopped_by: str = "") -> Drawn:
    """Draw what is stored, whatever of it is there; a pair stored without an explanation keeps its score and guard."""
    told = explanation or {}
    lines = [_line(one) for one in told.get("evidence", [])]
    guard = told.get("guard") or stopped_by
    return Drawn(
        tuple(line for line in lines if line.bits > 0),
        tuple(line for line in lines if line.bits < 0),
        STOPPED.get(guard, guard.replace("_", " ")),
        tuple(_steps(told, lines)),
        told.get("bits", told.get("total", score)),
        told.get("link"),
        str(told.get("model", "")),
        bool(lines),
    )


def _line(one: Mapping[str, Any]) -> Line:
    if "words" in one:
        return Line(one["words"], float(one["bits"]))
    level = str(one.get("level", ""))
    words = f"{LEVEL_WORDS.get(level, level.replace('_', ' '))} {FIELD_WORDS.get(one['field'], one['field'])}"
    return Line(words, float(one["bits"]))


def _steps(told: Mapping[str, Any], lines: list[Line]) -> list[Line]:
    """From the prior, by each push, and what the household's cap took, to the total."""
    if not lines:
        return []
    start = [Line("before any comparison", float(told["prior"]))] if "prior" in told else []
    taken = float(told.get("counted", 0)) - float(told.get("household", 0))
    capped = [Line("capped: one household shares these", taken)] if taken < -0.05 else []
    return [*start, *lines, *capped]
