"""Operations of a home's own key, which reports a child missing and reads what became; and of who settles them."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Line, Page, Reference
from goldthread.api.files import content_of, file_of
from goldthread.api.shapes import homes as shapes

router = Router(tags=["homes"])
BODY = file_of("The file as it is; or JSON that holds its text.", "text/csv", "application/octet-stream")
ReportReference = Annotated[Reference, Path(description="The reference that the report got, like K-4K9WQTD.")]


@router.post("/home-reports/send", response={202: shapes.HomeReportKept})
def send_home_report(request: Call, asked: shapes.HomeReport) -> Any:
    """Report a child missing, as a home. It is kept at once and the control room is told; read a moment later."""
    return steps.send_home_report(request.auth, asked.dict())


@router.post("/home-reports/hand-in", response={202: shapes.HomeReportsKept}, openapi_extra=BODY)
def hand_in_home_reports(
    request: Call,
    name: Annotated[Line, Query("", description="The file's name.")],
    way: Annotated[Line, Query("file", description="file, or mail where it came attached to one.")],
) -> Any:
    """Hand in a file of reports, CSV. Whatever it holds is kept: what cannot be read waits for a person."""
    content, told = content_of(request)
    return steps.hand_in_home_reports(request.auth, name or told or "by API", content, way)


@router.get("/home-reports", response=shapes.HomeReportList)
def list_home_reports(
    request: Call,
    state: Annotated[Line, Query("", description="Only waiting, opened, joined, aside, returned or told.")],
    page: Annotated[Page, Query(1, description="200 a page.")],
) -> Any:
    """What homes sent, what waits for a person first; by a home's key only its own."""
    return steps.home_reports(request.auth, state, page)


@router.get("/home-reports/{reference}", response=shapes.HomeReportInFull)
def open_home_report(request: Call, reference: ReportReference) -> Any:
    """One report: what it said, what became of it, and whether the child is found."""
    return steps.home_report(request.auth, reference)


@router.post("/home-reports/{reference}/back", response={202: shapes.HomeReportKept})
def say_child_back(request: Call, reference: ReportReference, asked: shapes.HomeSaysBack) -> Any:
    """Say that the child is back. It is kept as told; an officer must still see the child safe."""
    return steps.say_child_back(request.auth, reference, asked.dict())


@router.post("/home-reports/{reference}/again", response=shapes.HomeReportInFull)
def take_home_report_again(request: Call, reference: ReportReference, asked: shapes.HomeReportPutRight) -> Any:
    """Take a report that waits again, as you put it right. Set aside once more, it says why."""
    return steps.take_home_report_again(request.auth, reference, asked.told, asked.attempt)


@router.post("/home-reports/{reference}/answer", response=shapes.HomeReportInFull)
def answer_home_report(request: Call, reference: ReportReference, asked: shapes.HomeReportAnswered) -> Any:
    """Say what became of a report that could not be taken. The home reads it."""
    return steps.answer_home_report(request.auth, reference, asked.why, asked.attempt)
