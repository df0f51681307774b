"""Steps about the mail that came in: read, taken, answered; the worker told to fetch."""

from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.mailbox import queries, settling

Answer = dict[str, Any]


def mail(by: Reader, state: str = "", search: str = "", page: int = 1) -> Answer:
    return queries.mail(by, state=state, search=search, page=page)


def mail_message(by: Reader, reference: str) -> Answer:
    return queries.one(by, reference)


def take_mail(by: Reader, reference: str, whose: str = "", attempt: int | None = None) -> Answer:
    return settling.take(by, reference, whose, attempt=attempt)


def answer_mail(by: Reader, reference: str, why: str, attempt: int | None = None) -> Answer:
    return settling.answer(by, reference, why, attempt=attempt)


def fetch_mail(by: Reader) -> Answer:
    settling.fetch_now(by)
    return {"asked": True}
