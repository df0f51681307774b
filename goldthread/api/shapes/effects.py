"""Shapes of the tests of effect."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import AwareMoment, Day, Instant, Line, Page, Reference, Words
from goldthread.api.shapes.figures import CountedCase

MONTHS = "Taken back to the first of its month."


class EffectTime(Schema):
    since: AwareMoment | None = Field(None, description=f"{MONTHS} Else half a year before the end.")
    until: AwareMoment | None = Field(None, description="Else the end of this month, so far.")


class MeasureWanted(EffectTime):
    measure: Reference = Field(
        "held-to-safe", description="Like held-to-safe, missing:MIS-I11-done, below-good:MIS, question:COM-04."
    )


class MeasureCasesWanted(MeasureWanted):
    borough: Line = ""
    page: Page = 1


class MarkToAdopt(Schema):
    value: float = Field(description="A share from 0 to 1, or minutes of a wait.")
    why: Words = Field(description="Why this is enough for a child.")


class MarkToWithdraw(Schema):
    why: Words


class EffectReading(Schema):
    """A share, or a wait in minutes, with its 95% interval. Where `unknown` says why, nothing else is told."""

    unit: str
    value: float | None
    low: float | None
    high: float | None = Field(description="Nothing where the interval has no upper end yet.")
    count: int
    of: int
    too_few: bool
    unknown: str
    since: Instant
    until: Instant
    slow: float | None = Field(description="The wait that 19 in 20 do not pass.")
    waiting: int
    never: int
    unrecorded: int = Field(description="Of whom the record does not say: in neither number, yet in the interval.")
    moderated: int = Field(description="Of what audits graded: how many grades a moderator decided.")
    terms: str


class MeasureRead(EffectReading):
    measure: str


class BoroughReading(EffectReading):
    borough: str


class BesideEffect(Schema):
    measure: str
    words: str
    baseline: EffectReading
    now: EffectReading
    verdict: str


class EffectTest(Schema):
    """One test of effect as it stands. Inputs are in no verdict."""

    number: str
    title: str
    version: int
    outcome: str
    outcome_words: str
    better: str
    child: str
    baseline: EffectReading
    now: EffectReading
    series: list[EffectReading]
    boroughs: list[BoroughReading]
    borough_baselines: list[BoroughReading]
    verdict: str
    verdict_words: str
    counter: str
    counter_words: str
    counter_why: str
    counter_baseline: EffectReading
    counter_now: EffectReading
    counter_verdict: str
    counter_verdict_words: str
    also: list[BesideEffect]
    pass_mark: float | None
    pass_mark_words: str
    adopted_by: str | None
    adopted_on: Day | None
    is_passed: bool | None
    inputs: list[str]
    not_known: list[str]
    sentences: list[str]
    recommendation_id: int | None
    passes: int
    is_shown: bool


class EffectTests(Schema):
    tests: list[EffectTest]


class MarkDecision(Schema):
    """A pass mark adopted; withdrawn where it has no value."""

    number: str
    value: float | None
    outcome: str
    version: int
    who: str
    at: Instant
    why: str


class EffectKept(Schema):
    number: str
    version: int
    since: Instant
    until: Instant
    verdict: str
    is_passed: bool | None
    digest: str
    is_whole: bool = Field(description="Whether what is held still has the digest that it was kept with.")
    who: str
    at: Instant


class EffectInFull(EffectTest):
    decisions: list[MarkDecision]
    kept: list[EffectKept]


class MeasureCases(Schema):
    """The cases behind a measure, two hundred a page."""

    measure: str
    words: str
    borough: str
    since: Instant
    until: Instant
    total: int
    cases: list[CountedCase]


class FigureEntered(Schema):
    measure_id: str
    words: str
    recommendation: str | None
    counts: bool
    since: Instant
    until: Instant


class FiguresEntered(Schema):
    case: str
    figures: list[FigureEntered]
