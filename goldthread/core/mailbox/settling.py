"""A person takes a mail as somebody's, which hands in what is attached; or answers it as not for us."""

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.journal import actions as journal
from goldthread.core.later import fetch_mail_later
from goldthread.core.mailbox import queries
from goldthread.core.mailbox.models import ANSWERED, ASIDE, TAKEN, WAITING, Message
from goldthread.core.mailbox.registry import whose_is
from goldthread.core.mailbox.sorting import CAME, WHY, fault_of, hand_in
from goldthread.core.refusals import Clash, NotValid, Refusal

LONGEST_WHY = 300


def take(by: Reader, reference: str, whose: str = "", *, attempt: int | None = None) -> queries.Told:
    """Take a mail as whose it is: the one it claims, or another that is told. What was taken already is left.

    What is attached goes in by the reader's own right. One that is refused refuses all of it, with why.
    """
    by.must(queries.MAY)
    with db.transaction():
        # What is handed in is logged where it is: here the mail is read.
        message, under = _waiting(by, reference, attempt)
        found = whose_is(whose or message.entered_for)
        done = hand_in(message, found, by)
        fault = fault_of(message)
        if not done:
            raise NotValid("whose", _not_taken(message), "Record by hand what it says, then answer it.")
        message.taken_as, message.reason, message.words = found.code, fault, WHY.get(fault, "")
        _settled(by, under, message, ASIDE if fault else TAKEN, f"It was taken as {found.code}'s.")
    return queries.opened(by, message)


def answer(by: Reader, reference: str, why: str, *, attempt: int | None = None) -> queries.Told:
    """Say what became of a mail that is not taken in: recorded by hand, or not for us."""
    by.must(queries.MAY)
    text = why.replace("\0", "").strip()
    if not text:
        raise NotValid(
            "why", "Enter what became of it.", "Whom you rang, the reference by hand, or why it is not for us."
        )
    if len(text) > LONGEST_WHY:
        raise NotValid("why", f"This is over {LONGEST_WHY} characters.", "Shorten it.")
    with db.transaction():
        message, under = _waiting(by, reference, attempt, "mail answered")
        message.words = text
        _settled(by, under, message, ANSWERED, "It was answered.")
    return queries.opened(by, message)


def fetch_now(by: Reader) -> None:
    """Have the worker look into the mailboxes at once."""
    by.must(queries.MAY)
    fetch_mail_later()


def _waiting(by: Reader, reference: str, attempt: int | None, change: str = "") -> tuple[Message, Look]:
    """The mail to be settled, held: it must still wait, as it was seen."""
    if by.officer is None:
        raise Refusal("no_person", "A service settles no mail.", "A named officer must.")
    message, under = queries.held(by, reference, change=change, locked=True)
    if message.state not in (WAITING, ASIDE) or attempt not in (None, message.attempts):
        raise Clash(f"{message.reference} was settled or changed since.", "Open it again.")
    return message, under


def _settled(by: Reader, under: Look, message: Message, state: str, why: str) -> None:
    message.state, message.settled_by, message.settled_at = state, by.officer, clocks.now()
    message.attempts += 1
    message.save()
    facts = {"state": state, "reason": message.reason, "as": message.taken_as}
    journal.write(
        "mail.settled", stream=f"mail:{message.pk}", by=by, under=under, occurred_at=clocks.now(), facts=facts
    )
    if state != ASIDE:
        alerts.settle(CAME, message.reference, why)


def _not_taken(message: Message) -> str:
    """Why nothing of it was taken: what was refused, in its own words."""
    refused = message.attachments.filter(fault="refused").order_by("number").first()
    return refused.words if refused else "Nothing in it can be taken in."
