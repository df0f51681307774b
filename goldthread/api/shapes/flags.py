"""Shapes of flags."""

from datetime import date

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Day, Instant, Line, Number, Words
from goldthread.api.shapes.people import Person

SEEN = Field(None, description="The last event you saw of the flag: if there is a later one, nothing is done.")


class Raise(Schema):
    kind: Line = Field(description="The kind of flag, like exploitation_sexual.")
    reason: Words = Field(description="Why it stands: read by every officer who may know of the person.")
    owner: Line = Field("", description="Who owns it, by username; else you.")
    review_on: date | None = Field(None, description="The day somebody must look again; else the kind's own period.")
    ends_on: date | None = Field(None, description="The day it ends, for kinds that need one.")


class Review(Schema):
    reason: Words
    review_on: date | None = None
    ends_on: date | None = None
    seen_event_id: Number | None = SEEN


class HandOn(Schema):
    owner: Line = Field(description="Who owns it from now, by username.")
    reason: Words
    seen_event_id: Number | None = SEEN


class Lift(Schema):
    reason: Words
    seen_event_id: Number | None = SEEN


class FlagStanding(Schema):
    """Where a flag of ours stands now."""

    reference: str
    kind: str
    state: str = Field(description="live, ended (its last day passed and nobody has looked since) or lifted.")
    owner: str | None
    review_on: Day
    ends_on: Day | None
    last_event_id: int


class ShownFlag(Schema):
    """A flag that stands. One that a source tells has its system and record, and no owner here."""

    kind: str
    name: str
    group: str
    level: str
    sentence: str
    since: Instant
    state: str
    why: str
    reference: str
    raised_by: str
    owner: str
    review_on: Day | None
    ends_on: Day | None
    is_late: bool
    is_ours: bool
    system: str
    system_name: str
    record_id: str
    record_reference: str


class Flags(Schema):
    code: str
    person: Person | None
    layer: str
    flags: list[ShownFlag]


class FlagEvent(Schema):
    sentence: str
    kind: str
    who: str
    recorded_at: Instant
    reason: str | None
    erased: bool
    withheld: bool


class FlagFile(FlagStanding):
    name: str
    raised_by: str
    raised_at: Instant
    closed_at: Instant | None
    person: Person | None
    timeline: list[FlagEvent]


class ReviewRow(Schema):
    reference: str
    kind: str
    name: str
    state: str
    owner: str | None
    review_on: Day
    ends_on: Day | None
    is_late: bool
    person: Person | None


class Reviews(Schema):
    flags: list[ReviewRow]
    total: int
    page: int
    page_size: int


class ExportedFlag(Schema):
    reference: str
    kind: str
    name: str
    level: str
    since: Instant
    review_on: Day
    ends_on: str
    state: str
    code: str
    surname: str
    forename: str
    birth_date: str
    sex: str
    nhs_no: str
    pnc_id: str
    social_care_id: str


class Export(Schema):
    system: str
    made_at: Instant
    flags: list[ExportedFlag]
