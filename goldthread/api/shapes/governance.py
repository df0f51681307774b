"""Shapes of governance: bodies, meetings, decisions, redacted packs."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from goldthread.api.fields import Day, Instant, Line, Words


class BodyLine(Schema):
    """One body as it stands for you. Of a body whose meetings you do not read, only what it is."""

    id: str
    name: str
    oversees: str = Field(description="all, child_protection, missing or audits.")
    chair: str = Field(description="The post of whoever chairs it.")
    every_days: int
    is_outside: bool
    sees: list[str] = Field(description="What a seat there shows.")
    reads: list[str] = Field(description="The bodies whose meetings and decisions it reads besides its own.")
    small_numbers: str = Field(description="shown, or suppressed for members outside the force.")
    source: str
    seat: str = Field(description="Your own seat there: chair, secretary, member, outside; else empty.")
    is_read: bool
    last_held_at: Instant | None
    next_at: Instant | None
    is_overdue: bool = Field(description="It has not met within its interval.")
    not_held: int = Field(description="Meetings whose day has gone by without minutes.")
    open_decisions: int
    late_decisions: int
    unlooked: int = Field(description="Decisions whose effect nobody looked at by the day set.")


class BodyList(Schema):
    bodies: list[BodyLine]


class BodySeat(Schema):
    id: str
    officer: str
    kind: str
    organisation: str
    starts_at: Instant


class MeetingLine(Schema):
    """One meeting: the day it was planned for beside the day it was held."""

    id: str
    body: str
    planned_at: Instant
    held_at: Instant | None
    state: str
    why: str = Field(description="Why it was called off.")


class BodyDecision(Schema):
    """One decision as it stands today."""

    id: str
    body: str
    body_name: str
    meeting: str
    on: Day
    words: str
    about: list[str] = Field(description="Numbers of recommendations, like 2 or 2.3.")
    owner: str = Field(description="The post that is to do it.")
    due_on: Day
    is_done: bool
    done_on: Day | None
    is_late: bool
    kind: str = Field(description="resource: about people or money; else other.")
    measure: str = Field(description="The id of the figure it cites; empty: none.")
    cites: str = Field(description="The same in words.")
    boroughs: list[str] = Field(description="Codes of the boroughs it is about; none: the whole force.")
    look_on: Day | None = Field(description="When its effect is to be looked at.")
    looked_on: Day | None
    is_unlooked: bool = Field(description="That day is past, and nobody recorded that they looked.")


class DecisionVersion(Schema):
    """What a decision was said to cite; the last stands."""

    version: int
    kind: str
    measure: str
    boroughs: list[str]
    look_on: Day | None
    at: Instant
    who: str


class DecisionLook(Schema):
    """Somebody looked at its effect, with the figures as they stood then."""

    at: Instant
    who: str
    words: str
    version: int
    figures: dict[str, Any] | None


class BodyDecisionFollowed(BodyDecision):
    """One decision with its figure before and after, where it was meant to help and in all other boroughs."""

    figures: dict[str, Any] | None = Field(description="Empty without a figure, or where you see none.")
    is_hidden: bool
    sentences: list[str]
    versions: list[DecisionVersion]
    looks: list[DecisionLook]


class BodyDecisions(Schema):
    decisions: list[BodyDecision]


class BodyInFull(BodyLine):
    seats: list[BodySeat]
    meetings: list[MeetingLine]
    decisions: list[BodyDecision]


class AgendaLine(Schema):
    kind: str
    about: str
    words: str


class CameLine(Schema):
    who: str
    organisation: str
    how: str


class LearnedLine(Schema):
    """What a meeting learned; a route without a day has not been taken."""

    id: str
    words: str
    boroughs_told_on: Day | None
    training_told_on: Day | None


class PackLine(Schema):
    id: str
    number: int
    digest: str


class MeetingInFull(MeetingLine):
    minutes: str
    agenda: list[AgendaLine]
    attendance: list[CameLine]
    decisions: list[BodyDecision]
    learned: list[LearnedLine]
    packs: list[PackLine]


class RedactedPack(Schema):
    """A sampled case with nobody in it: answers, grade and steps by day since the first."""

    id: str
    number: int
    digest: str = Field(description="The SHA-256 of `held` with its keys in order.")
    made_at: Instant
    words_checked_by: str
    held: dict[str, Any]


class BodyStep(Schema):
    """What was typed into a step, by its fields; `goldthread governance do --help` lists them."""

    model_config = ConfigDict(extra="forbid")

    told: dict[Line, Words] = Field({}, description="Like {words: …, owner_post: …, due_on: 24/10/2026}.")


class BodyStepTaken(Schema):
    step: str
    id: str = Field(description="Of what it made or changed.")
    body: str


class CaseForPack(Schema):
    """Which graded case of which sample; words besides only where you checked each of them."""

    model_config = ConfigDict(extra="forbid")

    sample: Line = Field(description="Its reference, like Q-4K9WQTD.")
    place: int = Field(ge=1, le=100_000)
    words: Words = ""
    is_checked: bool = False


class PackMade(PackLine):
    meeting: str
