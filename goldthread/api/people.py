"""Operations about one person: find, open, read, who saw, share, break glass, rights."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import AwareMoment, Line, Moment, Page, Reference, Words
from goldthread.api.shapes import people as shapes
from goldthread.api.shapes import pictures

router = Router(tags=["people"])
Code = Annotated[Reference, Path(description="A person's code, like C-ABC234.")]


@router.post("/people/search", response=shapes.Found)
def search_people(request: Call, asked: shapes.Search) -> Any:
    """Find a child or another person. What was typed and who was shown are logged."""
    return steps.search(request.auth, asked.q)


@router.get("/people/{code}/picture", response=pictures.Picture)
def open_picture(
    request: Call,
    code: Code,
    as_known_at: Annotated[Moment | None, Query(None, description="The picture as it stood then.")],
    basis: Annotated[Line, Query("product", description="Known to whom: product (us) or force (its sources).")],
    reason: Annotated[Words, Query("", description="Why you look, in your own words.")],
    learnt_since: Annotated[bool, Query(False, description="Add, apart, what was learnt after that instant.")],
) -> Any:
    """Everything held about one person that you may see, panel by panel, now or as known at an instant."""
    return steps.picture(
        request.auth, code, as_known_at=as_known_at, basis=basis, reason=reason, learnt_since=learnt_since
    )


@router.get("/people/{code}/looks", response=shapes.Looks)
def who_saw(
    request: Call,
    code: Code,
    since: Annotated[AwareMoment | None, Query(None, description="From this instant.")],
    until: Annotated[AwareMoment | None, Query(None, description="Before this instant.")],
    officer: Annotated[Line, Query("", description="Part of the officer's name or username.")],
    page: Annotated[Page, Query(1, description="50 looks a page, newest first.")],
) -> Any:
    """Who looked at, changed, joined, disclosed or erased what is held about one person."""
    return steps.looks(request.auth, code, since=since, until=until, officer=officer, page=page)


@router.post("/people/{code}/share", response=shapes.Shared)
def share_picture(request: Call, code: Code, asked: shapes.Share) -> Any:
    """Give the summary of a picture to somebody outside; logged as a disclosure."""
    return steps.share(request.auth, code, **asked.dict())


@router.post("/people/{code}/break-glass", response=shapes.Opened)
def break_glass(request: Call, code: Code, asked: shapes.BreakGlass) -> Any:
    """Open a person's limited records at summary for 12 hours; their owner and standards are told at once."""
    return steps.break_glass(request.auth, code, reason=asked.reason)


@router.post("/people/{code}/rectify", response=shapes.Rectified)
def rectify_person(request: Call, code: Code, asked: shapes.Rectify) -> Any:
    """Put one field right on every record that has it wrong; the records are linked again a moment later."""
    done = steps.rectify(request.auth, code, **asked.dict())
    steps.relink_later(done["mentions"])
    return done


@router.post("/people/{code}/restrict", response=shapes.Restricted)
def restrict_person(request: Call, code: Code, asked: shapes.Restrict) -> Any:
    """Keep what is held about a person out of search, matching and sight; or lift that."""
    return steps.restrict(request.auth, code, **asked.dict())


@router.post("/people/{code}/erase", response=shapes.Erased)
def erase_person(request: Call, code: Code, asked: shapes.Erase) -> Any:
    """Erase the content held about a person. It cannot be undone."""
    return steps.erase(request.auth, code, **asked.dict())


@router.get("/records/{id}", response=shapes.Record)
def open_record(request: Call, id: Annotated[Reference, Path()]) -> Any:
    """One source record word for word, with its versions and whom it mentions."""
    return steps.record(request.auth, id)
