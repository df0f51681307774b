"""Operations of missing children besides their cases: in common, two systems side by side, Merlin's file."""

from typing import Annotated, Any

from ninja import Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Line, Page
from goldthread.api.shapes import missing as shapes

router = Router(tags=["missing"])
Months = Annotated[Line, Query("12", description="The period back from today: 1, 3, 12 or 36 months.")]
Borough = Annotated[Line, Query("", description="One borough by name; else all.")]
Kind = Annotated[Line, Query("", description="place, person or named; else all.")]
Sort = Annotated[Line, Query("", description="children, episodes, last or place; with - before it, turned round.")]
Since = Annotated[Line, Query("", description="The first day, like 2026-11-23; empty: seven days ago.")]
Until = Annotated[Line, Query("", description="The last day, like 2026-11-29; empty: yesterday.")]


@router.get("/missing/in-common", response=shapes.InCommon)
def list_in_common(
    request: Call,
    months: Months,
    borough: Borough,
    kind: Kind,
    sort: Sort,
    page: Annotated[Page, Query(1, description="25 a page.")],
) -> Any:
    """Places and people that two missing children or more have in common; a look at every child on the page."""
    return steps.in_common(request.auth, months=months, borough=borough, kind=kind, sort=sort, page=page)


@router.get("/missing/in-common/export", response=shapes.InCommonFile)
def export_in_common(request: Call, months: Months, borough: Borough, kind: Kind, sort: Sort) -> Any:
    """All of them as a file's rows; logged as a disclosure of everybody on it."""
    return steps.export_in_common(request.auth, months=months, borough=borough, kind=kind, sort=sort)


@router.get("/missing/reconciliation", response=shapes.SideBySide)
def reconcile_missing(request: Call, since: Since, until: Until) -> Any:
    """Merlin's reports and our cases of a period beside each other: whose each is, and what they say differently."""
    return steps.reconcile_missing(request.auth, since, until)


@router.post("/missing/for-merlin", response=shapes.ForMerlin)
def export_missing(request: Call) -> Any:
    """Our cases that Merlin has not had as they are now, written out; logged as a disclosure of everybody on it."""
    return steps.export_missing(request.auth)
