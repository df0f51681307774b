"""Operations of the desk: what it shared and reminds of; its files of outcomes, and their rows put right."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Line, Number, Page, Reference
from goldthread.api.files import content_of, file_of
from goldthread.api.parsing import held_id
from goldthread.api.shapes import outcomes as shapes
from goldthread.api.shapes import shared

router = Router(tags=["outcomes"])
BODY = file_of("The file as it is; or JSON that holds its text.", "text/csv", "application/octet-stream")
File = Annotated[Reference, Path(description="The file's id, from the list.")]
Row = Annotated[Number, Path(description="The row's place in the file.")]


@router.get("/shares", response=shared.SharesWaiting)
def list_shares(request: Call) -> Any:
    """What was shared and waits, by authority, late first; what did not go out, came back or was answered twice."""
    return steps.shares(request.auth)


@router.post("/shares/{authority}/remind", response=shared.Reminded)
def remind_authority(
    request: Call, authority: Annotated[Reference, Path(description="The authority's code, from the list.")]
) -> Any:
    """Write one reminder to an authority for everything that is late there. What was asked for today is left."""
    return steps.remind(request.auth, authority)


@router.post("/outcomes/hand-in", response={202: shapes.OutcomeProgress}, openapi_extra=BODY)
def hand_in_outcomes(request: Call, name: Annotated[Line, Query("", description="The file's name.")]) -> Any:
    """Hand in a file of outcomes, CSV. Its form is checked and it is kept at once; its rows are read a moment later."""
    content, told = content_of(request)
    return steps.hand_in_outcomes(request.auth, name or told or "by API", content)


@router.get("/outcomes", response=shapes.OutcomeFiles)
def list_outcome_files(request: Call, page: Annotated[Page, Query(1, description="200 files a page.")]) -> Any:
    """The files of outcomes that were handed in, those not yet read first, then those with rows still set aside."""
    return steps.outcome_files(request.auth, page)


@router.get("/outcomes/{id}", response=shapes.OutcomeFileRows)
def open_outcome_file(
    request: Call,
    id: File,
    result: Annotated[
        Line, Query("", description="Only rows that are accepted, unchanged, conflict, set aside or returned.")
    ],
    page: Annotated[Page, Query(1, description="200 rows a page.")],
) -> Any:
    """One file with its rows as they stand, what is set aside first, each with what to do."""
    return steps.outcome_file(request.auth, held_id(id), result, page)


@router.get("/outcomes/{id}/progress", response=shapes.OutcomeProgress)
def follow_outcomes(request: Call, id: File) -> Any:
    """How far a file is read: ask again until its state is `read`. It names nobody, and no look is logged."""
    return steps.outcome_progress(request.auth, held_id(id))


@router.get("/outcomes/{id}/set-aside", response=shapes.OutcomesAside)
def list_outcomes_aside(request: Call, id: File) -> Any:
    """The rows still set aside, as a CSV for whoever sent the file. It is logged as a disclosure."""
    return steps.outcome_rows_for_sender(request.auth, held_id(id))


@router.get("/outcomes/{id}/rows/{number}", response=shapes.OutcomeRowInFull)
def open_outcome_row(request: Call, id: File, number: Row) -> Any:
    """One row with every attempt, what it says now and what to do."""
    return steps.outcome_row(request.auth, held_id(id), number)


@router.post("/outcomes/{id}/rows/{number}/again", response=shapes.OutcomeRowInFull)
def take_outcome_again(request: Call, id: File, number: Row, asked: shapes.OutcomePutRight) -> Any:
    """Take a row that was set aside again, as you put it right. Set aside once more, it says why."""
    told = {name: value for name, value in asked.dict(exclude={"attempt"}).items() if value is not None}
    return steps.take_outcome_again(request.auth, held_id(id), number, told, asked.attempt)


@router.post("/outcomes/{id}/rows/{number}/return", response=shapes.OutcomeRowInFull)
def return_outcome(request: Call, id: File, number: Row, asked: shapes.OutcomeReturned) -> Any:
    """Leave a row to its sender, with what they were asked to do. It no longer waits here."""
    return steps.return_outcome(request.auth, held_id(id), number, asked.why, asked.attempt)
