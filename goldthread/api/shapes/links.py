"""Shapes of who is who: pairs that wait, one pair, a person's links, decisions."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Reference, Words
from goldthread.api.shapes.people import Person


class AnswerPair(Schema):
    answer: Line = Field(description="same, different or cannot_tell.")
    reason: Words = Field(description="What you checked, and with whom.")


class Part(Schema):
    mentions: list[Reference] = Field(description="The mentions that are another person's, as the links name them.")
    reason: Words


class Withdraw(Schema):
    reason: Words


class Side(Schema):
    """One person as one record names them. `limited` names whom to ask where what it says is held back."""

    mention: str
    code: str
    system: str
    system_name: str
    reference: str
    record_id: str
    title: str
    role: str
    borough: str
    occurred_at: Instant | None
    known_at: Instant | None
    veiled: bool = Field(description="True beside a limited record: it names nobody until that one is opened.")
    limited: str | None
    records: int = Field(description="How many records the person has in all.")
    name: str
    values: dict[str, list[str]]


class Row(Schema):
    one: str
    other: str
    score: float | None = Field(description="In bits; nothing where nobody has compared them.")
    stopped_by: str
    harm: str | None
    harm_words: str | None
    pairs: int
    if_wrong: str
    sides: list[Side]


class Waiting(Schema):
    """The pairs that may be one person, worst harm first."""

    waiting: int
    in_all: int
    in_all_or_more: bool
    page: int
    pairs: list[Row]


class Push(Schema):
    words: str
    bits: float


class Step(Push):
    total: float


class Drawn(Schema):
    """What speaks for one person and what against, in words and in bits; what stopped it."""

    for_: list[Push] = Field(alias="for")
    against: list[Push]
    stopped: str
    steps: list[Step]
    total: float | None
    line: float | None
    model: str


class Compared(Schema):
    field: str
    one: str
    other: str
    standing: str = Field(description="same, differs, not told, or limited: held back from you.")


class Relative(Schema):
    code: str
    name: str
    beside: dict[str, list[str]]
    on_both: bool


class Pair(Drawn):
    """Two records side by side. Whether somebody has answered before is not told."""

    sides: list[Side]
    are_one: bool
    fields: list[Compared]
    named_in_one_report: bool
    relatives: list[Relative]
    if_wrong: str
    both_established: bool
    decided: str | None
    layer: str


class DecisionStanding(Schema):
    id: str
    one: str
    other: str
    answer: str
    answer_words: str
    state: str = Field(description="in_force, waiting (for a second officer), not_agreed or withdrawn.")


class Parted(Schema):
    taken_out: int
    decisions: list[DecisionStanding]


class Withdrawn(Schema):
    decisions: list[DecisionStanding]


class Said(Schema):
    who: str
    at: Instant
    kind: str
    reason: str | None


class Decision(Schema):
    """One act of deciding, shown by the first of its pairs."""

    id: str
    one: str
    other: str
    people: list[str]
    pairs: int
    answer: str
    answer_words: str
    state: str
    state_words: str
    said: list[Said]


class Decisions(Schema):
    total: int
    page: int
    decisions: list[Decision]


class Held(Side):
    certainty: str
    since: Instant
    reasons: list[str]
    why: Drawn


class Maybe(Schema):
    one: str
    other: str
    code: str
    score: float
    stopped: str


class Change(Schema):
    at: Instant
    kind: str
    code: str | None
    words: str


class Links(Schema):
    """What makes one person one."""

    code: str
    person: Person | None
    layer: str
    records: list[Held]
    possible: list[Maybe]
    decisions: list[Decision]
    changes: list[Change]


class ShareOfAnswers(Schema):
    count: int
    of: int
    rate: float | None
    interval: tuple[float, float] | None


class Kind(Schema):
    stopped_by: str
    words: str
    same: int
    different: int
    cannot_tell: int


class Figures(Schema):
    """How reviewing goes. Agreement is of the pairs that a first officer called one person."""

    since: Instant
    decided: int
    agreed: ShareOfAnswers
    overturned: ShareOfAnswers
    cannot_tell: ShareOfAnswers
    kinds: list[Kind]
