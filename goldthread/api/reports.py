"""Operations of the quarterly report: read, publish, from a figure to its cases and back."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Reference
from goldthread.api.shapes import reports as shapes

router = Router(tags=["reports"])
Report = Annotated[Reference, Path(description="Like 2017-Q1-1; 2017-Q1 is the draft of the quarter.")]
Figure = Annotated[Reference, Path(description="Its number in the report.")]


@router.get("/reports", response=shapes.ReportEditions)
def list_reports(request: Call) -> Any:
    """What was published, the newest first."""
    return steps.reports(request.auth)


@router.get("/reports/{report}", response=shapes.ReportInFull)
def open_report(request: Call, report: Report) -> Any:
    """A published report, or the draft of a quarter made now. Outside the force without small numbers."""
    return steps.report(request.auth, report)


@router.post("/reports/{report}/publish", response=shapes.ReportEdition)
def publish_report(request: Call, report: Report, told: shapes.ReportPublished) -> Any:
    """Freeze the report of a quarter and publish it in your name. It is never changed afterwards."""
    return steps.publish_report(request.auth, report, told.why)


@router.get("/reports/{report}/figures/{figure}", response=shapes.ReportFigureInFull)
def open_report_figure(request: Call, report: Report, figure: Figure) -> Any:
    """One figure: its value, what it counts, its source, where it stands."""
    return steps.report_figure(request.auth, report, figure)


@router.get("/reports/{report}/figures/{figure}/cases", response=shapes.ReportCases)
def list_report_cases(request: Call, report: Report, figure: Figure, wanted: Query[shapes.ReportCasesWanted]) -> Any:
    """The cases behind a figure, if you work them. Who was shown is logged."""
    return steps.report_cases(request.auth, report, figure, wanted.page)


@router.get("/cases/{reference}/published-figures", response=shapes.ReportsOfCase)
def list_case_figures(request: Call, reference: Annotated[Reference, Path()]) -> Any:
    """Every figure of a published report that a case stands behind."""
    return steps.case_figures(request.auth, reference)
