"""Shapes of what was shared with an authority."""

from datetime import date

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Words


class SharedChild(Schema):
    """The least by which the child is found."""

    surname: str
    forename: str
    birth_date: str
    sex: str
    address: str


class SharedOne(Schema):
    """One notification as the authority reads it: exactly what left the force."""

    reference: str
    our_reference: str
    authority: str
    kind: str = Field(
        description="Of a concern: shared or forwarded. Of a missing child: missing, returned or interview."
    )
    what: str = Field(description="The same in words.")
    state: str = Field(description="new, acknowledged, disputed, answered or taken back.")
    made_at: Instant
    given_by: str
    grade: str
    basis: str
    consent: str
    child: SharedChild | None
    summary: str | None
    why: str | None
    erased: bool
    acknowledged_at: Instant | None
    answered_at: Instant | None
    outcome: str
    outcome_code: str
    disputed: str


class SharedList(Schema):
    shared: list[SharedOne]


class AuthorityAnswer(Schema):
    code: Line = Field(
        "", description="The outcome: of a concern like RC8, of a missing child like s47; the areas page has them."
    )
    stage: Line = Field(
        "", description="Of a concern: contact, referral, s47, closure or returned; else the code's own."
    )
    decided_on: Line = Field("", description="The day, like 2026-10-23; else today.")
    why: Words = Field("", description="The reasons.")


class SentBack(Schema):
    because: Line = Field(description="not_ours, wrong_child or not_enough.")
    why: Words = Field(description="Whose it is, or what is needed.")


class ShareWaiting(Schema):
    """One case that an authority or a provider has, and how it stands there."""

    reference: str
    case_reference: str
    authority: str = Field(description="Its code.")
    what: str = Field(description="What was shared, in words.")
    state: str = Field(description="Where the case stands.")
    route: str
    made_at: Instant
    sent_at: Instant | None
    acknowledged_at: Instant | None
    answered_at: Instant | None
    conflict_at: Instant | None = Field(description="When it was answered again, and differently.")
    due_at: Instant | None = Field(description="When its answer is due; null where no clock runs.")
    due_on: date | None = Field(description="The London day by the end of which, where days are counted; else null.")
    is_late: bool
    chases: int = Field(description="How many reminders were written.")
    chased_at: Instant | None
    outcome: str
    disputed: str = Field(description="What the authority says is wrong with it.")
    failed_words: str = Field(description="Why it did not go out; it is tried again.")


class AuthorityWaiting(Schema):
    code: str
    name: str
    late: int
    rows: list[ShareWaiting] = Field(description="What is due first stands first.")


class StrategyWaiting(Schema):
    case_reference: str
    asked_at: Instant | None
    is_urgent: bool


class SharesWaiting(Schema):
    """What the desk shared and waits for: authority by authority, and what somebody must look at before that."""

    as_at: Instant
    authorities: list[AuthorityWaiting] = Field(description="Whoever has most that is late first.")
    conflicts: list[ShareWaiting] = Field(description="Answered twice, and differently: ask which stands.")
    disputed: list[ShareWaiting] = Field(description="Sent back to us.")
    not_sent: list[ShareWaiting] = Field(description="Did not go out.")
    strategy: list[StrategyWaiting] = Field(description="Strategy discussions asked for, of which nothing is told.")
    rows_aside: int = Field(description="Rows of files of outcomes that are still set aside.")


class Reminded(Schema):
    authority: str
    reminded: int = Field(description="For how many late answers the reminder asks.")
