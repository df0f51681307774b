"""Shapes of cases, queues and recommendations."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import AwareMoment, Day, Instant, Line, Moment, Number, Words
from goldthread.api.shapes.people import Person


class ChildsOwn(Schema):
    """What is one child's own."""

    words: Words = Field("", description="What the child said, in the child's words.")
    demeanour: Words = Field("", description="How the child seemed.")
    alone: Line = Field("", description="Was the child spoken to? alone, with_others, no or not_applicable.")
    spoke_why: Words = Field("", description="Why the child was not spoken to alone.")
    child_seen: Line = Field("", description="Was the child seen? yes, no or not_applicable.")
    seen_alone: Line = Field("", description="Seen alone? yes, no or not_applicable.")
    unseen_why: Words = Field("", description="Why not seen, or not seen alone.")


class ConcernTold(Schema):
    """What was there for every child."""

    seen: Words = Field(description="What you saw. Nothing else is needed.")
    home: Words = Field("", description="What the home is like.")
    danger: Line = Field("", description="Is a child in danger now? yes, no or not_sure.")
    done: Words = Field("", description="What you did.")
    opinion: Words = Field("", description="What you think it means: kept apart from what you saw.")
    risk: Line = Field("", description="high, medium or low.")
    categories: list[Line] = Field([], max_length=20, description="The kinds of harm, as codes.")
    immediate: list[Line] = Field(
        [], max_length=10, description="police_protection, arrest, medical, safe_adult, strategy_discussion or none."
    )
    incident_at: Moment | None = Field(None, description="When it happened, if not when it was written.")
    place: Words = Field("", description="Where, if not at home.")
    parental: Words = Field("", description="Who has parental responsibility.")
    visitors: Words = Field("", description="Who else lives there or visits.")
    other_children: Words = Field("", description="Other children it touches who were not there.")


class Concern(ChildsOwn, ConcernTold):
    occurred_at: Moment | None = Field(None, description="When it was written; else now.")


class WhoWasMet(Schema):
    """Somebody held, under a code; or met: a name, or what they look like and about what age, is enough."""

    code: Line = Field("", description="Like C-7K4Q2M; then nothing else of who it is is read.")
    name: Line = ""
    age: Line = Field("", description="A birth date, an age, or about what age.")
    sex: Line = ""
    description: Line = Field("", description="What they look like.")
    address: Line = ""
    relationship: Line = Field("", description="Who they are to the child.")


class ChildWhoWasThere(ChildsOwn, WhoWasMet):
    pass


class ConcernOccasion(ConcernTold):
    children: list[ChildWhoWasThere] = Field(max_length=40, description="Each gets a concern of its own.")
    adults: list[WhoWasMet] = Field([], max_length=40, description="Adults who were there; they get none.")
    written_at: Moment | None = Field(None, description="When it was written, by the clock of the device.")
    device_now: Moment | None = Field(None, description="What that clock says now; times are put right by it.")


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
    answer: Line = Field(
        "", description="What the item takes: done, not_needed or unknown; hit, no_hit or unavailable. Empty: to do."
    )
    why: Words = Field("", description="Needed where it is not needed or not known.")
    occurred_at: Moment | None = None


class CaseNote(Schema):
    note: Words
    occurred_at: Moment | None = None


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


class OccasionNote(Schema):
    field: str
    words: str


class OccasionRecorded(Schema):
    """A concern for each child, linked by the occasion. `moved` are codes that lead to somebody else by now."""

    occasion: str
    cases: list[Standing]
    notes: list[OccasionNote] = Field(description="What to think of yet: nothing was refused for it.")
    moved: dict[str, str]
    clock_ahead: int = Field(description="By how many seconds the device's clock is ahead of ours; 0: near enough.")


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


class LastReview(Schema):
    """What a supervisor last found, and what that review still asks for."""

    by: str
    at: Instant
    verdict: str = Field(description="sound, or to_do where something is to be done.")
    next_on: Day | None
    asks_since: Instant | None = Field(description="Since when it asks for something that nobody has done.")
    do_by: Day | None


