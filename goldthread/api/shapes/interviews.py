"""Shapes of what a return interview provider is asked, and of what it sends."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from goldthread.api.fields import Instant, Words


class InterviewRequest(Schema):
    """One request as it left the force, and nothing besides."""

    reference: str = Field(description="What the interview is sent under, like S-4K9WQTD.")
    our_reference: str
    state: str
    made_at: Instant
    due_at: Instant | None = Field(description="By when the interview is due: elapsed hours from the return.")
    grade: str
    basis: str
    child: dict[str, Any] | None
    summary: str | None
    why: str | None
    acknowledged_at: Instant | None


class InterviewRequestList(Schema):
    requests: list[InterviewRequest]


class InterviewToSend(Schema):
    """An interview by the columns of the return interviews file: its reference page says what each holds."""

    model_config = ConfigDict(extra="forbid")

    our_reference: Words = ""
    outcome: Words = ""
    offered_at: Words = ""
    interviewed_at: Words = ""
    interviewer_org: Words = ""
    independent: Words = ""
    trained: Words = ""
    words: Words = ""
    people: Words = ""
    places: Words = ""
    push_factors: Words = ""
    pull_factors: Words = ""
    harm: Words = ""
    consent_to_share: Words = ""
    why: Words = ""


class InterviewSent(Schema):
    """One interview that came, and what became of it."""

    id: str
    sent_at: Instant
    our_reference: str
    result: str = Field(description="waiting, accepted, unchanged, conflict, set aside or returned.")
    field: str = Field(description="Of one set aside: the column that was wrong.")
    words: str = Field(description="Of one set aside, why; of one returned, what you are asked to do.")


class InterviewSentList(Schema):
    sent: list[InterviewSent]
