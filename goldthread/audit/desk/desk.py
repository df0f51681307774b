"""One case at the desk of one auditor: as known at a step, with what they answered so far and what was sent back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from goldthread.audit.desk.drafts import Answers, answers_of
from goldthread.audit.desk.lines import Block, Line, blocks_of, lines_of
from goldthread.audit.grading import Proposal, propose, referral_asked_by
from goldthread.audit.reviews.gradings import Grading, answers_changed, own_grading
from goldthread.audit.reviews.hints import Hint, hints
from goldthread.audit.reviews.models import Sample, SampledCase
from goldthread.audit.reviews.reading import Opened, asked_in, decisions_of, open_audited_case
from goldthread.audit.reviews.reviewing import check_open, read_answers, which_of
from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.cases.replaying import Replay, replayed
from goldthread.core.criteria.sets import Asked
from goldthread.core.refusals import Refusal

AS_DRAWN = "As known when the sample was drawn"


@dataclass(frozen=True)
class Step:
    """A moment at which a case is read: a decision, or last the draw itself."""

    number: int
    at: datetime
    words: str


@dataclass(frozen=True)
class Desk:
    """What is on the desk. `refused` says why this auditor may not grade the case; it may still be sent back."""

    sample: Sample
    drawn: SampledCase
    case: Replay | None
    steps: Sequence[Step]
    step: Step | None
    questions: Sequence[Asked]
    answers: Answers
    which: str
    refused: str
    sent: Sequence[dict[str, Any]]
    cases: int
    before: Grading | None = None  # what this auditor submitted last: a submission now is its correction

    @property
    def reference(self) -> str:
        return self.sample.reference

    @property
    def place(self) -> int:
        return self.drawn.place

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks_of(self.case) if self.case else []

    @cached_property
    def lines(self) -> dict[str, Line]:
        return lines_of(self.blocks)

    @cached_property
    def hints(self) -> list[Hint]:
        """What the record says beside the questions, as known at the step shown."""
        return hints(self.case, self.questions) if self.case else []

    @property
    def answered(self) -> list[str]:
        return [one.id for one in self.questions if self.answers.get(one.id, {}).get("said")]

    @property
    def first_open(self) -> Asked | None:
        """The first question that is not answered yet; none once all are."""
        return next((one for one in self.questions if one.id not in self.answered), None)

    @property
    def asks_if_live(self) -> bool:
        """Whether an answer asks for the case to be sent back, if the risk is live."""
        return bool(self.referral)

    @property
    def referral(self) -> tuple[str, ...]:
        return referral_asked_by(self.questions, read_answers(self._given()))

    def proposed(self) -> Proposal:
        """The grade that the answers propose; refused, by question, while one is missing or has no evidence."""
        return propose(self.questions, read_answers(self._given()))

    @property
    def changed(self) -> list[str]:
        """What the answers kept now would change of what was submitted last."""
        return list(answers_changed(self.before.answers, self._given())) if self.before else []

    def with_answers(self, answers: Answers) -> "Desk":
        return replace(self, answers=answers)

    def _given(self) -> Answers:
        return {question: one for question, one in self.answers.items() if one.get("said")}


def open_desk(by: Reader, reference: str, place: int, step: str) -> Desk:
    """Put a case on the desk as known at a step of it, given by its number; at none, as when the sample was drawn."""
    opened = open_audited_case(by, reference, place)
    steps = steps_of(opened)
    chosen = chosen_of(steps, step)
    which, refused = _which(by, opened)
    return Desk(
        sample=opened.sample,
        drawn=opened.drawn,
        case=as_known(opened, chosen),
        steps=steps,
        step=chosen,
        questions=asked_in(opened.sample),
        answers=answers_of(by, opened.drawn),
        which=which,
        refused=refused,
        sent=db.fetch("SELECT * FROM goldthread_audit_sent_back(%s)", [opened.drawn.pk]),
        cases=opened.sample.cases.count(),
        before=own_grading(by, opened.drawn),
    )


def steps_of(opened: Opened) -> list[Step]:
    """The moments at which a case can be read, the first first; none of a case that is held elsewhere."""
    if opened.case is None:
        return []
    moments = [*decisions_of(opened.case), (opened.sample.drawn_at, AS_DRAWN)]
    return [Step(number, at, words) for number, (at, words) in enumerate(moments, 1)]


def chosen_of(steps: Sequence[Step], number: str) -> Step | None:
    """The step of that number; else the last."""
    return next((one for one in steps if str(one.number) == number), steps[-1] if steps else None)


def as_known(opened: Opened, step: Step | None) -> Replay | None:
    """The case at a step, under the look that is open; the last step is what was opened."""
    case_id = opened.drawn.case_id
    if case_id is None or opened.case is None or step is None or step.at == opened.case.at:
        return opened.case
    return replayed(case_id, None, opened.look, step.at)


def _which(by: Reader, opened: Opened) -> tuple[str, str]:
    """Whether this auditor grades first or again, or the words that refuse them either."""
    try:
        check_open(opened.sample)
        return which_of(by, opened.sample, opened.drawn), ""
    except Refusal as refusal:
        return "", str(refusal)
