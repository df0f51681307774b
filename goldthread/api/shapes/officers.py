"""Shapes of officers as whoever keeps accounts sees them."""

from datetime import date

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Day, Instant, Line


class OfficerKept(Schema):
    """Somebody who may sign in, and the post held now."""

    username: str
    name: str = Field(description="With the rank of today.")
    rank: str = Field(description="Empty: none is recorded.")
    role: str | None
    post: str | None
    borough: str | None
    since: Instant | None
    is_service_account: bool


class Officers(Schema):
    officers: list[OfficerKept]


class RankChange(Schema):
    """A rank from a day on, the one before it, who entered it and why."""

    rank: str
    before: str
    from_on: Day
    reason: str
    at: Instant
    by: str


class OfficerRanks(OfficerKept):
    """With every change of rank, newest first."""

    ranks: list[RankChange]


class RankGiven(Schema):
    rank: Line = Field(description="Like Detective Sergeant; Police staff; empty: no rank is recorded.")
    from_on: date | None = Field(None, description="Its first day, not to come; else today.")
    reason: Line = Field(description="Why it changes.")
