"""Shapes of the plans: a recommendation as it stands, and what is said of it."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

from goldthread.api.fields import Day, Instant, Line, Number, Words

Place = Annotated[int, Field(ge=0, le=10_000)]
Serves = Annotated[list[tuple[Number, Place]], Field(max_length=200)]


class PlanSilentPoint(Schema):
    place: int
    days: int


class PlanHead(Schema):
    """One recommendation in a line."""

    report_id: int
    recommendation_id: int
    number: str
    title: str
    time_group: str
    due_on: Day | None
    is_late: bool
    days_open: int | None
    stage: str = Field(description="That of its slowest point.")
    stage_words: str
    plan: str
    responsible_post: str
    responsible_name: str | None
    waits_for: list[str] = Field(description="Numbers of recommendations that are not yet far enough.")
    actions: int
    actions_done: int
    actions_late: int
    points: int
    silent: list[PlanSilentPoint]


class PlanList(Schema):
    recommendations: list[PlanHead]


class PlanSilence(Schema):
    recommendation_id: int
    place: int
    point: str
    text: str
    title: str
    since: Day
    days: int
    plan: str
    post: str
    post_role: str
    name: str | None


class PlanSilences(Schema):
    silent: list[PlanSilence]
    after_days: int = Field(description="Ours, a reminder, until the force adopts a number.")


class PlanPoint(Schema):
    place: int = Field(description="0: the recommendation itself, which has no points.")
    text: str
    stage: str
    stage_words: str
    last_update_on: Day | None
    silent_days: int | None
    decided_by: str = Field("", description="The body whose decision was heard last: no progress by itself.")
    days_quiet: int


class PlanActionBase(Schema):
    """An action as it stands."""

    reference: str
    words: str
    plan: str
    origin: str
    post: str
    name: str | None
    due_on: Day
    state: str
    done_on: Day | None
    is_late: bool
    post_role: str
    post_borough: str
    start_on: Day | None
    first_due_on: Day | None
    reason: str
    version: int
    serves: list[list[int]] = Field(description="Pairs of a recommendation's id and a place; 0 is the whole.")
    also: list[str]


class PlanActionList(Schema):
    actions: list[PlanActionBase]


class PlanActionLine(PlanActionBase):
    points: list[int]


class PlanActionVersion(Schema):
    version: int
    at: Instant
    by: str
    words: str
    state: str
    due_on: Day
    reason: str


class PlanActionInFull(PlanActionBase):
    versions: list[PlanActionVersion]


class PlanEvidence(Schema):
    id: int
    title: str
    digest: str = Field(description="The SHA-256 of the file; empty where it is kept elsewhere.")
    effective_on: Day
    approved_by: str | None
    approved_at: Instant | None
    kind: str = Field(description="outcome, or input: a condition, never proof of effect.")
    added_by: str
    added_at: Instant | None
    address: str
    file_name: str
    points: list[int]
    withdrawn_at: Instant | None
    withdrawn_why: str
    withdrawn_by: str


class PlanLetter(Schema):
    reference: str
    on: Day
    digest: str
    words: str
    says: list[tuple[int, str]]
    has_file: bool
    id: int


class PlanInFull(Schema):
    """One recommendation as it stands or stood."""

    report_id: int
    recommendation_id: int
    number: str
    title: str
    text: str
    time_group: str
    due_on: Day | None
    days_open: int | None
    stage: str
    stage_words: str
    plan: str
    objective: str
    responsible_post: str
    responsible_name: str | None
    position: str | None
    position_on: Day | None
    position_by: str | None
    actions: list[PlanActionLine]
    points: list[PlanPoint]
    depends_on: list[str]
    waits_for: list[str]
    evidence: list[PlanEvidence]
    closed_by_letter: PlanLetter | None
    notes: list[str]
    report: str
    is_late: bool
    letters: list[PlanLetter]
    withdrawn: list[PlanEvidence]
    responsible_role: str
    responsible_borough: str
    kind: str
    publisher: str
    published_on: Day | None
    page: int | None
    is_complete: bool
    hidden: list[str] = Field(description="Parts that your post and seats do not show you: withheld, not missing.")
    is_closed: bool


class PlanToPromise(Schema):
    model_config = ConfigDict(extra="forbid")

    plan: Line
    objective: Words
    post: Line = Field(description="The role that comes with the post.")
    borough: Line = Field("", description="Its code, where the post is of one.")


class PlanToMove(Schema):
    model_config = ConfigDict(extra="forbid")

    move: Line = Field(description="accept, contest, plan, start, complete, test, show, back, submit, review, merge …")
    points: list[Place] = Field([], description="Places; none: all of them.")
    reason: Words = ""
    other: Number | None = Field(None, description="The recommendation that it goes on as part of.")


class PlanToPosition(Schema):
    model_config = ConfigDict(extra="forbid")

    position: Words
    points: list[Place] = []
    on: date | None = None


class PlanToSplit(Schema):
    model_config = ConfigDict(extra="forbid")

    points: list[Words] = Field(max_length=50)


class PlanToWait(Schema):
    model_config = ConfigDict(extra="forbid")

    needs: Number
    until: Line = "action_complete"
    why: Words = ""
    ends: bool = Field(False, description="True: it waits no longer.")


class PlanLetterToRecord(Schema):
    model_config = ConfigDict(extra="forbid")

    reference: Line
    on: date
    words: Words
    says: dict[Place, Line] = Field(description="By place: closed, returned or progressed.")
    content: str = Field("", max_length=30_000_000, description="The letter's file in base 64.")
    name: Line = ""


class PlanActionToAdd(Schema):
    model_config = ConfigDict(extra="forbid")

    words: Words
    plan: Line
    origin: Line = Field(description="inspectorate, force or partner.")
    post: Line
    due_on: date
    borough: Line = ""
    start_on: date | None = None
    serves: Serves = []


class PlanActionToAlter(PlanActionToAdd):
    reason: Words = ""
    version: Number | None = None


class PlanActionToReport(Schema):
    model_config = ConfigDict(extra="forbid")

    state: Line = Field(description="planned, in_progress, done or dropped.")
    done_on: date | None = None
    reason: Words = ""
    version: Number | None = None


class PlanActionToPosition(Schema):
    model_config = ConfigDict(extra="forbid")

    position: Words
    on: date | None = None


class PlanEvidenceToAdd(Schema):
    model_config = ConfigDict(extra="forbid")

    title: Line
    kind: Line
    effective_on: date
    serves: Serves
    address: Line = ""
    content: str = Field("", max_length=30_000_000, description="The file in base 64.")
    name: Line = ""


class PlanEvidenceToWithdraw(Schema):
    model_config = ConfigDict(extra="forbid")

    why: Words


class PlanEvidenceKept(Schema):
    evidence: int
    digest: str
