"""From answers to a proposed grade, with the answer that held it down; the auditor decides. Pure.

Our rule (inspection.md 7, November 2026): HMICFRS grades by judgement, so it is to be calibrated against inspectors'
re-grades, and the agreement published. Two things that section leaves open are settled here and marked *ours*.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from goldthread.core.criteria.sets import IMPROVE, INADEQUATE, REFER, Asked
from goldthread.core.refusals import NotValid

SCALE = "the three of HMICFRS since the third quarter of 2017"
WEIGHT_LIMIT = 10.0
PARTLY_ON_Q = 2.0  # a Q question answered partly weighs this much and caps nothing
CONFIDENCE = ("low", "medium", "high")


class Grade(StrEnum):
    """The three grades in use since 2017. "Adequate" of 2014 to 2016 is another scale, and is never mapped to these."""

    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"

    @property
    def band(self) -> int:
        """0 is best."""
        return list(Grade).index(self)


class Said(StrEnum):
    """What may be answered. "Not recorded" counts as no, and is told apart: practice, or only its recording."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_RECORDED = "not recorded"
    NOT_APPLICABLE = "not applicable"

    @property
    def counts_as_no(self) -> bool:
        return self in (Said.NO, Said.NOT_RECORDED)


@dataclass(frozen=True)
class Evidence:
    """Where an answer can be seen: system, id of the record, instant. Never a copy of it, and never an image."""

    system: str
    record: str
    at: datetime


@dataclass(frozen=True)
class Answer:
    """One answer, with its evidence and how sure the auditor is."""

    question: str
    said: Said
    evidence: tuple[Evidence, ...] = ()
    confidence: str = "medium"
    words: str = ""


@dataclass(frozen=True)
class Reason:
    """Why the grade can be no better, in words, and the questions that hold it there."""

    grade: Grade
    questions: tuple[str, ...]
    words: str

    def as_json(self) -> dict[str, Any]:
        return {"grade": str(self.grade), "questions": list(self.questions), "words": self.words}


@dataclass(frozen=True)
class Proposal:
    """The grade that the answers propose. `reasons` are all that hold it below good, the hardest first.

    `referral` are the questions that ask for the case to be sent back at once if the risk is live, whatever the grade.
    """

    grade: Grade
    reasons: tuple[Reason, ...]
    weight: float
    referral: tuple[str, ...]
    not_recorded: tuple[str, ...]
    answered: int

    @property
    def is_referral_needed(self) -> bool:
        return bool(self.referral)

    def as_json(self) -> dict[str, Any]:
        return {
            "proposed": str(self.grade),
            "scale": SCALE,
            "reasons": [one.as_json() for one in self.reasons],
            "weight": self.weight,
            "weight_limit": WEIGHT_LIMIT,
            "referral_needed": self.is_referral_needed,
            "referral": list(self.referral),
            "not_recorded": list(self.not_recorded),
            "answered": self.answered,
        }


@dataclass(frozen=True)
class Decided:
    """What the auditor decided, beside what was proposed. A departure is sampled for moderation."""

    grade: Grade
    proposal: Proposal
    reason: str = ""

    @property
    def is_departure(self) -> bool:
        return self.grade is not self.proposal.grade


def propose(questions: Sequence[Asked], answers: Iterable[Answer]) -> Proposal:
    """The grade that these answers propose. Refused where one is missing, strange or without evidence."""
    held = checked(questions, answers)
    if missing := [one.id for one in questions if one.id not in held]:
        raise NotValid("answers", f"Not answered yet: {', '.join(missing)}.", 'Answer each, "not applicable" too.')
    given = [(asked, held[asked.id].said) for asked in questions]
    counted = [(asked, said) for asked, said in given if said is not Said.NOT_APPLICABLE]
    if not counted:
        raise NotValid("answers", "No question applies, so there is nothing to grade.", "Ask the sets of this case.")
    weight = sum(weight_of(asked, said) for asked, said in counted)
    reasons = tuple(sorted(_reasons(counted, weight), key=lambda one: -one.grade.band))
    return Proposal(
        grade=reasons[0].grade if reasons else Grade.GOOD,
        reasons=reasons,
        weight=weight,
        referral=referral_asked_by(questions, held.values()),
        not_recorded=tuple(asked.id for asked, said in given if said is Said.NOT_RECORDED),
        answered=len(counted),
    )


