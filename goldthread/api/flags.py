"""Operations of flags: those on a person, one with its history, raise, review, hand on, lift, give to a system."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Page, Reference
from goldthread.api.people import Code
from goldthread.api.shapes import flags as shapes
from goldthread.api.work import Key

router = Router(tags=["flags"])
FlagReference = Annotated[Reference, Path(description="A flag's reference, like F-4K9WQTD.")]


@router.get("/people/{code}/flags", response=shapes.Flags)
def list_flags(request: Call, code: Code) -> Any:
    """The flags that stand on one person: ours, and those that other systems' records tell."""
    return steps.flags(request.auth, code)


@router.post("/people/{code}/flags/raise", response={201: shapes.FlagStanding})
def raise_flag(request: Call, code: Code, asked: shapes.Raise, idempotency_key: Key) -> Any:
    """Raise a flag on a person. Sent again under the same key, the answer is the first flag."""
    return steps.raise_flag(request.auth, code, **asked.dict(), key=idempotency_key)


@router.get("/flags/reviews", response=shapes.Reviews)
def list_flag_reviews(
    request: Call,
    everybodys: Annotated[bool, Query(False, description="Everybody's, not only your own.")],
    page: Annotated[Page, Query(1, description="50 flags a page, the next to be reviewed first.")],
) -> Any:
    """Open flags by the day of their review."""
    return steps.flag_reviews(request.auth, everybodys=everybodys, page=page)


@router.get("/flags/export/{system}", response=shapes.Export)
def export_flags(request: Call, system: Annotated[Reference, Path(description="cad, custody or missing.")]) -> Any:
    """The flags in force that another system takes; logged as a disclosure of everybody on it."""
    return steps.flag_export(request.auth, system)


@router.get("/flags/{reference}", response=shapes.FlagFile)
def open_flag(request: Call, reference: FlagReference) -> Any:
    """One flag of ours with everything that happened to it."""
    return steps.flag(request.auth, reference)


@router.post("/flags/{reference}/review", response=shapes.FlagStanding)
def review_flag(request: Call, reference: FlagReference, asked: shapes.Review) -> Any:
    """Say that a flag still holds, and why."""
    return steps.review_flag(request.auth, reference, **asked.dict())


@router.post("/flags/{reference}/hand-on", response=shapes.FlagStanding)
def hand_on_flag(request: Call, reference: FlagReference, asked: shapes.HandOn) -> Any:
    """Give a flag to another officer."""
    return steps.hand_on_flag(request.auth, reference, **asked.dict())


@router.post("/flags/{reference}/lift", response=shapes.FlagStanding)
def lift_flag(request: Call, reference: FlagReference, asked: shapes.Lift) -> Any:
    """Take a flag off, with a reason; what it was stays in the journal."""
    return steps.lift_flag(request.auth, reference, **asked.dict())
