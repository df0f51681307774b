"""Operations of governance: bodies, meetings, decisions and packs, as far as your seats go."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import AwareMoment, Reference
from goldthread.api.shapes import governance as shapes

router = Router(tags=["governance"])
BodyId = Annotated[Reference, Path(description="The id of a body, like delivery.")]


@router.get("/governance/bodies", response=shapes.BodyList)
def list_bodies(request: Call) -> Any:
    """The bodies you may know of: when each met, meets next, and what is late."""
    return steps.bodies(request.auth)


@router.get("/governance/bodies/{body}", response=shapes.BodyInFull)
def open_body(request: Call, body: BodyId) -> Any:
    """One body: who sits there, its meetings and its decisions."""
    return steps.body(request.auth, body)


@router.get("/governance/meetings/{meeting_id}", response=shapes.MeetingInFull)
def open_meeting(request: Call, meeting_id: UUID) -> Any:
    """One meeting of a body whose meetings you read."""
    return steps.meeting(request.auth, meeting_id)


@router.get("/governance/decisions", response=shapes.BodyDecisions)
def list_body_decisions(
    request: Call,
    since: Annotated[AwareMoment | None, Query(None, description="Else a year before the end.")],
    until: Annotated[AwareMoment | None, Query(None, description="Else now.")],
) -> Any:
    """What bodies decided in a time, the oldest first, and whether it is done."""
    return steps.body_decisions(request.auth, since, until)


@router.get("/governance/decisions/{decision_id}", response=shapes.BodyDecisionFollowed)
def open_body_decision(request: Call, decision_id: UUID) -> Any:
    """One decision: the figure it cites, before and after, here and elsewhere, and who looked at its effect."""
    return steps.body_decision(request.auth, decision_id)


@router.get("/governance/packs/{pack_id}", response=shapes.RedactedPack)
def open_pack(request: Call, pack_id: UUID) -> Any:
    """One redacted pack, for the seats of its meeting. That you opened it is in the log."""
    return steps.pack(request.auth, pack_id)


@router.post("/governance/meetings/{meeting_id}/packs", response={201: shapes.PackMade})
def make_pack(request: Call, meeting_id: UUID, asked: shapes.CaseForPack) -> Any:
    """Put a graded case of a sample before a meeting of the scrutiny panel, with nobody in it."""
    return steps.make_pack(request.auth, meeting_id, **asked.dict())


@router.post("/governance/steps/{step}/{about}", response={201: shapes.BodyStepTaken})
def take_body_step(
    request: Call,
    step: Annotated[Reference, Path(description="seat, end-seat, plan, item, hold, call-off, decide, done, cite, "
                                                "effect, learn or tell.")],
    about: Annotated[Reference, Path(description="The id of the body, meeting, seat, decision or lesson.")],
    asked: shapes.BodyStep,
) -> Any:  # fmt: skip
    """Take a step on a body, a meeting, a decision or what was learned."""
    return steps.body_step(request.auth, step, about, asked.told)