def referral_asked_by(questions: Iterable[Asked], answers: Iterable[Answer]) -> tuple[str, ...]:
    """The R questions answered no so far. To be asked after each answer: a referral never waits for the grade."""
    said = {one.question: one.said for one in answers}
    return tuple(one.id for one in questions if REFER in one.effects and one.id in said and said[one.id].counts_as_no)


def decide(proposal: Proposal, grade: Grade, reason: str = "") -> Decided:
    """The auditor's own grade: the proposed one, or one band from it with a written reason."""
    apart = abs(grade.band - proposal.grade.band)
    if apart > 1:
        told = f'The answers propose "{proposal.grade}"; "{grade}" is more than one band away.'
        raise NotValid("grade", told, "Choose a grade one band away, or look at the answers again.")
    if apart and not reason.strip():
        raise NotValid("reason", f'The answers propose "{proposal.grade}".', "Write why you depart from it.")
    return Decided(grade, proposal, reason.strip())


def weight_of(asked: Asked, said: Said) -> float:
    """What an answer weighs: w1 to w3 for a no, half of that for partly (*ours*), and 2 for partly on a Q question."""
    if said.counts_as_no:
        return float(asked.weight)
    if said is not Said.PARTLY:
        return 0.0
    return PARTLY_ON_Q if IMPROVE in asked.effects else asked.weight / 2


def cap_of(asked: Asked, said: Said) -> Grade | None:
    """The best grade that one answer leaves, or None where it caps nothing."""
    if INADEQUATE in asked.effects:
        caps = {Said.PARTLY: Grade.REQUIRES_IMPROVEMENT}
        return Grade.INADEQUATE if said.counts_as_no else caps.get(said)
    return Grade.REQUIRES_IMPROVEMENT if IMPROVE in asked.effects and said.counts_as_no else None


def checked(questions: Iterable[Asked], answers: Iterable[Answer]) -> Mapping[str, Answer]:
    """The answers by question, each one whole: known, given once, sure to some degree, and seen somewhere."""
    known, held = {one.id for one in questions}, dict[str, Answer]()
    for one in answers:
        if one.question not in known:
            raise NotValid(one.question, f"{one.question[:20]} is not asked in this form.", "Leave it out.")
        if one.question in held:
            raise NotValid(one.question, f"{one.question} is answered twice.", "Keep one answer.")
        if one.confidence not in CONFIDENCE:
            raise NotValid(one.question, f"{one.question} does not say how sure you are.", f"{', '.join(CONFIDENCE)}.")
        if not one.evidence and one.said is not Said.NOT_APPLICABLE:
            raise NotValid(
                one.question, f"{one.question} has no evidence.", "Name the system, the record and the time."
            )
        held[one.question] = one
    return held


def _reasons(counted: Sequence[tuple[Asked, Said]], weight: float) -> Iterable[Reason]:
    for grade in (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT):
        for said in (Said.NO, Said.NOT_RECORDED, Said.PARTLY):
            held = tuple(asked.id for asked, one in counted if one is said and cap_of(asked, one) is grade)
            if held:
                yield Reason(grade, held, f'Answered "{said}": {", ".join(held)}. No better than {grade}.')
    if weight >= WEIGHT_LIMIT:
        held = tuple(asked.id for asked, said in counted if weight_of(asked, said))
        told = f"Together {', '.join(held)} weigh {weight:g}, and {WEIGHT_LIMIT:g} is the limit."
        yield Reason(Grade.REQUIRES_IMPROVEMENT, held, f"{told} No better than {Grade.REQUIRES_IMPROVEMENT}.")
