"""Shapes of what was shared with an authority."""

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
    code: Line = Field("", description="The outcome, like referral_assessment or RC8; the areas page lists them.")
    stage: Line = Field("", description="contact, referral, s47, closure or returned; else the code's own.")
    decided_on: Line = Field("", description="The day, like 2026-10-23; else today.")
    why: Words = Field("", description="The reasons.")


class SentBack(Schema):
    because: Line = Field(description="not_ours, wrong_child or not_enough.")
    why: Words = Field(description="Whose it is, or what is needed.")
