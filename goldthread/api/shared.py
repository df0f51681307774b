"""Operations of an authority's system: what was shared with it, and its answers. It sees nothing else."""

from typing import Annotated, Any

from ninja import Path, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Reference
from goldthread.api.shapes import shared as shapes

router = Router(tags=["shared"])
ShareReference = Annotated[Reference, Path(description="The reference of what was shared, like S-4K9WQTD.")]


@router.get("/shared", response=shapes.SharedList)
def list_shared(request: Call) -> Any:
    """Everything that was shared with your authority, what waits for an answer first."""
    return steps.shared(request.auth)


@router.get("/shared/{reference}", response=shapes.SharedOne)
def open_shared(request: Call, reference: ShareReference) -> Any:
    """One of them, word for word. The first reading is its receipt."""
    return steps.shared_one(request.auth, reference)


@router.post("/shared/{reference}/acknowledge", response=shapes.SharedOne)
def acknowledge_shared(request: Call, reference: ShareReference) -> Any:
    """Say that you have it. Said twice, it is said once."""
    return steps.acknowledge_shared(request.auth, reference)


@router.post("/shared/{reference}/answer", response=shapes.SharedOne)
def answer_shared(request: Call, reference: ShareReference, asked: shapes.AuthorityAnswer) -> Any:
    """Say what was decided. The same answer again changes nothing; another one is put before a person."""
    return steps.answer_shared(request.auth, reference, **asked.dict())


@router.post("/shared/{reference}/send-back", response=shapes.SharedOne)
def send_back_shared(request: Call, reference: ShareReference, asked: shapes.SentBack) -> Any:
    """Say what is wrong: not yours, the wrong child, not enough."""
    return steps.send_back_shared(request.auth, reference, **asked.dict())
