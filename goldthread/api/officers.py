"""Operations of whoever keeps accounts: who may sign in, and an officer's rank. No child is named here."""

from typing import Annotated, Any

from ninja import Path, Router

from goldthread.api.asking import Call
from goldthread.api.fields import Reference
from goldthread.api.shapes import officers as shapes
from goldthread.api.steps import officers as steps

router = Router(tags=["officers"])
Username = Annotated[Reference, Path(description="The officer's username.")]


@router.get("/officers", response=shapes.Officers)
def list_officers(request: Call) -> Any:
    """Everybody who may sign in, and the post each holds now."""
    return steps.everyone(request.auth)


@router.get("/officers/{username}", response=shapes.OfficerRanks)
def open_officer(request: Call, username: Username) -> Any:
    """One of them with every change of rank, newest first."""
    return steps.one(request.auth, username)


@router.post("/officers/{username}/rank", response=shapes.OfficerRanks)
def set_rank(request: Call, username: Username, asked: shapes.RankGiven) -> Any:
    """Give an officer a rank from a day on. What was done before it keeps the rank of then."""
    return steps.set_rank(request.auth, username, asked.rank, from_on=asked.from_on, reason=asked.reason)
