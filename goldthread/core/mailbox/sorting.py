"""What becomes of a mail that was kept: taken in where it is surely theirs, else put before a person, and told at once.

A sender can be forged. So what is attached is handed in unseen only where the address is one that the force entered and
the force's own relay says that the mail is from there; and then by the function by which a person hands it in.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import InterfaceError, OperationalError

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.mailbox.keeping import DOOR, SERVICE
from goldthread.core.mailbox.models import ASIDE, KEPT, TAKEN, WAITING, Attachment, Message
from goldthread.core.mailbox.parsing import File, parsed
from goldthread.core.mailbox.registry import Whose, entered_with
from goldthread.core.refusals import Refusal

FORBIDDEN = 403  # whoever asks may not: nothing is wrong with the file
CAME = "mail_came"
# Ours: as many as one person reads through in a quarter of an hour. Whoever floods a mailbox must not drown the alerts.
MANY = 20
SO_MANY = f"More than {MANY} mails wait for a person. Read them all: a child may be missing."
CONTROL_ROOM = "control_room"
# What is wrong, by the reason that is kept.
WHY = {
    "unproved": "It claims an address that is entered, and nothing proves that it comes from there.",
    "unknown": "Nobody is entered with the address that it claims.",
    "nobody": "It names no sender, or more than one.",
    "several": "More than one is entered with this address.",
    "nothing": "Nothing is attached.",
    "archive": "An attachment is an archive, and is not opened.",
    "program": "An attachment could be run, and is not opened.",
    "unreadable": "An attachment is no text that can be read, such as a PDF or a Word document.",
    "large": "It, or an attachment, is larger than is taken in.",
    "mail": "Another mail is attached to it.",
    "empty": "An attachment is empty.",
    "refused": "An attachment was not taken.",
    "failed": "Taking it in failed. The error is in the worker's log.",
}
log = logging.getLogger(__name__)


def sort_message(message_id: UUID) -> None:
    """Look at one mail that was kept: all that becomes of it in one transaction, so that it is done once."""
    try:
        with db.as_service():
            message = _kept(message_id)
            if message is not None:
                _settle(message, *_judged(message))
    except (InterfaceError, OperationalError):
        raise  # the database is away: the mail waits for the next run
    except Exception:
        log.exception("A mail could not be sorted")
        with db.as_service():
            message = _kept(message_id)
            if message is not None:
                _settle(message, ASIDE, "failed", None)


def files_of(message: Message) -> dict[int, File]:
    """What is attached, by its number, from the mail as it came; nothing where that was erased."""
    raw = message.said.content
    return dict(enumerate(parsed(bytes(raw)).files, start=1)) if raw is not None else {}


def hand_in(message: Message, whose: Whose, by: Reader) -> list[Attachment]:
    """Hand in every attachment that can be, and was not yet; which were. One that is refused keeps why."""
    files, done = files_of(message), []
    for one in message.attachments.filter(fault__in=("", "refused"), taken_at=None).order_by("number"):
        try:
            with db.transaction():
                one.made = whose.taker.hand_in(by, whose.sender.code, one.name, files[one.number].content)
        except Refusal as refusal:
            if refusal.status == FORBIDDEN and not by.service:
                raise
            one.fault, one.words = "refused", str(refusal)[:300]
        else:
            one.fault, one.words, one.taken_at = "", "", clocks.now()
            done.append(one)
        one.save()
    return done


def fault_of(message: Message) -> str:
    """The first reason for which something attached was not taken; empty where all of it was."""
    return message.attachments.exclude(fault="").order_by("number").values_list("fault", flat=True).first() or ""


def _kept(message_id: UUID) -> Message | None:
    """The mail, held, if nobody has looked at it."""
    found = Message.objects.select_for_update(of=("self",)).select_related("said").get(pk=message_id)
    return found if found.state == KEPT else None


def _judged(message: Message) -> tuple[str, str, Whose | None]:
    """The state, the reason and the sender that it comes to."""
    found = entered_with(message.said.sender)
    whose = found[0] if len(found) == 1 else None
    if message.reason:
        return ASIDE, message.reason, whose
    if not message.attachments.exists():
        return ASIDE, "nothing", whose
    if whose is None:
        return ASIDE, _not_theirs(message, found), None
    if not message.attachments.filter(fault="").exists():
        return ASIDE, fault_of(message), whose
    if not message.is_proved:
        return WAITING, "unproved", whose
    reader = replace(whose.taker.reader_for(whose.sender.code), door=DOOR, service=SERVICE)
    if hand_in(message, whose, reader):
        message.taken_as = whose.code
    fault = fault_of(message)
    return (ASIDE, fault, whose) if fault else (TAKEN, "", whose)


def _not_theirs(message: Message, found: Sequence[Whose]) -> str:
    return "several" if found else "unknown" if message.said.sender else "nobody"


def _settle(message: Message, state: str, reason: str, whose: Whose | None) -> None:
    message.state, message.reason, message.words = state, reason, WHY.get(reason, "")
    message.entered_for = whose.code if whose else ""
    if state == TAKEN:
        message.settled_at = clocks.now()
    message.save()
    if state != TAKEN:
        _tell(message, whose)


def _tell(message: Message, whose: Whose | None) -> None:
    """The control room at once, since a child may be missing; and the desk whose sender it claims to be from."""
    if not message.is_proved and _are_many():
        return
    words = f"Mail came and waits for a person: {message.reference}. A child may be missing."
    alerts.raise_urgent(CAME, words, "now", case_reference=message.reference, to_role=CONTROL_ROOM, borough=None)
    if whose and whose.taker.told_role != CONTROL_ROOM:
        told = f"Mail from {whose.name} waits to be taken: {message.reference}."[:300]
        alerts.raise_urgent(CAME, told, "today", case_reference=message.reference, to_role=whose.taker.told_role,
                            borough=None)  # fmt: skip


def _are_many() -> bool:
    """Whether so many wait that each further one is told of with all of them: once, until somebody has taken that."""
    if Message.objects.filter(state__in=(WAITING, ASIDE), is_proved=False).count() <= MANY:
        return False
    if not alerts.stands(CAME, SO_MANY):
        alerts.raise_urgent(CAME, SO_MANY, "now", to_role=CONTROL_ROOM, borough=None)
    return True
