"""Shapes of an area's figures, of the cases behind one, and of the briefing."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Page
from goldthread.api.shapes.people import Person


class AreaFigure(Schema):
    """A share with Wilson's interval, a wait in hours, or how many each; a share of fewer than ten is too few."""

    indicator: str
    borough: str = Field(description="Empty: all boroughs.")
    month: str = Field(description="Like 2026-10; empty: the whole time.")
    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None
    median_hours: float | None
    slow_hours: float | None = Field(description="Nine in ten took no longer.")
    each: float | None = Field(description="How many each; or, of a rate, for each 1,000.")
    too_few: bool
    not_known: str = Field(description="Why it cannot be known; empty: it is.")
    note: str = Field(description="What must be read with it, like how many grades a moderator decided; or empty.")


class AreaFigures(Schema):
    area: str
    since: Instant
    until: Instant
    figures: list[AreaFigure]


class FigureWanted(Schema):
    borough: Line = Field("", description="A borough as the figures name it; else all of them.")
    month: Line = Field("", description="Like 2026-10; else the last twelve months.")
    page: Page = Field(1, description="200 cases a page.")


class CountedCase(Schema):
    """A case that counts in a figure."""

    reference: str
    state_words: str
    opened_at: Instant
    owner: str | None
    borough: str
    person: Person | None


class CasesBehind(Schema):
    """The cases that count in one figure, the oldest first, two hundred a page. `total` is what the figure counts."""

    area: str
    indicator: str
    counts: str = Field(description="What makes a case count, in words.")
    borough: str
    since: Instant
    until: Instant
    total: int
    cases: list[CountedCase]


class BriefingLine(Schema):
    area: str
    line: str
    sentence: str
    count: int | None = Field(description="None: it cannot be known.")
    note: str = Field(description="What is not in the number.")


class OpenThen(Schema):
    """One open case as it stood: its reference and codes, and never who it is about."""

    reference: str
    state: str
    state_words: str
    grade: str
    since: Instant = Field(description="When it began in the world: of a missing child, the report.")
    owner: str | None
    is_offered: bool = Field(description="Whether a hand-over stood that nobody had accepted.")
    next_clock: str | None
    next_clock_words: str | None
    next_due_at: Instant | None
    late: list[str] = Field(description="The clocks that were past their time.")


class Briefing(Schema):
    """What each area declares to be said of a borough or the force. Counts only: nobody is named."""

    area: str = Field(description="The area asked about; empty: every one.")
    borough: str = Field(description="Its code; empty: the whole force.")
    period: str = Field(description="8h, 24h or 7d.")
    since: Instant
    at: Instant
    lines: list[BriefingLine]
    unplaced: int | None = Field(
        description="Open work in no borough, so in no borough's numbers; None: not known of a time past."
    )
    open: list[OpenThen] | None = Field(description="The open cases, the first reported first, if an area was asked.")
