"""Operations of feeds: hand a file in, ask what became of it."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.contract import NAMES_IN_BODY
from goldthread.api.fields import Line, Number, Page, Reference
from goldthread.api.files import content_of, file_of
from goldthread.api.shapes import feeds as shapes
from goldthread.core.refusals import NotValid
from goldthread.link.feeds.agreements import Agreed, Kept

router = Router(tags=["feeds"])
BODY = file_of(
    "The file as it is, in the feed's own form; or JSON that holds its text.",
    "application/x-ndjson",
    "text/csv",
    "application/octet-stream",
)


SOURCE = Annotated[Reference, Path(description="The source's code, like cad.")]


@router.get("/feeds/sources", response=shapes.FeedSources)
def list_sources(request: Call) -> Any:
    """Every feed there can be: its desk, how fresh it is, and until when its agreement holds."""
    return steps.source_agreements(request.auth)


@router.get("/feeds/sources/{source}", response=shapes.FeedSourceHistory)
def open_source(request: Call, source: SOURCE) -> Any:
    """One feed, and what was changed of it by whom, newest first."""
    return steps.source_agreement(request.auth, source)


@router.post("/feeds/sources/{source}/agreement", response=shapes.FeedSource)
def agree_source(request: Call, source: SOURCE, asked: shapes.Agree) -> Any:
    """Renew a source's agreement. The first enters the source, and says its desk and when it is stale."""
    told = Agreed(asked.agreement, asked.ends_on, asked.reason, asked.is_shorter)
    return steps.agree_source(request.auth, source, told, Kept(asked.name, asked.desk, asked.stale_after_hours))


@router.post("/feeds/sources/{source}/desk", response=shapes.FeedSource)
def keep_source(request: Call, source: SOURCE, asked: shapes.KeepSource) -> Any:
    """Change what a source is called, which desk answers for it, or after how many hours it is stale."""
    kept = Kept(asked.name, asked.desk, asked.stale_after_hours)
    return steps.keep_source(request.auth, source, kept, asked.reason)


@router.post("/feeds/{source}/deliveries", response={202: shapes.Delivery}, by_alias=True, openapi_extra=BODY)
def deliver(
    request: Call,
    source: Annotated[Reference, Path(description="The source's code, like cad.")],
    name: Annotated[Line, Query("", description="The file's name.")],
) -> Any:
    """Hand a file in. It is kept whole at once and loaded a moment later; the same bytes twice are one delivery."""
    content, told = content_of(request)
    return steps.received_later(request.auth, source, name or told or "by API", content)


@router.get("/feeds/deliveries/{id}", response=shapes.DeliveryRows, by_alias=True)
def open_delivery(
    request: Call,
    id: Annotated[Reference, Path()],
    state: Annotated[Line, Query("", description="Only rows that are waiting, replayed or returned.")],
    code: Annotated[Line, Query("", description="Only rows of this code.")],
    page: Annotated[Page, Query(1, description="200 rows a page.")],
) -> Any:
    """What became of a delivery: its counts, and the rows set aside with what is wrong with each."""
    return steps.delivery(request.auth, id, state, code, page)


@router.post("/feeds/deliveries/{id}/replay", response={202: shapes.Delivery}, by_alias=True)
def replay_rows(request: Call, id: Annotated[Reference, Path()], asked: shapes.Replay) -> Any:
    """Take rows in again as they stand, where the source, or how it is read, was put right. Loaded a moment later."""
    return steps.replayed_later(request.auth, id, asked.rows)


@router.post("/feeds/rows/{row}/correct", response={202: shapes.Delivery}, by_alias=True)
def correct_row(request: Call, row: Annotated[Number, Path()], asked: shapes.Correct) -> Any:
    """Put one quarantined row right and take it in. Refused, with its field, while it would be set aside again."""
    if (asked.fields is None) == (asked.text is None):
        raise NotValid("fields", "Give the fields or the text.", "One of the two.")
    return steps.corrected_later(request.auth, row, asked.fields, asked.text)


@router.post("/feeds/rows/return", response=shapes.GivenBack, openapi_extra=NAMES_IN_BODY)
def return_rows(request: Call, asked: shapes.GiveBack) -> Any:
    """Leave quarantined rows to their sender, with what the sender was asked to do."""
    return steps.give_back(request.auth, asked.rows, asked.reason)


@router.post("/feeds/{source}/lists", response={202: shapes.Reconciliation}, openapi_extra=BODY)
def reconcile_source(
    request: Call,
    source: Annotated[Reference, Path(description="The source's code, like merlin.")],
    name: Annotated[Line, Query("", description="The list's name.")],
    first: Annotated[Line, Query("", description="First day the list is about; else it is of everything.")],
    last: Annotated[Line, Query("", description="Last day the list is about.")],
) -> Any:
    """Hand in a source's own list of what it holds, as CSV; it is compared with what is held a moment later."""
    content, told = content_of(request)
    return steps.take_list_later(request.auth, source, name or told or "by API", content, first, last)


@router.get("/feeds/reconciliations/{id}", response=shapes.ReconciliationRows)
def open_reconciliation(
    request: Call,
    id: Annotated[Reference, Path()],
    kind: Annotated[Line, Query("", description="Only differences of this kind.")],
    page: Annotated[Page, Query(1, description="200 differences a page.")],
) -> Any:
    """A comparison with every record that differs, those with open work first."""
    return steps.reconciliation(request.auth, id, kind, page)
