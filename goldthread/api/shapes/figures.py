"""Shapes of an area's figures, and of the cases behind one."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Page
from goldthread.api.shapes.people import Person


class AreaFigure(Schema):
    """A share with Wilson's interval, or a wait in hours; of fewer than ten a share is too few to say."""

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
    too_few: bool


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
