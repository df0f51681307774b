"""Operations of work: concerns, cases, queues, recommendations."""

from typing import Annotated, Any

from ninja import Header, Path, Query, Router
from pydantic import Field

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.contract import NAMES_IN_BODY
from goldthread.api.fields import Line, Moment, Number, Reference, Words
from goldthread.api.people import Code
from goldthread.api.shapes import boards, figures, replays
from goldthread.api.shapes import work as shapes

router = Router(tags=["work"])
Key = Annotated[
    Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[!-~]+$")] | None,
    Header(
        None,
        alias="Idempotency-Key",
        description="Your own key. Sent twice under one key with the same content, it is done once.",
    ),
]
CaseReference = Annotated[Reference, Path(description="A case's reference, like N-4K9WQTD.")]


@router.post("/people/{code}/concerns", response={201: shapes.Standing})
def record_concern(request: Call, code: Code, asked: shapes.Concern, idempotency_key: Key) -> Any:
    """Record a concern about a child. Sent again under the same key, the answer is the first concern."""
    return steps.record_concern(request.auth, code, **asked.dict(), key=idempotency_key)


@router.get("/areas/{area}/figures", response=figures.AreaFigures)
def area_figures(
    request: Call,
    area: Annotated[Reference, Path(description="The area of work, like concern.")],
    month: Annotated[Line, Query("", description="Like 2026-10; else the last twelve months.")],
) -> Any:
    """What an area is measured by: of all, by borough, by month and by both. Nobody is named."""
    return steps.area_figures(request.auth, area, month)


@router.get("/areas/{area}/figures/{indicator}/cases", response=figures.CasesBehind)
def list_cases_behind(
    request: Call,
    area: Annotated[Reference, Path(description="The area of work, like concern.")],
    indicator: Annotated[Reference, Path(description="The figure, like unshared.")],
    wanted: Query[figures.FigureWanted],
) -> Any:
    """The cases behind one figure, if you read the area's queue. Who was shown is logged."""
    return steps.cases_behind(request.auth, area, indicator, **wanted.dict())


@router.get("/briefing", response=figures.Briefing)
def open_briefing(
    request: Call,
    borough: Annotated[Line, Query("", description="Its code, or all; else your own borough.")],
    period: Annotated[Line, Query("", description="8h, 24h or 7d; else 24h.")],
    area: Annotated[Line, Query("", description="One area of work, like missing: with its open cases by reference.")],
    at: Annotated[Moment | None, Query(None, description="As it was known then; else now.")],
) -> Any:
    """The briefing of a borough or the force, counted now or as known at an instant. Nobody is named."""
    return steps.open_briefing(request.auth, borough, period, area=area, at=at)


@router.post("/areas/{area}/cases", response={201: shapes.Standing})
def open_work(
    request: Call,
    area: Annotated[Reference, Path(description="The area of work, like concern.")],
    asked: shapes.Opening,
    idempotency_key: Key,
) -> Any:
    """Open work of an area about a child, with what the area asks. The same key again answers the first case."""
    return steps.open_work(request.auth, area, **asked.dict(), key=idempotency_key)


@router.post("/concerns", response={201: shapes.OccasionRecorded}, openapi_extra=NAMES_IN_BODY)
def record_occasion(request: Call, asked: shapes.ConcernOccasion, idempotency_key: Key) -> Any:
    """Record one visit: a concern for each child who was there, known or new. All of it, or nothing."""
    return steps.record_occasion(request.auth, asked.dict(), key=idempotency_key)


@router.get("/cases/{reference}", response=shapes.CaseFile)
def open_case(request: Call, reference: CaseReference) -> Any:
    """A case with everything that happened to it, as far as you may see."""
    return steps.case(request.auth, reference)


@router.get("/cases/{reference}/replay", response=replays.CaseReplay)
def replay_case(
    request: Call,
    reference: CaseReference,
    as_known_at: Annotated[Moment | None, Query(None, description="The case as it was known then.")],
    as_it_was_at: Annotated[Moment | None, Query(None, description="Or as it was then, whenever it was recorded.")],
    reason: Annotated[Words, Query("", description="Why you look, in your own words.")],
) -> Any:
    """A case folded again from the journal as it was known at an instant: nothing recorded later is in it."""
    return steps.replay_case(request.auth, reference, as_known_at=as_known_at, as_it_was_at=as_it_was_at, reason=reason)


