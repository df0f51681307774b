"""Operations of the plans: objectives, stages, actions, positions, evidence, letters, silence."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import AwareMoment, Number, Reference
from goldthread.api.shapes import plans as shapes
from goldthread.api.work import Key

router = Router(tags=["improve"])
ActionReference = Annotated[Reference, Path(description="An action's reference, like A-014.")]
At = Annotated[AwareMoment | None, Query(None, description="As it stood then; else now.")]


@router.get("/plans", response=shapes.PlanList)
def list_plans(request: Call, at: At) -> Any:
    """Every recommendation: how far it has come, who answers, actions done and late, points that are silent."""
    return steps.plan_list(request.auth, at)


@router.get("/plans/silent", response=shapes.PlanSilences)
def list_silent_points(request: Call) -> Any:
    """The points on which nothing has been said for too long, the longest silence first."""
    return steps.plan_silent(request.auth)


@router.get("/plans/{id}", response=shapes.PlanInFull)
def open_plan(request: Call, id: Annotated[Number, Path()], at: At) -> Any:
    """One recommendation: objective, points, actions, position, evidence, letters, as it stands or stood."""
    return steps.plan_of(request.auth, id, at)


@router.post("/plans/{id}/promise", response=shapes.PlanInFull)
def promise_plan(
    request: Call, id: Annotated[Number, Path()], asked: shapes.PlanToPromise, idempotency_key: Key
) -> Any:
    """Say in which plan it stands, what is to be achieved, and which post answers. Earlier words stay."""
    return steps.promise(request.auth, id, **asked.dict(), key=idempotency_key)


@router.post("/plans/{id}/stage", response=shapes.PlanInFull)
def move_plan_points(
    request: Call, id: Annotated[Number, Path()], asked: shapes.PlanToMove, idempotency_key: Key
) -> Any:
    """Move points on or back. Nothing here closes one: only a letter of the inspectorate does."""
    return steps.move_points(request.auth, id, **asked.dict(), key=idempotency_key)


@router.post("/plans/{id}/position", response=shapes.PlanInFull)
def say_plan_position(
    request: Call, id: Annotated[Number, Path()], asked: shapes.PlanToPosition, idempotency_key: Key
) -> Any:
    """Say where it stands. A point that is not named stays silent."""
    return steps.say_position(request.auth, id, **asked.dict(), key=idempotency_key)


@router.post("/plans/{id}/points", response=shapes.PlanInFull)
def split_plan_points(
    request: Call, id: Annotated[Number, Path()], asked: shapes.PlanToSplit, idempotency_key: Key
) -> Any:
    """Split a recommendation that has no points into points by hand."""
    return steps.split_points(request.auth, id, **asked.dict(), key=idempotency_key)


@router.post("/plans/{id}/waits", response=shapes.PlanInFull)
def say_plan_waits(request: Call, id: Annotated[Number, Path()], asked: shapes.PlanToWait, idempotency_key: Key) -> Any:
    """Say that it waits for another recommendation, or no longer. A ring is refused."""
    return steps.wait_for(request.auth, id, **asked.dict(), key=idempotency_key)


@router.post("/plans/{id}/letter", response=shapes.PlanInFull)
def record_plan_letter(
    request: Call, id: Annotated[Number, Path()], asked: shapes.PlanLetterToRecord, idempotency_key: Key
) -> Any:
    """Record a letter of the inspectorate: the only way to closed, and back."""
    return steps.record_plan_letter(request.auth, id, **asked.dict(), key=idempotency_key)


@router.post("/plan-actions", response={201: shapes.PlanActionInFull})
def add_plan_action(request: Call, asked: shapes.PlanActionToAdd, idempotency_key: Key) -> Any:
    """Add an action: whose post answers, by when, which points it serves; none for the force's own work."""
    return steps.add_plan_action(request.auth, **asked.dict(), key=idempotency_key)


@router.get("/plan-actions", response=shapes.PlanActionList)
def list_own_plan_actions(
    request: Call,
    everybodys: Annotated[bool, Query(False, description="Of both plans, ended ones too: for who sees the plans.")],
) -> Any:
    """The actions that your own post answers for and that are not done, the first due first."""
    return steps.plan_actions(request.auth) if everybodys else steps.own_plan_actions(request.auth)


@router.get("/plan-actions/{reference}", response=shapes.PlanActionInFull)
def open_plan_action(request: Call, reference: ActionReference) -> Any:
    """One action as it stands, with every version of it."""
    return steps.plan_action(request.auth, reference)


@router.post("/plan-actions/{reference}/alter", response=shapes.PlanActionInFull)
def alter_plan_action(request: Call, reference: ActionReference, asked: shapes.PlanActionToAlter) -> Any:
    """Say an action in other words. A later day needs a reason; the day first promised stays."""
    return steps.alter_plan_action(request.auth, reference, **asked.dict())


@router.post("/plan-actions/{reference}/report", response=shapes.PlanActionInFull)
def report_plan_action(request: Call, reference: ActionReference, asked: shapes.PlanActionToReport) -> Any:
    """Say how an action stands: by whose post answers for it, or by who keeps the plans."""
    return steps.report_plan_action(request.auth, reference, **asked.dict())


@router.post("/plan-actions/{reference}/position", response=shapes.PlanActionInFull)
def say_plan_action_position(
    request: Call, reference: ActionReference, asked: shapes.PlanActionToPosition, idempotency_key: Key
) -> Any:
    """Say where an action stands, of every point it serves: by whose post answers, who may read no recommendation."""
    return steps.say_plan_action_position(request.auth, reference, **asked.dict(), key=idempotency_key)


@router.post("/plan-evidence", response={201: shapes.PlanEvidenceKept})
def add_plan_evidence(request: Call, asked: shapes.PlanEvidenceToAdd, idempotency_key: Key) -> Any:
    """Add evidence on some points: a file, or where it is kept. An input is never proof of effect."""
    return steps.add_plan_evidence(request.auth, **asked.dict(), key=idempotency_key)


@router.post("/plan-evidence/{id}/approve", response=shapes.PlanEvidenceKept)
def approve_plan_evidence(request: Call, id: Annotated[Number, Path()]) -> Any:
    """Approve evidence that another officer added."""
    return steps.approve_plan_evidence(request.auth, id)


@router.post("/plan-evidence/{id}/withdraw", response=shapes.PlanEvidenceKept)
def withdraw_plan_evidence(request: Call, id: Annotated[Number, Path()], asked: shapes.PlanEvidenceToWithdraw) -> Any:
    """Withdraw evidence, with the reason. It stays on record."""
    return steps.withdraw_plan_evidence(request.auth, id, asked.why)
