"""What a question set is: its questions, what a "no" to each does to a grade, and its short form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldthread.core.standards.marks import Mark

REFER, INADEQUATE, IMPROVE = "R", "I", "Q"
WEIGHTS = {"w1": 1, "w2": 2, "w3": 3}
EFFECTS = {
    REFER: "an immediate referral if the risk is live",
    INADEQUATE: "the grade cannot be above inadequate",
    IMPROVE: "the grade cannot be above requires improvement",
    "w1": "a weight of 1",
    "w2": "a weight of 2",
    "w3": "a weight of 3",
    "R+I": "an immediate referral if the risk is live, and the grade cannot be above inadequate",
}


@dataclass(frozen=True)
class Criterion:
    """One criterion of the method of 2014 to 2023, and the topics of 2024 that its questions are reported under."""

    code: str
    title: str
    topics: tuple[str, ...]
    may_add: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One question of a set. `effect` is what a "no" does; `recommendations` are those that it helps to test."""

    id: str
    words: str
    criterion: Criterion
    topics: tuple[str, ...]
    effect: str
    look_at: str
    recommendations: tuple[int, ...] = ()

    @property
    def effects(self) -> frozenset[str]:
        return frozenset(self.effect.split("+"))

    @property
    def weight(self) -> int:
        return sum(WEIGHTS.get(one, 0) for one in self.effects)

    @property
    def may_not_be_left_out(self) -> bool:
        """Whether every form must hold it: it can send a case back, hold a grade at inadequate, or tests a promise."""
        return bool(self.effects & {REFER, INADEQUATE}) or bool(self.recommendations)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "words": self.words,
            "criterion": self.criterion.code,
            "criterion_title": self.criterion.title,
            "topics": list(self.topics),
            "effect_of_no": self.effect,
            "effect_words": EFFECTS[self.effect],
            "look_at": self.look_at,
            "recommendations": list(self.recommendations),
        }


@dataclass(frozen=True)
class Drift:
    """How long a case of this kind may lie still before question COM-12 is answered no. `when` is empty: always."""

    limits: tuple[tuple[str, str], ...]
    note: str
    source: str

    def as_json(self) -> dict[str, Any]:
        limits = [{"when": when, "limit": limit} for when, limit in self.limits]
        return {"limits": limits, "note": self.note, "source": self.source}


@dataclass(frozen=True)
class QuestionSet:
    """One version of one set. It never changes once issued; `digest` says what it holds."""

    id: str
    version: int
    title: str
    applies_to: str
    case_types: tuple[str, ...]
    frame: str
    issued_on: date
    publisher: str
    source: str
    mark: Mark
    drift: Drift
    questions: tuple[Asked, ...]
    short: frozenset[str]
    short_reason: str
    digest: str

    @property
    def name(self) -> str:
        return f"{self.id} version {self.version}"

    @property
    def is_for_every_case(self) -> bool:
        return not self.case_types

    def form(self, *, short: bool = False) -> tuple[Asked, ...]:
        """The questions of the whole set, or those of its short form for boroughs."""
        return tuple(one for one in self.questions if not short or one.id in self.short)

    def as_json(self, *, short: bool = False) -> dict[str, Any]:
        return {
            "id": self.id,
            "version": self.version,
            "form": "short" if short else "whole",
            "title": self.title,
            "applies_to": self.applies_to,
            "case_types": list(self.case_types),
            "frame": self.frame,
            "issued_on": self.issued_on.isoformat(),
            "publisher": self.publisher,
            "source": self.source,
            "mark": str(self.mark),
            "drift": self.drift.as_json(),
            "short_form": {"questions": [one.id for one in self.form(short=True)], "reason": self.short_reason},
            "digest": self.digest,
            "questions": [one.as_json() for one in self.form(short=short)],
        }


def as_they_stand(sets: Iterable[QuestionSet], on: date | None) -> dict[str, QuestionSet]:
    """Of each set the newest version that was issued by a day; by none, the newest there is."""
    found: dict[str, QuestionSet] = {}
    for one in sorted(sets, key=lambda held: held.version):
        if on is None or one.issued_on <= on:
            found[one.id] = one
    return found