@router.post("/cases/{reference}/moves/{move}", response=shapes.Standing)
def move_case(
    request: Call,
    reference: CaseReference,
    move: Annotated[Reference, Path(description="The move, like take or close; the case lists yours.")],
    asked: shapes.Move,
    idempotency_key: Key,
) -> Any:
    """Take one step with a case."""
    return steps.move(request.auth, reference, move, **asked.dict(), key=idempotency_key)


@router.post("/cases/{reference}/checklist/{item}", response=shapes.Standing)
def answer_item(
    request: Call,
    reference: CaseReference,
    item: Annotated[Reference, Path(description="The item, like checks_done; the reference page of areas lists them.")],
    asked: shapes.CheckAnswer,
    idempotency_key: Key,
) -> Any:
    """Answer one item of a case's checklist."""
    return steps.answer_item(request.auth, reference, item, **asked.dict(), key=idempotency_key)


@router.post("/cases/{reference}/notes", response=shapes.Standing)
def add_note(request: Call, reference: CaseReference, asked: shapes.CaseNote, idempotency_key: Key) -> Any:
    """Write a note on a case."""
    return steps.add_note(request.auth, reference, **asked.dict(), key=idempotency_key)


@router.post("/cases/{reference}/owner", response=shapes.Standing)
def give_case(request: Call, reference: CaseReference, asked: shapes.Giving, idempotency_key: Key) -> Any:
    """Give a case to a named officer."""
    return steps.give_case(request.auth, reference, **asked.dict(), key=idempotency_key)


@router.post("/cases/{reference}/hand-over", response=shapes.Standing)
def hand_over_case(request: Call, reference: CaseReference, asked: shapes.HandOver, idempotency_key: Key) -> Any:
    """Offer your case to an officer or a post on duty. Until it is accepted it is yours."""
    return steps.hand_over_case(request.auth, reference, **asked.dict(), key=idempotency_key)


@router.post("/cases/{reference}/hand-over/{step}", response=shapes.Standing)
def step_hand_over(
    request: Call,
    reference: CaseReference,
    step: Annotated[Reference, Path(description="accept, ask, refuse or take-back.")],
    asked: shapes.HandOverStep,
    idempotency_key: Key,
) -> Any:
    """Accept a hand-over, ask about it first, refuse it, or take your own back."""
    return steps.step_hand_over(request.auth, reference, step, **asked.dict(), key=idempotency_key)


@router.post("/cases/{reference}/reviews", response=shapes.Standing)
def review_case(request: Call, reference: CaseReference, asked: shapes.SupervisorReview, idempotency_key: Key) -> Any:
    """Record your review of a case, as its supervisor."""
    return steps.review_case(request.auth, reference, **asked.dict(), key=idempotency_key)


@router.get("/areas/{area}/samples", response=shapes.Samples)
def list_samples(request: Call, area: Annotated[Reference, Path(description="Like concern.")]) -> Any:
    """The samples of ended work that supervisors review, and what was found. Nobody is named."""
    return steps.samples(request.auth, area)


@router.post("/areas/{area}/samples/draw", response={201: shapes.SampleHead})
def draw_sample(
    request: Call, area: Annotated[Reference, Path(description="Like concern.")], asked: shapes.Drawing
) -> Any:
    """Draw a week's sample. The first draw of a week stands: a second one is a clash."""
    return steps.draw_sample(request.auth, area, asked.week)


@router.get("/samples/{id}", response=shapes.SampleInFull)
def open_sample(request: Call, id: Annotated[Number, Path()]) -> Any:
    """One sample with its cases. Each is reviewed as any case is, with what you say of the decision."""
    return steps.sample(request.auth, id)


