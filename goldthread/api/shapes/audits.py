"""Shapes of audit: samples as they were drawn, cases as they were known, reviews, what was sent back."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from goldthread.api.fields import AwareMoment, Instant, Line, Words
from goldthread.api.shapes.work import Clock


class AuditSought(Schema):
    """A case that is sought beside those that chance draws."""

    model_config = ConfigDict(extra="forbid")

    reference: Line
    why: Line = Field(description="high_risk, complaint, referral, harm or concern.")


class AuditToDraw(Schema):
    """A sample to draw: of an area and a time, or of a list as CSV; one of the two."""

    model_config = ConfigDict(extra="forbid")

    programme: Line = Field(description="benson, borough_qa, peer or inspection.")
    size: int = Field(ge=1, le=5000)
    seed: Line = Field(description="Any text, agreed before the list is closed.")
    area: Line = ""
    since: AwareMoment | None = None
    until: AwareMoment | None = None
    states: list[Line] = Field([], description="Cases that reached one of these states; else all.")
    text: Words = Field("", description="A CSV with a column reference; if wanted excluded, and one of each stratum.")
    case_types: list[Line] = Field([], description="Which question sets are asked besides the common core.")
    borough: Line = Field("", description="Its code. Of a borough's own programme: leave it out.")
    strata: list[Line] = Field([], description="Drawn within each: borough, state, risk; of a list, its columns.")
    targeted: list[AuditSought] = Field([], description="Cases sought besides; in no rate.", max_length=200)


class AuditHead(Schema):
    """A sample as it was drawn: anybody with the list and the seed can draw it again."""

    reference: str = Field(description="Like Q-4K9WQTD.")
    programme: str
    programme_name: str
    area: str = Field(description="Empty where a list was handed in.")
    borough: str | None
    sets: list[str]
    form: str = Field(description="whole, or short for boroughs.")
    size: int
    seed: str
    list_rows: int
    list_eligible: int
    list_digest: str = Field(description="The SHA-256 of all of the list that decides the draw.")
    drawn_by: str
    drawn_at: Instant
    closed_at: Instant | None


class AuditList(Schema):
    samples: list[AuditHead]


class AuditSentBack(Schema):
    reference: str
    state: str = Field(description="Of the referral; empty where the case is held in another system.")
    is_done: bool


class AuditLine(Schema):
    """One case of a sample. A grade that you may not see yet is nothing."""

    place: int
    reference: str
    held_here: bool
    strata: dict[str, str]
    is_again: bool = Field(description="Chance chose it to be graded twice, blind.")
    arm: str = Field(description="random, or targeted: sought by name, and in no rate.")
    why: str = Field(description="Of a targeted case: why it is sought.")
    graded: bool
    graded_again: bool
    grade: str | None
    second_grade: str | None
    moderated_grade: str | None = Field(description="The grade of record, where a moderator decided it.")
    waits_for_moderator: bool
    missed: list[str] = Field(
        description="Questions answered no or not recorded in the first grading, if you may see it."
    )
    sent_back: list[AuditSentBack]


class AuditEstimate(Schema):
    """What the grades prove of all cases in the list: the share not good, with its interval at 95%."""

    form: str
    judged: int
    share: float | None
    low: float | None
    high: float | None
    too_few: bool


class AuditAgreement(Schema):
    """How far two blind grades of the same cases agree. Under ten cases only the counts are told."""

    cases: int
    same: int
    too_few: bool
    table: list[list[int]] = Field(description="Rows: the first grade; columns: the second; the best first.")
    exact: float | None
    kappa: float | None = Field(description="Cohen's, with quadratic weights.")
    kappa_interval: list[float] | None
    ac2: float | None = Field(description="Gwet's, with the same weights: it does not fall where one grade prevails.")
    ac2_interval: list[float] | None
    mean_difference: float | None = Field(description="First less second, in grades: below nought the first is kinder.")
    mean_difference_interval: list[float] | None
    largest_share: float | None = Field(description="Over 0.85 kappa says little of the graders.")
    words: list[str]


class AuditTargeted(Schema):
    """What became of the cases that were sought. Never put together with what chance drew."""

    cases: int
    graded: int
    not_good: int
    sent_back: int
    words: str


class AuditFinding(Schema):
    question: str
    words: str
    no: int
    not_recorded: int = Field(description="Counts as no for the grade, and is told apart.")
    of: int


class AuditInFull(AuditHead):
    cases: list[AuditLine]
    estimate: AuditEstimate | None
    moderated: int = Field(description="Cases whose grade of record a moderator decided.")
    to_moderate: int = Field(description="Cases that wait for a moderator.")
    targeted: AuditTargeted | None = Field(description="Nothing where no case was sought.")
    agreement: AuditAgreement | None = Field(description="Nothing where no case has two grades that you may see.")
    words: list[str]
    findings: list[AuditFinding]


class AuditFindingsWanted(Schema):
    """First grades given from then on, and before then."""

    since: AwareMoment | None = Field(None, description="Else twelve months before `until`.")
    until: AwareMoment | None = Field(None, description="Else now.")
    programme: Line = Field("", description="One programme; else those that the central team grades.")


class AuditFound(Schema):
    """How often one question was answered no in the cases of one area; the interval at 95% where it can be told."""

    question: str
    words: str
    criterion: str
    criterion_title: str
    area: str = Field(description="Empty where the list was of no one kind.")
    version: int = Field(description="Of the question set. Two versions are never put together.")
    recommendations: list[int]
    no: int
    not_recorded: int = Field(description="Counts as no for the grade, and is told apart.")
    partly: int
    of: int = Field(description="The cases that it applied to.")
    samples: int
    is_even: bool = Field(description="Every case had the same chance within its sample.")
    low: float | None
    high: float | None
    too_few: bool
    sentence: str


class AuditSentBackCounts(Schema):
    """What became of the cases sent back, each in the time in which it was raised."""

    raised: int
    acted_on: int
    acted_on_in_time: int = Field(description="The first response was within its clock.")
    confirmed_safe: int
    open: int
    elsewhere: int = Field(description="Held in another system, without a clock of ours.")
    sentence: str


class AuditFindings(Schema):
    since: Instant
    until: Instant
    findings: list[AuditFound]
    sent_back: AuditSentBackCounts


class AuditedEvent(Schema):
    """One event, without who took the step."""

    sentence: str
    kind: str
    occurred_at: Instant
    known_at: Instant
    recorded_at: Instant
    body: dict[str, Any] | None
    erased: bool
    withheld: bool
    recorded_after_seconds: int


class AuditedReview(Schema):
    at: Instant
    verdict: str
    next_on: str | None


class AuditedAsKnown(Schema):
    """A case as it was known at an instant, without the names of staff."""

    as_known_at: Instant
    reference: str
    area: str
    state: str
    state_words: str
    risk: str
    borough: str | None
    opened_at: Instant
    closed_at: Instant | None
    facts: dict[str, Any]
    checklist: dict[str, Any]
    clocks: list[Clock]
    reviews: list[AuditedReview]
    timeline: list[AuditedEvent]


class AuditedDecision(Schema):
    at: Instant
    sentence: str


class AuditQuestion(Schema):
    id: str
    words: str
    criterion: str
    criterion_title: str
    topics: list[str]
    effect_of_no: str
    effect_words: str
    look_at: str
    recommendations: list[int]


class AuditHint(Schema):
    """What the record says beside a question, as known then. Never an answer."""

    question: str
    sentence: str


class AuditedCase(Schema):
    """A case of a sample. One that is held in another system has its reference alone."""

    sample: str
    place: int
    reference: str
    held_here: bool
    case: AuditedAsKnown | None
    decisions: list[AuditedDecision] = Field(description="The instants at which it may be asked for as known then.")
    questions: list[AuditQuestion]
    hints: list[AuditHint]


class AuditEvidence(Schema):
    """Where an answer can be seen. Never a copy of it, and never an image."""

    system: Line
    record: Line
    at: AwareMoment


class AuditAnswer(Schema):
    said: Line = Field(description="yes, partly, no, not recorded or not applicable.")
    evidence: list[AuditEvidence] = Field([], max_length=50)
    confidence: Line = Field("medium", description="low, medium or high.")
    words: Words = ""


class AuditReview(Schema):
    """A grading, whole. Sent again, it is the next version: none is ever changed."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, AuditAnswer] = Field(description="By the id of the question.", max_length=200)
    grade: Line = Field(description="good, requires improvement or inadequate.")
    reason: Words = Field("", description="Why you depart from what the answers propose: by one band at the most.")
    risk_is_live: bool = Field(False, description="A no to an R question then sends the case back at once.")
    why_live: Words = ""


