"""Shapes of cases, queues and recommendations."""

from typing import Any

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Day, Instant, Line, Moment, Number, Words
from goldthread.api.shapes.people import Person


class Concern(Schema):
    seen: Words = Field(description="What you saw. Nothing else is needed.")
    words: Words = Field("", description="What the child said, in the child's words.")
    alone: Line = Field("", description="Was the child seen alone? alone, with_others or no.")
    danger: Line = Field("", description="Is the child in danger now? yes, no or not_sure.")
    spoke_why: Words = Field("", description="Why the child was not spoken to alone.")
    done: Words = Field("", description="What you did.")
    opinion: Words = Field("", description="What you think it means: kept apart from what you saw.")
    risk: Line = Field("", description="high, medium or low.")
    occurred_at: Moment | None = Field(None, description="When it happened; else now.")


class Opening(Schema):
    child: Line = Field(description="The child's code, like C-ABC234.")
    answers: dict[str, Words | list[Line]] = Field(
        {}, max_length=40, description="What the area asks, by the names on the reference page of areas."
    )
    risk: Line = Field("", description="One of the area's risks; nobody's guess is needed.")
    occurred_at: Moment | None = Field(None, description="When it happened; else now.")


class Move(Schema):
    note: Words = ""
    answers: dict[str, Words | list[Line]] = Field(
        {}, max_length=40, description="What the move asks, by the names on the reference page of areas."
    )
    seen_event_id: Number | None = Field(
        None, description="The last event you saw of the case: if there is a later one, nothing is done."
    )
    occurred_at: Moment | None = None


class CheckAnswer(Schema):
    answer: Line = Field("", description="done, not_needed, unknown, or nothing: to do again.")
    why: Words = Field("", description="Needed where it is not needed or not known.")


class CaseNote(Schema):
    note: Words


class Standing(Schema):
    """Where a case stands now."""

    reference: str
    area: str
    state: str
    state_words: str
    whose_turn: str
    owner: str | None
    risk: str
    opened_at: Instant
    closed_at: Instant | None
    last_event_id: int


class Event(Schema):
    sentence: str
    kind: str
    who: str
    occurred_at: Instant
    known_at: Instant
    recorded_at: Instant
    body: dict[str, Any] | None
    erased: bool
    withheld: bool


class Clock(Schema):
    """One clock of a case. Until a chief officer adopts a number of ours, a missed one is `missed`, not `breached`."""

    rule: str
    name: str
    state: str = Field(description="running, paused, met, met_late, missed, breached, cancelled or superseded.")
    due_at: Instant | None
    due_on: Day | None = Field(description="The day, for clocks that count days.")
    met_at: Instant | None
    is_late: bool
    is_reminder: bool
    mark: str
    owner: str | None
    recorded_late_seconds: int = Field(description="How long after the act it was written down.")


class CaseFile(Standing):
    borough: str | None
    person: Person | None
    moves: list[str]
    facts: dict[str, Any] = Field(description="What the work's moves coded, like the grade.")
    checklist: dict[str, Any] = Field(description="Each item answered, and how.")
    external_reference: str
    layer: str
    clocks: list[Clock]
    timeline: list[Event]


class QueueRow(Schema):
    next_due: Clock | None
    reference: str
    state: str
    state_words: str
    risk: str
    grades: dict[str, str] = Field(description="How it is graded, by the scales of the work.")
    opened_at: Instant
    owner: str | None
    borough: str | None
    person: Person | None


class QueueWanted(Schema):
    """What part of a queue, in which order; left out, all of it, the most pressing first."""

    state: Line = ""
    risk: Line = Field("", description="high, medium, low or unknown.")
    owner: Line = Field("", description="A username, mine or none.")
    borough: Line = Field("", description="A borough's code.")
    late: bool = False
    waiting_days: Number | None = Field(None, le=36_500, description="Opened so many days ago or longer.")
    scale: Line = Field("", description="A grade, like grade=amber or grade=unknown.")
    find: Line = Field("", description="A reference, or the beginning of the child's names.")
    sort: Line = Field(
        "", description="due, opened, risk, grade, state, owner, borough or reference; with - before it, backwards."
    )
    page: Number = Field(1, ge=1, lt=100_000)


class Queue(Schema):
    """One page of a queue. `open` to `backlog` count all of it, `found` what was asked for."""

    area: str
    open: int
    late: int
    no_owner: int
    oldest: Instant | None
    by_state: dict[str, int]
    backlog: dict[str, dict[str, int]] = Field(description="How long it waits: the grade: how many.")
    found: int
    found_late: int
    page: int
    pages: int
    cases: list[QueueRow]


class Recommendation(Schema):
    id: int
    number: str
    kind: str
    title: str
    report: str
    published_on: Day | None
    timescale: str
    due_on: Day | None
    is_late: bool
    days_open: int | None
    state: str


class RecommendationRow(Recommendation):
    """`silent` is how many of its points nothing has been said of yet."""

    point_count: int
    silent: int


class Recommendations(Schema):
    recommendations: list[RecommendationRow]


class Point(Schema):
    place: int
    text: str
    state: str


class RecommendationInFull(Recommendation):
    text: str
    complete: bool
    points: list[Point]
