"""A mail is kept at once, as it came and once, whatever it says; only then is it looked at."""

import secrets
import uuid
from dataclasses import dataclass

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, service_reader
from goldthread.core.mailbox.models import Attachment, Message, MessageWords
from goldthread.core.mailbox.parsing import Parsed, key_of, parsed
from goldthread.core.mailbox.proving import is_proved
from goldthread.core.people.actions import ALPHABET

SERVICE, DOOR = "mail", "service:mail"
# Ours: a mail with ten attachments of the largest size. Of a longer one the head is kept; the mailbox keeps the rest.
LARGEST = 25_000_000
HEAD = 65_536


@dataclass(frozen=True)
class Came:
    """One mail as a mailbox gave it. `size` is that of the whole; `raw` is its head alone where it is over LARGEST."""

    way: str
    raw: bytes
    size: int


def service() -> Reader:
    """Who fetches: nobody in particular."""
    return service_reader(SERVICE, DOOR, "safeguarding")


def keep(came: Came) -> bool:
    """Keep one mail, in the transaction now open, as the service. False where it is held already."""
    now = clocks.now()
    is_whole = came.size <= LARGEST
    mail = parsed(came.raw)
    message = Message(
        id=uuid.uuid4(),
        reference="E-" + "".join(secrets.choice(ALPHABET) for _ in range(7)),
        key=key_of(came.raw if is_whole else came.raw + str(came.size).encode()),
        way=came.way,
        received_at=now,
        size=came.size,
        is_proved=is_proved(mail.sender, mail.results),
        reason="" if is_whole else "large",
    )
    with db.transaction():
        Message.objects.bulk_create([message], ignore_conflicts=True)
        if not Message.objects.filter(pk=message.pk).exists():
            return False
        look(service(), operation="alteration", change="mail received", mail=message.reference)
        _keep_words(message, mail, came.raw)
    return True


def _keep_words(message: Message, mail: Parsed, raw: bytes) -> None:
    MessageWords.objects.create(message=message, sender=mail.sender, subject=mail.subject, text=mail.text, content=raw)
    Attachment.objects.bulk_create(
        Attachment(message=message, number=number, name=file.name, size=len(file.content), fault=file.fault)
        for number, file in enumerate(mail.files, start=1)
    )