class AuditReason(Schema):
    grade: str
    questions: list[str]
    words: str


class AuditReviewKept(Schema):
    which: str = Field(description="first or second.")
    version: int
    at: Instant
    proposed: str
    reasons: list[AuditReason]
    grade: str
    is_departure: bool
    not_recorded: list[str]
    referral_questions: list[str]
    risk_is_live: bool
    answers: dict[str, Any]
    sent_back: str = Field(description="The referral that it opened; empty for none.")


class AuditToSendBack(Schema):
    why: Words = Field(description="What puts the child at risk now.")


class AuditToSettle(Schema):
    how: Words = Field(description="Who confirmed in the other system that the child is safe, and when.")


class AuditSettled(Schema):
    settled: bool


class AuditSent(Schema):
    sent_back: str = Field(description="The referral, or the reference of a case held in another system.")


class AuditWaits(Schema):
    """A case that waits for a moderator. Which grades were given is told by its gradings."""

    sample: str
    programme: str
    programme_name: str
    place: int
    reference: str
    is_departure: bool = Field(description="A grade departs from what its answers propose.")
    is_apart: bool = Field(description="Two blind grades differ.")
    is_yours: bool = Field(description="You graded it or worked on it, and may not decide.")
    since: Instant


class AuditsToModerate(Schema):
    waiting: list[AuditWaits]


class AuditVersion(Schema):
    """One version of a grading. Words that were erased are empty, and `erased` says so."""

    which: str
    version: int
    at: Instant
    proposed: str
    reasons: list[AuditReason]
    grade: str
    is_departure: bool
    risk_is_live: bool
    reason: str
    why_live: str
    erased: bool
    changed: list[str] = Field(description="What it changed of the version before.")
    answers: dict[str, Any] = Field(description="By the id of the question: said, evidence, confidence, words.")


class AuditModeratedOf(Schema):
    first: int
    second: int = Field(description="0 where nobody graded again.")


class AuditDecision(Schema):
    """What a moderator decided, of which versions. It stands until one of them is corrected, or it is decided again."""

    version: int
    at: Instant
    by: str
    grade: str
    reason: str
    of: AuditModeratedOf
    stands: bool


class AuditGradings(Schema):
    sample: str
    place: int
    reference: str
    grade_of_record: str | None
    gradings: list[AuditVersion]
    decisions: list[AuditDecision]


class AuditToModerate(Schema):
    """A moderator's decision on one case."""

    model_config = ConfigDict(extra="forbid")

    grade: Line = Field(description="Between the best and the worst of those given and proposed.")
    reason: Words = Field(description="Why this is the grade.")
    seen: Line = Field(
        "", description='The versions that you read, like "1 2"; if one was corrected since, it is a clash.'
    )


class AuditModerated(Schema):
    version: int
    at: Instant
    grade: str
