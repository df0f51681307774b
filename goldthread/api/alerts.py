"""Operations of alerts: what was told and why; take, put off, hand on, say if it was right; the rules and figures."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Line, Number, Page, Reference
from goldthread.api.shapes import alerts as shapes

router = Router(tags=["alerts"])
AlertNumber = Annotated[Number, Path(description="An alert's number, as the list gives it.")]
AlertReference = Annotated[Reference, Path(description="A rule's alert, like T-4K9WQTD.")]


@router.get("/alerts", response=shapes.Alerts)
def list_alerts(
    request: Call,
    state: Annotated[Line, Query("all", description="open, taken, put_off, withdrawn or all.")],
    kind: Annotated[Line, Query("", description="A rule, or a kind like clock.")],
    urgency: Annotated[Line, Query("", description="now, today or soon.")],
    words: Annotated[Line, Query("", description="Words or a reference.")],
    sort: Annotated[Line, Query("urgency", description="urgency, newest, oldest or act_by.")],
    page: Annotated[Page, Query(1, description="50 alerts a page.")],
) -> Any:
    """What you have been told, in person or by post: what waits first. That you saw it is kept."""
    return steps.alerts(request.auth, state=state, kind=kind, urgency=urgency, words=words, sort=sort, page=page)


@router.post("/alerts/{id}/acknowledge", response=shapes.Alert)
def acknowledge_alert(request: Call, id: AlertNumber) -> Any:
    """I have this. Said twice, it changes nothing."""
    return steps.acknowledge(request.auth, id)


@router.post("/alerts/{id}/put-off", response=shapes.Alert)
def put_off_alert(request: Call, id: AlertNumber, asked: shapes.PutOff) -> Any:
    """Put an alert off, with a reason; the most urgent cannot be."""
    return steps.snooze_alert(request.auth, id, **asked.dict())


@router.post("/alerts/{id}/hand-on", response=shapes.Alert)
def hand_on_alert(request: Call, id: AlertNumber, asked: shapes.HandOnAlert) -> Any:
    """Not for me: to whoever is on duty of another post."""
    return steps.hand_on_alert(request.auth, id, **asked.dict())


@router.post("/alerts/{id}/judge", response=shapes.Alert)
def judge_alert(request: Call, id: AlertNumber, asked: shapes.Judge) -> Any:
    """Was this right? The answer counts against the rule's budget of false alarms."""
    return steps.judge_alert(request.auth, id, **asked.dict())


@router.get("/alert/{reference}", response=shapes.OpenedAlert)
def open_alert(request: Call, reference: AlertReference) -> Any:
    """What a rule's alert rests on, and who was told."""
    return steps.alert(request.auth, reference)


@router.get("/tripwires", response=shapes.Tripwires)
def list_tripwires(
    request: Call, days: Annotated[int, Query(28, ge=1, le=366, description="Over so many days back.")]
) -> Any:
    """Every rule, its source and budget, and what its alerts came to."""
    return steps.tripwire_figures(request.auth, days=days)
