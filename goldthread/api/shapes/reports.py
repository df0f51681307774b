"""Shapes of the quarterly report: editions, a report as a document, one figure, its cases, the way back."""

from typing import Any

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line, Page
from goldthread.api.shapes.figures import CountedCase


class ReportEdition(Schema):
    report: str = Field(description="Its name, like 2017-Q1-1: the quarter and the edition.")
    published_by: str
    published_at: Instant
    digest: str = Field(description="SHA-256 of the canonical JSON of what you get of it.")
    why: str = Field(description="What it corrects; empty for a first edition.")


class ReportEditions(Schema):
    reports: list[ReportEdition]


class ReportHead(Schema):
    report: str
    is_draft: bool
    is_outside: bool = Field(description="You read it without small numbers.")
    digest: str = Field(description="Empty for a draft.")


class ReportFigure(Schema):
    """One number of a report. `hidden` stands in its place where it is not shown to you; then it has no number."""

    id: str
    key: str = Field(description="The same figure in another report has the same.")
    measure: str
    name: str
    counts: str
    of_words: str
    source: str
    unit: str = Field(description="`share`, `wait` in minutes, `count` or `rate`.")
    value: float | None
    low: float | None
    high: float | None
    count: int | None
    of: int | None
    borough: str = Field(description="Empty: all of them.")
    since: str
    until: str
    too_few: bool
    unknown: str = Field(description="Why it cannot be known; then it is never told as none.")
    hidden: str
    area: str
    cases: str
    of_children: bool
    withheld: bool


class ReportSection(Schema):
    id: str
    title: str
    level: int
    blocks: list[dict[str, Any]] = Field(description="Paragraphs, bullets, tables and charts: see the reference page.")


class ReportDocument(Schema):
    title: str
    subtitle: str
    force: str
    period: str
    since: str
    until: str
    made_at: str
    standing: str
    language: str
    is_synthetic: bool
    is_suppressed: bool
    sections: list[ReportSection]
    figures: dict[str, ReportFigure]
    stages: dict[str, str]
    sums: list[Any]


class ReportInFull(ReportHead):
    document: ReportDocument


class ReportFigureInFull(ReportHead):
    figure: ReportFigure
    shown: str
    interval: str
    sections: list[str] = Field(description="The ids of the sections it stands in.")
    why_no_cases: str = Field(description="Why you cannot open the cases behind it; empty where you can.")


class ReportCasesWanted(Schema):
    page: Page = Field(1, description="200 cases a page.")


class ReportCases(Schema):
    report: str
    figure: str
    total: int
    cases: list[CountedCase]
    elsewhere: int = Field(description="Cases of this page in work that you do not see.")


class ReportPublished(Schema):
    why: Line = Field("", description="Why a corrected edition is needed, where the quarter was published already.")


class ReportOfCase(Schema):
    report: str
    figure: str
    words: str
    since: str
    until: str


class ReportsOfCase(Schema):
    case: str
    figures: list[ReportOfCase]
