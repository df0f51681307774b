"""Operations of the borough briefing: its sheet, and the tasks given at it."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.contract import NAMES_IN_BODY
from goldthread.api.fields import AwareMoment, Line, Reference
from goldthread.api.shapes import pacesetter as shapes

router = Router(tags=["briefing"])
TaskReference = Annotated[Reference, Path(description="A task's reference, like W-4K9WQTD.")]
KnownAt = Annotated[AwareMoment | None, Query(None, description="As known then; else now.")]


@router.get("/boroughs/pacesetter", response=shapes.Pacesetters)
def list_pacesetters(request: Call, at: KnownAt) -> Any:
    """Every borough's briefing in counts. Nobody is named."""
    return steps.pacesetters(request.auth, at)


@router.get("/boroughs/{borough}/pacesetter", response=shapes.Pacesetter)
def open_pacesetter(
    request: Call,
    borough: Annotated[Reference, Path(description="A borough's code, like merrowfield.")],
    at: KnownAt,
    ward: Annotated[Line, Query("", description="Wards and lines of this one ward.")] = "",
) -> Any:
    """The briefing of your own borough; in counts for whoever answers for all of them. Who was shown is logged."""
    return steps.pacesetter(request.auth, borough, at, ward)


@router.get("/tasks/mine", response=shapes.TaskList)
def list_my_tasks(request: Call) -> Any:
    """Your own open tasks, the next due first. Who was shown is logged."""
    return steps.my_tasks(request.auth)


@router.post("/tasks", response={201: shapes.TaskGiven}, openapi_extra=NAMES_IN_BODY)
def give_task(request: Call, asked: shapes.TaskToGive) -> Any:
    """Give a task at the briefing of your borough; its officer is told at once."""
    return steps.give_task(request.auth, **asked.dict())


@router.post("/tasks/{reference}/accept", response=shapes.TaskGiven)
def accept_task(request: Call, reference: TaskReference) -> Any:
    """Take a task: it climbs no further."""
    return steps.accept_task(request.auth, reference)


@router.post("/tasks/{reference}/answer", response=shapes.TaskGiven)
def answer_task(request: Call, reference: TaskReference, asked: shapes.TaskAnswer) -> Any:
    """Say what came of a task."""
    return steps.answer_task(request.auth, reference, **asked.dict())


@router.post("/tasks/{reference}/name", response=shapes.TaskGiven)
def name_task(request: Call, reference: TaskReference, asked: shapes.TaskOfficer) -> Any:
    """Put an officer's name on a task."""
    return steps.name_task(request.auth, reference, asked.officer)


@router.post("/tasks/{reference}/carry", response={201: shapes.TaskGiven})
def carry_task(request: Call, reference: TaskReference, asked: shapes.TaskToCarry) -> Any:
    """Carry a task over: a new one of today leads back to it."""
    return steps.carry_task(request.auth, reference, **asked.dict())


@router.post("/tasks/{reference}/withdraw", response=shapes.TaskGiven)
def withdraw_task(request: Call, reference: TaskReference, asked: shapes.TaskToWithdraw) -> Any:
    """Withdraw a task given by mistake."""
    return steps.withdraw_task(request.auth, reference, asked.why)
