"""Reading the mail that came in: what waits for a person first; each a logged look at whom it told of."""

from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.mailbox.models import ASIDE, KEPT, STATES, WAITING, Attachment, Message
from goldthread.core.mailbox.parsing import File, storable
from goldthread.core.mailbox.registry import Whose, everybody
from goldthread.core.mailbox.sorting import files_of
from goldthread.core.refusals import NotFound, NotValid

Told = dict[str, Any]
MAY = "take_mail"
PAGE = 50
SHOWN = 4_000  # characters of an attachment, so that whoever takes it has read what it says
STATE_WORDS = {
    "kept": "Not looked at yet",
    "waiting": "Waits for one press",
    "aside": "Set aside",
    "taken": "Taken in",
    "answered": "Answered by a person",
}
# What to do about a mail that waits, by its reason.
TO_DO = {
    "unproved": "Ask whoever it claims to be from whether they sent it, by a number we hold. Then take it.",
    "unknown": "Ring whoever it claims to be from, by a number we hold. Take it as theirs, or answer it.",
    "nobody": "Read it. Take it as whose it is, or answer it.",
    "several": "Choose whose it is, and take it.",
    "nothing": "Read what it says. Record it by hand, then answer the mail.",
    "failed": "Choose whose it is, and take it. Where that fails too, record by hand what it says, then answer it.",
    "refused": "Read why. Put it right by hand in the list it belongs to, or ask for it again; then answer the mail.",
}
BY_HAND = (
    "Open it in the force's own mailbox, where that is allowed; record by hand what it says, then answer the mail."
)
FAULTS = {
    "archive": "An archive: not opened",
    "program": "Could be run: not opened",
    "unreadable": "No text that can be read",
    "large": "Over 2 MB",
    "mail": "Another mail",
    "empty": "Empty",
    "refused": "Not taken",
}
_NO_SUCH = "No mail has that reference."


def mail(by: Reader, *, state: str = "", search: str = "", page: int = 1, size: int = PAGE) -> Told:
    """A page of the mail that came in, what waits first. `search` is in the sender, the subject or the reference."""
    by.must(MAY)
    if state and state not in STATES:
        raise NotValid("state", f'"{state[:20]}" is no state.', f"Choose one of: {', '.join(STATES)}.")
    text = search.replace("\0", "").strip()[:100]
    found = db.fetch("SELECT * FROM goldthread_mail_page(%s, %s, NULL, %s, %s)", [state, text, size, size * (page - 1)])
    people = sorted({person for row in found for person in row["people"] or ()})
    look(by, people=people, list="mail that came in", query=text)
    order = {row["message_id"]: place for place, row in enumerate(found)}
    rows = Message.objects.filter(pk__in=order).select_related("said", "settled_by").prefetch_related("attachments")
    names = {one.code: one.name for one in everybody()}
    shown = sorted(rows, key=lambda one: order[one.pk])
    return {"mail": [_told(one, names) for one in shown], "total": found[0]["total"] if found else 0}


def one(by: Reader, reference: str) -> Told:
    """One mail: what it says, what is attached, what became of it, what to do."""
    by.must(MAY)
    message, _ = held(by, reference)
    return opened(by, message)


def opened(by: Reader, message: Message) -> Told:
    """The same under the look that is open."""
    every = everybody()
    said = getattr(message, "said", None)
    files = files_of(message) if said else {}
    return {
        **_told(message, {one.code: one.name for one in every}),
        "text": said.text if said else "",
        "is_erased": bool(said and said.erased_at),
        "telephone": next((one.sender.telephone for one in every if one.code == message.entered_for), ""),
        "settled_by": str(message.settled_by or ""),
        "settled_at": message.settled_at.isoformat() if message.settled_at else None,
        "attachments": [_attached(one, files.get(one.number)) for one in message.attachments.order_by("number")],
        "choices": [_choice(one) for one in every if one.taker.may(by)] if message.state in (WAITING, ASIDE) else [],
    }


def held(by: Reader, reference: str, *, change: str = "", locked: bool = False) -> tuple[Message, Look]:
    """A mail under a look at whom it told of. To be changed it is held `locked`; `change` says what is changed by this
    look itself."""
    named = reference.strip().upper()
    ids = db.fetch("SELECT * FROM goldthread_mail_page('', '', %s, 1, 0)", [named])
    if not ids:
        raise NotFound(_NO_SUCH, "Check the reference.")
    operation = "alteration" if change else "consultation"
    under = look(by, people=sorted(ids[0]["people"] or ()), operation=operation, mail=named, change=change)
    rows = Message.objects.filter(pk=ids[0]["message_id"]).select_related("said", "settled_by")
    found = (rows.select_for_update(of=("self",)) if locked else rows).first()
    if found is None:
        raise NotFound(_NO_SUCH, "Check the reference.")
    return found, under


def _told(message: Message, names: dict[str, str]) -> Told:
    said = getattr(message, "said", None)
    waits = message.state in (KEPT, WAITING, ASIDE)
    return {
        "reference": message.reference,
        "sender": said.sender if said else "",
        "subject": said.subject if said else "",
        "received_at": message.received_at.isoformat(),
        "way": message.way,
        "state": message.state,
        "state_words": STATE_WORDS[message.state],
        "entered_for": message.entered_for,
        "entered_name": names.get(message.entered_for, ""),
        "is_proved": message.is_proved,
        "reason": message.reason,
        "words": message.words,
        "to_do": TO_DO.get(message.reason, BY_HAND) if message.state in (WAITING, ASIDE) else "",
        "taken_as": message.taken_as,
        "taken_name": names.get(message.taken_as, message.taken_as),
        "attached": len(message.attachments.all()),
        "attempts": message.attempts,
        "waited_minutes": int((clocks.now() - message.received_at).total_seconds() // 60) if waits else 0,
    }


def _attached(one: Attachment, file: File | None) -> Told:
    can_be_read = file is not None and one.fault in ("", "refused")
    return {
        "number": one.number,
        "name": one.name,
        "size": one.size,
        "state_words": FAULTS.get(one.fault, "Taken in" if one.taken_at else "Not taken yet"),
        "fault": one.fault,
        "words": one.words,
        "made": one.made,
        "says": storable(file.content.decode("utf-8-sig", errors="replace"))[:SHOWN] if file and can_be_read else "",
        "taken_at": one.taken_at.isoformat() if one.taken_at else None,
    }


def _choice(one: Whose) -> dict[str, str]:
    return {"value": one.code, "words": f"{one.name}: {one.taker.what}"}
