"""Shapes about one person."""

from typing import Any

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Reference, Words


class Person(Schema):
    code: str
    name: str
    surname: str
    forename: str
    birth_date: str
    age: int | None
    sex: str


class SourceState(Schema):
    """Where the state is not fresh, what the source would say is not known."""

    code: str
    name: str
    state: str
    last_good: Instant | None


class Search(Schema):
    q: Words = Field(
        description="Names however spelt, an age or birth date, an address, a telephone number, a reference: any."
    )


class OpenWork(Schema):
    area: str
    risk: str


class FlagShown(Schema):
    name: str
    level: str


class Hit(Person):
    """Why each was found; `check` names whom among the others they may be, or be taken for."""

    score: float
    why: list[str]
    check: str | None
    borough: str
    work: list[OpenWork]
    flags: list[FlagShown]


class WhomToAsk(Schema):
    """Somebody answers whom only this desk may tell of. `code` is for breaking the glass."""

    ask: str
    code: str | None


class Found(Schema):
    """At most ten people. Where there are more, `one_more` says which fact would tell them apart."""

    asked: str
    people: list[Hit]
    possible: list[Hit]
    limited: list[WhomToAsk]
    more: bool
    one_more: str | None
    as_at: Instant
    sources: list[SourceState]


class Limited(Schema):
    ask: str
    is_restricted: bool


class Value(Schema):
    id: int
    field: str
    text: str
    canonical: str | None
    kind: str
    grade: str
    status: str
    source_field: str
    record_id: str
    system: str
    reference: str
    known_at: Instant


class PictureRecord(Schema):
    id: str
    system: str
    system_name: str
    reference: str
    kind: str
    title: str
    occurred_at: Instant | None
    known_at: Instant
    known_from: str
    recorded_at: Instant
    borough: str
    handling: str
    role: str
    certainty: str
    reasons: list[str]
    restriction: str
    ask: str
    withheld: bool
    narrative: str | None
    facts: list[Any] | None


class Named(Schema):
    role: str
    certainty: str
    person: Person


class Version(Schema):
    id: str
    source_updated_at: Instant
    recorded_at: Instant
    is_current: bool


class Record(Schema):
    """`raw` is the row exactly as its system sent it; null where the reader's layer does not reach."""

    id: str
    system: str
    system_name: str
    desk: str
    reference: str
    kind: str
    title: str
    handling: str
    restriction: str
    ask: str
    originating_force: str
    borough: str
    occurred_at: Instant | None
    known_at: Instant
    known_from: str
    recorded_at: Instant
    is_current: bool
    is_deleted: bool
    raw_hash: str
    delivery_id: str | None
    erased_at: Instant | None
    subject_categories: list[str]
    raw: str | None
    narrative: str | None
    facts: list[Any] | None
    noted: list[dict[str, str]] | None = Field(
        description="Faults that did not keep it out: code, field, words, remedy."
    )
    withheld: bool
    was_replayed: bool = Field(description="It was put right or replayed here before it was taken in.")
    layer: str
    people: list[Named]
    versions: list[Version]


class Look(Schema):
    id: int
    operation: str
    at: Instant
    who: str
    officer_id: int | None
    role: str
    post: str
    purpose: str
    case_reference: str
    door: str
    layer: str
    outcome: str
    reason: str | None
    query: str | None
    detail_erased: bool


class SealState(Schema):
    """`unbroken_to` is how far the last check found the log whole; null where it was not, or never made."""

    sealed_to: Instant | None
    unsealed: int
    seals: int
    checked_at: Instant | None
    unbroken_to: Instant | None
    is_broken: bool


class Looks(Schema):
    code: str
    person: Person | None
    total: int
    break_glass: int
    looks: list[Look]
    seal: SealState


class Share(Schema):
    recipient: Line = Field(description="A named person and their organisation.")
    basis: Line = Field(description="The lawful basis, like children_act_1989_s47.")
    why: Words = Field(description="Why they need it.")


class SharedPerson(Schema):
    code: str
    surname: str
    forename: str
    birth_date: str
    sex: str


class SharedRecord(Schema):
    system_name: str
    kind: str
    title: str
    occurred_at: Instant | None
    borough: str


class Shared(Schema):
    reference: str
    to: str
    basis: str
    why: str
    given_by: str
    given_at: Instant
    handling: str
    person: SharedPerson
    records: list[SharedRecord]


class BreakGlass(Schema):
    reason: Line = Field(description="child_in_danger, officer_in_danger, court or other.")


class Opened(Schema):
    code: str
    reason: str
    starts_at: Instant
    ends_at: Instant
    layer: str


class Rectify(Schema):
    field: Reference
    text: Words
    authority: Line


class Rectified(Schema):
    code: str
    field: str
    mentions: list[str]


class Restrict(Schema):
    ground: Line = Field(description="evidence or contested.")
    authority: Line
    lift: bool = False


class Erase(Schema):
    rule: Line = Field(description="The rule it is erased under, like DPA 2018 s47.")
    authority: Line


class Restricted(Schema):
    code: str
    restricted: bool
    records: int
    mentions: int


class Erased(Schema):
    """How much was erased; what it was is nowhere."""

    code: str
    records: int
    values: int
    payloads: int
    log_details: int
    quarantined_rows: int
