"""A draft, made anew each time it is asked for, from what stands now."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.measuring import Counted, Indicator
from goldthread.core.areas.registry import areas
from goldthread.core.standards.here import profile_name
from goldthread.core.standards.profiles import read_profile
from goldthread.improve.governance.queries import decisions
from goldthread.improve.plans.queries import actions_standing, standing
from goldthread.improve.reporting import areas_told, bodies_told, plans_told
from goldthread.improve.reporting.areas_told import Measured
from goldthread.improve.reporting.document import SILENT, Document, Paragraph, Section
from goldthread.improve.reporting.making import Maker, says, section
from goldthread.improve.reporting.periods import Quarter, quarter_named

TITLE = "Child protection: quarterly report"


def draft(by: Reader, period: str) -> Document:
    """The report of a quarter like 2017-Q1, as it would be published now.

    A quarter that has not ended is told up to now. Refused: who may not draft, what is no quarter, what has not begun.
    """
    by.must("draft_reports")
    quarter = quarter_named(period, clocks.today())
    until = min(quarter.until, clocks.now())
    maker = Maker(quarter.since.isoformat(), until.isoformat())
    measured = list(_measured(quarter.since, until))
    every = standing(by)
    own = [action for action in actions_standing(by) if not action.serves and action.state != "dropped"]
    sections = [
        *_empty(quarter, measured),
        plans_told.in_short(maker, every),
        *(plans_told.chapter(maker, one) for one in every),
        *plans_told.both_plans(every, own),
        bodies_told.told(decisions(by, quarter.since, until)),
        *areas_told.told(maker, measured),
    ]
    return _document(quarter, until, maker, sections)


def _document(quarter: Quarter, until: datetime, maker: Maker, sections: list[Section]) -> Document:
    return Document(
        title=TITLE,
        subtitle=quarter.words,
        force=read_profile(profile_name()).name,
        period=quarter.name,
        since=maker.since,
        until=until.isoformat(),
        made_at=clocks.now().isoformat(),
        sections=tuple(sections),
        figures=maker.figures,
        sums=tuple(maker.sums),
        stages=maker.stages,
        is_synthetic=bool(settings.DEMONSTRATION),
    )


def _empty(quarter: Quarter, measured: list[Measured]) -> Iterator[Section]:
    if not any(counted.of for one in measured for counted in one.counted):
        words = f"Nothing is held of {quarter.words}: no case was opened in it. Its figures say nothing."
        yield section("empty", "No data", Paragraph((says(words),), SILENT))


def _measured(since: datetime, until: datetime) -> Iterator[Measured]:
    """Every area's figures of the time: one read for all the figures that name it."""
    for area in areas().values():
        if area.indicators:
            yield Measured(area.id, area.name, area.indicators, tuple(_counted(area.indicators, since, until)),
                           area.figures_note)  # fmt: skip


def _counted(indicators: tuple[Indicator, ...], since: datetime, until: datetime) -> Iterator[Counted]:
    for path in dict.fromkeys(one.read for one in indicators):
        yield from import_string(path)(since, until, clocks.now())
