"""A mailbox of the force read by IMAP over TLS (RFC 3501, RFC 8314). It is only read: nothing in it is marked or moved.

`GOLDTHREAD_MAIL_BOX` names it, `imaps://account@mail.force:993/INBOX`, `GOLDTHREAD_MAIL_PASSWORD` its password; the
host must be on `GOLDTHREAD_OUTBOUND`. How far it was read is kept as the last UID, which only grows
while UIDVALIDITY stays.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from goldthread.config import installation
from goldthread.core.alerts.channels import NotSent, allowed
from goldthread.core.mailbox.keeping import HEAD, LARGEST, Came

BOX, PASSWORD = "GOLDTHREAD_MAIL_BOX", "GOLDTHREAD_MAIL_PASSWORD"
PATIENCE = 30.0
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class NotFetched(Exception):
    """Why a mailbox could not be read."""


@dataclass(frozen=True)
class Numbered:
    """A mail with its number in the mailbox, which holds under one UIDVALIDITY."""

    uid: int
    validity: int
    came: Came


def mails_after(address: str, validity: int | None, last: int, at_most: int) -> Iterator[Numbered]:
    """Each mail that came since, by number; all of them where the mailbox numbers anew."""
    box = _open(address)
    try:
        now = _validity(box)
        since = last if now == validity else 0
        for uid in _numbers(box, since)[:at_most]:
            yield Numbered(uid, now, _mail(box, uid))
    except (OSError, imaplib.IMAP4.error) as error:
        raise NotFetched(f"The mailbox was not read: {_said(error)}") from error
    finally:
        _leave(box)


def _open(address: str) -> imaplib.IMAP4_SSL:
    try:
        parts = allowed(address, secure="imaps", plain="")
    except NotSent as error:
        raise NotFetched(str(error)) from error
    try:
        context = ssl.create_default_context()
        box = imaplib.IMAP4_SSL(parts.hostname, parts.port or 993, ssl_context=context, timeout=PATIENCE)
        box.login(unquote(parts.username or ""), installation.value(PASSWORD))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        _done(box.select('"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"', readonly=True))
    except (OSError, imaplib.IMAP4.error) as error:
        raise NotFetched(f"The mailbox does not open: {_said(error)}") from error
    return box


def _validity(box: imaplib.IMAP4_SSL) -> int:
    _, told = box.response("UIDVALIDITY")
    return int(told[0]) if told and told[0] else 0


def _numbers(box: imaplib.IMAP4_SSL, since: int) -> list[int]:
    """The numbers over `since`: a server answers `n:*` with the last mail too, where it has none over n."""
    found = _done(box.uid("SEARCH", "UID", f"{since + 1}:*"))
    return sorted(int(one) for one in (found[0] or b"").split() if int(one) > since)


def _mail(box: imaplib.IMAP4_SSL, uid: int) -> Came:
    """The whole mail, or the head of one that is over what is kept."""
    told = _done(box.uid("FETCH", str(uid), "(RFC822.SIZE)"))
    said = b" ".join(one if isinstance(one, bytes) else one[0] for one in told if one)
    size = int(found[1]) if (found := _SIZE.search(said)) else 0
    part = "BODY.PEEK[]" if size <= LARGEST else f"BODY.PEEK[]<0.{HEAD}>"
    for one in _done(box.uid("FETCH", str(uid), f"({part})")):
        if isinstance(one, tuple):
            return Came("imap", one[1], size if size > LARGEST else len(one[1]))
    raise imaplib.IMAP4.error(f"mail {uid} did not come")


def _done(answer: tuple[str, Any]) -> Any:
    """What the server answered, where it did what was asked."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(str(answer[1]))
    return answer[1]


def _said(error: Exception) -> str:
    """What went wrong, without what was sent: a password is no part of it."""
    words = str(error.args[0] if error.args else error)
    secret = installation.value(PASSWORD)
    return (words.replace(secret, "…") if secret else words)[:200]


def _leave(box: imaplib.IMAP4_SSL) -> None:
    try:
        box.logout()
    except (OSError, imaplib.IMAP4.error):
        return
