"""Shapes of a picture: what each panel says, the same as its page shows."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from goldthread.api.fields import Day, Instant
from goldthread.api.shapes.homes import PhilomenaHeld
from goldthread.api.shapes.people import Limited, Person, PictureRecord, SourceState, Value
from goldthread.api.shapes.work import Clock


class Evidence(Schema):
    """The record something rests on; `layer` is `signal` where its words are held back."""

    record_id: str
    system: str
    system_name: str
    reference: str
    at: Instant
    layer: str


class Ask(Schema):
    ask: str
    hours: str


class NamedOnPicture(Schema):
    """Somebody beside the child, as far as the reader's own rows name them."""

    code: str | None
    name: str | None
    age: int | None
    sex: str | None
    is_child: bool | None


class Described(NamedOnPicture):
    """Somebody at a door: an initial, an age; the full name only where it may be shown."""

    words: str


class Ground(Schema):
    ground: str
    words: str
    records: int
    last_at: Instant


class Place(Schema):
    words: str
    mine: str
    my_role: str
    my_times: int
    is_theirs_now: bool
    their_last: Instant
    is_household: bool | None
    kind: str


class Together(Schema):
    role: str
    relation: str | None
    evidence: Evidence


class Risky(Schema):
    person: Described
    grounds: list[Ground]
    places: list[Place]
    together: list[Together]
    certainty: str
    sources: int
    layer: str
    verify: str
    ask: list[Ask]
    to_children: bool


class Danger(Schema):
    people: list[Risky]
    not_household: list[str]
    not_shown: list[Ask]


class OtherName(Schema):
    name: str
    kind: str
    evidence: Evidence


class ToldDifferently(Schema):
    field: str
    value: str
    evidence: Evidence


class Token(Schema):
    words: str
    level: str


class Who(Schema):
    person: Person | None
    other_names: list[OtherName]
    told_differently: list[ToldDifferently]
    risks: list[Token]


class StepToTake(Schema):
    words: str
    source: str | None


class Ring(Schema):
    who: str
    phone: str | None


class DoNow(Schema):
    whence: str
    is_plan: bool
    steps: list[StepToTake]
    ring: list[Ring]


class Flag(Schema):
    """One of a source's has no owner here and no review: the source is asked."""

    words: str
    level: str
    why: str | None
    since: Day
    owner: str | None
    review_on: Day | None
    ends_on: Day | None
    is_late: bool
    is_ours: bool
    reference: str | None
    system: str | None
    record_reference: str | None
    record_id: str | None


class FlagsPanel(Schema):
    items: list[Flag]
    not_shown: list[Ask]


class HomeAddress(Schema):
    dwelling_id: str | None
    words: str
    kind: str
    is_household: bool | None
    last_told_at: Instant
    times: int
    systems: list[str]
    evidence: Evidence


class Resident(Schema):
    person: NamedOnPicture
    relation: str | None
    is_now: bool
    last_told_at: Instant
    sources: list[str]


class School(Schema):
    words: str
    evidence: Evidence


class Home(Schema):
    address: HomeAddress | None
    earlier: list[HomeAddress]
    people: list[Resident]
    other_children: list[Resident]
    age_not_known: int
    schools: list[School]


class Quote(Schema):
    words: str
    at: Instant
    how: str
    who: str
    evidence: Evidence | None
    case: str | None


class Voice(Schema):
    quotes: list[Quote]
    not_shown: list[Ask]


class Plan(Schema):
    kind: str
    words: str
    began: Day | None
    ended: Day | None
    evidence: Evidence | None


class PlanKind(Schema):
    """`state` is held, none recorded, not asked or unknown: four different things."""

    name: str
    state: str
    plans: list[Plan]
    ask: str


class Plans(Schema):
    kinds: list[PlanKind]
    conferences: list[Plan]


class Tie(Schema):
    kind: str
    times: int
    last_at: Instant
    relation: str | None
    role: str | None
    place: str | None
    evidence: Evidence | None


class Associate(Schema):
    person: NamedOnPicture
    relation: str | None
    ties: list[Tie]
    poses_a_risk: bool


class Associates(Schema):
    people: list[Associate]


