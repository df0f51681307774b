"""Shapes of alerts and of the rules that raise them."""

from typing import Any

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Number
from goldthread.api.shapes.people import Person


class PutOff(Schema):
    minutes: Number = Field(description="For how long; each urgency has its most.")
    why: Line


class HandOnAlert(Schema):
    to_role: Line = Field(description="The post it is for, like mash_desk: whoever is on duty is told.")
    why: Line


class Judge(Schema):
    was_right: bool = Field(description="False counts as a false alarm against the rule's budget.")


class Alert(Schema):
    """One thing told. One that a rule raised has a `reference`, which leads to what it rests on."""

    id: int
    kind: str
    words: str
    to_role: str
    to_borough: str | None
    person_code: str
    case_reference: str
    reference: str
    urgency: str = Field(description="now, today, soon, or nothing.")
    known_at: Instant | None = Field(description="When the force's sources held the last piece.")
    raised_at: Instant
    act_by: Instant | None
    snoozed_until: Instant | None
    snoozed_why: str
    acknowledged_at: Instant | None
    acknowledged_by: str | None
    withdrawn_at: Instant | None
    withdrawn_why: str
    was_right: bool | None


class Alerts(Schema):
    open: int
    total: int
    page: int
    alerts: list[Alert]


class GroundRecord(Schema):
    id: str
    system: str
    system_name: str
    reference: str
    title: str
    known_at: Instant
    is_limited: bool
    ask: str


class Telling(Schema):
    """To whom it went, by what channel, why they, and when it was seen."""

    officer: str
    role: str
    borough: str | None
    channel: str
    step: int
    why: str
    made_at: Instant
    attempts: int
    delivered_at: Instant | None
    seen_at: Instant | None
    failed: str


class OpenedAlert(Schema):
    reference: str
    rule: str
    title: str
    sentence: str
    do: str
    urgency: str
    known_at: Instant
    fired_at: Instant
    withdrawn_at: Instant | None
    withdrawn_why: str
    facts: dict[str, Any]
    layer: str
    people: list[Person]
    limited: int = Field(description="How many people it rests on whom you may not see: ask the desk named.")
    records: list[GroundRecord]
    told: list[Telling]
    alert: Alert


class Tripwire(Schema):
    id: str
    title: str
    sentence: str
    do: str
    source: str
    mark: str
    verified: bool
    urgency: str
    told: list[str]
    budget: float = Field(description="False alarms a shift of eight hours it may cost.")
    fired: int
    told_times: int
    taken: int
    withdrawn: int
    was_right: int
    was_wrong: int
    median_minutes: float | None
    slow_minutes: float | None
    false_alarms_per_shift: float
    is_over_budget: bool


class Tripwires(Schema):
    days: int
    tripwires: list[Tripwire]
