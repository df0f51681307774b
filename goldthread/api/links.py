"""Operations of who is who: the pairs that wait, one pair, an answer; a person's links; decisions."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Line, Page, Reference
from goldthread.api.people import Code
from goldthread.api.shapes import links as shapes

router = Router(tags=["links"])
Mention = Annotated[Reference, Path(description="One person as one record names them, by its reference.")]


@router.get("/links", response=shapes.Waiting)
def list_pairs(
    request: Call,
    guard: Annotated[Line, Query("", description="Stopped by this guard, like twin.")],
    system: Annotated[Line, Query("", description="A side from this system.")],
    borough: Annotated[Line, Query("", description="A side of this borough.")],
    band: Annotated[Line, Query("", description="stopped, near or far.")],
    page: Annotated[Page, Query(1, description="25 pairs a page, worst harm first.")],
) -> Any:
    """The pairs of records that may be one person and that you have not answered."""
    return steps.links_waiting(request.auth, guard=guard, system=system, borough=borough, band=band, page=page)


@router.get("/links/decisions", response=shapes.Decisions)
def list_decisions(
    request: Call,
    everybodys: Annotated[bool, Query(False, description="Everybody's, not only your own.")],
    page: Annotated[Page, Query(1, description="25 acts a page, newest first.")],
) -> Any:
    """What was decided about who is who."""
    return steps.link_decisions(request.auth, everybodys=everybodys, page=page)


@router.get("/links/figures", response=shapes.Figures)
def link_figures(request: Call) -> Any:
    """How reviewing goes: agreement, decisions taken back, what became of each guard's pairs."""
    return steps.link_figures(request.auth)


@router.post("/links/decisions/{id}/withdraw", response=shapes.Withdrawn)
def withdraw_decision(request: Call, id: Annotated[Reference, Path()], asked: shapes.Withdraw) -> Any:
    """Take back a decision, with all that were made in the same act. The linker then decides again."""
    return steps.withdraw_link(request.auth, id, reason=asked.reason)


@router.get("/links/{one}/{other}", response=shapes.Pair, by_alias=True)
def open_pair(request: Call, one: Mention, other: Mention) -> Any:
    """Two records side by side, with what speaks for and against one person."""
    return steps.link_pair(request.auth, one, other)


@router.post("/links/{one}/{other}/answer", response=shapes.DecisionStanding)
def answer_pair(request: Call, one: Mention, other: Mention, asked: shapes.AnswerPair) -> Any:
    """Say that they are one person, two, or that nobody can tell."""
    return steps.decide_link(request.auth, one, other, **asked.dict())


@router.get("/people/{code}/links", response=shapes.Links, by_alias=True)
def open_links(request: Call, code: Code) -> Any:
    """Each record of one person, how sure and why; who else it may be; what was decided and what changed."""
    return steps.links(request.auth, code)


@router.post("/people/{code}/links/part", response=shapes.Parted)
def part_links(request: Call, code: Code, asked: shapes.Part) -> Any:
    """Take records out of a person. Whoever saw the wrong picture is told."""
    return steps.part_links(request.auth, code, **asked.dict())
