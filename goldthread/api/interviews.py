"""Operations of a return interview provider's own key: what it is asked, and what it sends. It sees nothing else."""

from typing import Annotated, Any

from ninja import Path, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Reference
from goldthread.api.shapes import interviews as shapes

router = Router(tags=["interviews"])
RequestReference = Annotated[Reference, Path(description="The reference of the request, like S-4K9WQTD.")]


@router.get("/interview-requests", response=shapes.InterviewRequestList)
def list_interview_requests(request: Call) -> Any:
    """The return interviews that wait at your provider, the newest first."""
    return steps.interview_requests(request.auth)


@router.post("/interview-requests/{reference}/acknowledge", response=shapes.InterviewRequest)
def acknowledge_interview_request(request: Call, reference: RequestReference) -> Any:
    """Say that you have a request. Said twice, it is said once."""
    return steps.acknowledge_interview_request(request.auth, reference)


@router.post("/interviews/send", response={202: shapes.InterviewSent})
def send_interview(request: Call, asked: shapes.InterviewToSend) -> Any:
    """Send an interview. It is kept at once, and read a moment later as a row of the file is."""
    return steps.send_interview(request.auth, asked.dict())


@router.get("/interviews/sent", response=shapes.InterviewSentList)
def list_interviews_sent(request: Call) -> Any:
    """What you sent, the newest first, and what became of each: the column and why, where one was set aside."""
    return steps.interviews_sent(request.auth)
