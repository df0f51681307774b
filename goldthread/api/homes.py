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
Code = Annotated[Reference, Path(description="Our reference of the child, like C-4K9WQT.")]
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


@router.get("/homes", response=shapes.CareHomeList)
def list_homes(request: Call, closed: Annotated[bool, Query(False, description="Closed ones too.")]) -> Any:
    """The register of homes, by name."""
    return steps.homes(request.auth, closed)


@router.post("/homes/enter", response={201: shapes.CareHome})
def enter_home(request: Call, asked: shapes.CareHomeEntered) -> Any:
    """Enter a home in the register."""
    return 201, steps.enter_home(request.auth, asked.dict())


@router.get("/placements", response=shapes.PlacementList)
def list_placements(
    request: Call,
    which: Annotated[Line, Query("", description="out, here or elsewhere; empty, all.")],
    authority: Annotated[Line, Query("", description="Only this responsible authority.")],
    host: Annotated[Line, Query("", description="Only this host authority.")],
    sort: Annotated[Line, Query("since", description="since, home, authority or host.")],
    ended: Annotated[bool, Query(False, description="Ended ones too.")],
    page: Annotated[Page, Query(1, description="50 a page.")],
) -> Any:
    """Who is placed where by whom; out of area is asked for like anything else."""
    asked = {"which": which, "authority": authority, "host": host, "sort": sort, "ended": ended}
    return steps.placements(request.auth, asked, page)


@router.get("/people/{code}/placements", response=shapes.ChildPlacements)
def open_child_placements(request: Call, code: Code) -> Any:
    """Where one child is and was placed, and what is held of the Philomena form: sealed words are not told."""
    return steps.child_placements(request.auth, code)


@router.post("/people/{code}/placements/place", response=shapes.ChildPlacements)
def place_child(request: Call, code: Code, asked: shapes.PlacedAt) -> Any:
    """Place a child at a home. A placement that is open ends on the day that this one begins."""
    return steps.place_child(request.auth, code, asked.dict())


@router.post("/people/{code}/placements/end", response=shapes.ChildPlacements)
def end_placement(request: Call, code: Code, asked: shapes.PlacementEnded) -> Any:
    """End the placement that is open."""
    return steps.end_placement(request.auth, code, asked.until)


@router.post("/people/{code}/philomena/lodge", response=shapes.ChildPlacements)
def lodge_philomena(request: Call, code: Code, asked: shapes.PhilomenaLodged) -> Any:
    """Lodge Part 1 ahead of need, where the provider chose to; with no words, confirm what is held."""
    return steps.lodge_philomena(request.auth, code, asked.dict())
