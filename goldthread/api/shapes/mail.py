"""Shapes of the mail that came in."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Words


class MailRow(Schema):
    """One mail as a list has it. A sender can be forged: `is_proved` says whether the force's relay vouches for it."""

    reference: str
    sender: str = Field(description="The address it claims to come from; empty where it has not just one.")
    subject: str
    received_at: Instant
    way: str = Field(description="folder or imap.")
    state: str = Field(description="kept, waiting, aside, taken or answered.")
    state_words: str
    entered_for: str = Field(description="Whose address it claims, like home:H-4K9WQT.")
    entered_name: str
    is_proved: bool
    reason: str
    words: str
    to_do: str
    taken_as: str
    taken_name: str
    attached: int
    attempts: int
    waited_minutes: int


class MailList(Schema):
    mail: list[MailRow]
    total: int


class MailAttachment(Schema):
    """What is attached, and the references of what it was taken in as."""

    number: int
    name: str
    size: int
    state_words: str
    fault: str
    words: str
    made: list[str]
    says: str = Field(description="Its first 4,000 characters, where it is text.")
    taken_at: Instant | None


class MailSender(Schema):
    """Somebody as whose a mail can be taken."""

    value: str
    words: str


class MailInFull(MailRow):
    """One mail with what it says. `choices` says as whose it may be taken, where it waits."""

    text: str
    is_erased: bool
    telephone: str = Field(description="Of whom it claims to be from, as the force holds it.")
    settled_by: str
    settled_at: Instant | None
    attachments: list[MailAttachment]
    choices: list[MailSender]


class MailTaken(Schema):
    """Take it as whose it is, like home:H-4K9WQT; empty, as the one whose address it claims."""

    whose: Line = ""
    attempt: int | None = Field(
        None, ge=0, le=10_000, description="Its attempts as you saw them: settled since, refused."
    )


class MailAnswered(Schema):
    """What became of it."""

    why: Words
    attempt: int | None = Field(None, ge=0, le=10_000, description="As of taking it.")


class MailAsked(Schema):
    """The worker was told to look."""

    asked: bool
