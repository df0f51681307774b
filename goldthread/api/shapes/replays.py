"""Shapes of a case as it was known, or as it was, at an instant."""

from typing import Any

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Day, Instant
from goldthread.api.shapes.work import Clock, Event, Standing


class ReplayedEvent(Event):
    recorded_after_seconds: int = Field(description="How long after it happened it was recorded.")


class ReplayedReview(Schema):
    by: str | None
    at: Instant
    verdict: str
    next_on: Day | None


class CaseReplay(Standing):
    """A case as it was known at an instant, or as it was; the other of the two is nothing."""

    as_known_at: Instant | None
    as_it_was_at: Instant | None
    borough: str | None
    is_offered: bool = Field(description="Whether a hand-over stood that nobody had accepted.")
    facts: dict[str, Any] = Field(description="What the work's moves had coded by then.")
    checklist: dict[str, Any] = Field(description="Each item answered by then, and how.")
    reviews: list[ReplayedReview] = Field(description="The first one first.")
    external_reference: str
    layer: str
    clocks: list[Clock] = Field(description="Each with the state that it was in then.")
    timeline: list[ReplayedEvent] = Field(description="What was known by then, the newest first.")