class CaseFile(Standing):
    borough: str | None
    person: Person | None
    moves: list[str]
    facts: dict[str, Any] = Field(description="What the work's moves coded, like the grade.")
    checklist: dict[str, Any] = Field(description="Each item answered, and how.")
    review: LastReview | None = Field(description="Nothing: never reviewed.")
    external_reference: str
    layer: str
    clocks: list[Clock]
    timeline: list[Event]


class QueueRow(Schema):
    next_due: Clock | None
    reference: str
    area: str
    state: str
    state_words: str
    risk: str
    grades: dict[str, str] = Field(description="How it is graded, by the scales of the work.")
    opened_at: Instant
    owner: str | None
    borough: str | None
    in_12_months: int = Field(description="How many cases of this work were opened about this child in 12 months.")
    reviewed_at: Instant | None = Field(description="When a supervisor last reviewed it.")
    next_review_on: Day | None
    review_asks: bool = Field(description="Whether a review asks for something that nobody has done.")
    sent_back: str | None = Field(description="What an audit sent it back as, while the child is not confirmed safe.")
    person: Person | None


class BoardColumn(Schema):
    """`soon`: due within the hour and not late; `oldest`: when the oldest of them was opened."""

    state: str
    words: str
    open: int
    late: int
    soon: int
    no_owner: int
    oldest: Instant | None


class Board(Schema):
    """What stands in each state of an area. Nobody is named."""

    area: str
    at: Instant
    all: BoardColumn
    states: list[BoardColumn]


class QueueWanted(Schema):
    """What part of a queue, in which order; left out, all of it, the most pressing first."""

    state: Line = ""
    risk: Line = Field("", description="high, medium, low or unknown.")
    owner: Line = Field("", description="A username, mine or none.")
    borough: Line = Field("", description="A borough's code.")
    late: bool = False
    due_soon: bool = Field(False, description="Due within the hour, and not late.")
    waiting_days: Number | None = Field(None, le=36_500, description="Opened so many days ago or longer.")
    scale: Line = Field("", description="A grade, like grade=amber or grade=unknown.")
    review: Line = Field("", description="never: no review yet; due: a review is late; asked: one asks for something.")
    find: Line = Field("", description="A reference, or the beginning of the child's names.")
    sort: Line = Field(
        "",
        description="child, due, opened, risk, grade, state, owner, borough or reference; - before it: backwards.",
    )
    page: Number = Field(1, ge=1, lt=100_000)


class ViewKept(QueueWanted):
    """What you would ask of the queue, under a name. Kept under the name of another, it stands in its place."""

    name: Line = Field(description="Up to 40 characters.")
    first: bool = Field(False, description="Whether the page of the queue opens with it.")


class ViewChanged(Schema):
    """What is left out stays as it is."""

    name: Line | None = Field(None, description="Another name, up to 40 characters.")
    first: bool | None = Field(None, description="Whether the page of the queue opens with it.")


class ViewWanted(Schema):
    """What a view asks of the queue."""

    state: str
    risk: str
    owner: str
    borough: str
    late: bool
    due_soon: bool
    waiting_days: int | None
    scales: dict[str, str] = Field(description='Grades by their scale, like {"grade": "amber"}.')
    review: str
    sort: str


class QueueView(Schema):
    """`first`: the page of the queue opens with it."""

    id: int
    name: str
    first: bool
    wanted: ViewWanted


class QueueViews(Schema):
    area: str
    views: list[QueueView]


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


class Giving(Schema):
    officer: Line = Field(description="The username of whoever is to hold it.")
    why: Words = ""


class HandOver(Schema):
    to: Line = Field(description="A username, or post:mash_desk for whoever is on duty there.")
    done: Words = Field(description="What is done.")
    next: Words = Field(description="What is to be done next.")
    next_by: AwareMoment = Field(description="By when.")
    worry: Words = Field(description="The worry; none where there is none.")


class HandOverStep(Schema):
    question: Words = Field("", description="What you ask, where the step is ask; why not, where it is refuse.")