@router.post("/cases/{reference}/instructions/done", response=shapes.Standing)
def carry_out(request: Call, reference: CaseReference, asked: shapes.CarriedOut, idempotency_key: Key) -> Any:
    """Say that what a review asked for is done."""
    return steps.carry_out(request.auth, reference, asked.done, key=idempotency_key)


@router.post("/hand-overs/offer", response=shapes.WhatCame)
def offer_hand_overs(request: Call, asked: shapes.HandOverMany, idempotency_key: Key) -> Any:
    """Offer several of your cases to one officer or post on duty. Each is yours until it is accepted."""
    return steps.offer_hand_overs(request.auth, **asked.dict(), key=idempotency_key)


@router.post("/hand-overs/accept", response=shapes.WhatCame)
def accept_hand_overs(request: Call, asked: shapes.AcceptMany, idempotency_key: Key) -> Any:
    """Accept several that were offered to you. One of high risk is accepted on its own."""
    return steps.accept_hand_overs(request.auth, **asked.dict(), key=idempotency_key)


@router.get("/hand-overs", response=shapes.InHand)
def list_hand_overs(request: Call) -> Any:
    """What is offered to you and by you, and the rest that you hold."""
    return steps.in_hand(request.auth)


@router.get("/boards/{area}", response=shapes.Board)
def open_board(request: Call, area: Annotated[Reference, Path(description="Like concern.")]) -> Any:
    """What stands in each state of an area: how much, how old, late, due within the hour, without an owner."""
    return steps.board(request.auth, area)


@router.get("/boards/{area}/rows", response=boards.BoardByRows)
def list_board(
    request: Call, area: Annotated[Reference, Path(description="Like missing.")], wanted: Query[boards.BoardWanted]
) -> Any:
    """The open cases of a board by rows, with what a sheet for a briefing tells of each. Names everybody on it."""
    return steps.board_rows(request.auth, area, **wanted.dict())


@router.get("/queues/{area}", response=shapes.Queue)
def open_queue(
    request: Call, area: Annotated[Reference, Path(description="Like concern.")], wanted: Query[shapes.QueueWanted]
) -> Any:
    """The open work of one area, fifty at a time: without an owner first, then late, risk, grade and what is due."""
    return steps.queue(request.auth, area, **wanted.dict())


@router.get("/queues/{area}/views", response=shapes.QueueViews)
def list_views(request: Call, area: Annotated[Reference, Path(description="Like concern.")]) -> Any:
    """The views of a queue that you keep, by name. Nobody sees another's."""
    return steps.queue_views(request.auth, area)


@router.post("/queues/{area}/views/keep", response={201: shapes.QueueView})
def keep_view(
    request: Call, area: Annotated[Reference, Path(description="Like concern.")], asked: shapes.ViewKept
) -> Any:
    """Keep a filter and an order of a queue under a name. A name that was looked for is not kept."""
    return steps.keep_view(request.auth, area, **asked.dict())


@router.post("/queues/{area}/views/{id}/change", response=shapes.QueueViews)
def change_view(
    request: Call,
    area: Annotated[Reference, Path(description="Like concern.")],
    id: Annotated[Number, Path(description="The view's number, from the list.")],
    asked: shapes.ViewChanged,
) -> Any:
    """Rename one of your views, or have the queue open with it or no longer; the answer is what you keep."""
    return steps.change_view(request.auth, area, id, **asked.dict())


@router.post("/queues/{area}/views/{id}/delete", response=shapes.QueueViews)
def delete_view(
    request: Call,
    area: Annotated[Reference, Path(description="Like concern.")],
    id: Annotated[Number, Path(description="The view's number, from the list.")],
) -> Any:
    """Delete one of your views; the answer is what you keep."""
    return steps.delete_view(request.auth, area, id)


@router.get("/recommendations", response=shapes.Recommendations)
def list_recommendations(request: Call) -> Any:
    """Every recommendation in the register that is not closed, the most pressing first."""
    return steps.recommendations(request.auth)


@router.get("/recommendations/{id}", response=shapes.RecommendationInFull)
def open_recommendation(request: Call, id: Annotated[Number, Path()]) -> Any:
    """One recommendation in its publisher's own words, with its points."""
    return steps.recommendation(request.auth, id)