class Sent(Schema):
    to: str
    what: str
    at: Instant | None
    came_back: str | None
    reference: str | None
    evidence: Evidence | None


class ToRing(Ring):
    evidence: Evidence


class Partners(Schema):
    sent: list[Sent]
    to_ring: list[ToRing]


class MaybeSame(Schema):
    """`stopped_by`: guards that kept two records apart which would have been joined."""

    person: NamedOnPicture
    stopped_by: list[str]
    evidence: list[Evidence]


class Possible(Schema):
    """Others who may be the same person: to be checked, never acted on."""

    people: list[MaybeSame]


class CameBack(Schema):
    """The record of another system that is this case of ours, come back under that system's number."""

    text: str | None
    evidence: Evidence
    signal: Ask | None


class Happening(Schema):
    """`occurred_at` where the time is told, `occurred_on` where only the day is; neither: it is not told."""

    system: str
    system_name: str
    kind: str
    title: str
    role: str
    occurred_at: Instant | None
    occurred_on: Day | None
    known_at: Instant
    text: str | None
    evidence: Evidence | None
    case: str | None
    returned: list[CameBack] = Field(description="Records that are this case, come back: they stand nowhere else.")
    signal: Ask | None


class Chronology(Schema):
    items: list[Happening]


class SaidOnPicture(Schema):
    field: str
    text: str
    kind: str
    grade: str
    is_put_right: bool
    times: int
    systems: list[str]
    evidence: Evidence


class SaidValues(Schema):
    values: list[SaidOnPicture]


class WaterfallStep(Schema):
    words: str
    bits: float
    total: float


class Waterfall(Schema):
    """What speaks for one person and against, and each step to the total, in bits; a bit doubles the odds."""

    is_told: bool
    speaks_for: list[str]
    against: list[str]
    stopped: str
    steps: list[WaterfallStep]
    total: float | None
    line: float | None
    model: str


class LinkWhy(Schema):
    certainty: str
    why: list[str]
    rule: str
    drawn: Waterfall
    evidence: Evidence


class Certainty(Schema):
    word: str
    sources: int
    why: list[str]
    weakest: LinkWhy | None
    links: list[LinkWhy]


class Work(Schema):
    reference: str
    area: str
    area_name: str
    state: str
    state_words: str
    risk: str
    opened_at: Instant
    closed_at: Instant | None
    owner: str | None
    clocks: list[Clock]


class StandingAlert(Schema):
    """A rule that fired on this person and still holds. `taken_at` is empty until somebody has said: I have this."""

    reference: str
    title: str
    do: str
    fired_at: Instant
    act_by: Instant | None
    taken_at: Instant | None
    taken_by: str | None


class PlanSays(Schema):
    name: str
    lines: list[str]


class TriggerPlanPanel(Schema):
    """The plan for when the child goes missing again, besides its first steps, which are `do_now`."""

    reference: str | None = Field(description="Null where no plan stands here.")
    is_interim: bool
    says: list[PlanSays]


class Panels(Schema):
    """The panels in order of harm; an area of work may add its own."""

    model_config = ConfigDict(extra="allow")

    who: Who
    danger: Danger
    do_now: DoNow
    trigger_plan: TriggerPlanPanel
    philomena: PhilomenaHeld
    flags: FlagsPanel
    home: Home
    voice: Voice
    plans: Plans
    associates: Associates
    partners: Partners
    possible: Possible
    chronology: Chronology
    said: SaidValues
    certainty: Certainty


class Changed(Schema):
    since: Instant
    parted: list[Evidence]
    joined: list[Evidence]


class Told(Schema):
    title: str
    occurred_at: Instant | None
    evidence: Evidence


class Learnt(Schema):
    new: list[Told]
    changed: list[Told]
    gone: list[Told]
    danger: list[dict[str, Any]]
    person: Person | None


class Picture(Schema):
    """`changed`: records parted from this person or joined to them since you last looked."""

    code: str
    person: Person | None
    layer: str
    handling: str
    as_known_at: Instant | None
    basis: str
    limited: list[Limited]
    changed: Changed | None
    panels: Panels
    learnt_since: Learnt | None
    alerts: list[StandingAlert]
    work: list[Work]
    values: list[Value]
    records: list[PictureRecord]
    sources: list[SourceState]
