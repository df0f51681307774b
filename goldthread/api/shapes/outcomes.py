"""Shapes of files of outcomes."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Number, Words


class OutcomeProgress(Schema):
    """How far the reading of a file is."""

    id: str
    state: str = Field(description="waiting, reading or read.")
    rows_sent: int = Field(description="How many rows the file has.")
    rows_done: int


class OutcomeFileHead(OutcomeProgress):
    """A file of outcomes and how many of its rows stand how, by their last attempts."""

    name: str
    form: str = Field(description="outcomes or interviews: whose columns it has.")
    by: str
    at: Instant
    counts: dict[str, int] = Field(description="accepted, unchanged, conflict, set aside and returned: how many.")


class OutcomeFiles(Schema):
    """Two hundred a page; those not yet read first, then those with rows still set aside, then the newest."""

    files: list[OutcomeFileHead]
    total: int


class OutcomeRowStands(Schema):
    """How one row stands. Of one set aside or in conflict: the field, why, and what to do."""

    number: int = Field(description="Its place in the file.")
    result: str
    reference: str
    field: str
    words: str
    attempt: int
    to_do: str


class OutcomeFileRows(OutcomeFileHead):
    """With its rows, what is set aside first, two hundred a page."""

    rows: list[OutcomeRowStands]
    rows_total: int


class OutcomeAttempt(Schema):
    """One attempt at a row. `told` is what it said, kept where it was set aside."""

    attempt: int
    by: str
    at: Instant
    result: str
    reference: str
    field: str
    words: str
    told: dict[str, str] | None


class OutcomeFileNamed(Schema):
    id: str
    name: str
    form: str


class OutcomeRowInFull(Schema):
    """One row with every attempt at it. `told` is what it says now, by the columns of the file."""

    file: OutcomeFileNamed
    number: int
    attempt: int
    result: str
    told: dict[str, str]
    is_open: bool = Field(description="Still set aside: it waits to be put right or returned.")
    to_do: str
    attempts: list[OutcomeAttempt]


class OutcomeSettled(Schema):
    attempt: Number | None = Field(
        None, description="The last attempt you saw: if there is a later one, nothing is done."
    )


class OutcomePutRight(OutcomeSettled):
    """The right text of the columns that were wrong; a column left out stays as it came."""

    our_reference: Line | None = Field(None, description="Of what was shared or of the concern, like S-4K9WQTD.")
    stage: Line | None = Field(None, description="contact, referral, s47, closure or returned; empty: the code's own.")
    code: Line | None = Field(None, description="The outcome, like referral_assessment or RC8.")
    decided_on: Line | None = Field(None, description="The day, like 2026-10-23.")
    reasons: Words | None = None


class OutcomeReturned(OutcomeSettled):
    why: Words = Field(description="What the sender was asked to do.")


class OutcomesAside(Schema):
    csv: str = Field(
        description="The rows still set aside as they came, with field and words, for whoever sent the file."
    )