class HandOverMany(HandOver):
    """Several of your cases, offered in the same words."""

    cases: list[Line] = Field(max_length=200, description="References of cases that you hold.")
    besides: dict[Line, Words] = Field({}, description="What is to be done next besides in one of them, by reference.")


class AcceptMany(Schema):
    cases: list[Line] = Field(max_length=200, description="References of cases offered to you, none of high risk.")


class Each(Schema):
    reference: str
    why_not: str = Field(description="Empty: it was done.")


class WhatCame(Schema):
    """Each case on its own: one that is refused leaves the others done."""

    done: int
    cases: list[Each]


class SupervisorReview(Schema):
    looked_at: list[Line] = Field(
        max_length=20, description="What you looked at, as the reference page of areas names it, like whole."
    )
    verdict: Line = Field(description="sound, or to_do where something is to be done.")
    found: Words = Field(description="What you found.")
    instructions: Words = Field("", description="What its owner is to do; needed where something is to be done.")
    do_by: date | None = Field(None, description="By which day.")
    next_review_on: date | None = Field(None, description="The day of the next review; none for a closed case.")
    judged: Line = Field("", description="Of a sampled case: what you say of the decision, like right.")
    occurred_at: Moment | None = None


class Drawing(Schema):
    week: date | None = Field(None, description="Any day of a week that is over; else the last one.")


class SampleFound(Schema):
    """What the reviews of sampled cases found: `wrong` of `answered`, with Wilson's interval at 95%."""

    drawn: int
    reviewed: int
    answered: int = Field(description="Reviewed, and what is written was enough to say.")
    wrong: int
    share: float | None
    low: float | None
    high: float | None
    too_few: bool = Field(description="Fewer than ten: too few to say.")


class SampleHead(SampleFound):
    """A sample as it was drawn: anybody can draw it again from the frame and the seed."""

    id: int
    area: str
    week: Day = Field(description="Its Monday.")
    drawn_by: str
    drawn_at: Instant
    seed: str
    frame_size: int = Field(description="From how many it was drawn.")
    frame_digest: str = Field(description="The SHA-256 of the ids of all of them, sorted, one a line.")


class SamplesTogether(SampleFound):
    """Several weeks as one: the share weighs each week by how many ended in it, with the interval of that estimate."""

    weeks: int = Field(description="Weeks that are in the share.")
    weeks_left_out: int = Field(description="Weeks of which fewer than two are judged.")
    ended: int = Field(description="How many ended so in the weeks that are in it.")


class SamplesQuarter(SamplesTogether):
    quarter: Line = Field(description="Like 2026-Q3: the weeks whose Monday is in it.")


class Samples(Schema):
    area: str
    together: SamplesTogether
    quarters: list[SamplesQuarter] = Field(description="The newest first.")
    samples: list[SampleHead]


class SampledCase(QueueRow):
    """A drawn case, and what was said of the decision that ended it."""

    ended: str = Field(description="The state in which it ended.")
    strata: dict[str, str]
    judged: str
    judged_words: str
    judged_by: str | None
    judged_at: Instant | None
    is_wrong: bool
    is_own: bool = Field(description="You decided in it: another supervisor judges it.")


class SampleInFull(SampleHead):
    cases: list[SampledCase]


class CarriedOut(Schema):
    done: Words = Field(description="What was done.")


class AskedByReview(QueueRow):
    """A case of which a supervisor's review asks something of its owner."""

    asks: str
    asked_by: str
    asked_at: Instant | None
    do_by: Day | None
    last_event_id: int


class OnOffer(QueueRow):
    """A case in hand. Offered to nobody, what it says of an offer is empty."""

    to: str
    offered_at: Instant | None
    next_by: Instant | None
    asked_at: Instant | None
    question: str
    done: str
    next: str
    worry: str
    changes: int = Field(description="How much happened while its owner held it.")
    last_event_id: int


class InHand(Schema):
    """`unchanged` may be accepted in one press: none is of high risk, and nothing happened in them."""

    to_me: list[OnOffer]
    by_me: list[OnOffer]
    mine: list[OnOffer]
    asked: list[AskedByReview] = Field(description="What supervisors' reviews ask of you, in open and closed cases.")
    unchanged: list[str]


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
