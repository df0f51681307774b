"""Operations on the mail that came in: what waits, one mail, taking it or answering it."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Line, Page, Reference
from goldthread.api.shapes import mail as shapes

router = Router(tags=["mail"])
MailReference = Annotated[Reference, Path(description="The reference that the mail got, like E-4K9WQTD.")]


@router.get("/mail", response=shapes.MailList)
def list_mail(
    request: Call,
    state: Annotated[Line, Query("", description="Only kept, waiting, aside, taken or answered.")],
    search: Annotated[Line, Query("", description="Words of the sender, the subject or the reference.")],
    page: Annotated[Page, Query(1, description="50 a page.")],
) -> Any:
    """The mail that came in, what waits for a person first."""
    return steps.mail(request.auth, state, search, page)


@router.post("/mail/fetch", response={202: shapes.MailAsked})
def fetch_mail(request: Call) -> Any:
    """Have the worker look into the mailboxes at once; it does each minute."""
    return steps.fetch_mail(request.auth)


@router.get("/mail/{reference}", response=shapes.MailInFull)
def open_mail(request: Call, reference: MailReference) -> Any:
    """One mail: what it says, what is attached, what became of it, what to do."""
    return steps.mail_message(request.auth, reference)


@router.post("/mail/{reference}/take", response=shapes.MailInFull)
def take_mail(request: Call, reference: MailReference, asked: shapes.MailTaken) -> Any:
    """Take a mail that waits: what is attached is handed in as the sender's, in your name."""
    return steps.take_mail(request.auth, reference, asked.whose, asked.attempt)


@router.post("/mail/{reference}/answer", response=shapes.MailInFull)
def answer_mail(request: Call, reference: MailReference, asked: shapes.MailAnswered) -> Any:
    """Say what became of a mail that is not taken in: recorded by hand, or not for us."""
    return steps.answer_mail(request.auth, reference, asked.why, asked.attempt)
