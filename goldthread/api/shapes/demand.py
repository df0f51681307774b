"""Shapes of the map of the force's own journeys, and of the cases behind one of its figures."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Day, Instant, Line, Page
from goldthread.api.shapes.figures import CountedCase


class JourneysWanted(Schema):
    area: Line = Field("missing", description="The area of work, like missing.")
    borough: Line = Field("", description="A borough by name or code; else all of them.")
    since: Line = Field("", description="The first day of recording, like 2026-10-01; else a year before the last.")
    until: Line = Field("", description="The last day; else today.")
    age: Line = Field("", description="The child's age when it was recorded, like 15 or 10-17; else any.")


class JourneyCasesWanted(JourneysWanted):
    before: Line = Field("", description="A step, as the map names it; empty: every case of the map.")
    after: Line = Field("", description="The step right after it; empty: open cases that wait after `before` now.")
    page: Page = Field(1, description="200 cases a page.")


class JourneyAsked(Schema):
    area: str
    borough: str = Field(description="Empty: all of them.")
    since: Day
    until: Day
    youngest: int | None
    oldest: int | None


class JourneyStep(Schema):
    """What became of cases after one step; the greatest `waiting_s` first. Seconds by the clock on the wall."""

    step: str
    words: str
    happened: int
    followed: int = Field(description="Went on to a next step.")
    ended: int = Field(description="Closed with it.")
    waiting: int = Field(description="Open, and no step since.")
    median_s: float | None = Field(description="Half go on within it, by what is known so far; None: too few have.")
    waiting_s: float = Field(description="What they have waited so far, together.")
    longest_s: float


class JourneyEdge(Schema):
    """One step right after another; the greatest `sum_s` first."""

    from_: str = Field(alias="from")
    to: str
    from_words: str
    to_words: str
    count: int
    median_s: float
    p95_s: float | None = Field(description="Nineteen in twenty took no longer; None: of fewer than ten.")
    sum_s: float = Field(description="All cases together.")
    share: float = Field(description="Of all the time from one step to the next.")


class JourneyVariant(Schema):
    activities: list[str]
    count: int
    share: float


class JourneyRework(Schema):
    cases: int
    activities: dict[str, int] = Field(description="In how many cases each step comes more than once.")
    self_loops: dict[str, int] = Field(description="How often each is right after itself.")


class JourneyTies(Schema):
    pairs: int
    tied: int = Field(description="Of them at one instant; which was recorded first decided.")
    share: float | None


class JourneyMap(JourneyAsked):
    """An area's cases recorded in some days, by its own steps. Counts and times: nobody is named."""

    at: Instant
    cases: int
    events: int
    open: int
    ageless: int = Field(description="Left out since no year of birth is known, where ages were asked for.")
    first: Instant | None
    last: Instant | None
    half_closed_s: float | None = Field(
        description="Half are closed within it, by what is known so far; None: too few are."
    )
    walked_s: float = Field(description="All child-time from one step to the next.")
    waiting_s: float = Field(description="What open cases have waited since their last step.")
    steps: list[JourneyStep]
    start: dict[str, int]
    end: dict[str, int] = Field(description="The last step so far, of open cases too.")
    edges: list[JourneyEdge]
    variants: list[JourneyVariant] = Field(description="The hundred commonest.")
    variants_in_all: int
    rework: JourneyRework
    ties: JourneyTies


class CasesOnJourney(JourneyAsked):
    """The cases behind one figure of the map, the oldest first, two hundred a page."""

    before: str
    after: str
    total: int
    cases: list[CountedCase]
