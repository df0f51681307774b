"""Shapes of deliveries."""

from datetime import date

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Day, Instant, Line, Number, Words


class Note(Schema):
    code: str
    words: str
    remedy: str


class Delivery(Schema):
    """in = accepted + unchanged + quarantined, always."""

    id: str
    source: str
    name: str
    state: str
    received_at: Instant
    replay_of: str | None
    rows_in: int = Field(alias="in")
    accepted: int
    unchanged: int
    quarantined: int
    notes: list[Note]


class RowAside(Schema):
    """A row set aside. `id` is its own number, by which it is put right; `row` its place in the file."""

    id: int
    row: int
    code: str
    field: str
    words: str
    remedy: str
    source_record_id: str
    raw: str | None
    state: str
    reason: str


class DeliveryRows(Delivery):
    """With the rows that were set aside, two hundred a page."""

    rows: list[RowAside]
    rows_total: int


class Correct(Schema):
    """The right text of some of a row's fields by their paths, or the whole row as text in its own form."""

    fields: dict[Line, Words] | None = Field(
        None, description='Path to text, like {"opened_at": "2016-10-24T22:41:00+01:00"}.'
    )
    text: Words | None = None


class Replay(Schema):
    """The rows to take in again; none named means every row of the delivery that waits."""

    rows: list[Number] = Field(default_factory=list, max_length=5000)


class GiveBack(Schema):
    rows: list[Number] = Field(min_length=1, max_length=5000)
    reason: Line = Field(description="What the sender was asked to do.")


class GivenBack(Schema):
    returned: int


class Difference(Schema):
    source_record_id: str
    kind: str
    what_to_do: str
    listed_at: Instant | None
    held_at: Instant | None
    words: str
    open_cases: int


class Reconciliation(Schema):
    """A source's own list beside what is held. `counts` is empty until it is compared."""

    id: str
    source: str
    name: str
    at: Instant
    first: Day | None
    last: Day | None
    listed: int
    compared_at: Instant | None
    counts: dict[str, int]


class ReconciliationRows(Reconciliation):
    """With the records that differ, those with open work first, two hundred a page."""

    differences: list[Difference]
    differences_total: int


class FeedSource(Schema):
    """A feed that can be taken in, and until when its agreement holds; that last day it still does."""

    code: str
    name: str
    desk: str | None
    stale_after_hours: int | None
    agreement: str = Field(description="The agreement's reference; empty where nobody has entered the source.")
    ends_on: Day | None
    agreement_state: str = Field(description="in_force, ends_soon, ended or not_entered.")
    words: str = Field(description="The end in words, like: ends in 12 days, on 4 November 2026.")
    state: str = Field(description="How fresh it is: never, failed, stale, short or fresh.")
    last_good: Instant | None


class FeedSources(Schema):
    sources: list[FeedSource]


class SourceChanged(Schema):
    """What was changed of a source. `before` is empty where it was entered."""

    at: Instant
    by: str
    kind: str = Field(description="entered, renewed or changed.")
    before: dict[str, str | int]
    after: dict[str, str | int]
    reason: str


class FeedSourceHistory(FeedSource):
    changes: list[SourceChanged]


NAME = Field(None, description="What the source is called; else as it is, and of a new one as its system is known.")
DESK = Field(None, description="The desk that answers for it. A new source needs it.")
STALE = Field(None, description="After how many hours without news it is stale. A new source needs it.")


class Agree(Schema):
    agreement: Line = Field(description="The agreement's reference, like DSA-4.")
    ends_on: date = Field(description="Its last day.")
    reason: Line = Field(description="Who signed it, or where it is kept.")
    is_shorter: bool = Field(False, description="True where it is meant to end before the agreement in force.")
    name: Line | None = NAME
    desk: Line | None = DESK
    stale_after_hours: Number | None = STALE


class KeepSource(Schema):
    """What is not given stays as it is."""

    name: Line | None = NAME
    desk: Line | None = DESK
    stale_after_hours: Number | None = STALE
    reason: Line = Field(description="Why it changes.")
