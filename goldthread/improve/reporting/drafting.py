"""A draft, made anew each time it is asked for, from what stood when its quarter ended, or stands now."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from goldthread.audit.reviews.findings import findings, sent_back
from goldthread.config import installation
from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.measuring import Counted, Indicator
from goldthread.core.areas.registry import areas
from goldthread.core.standards.here import profile_name
from goldthread.core.standards.profiles import read_profile
from goldthread.improve.effect.measures import measures, read
from goldthread.improve.effect.queries import tested
from goldthread.improve.effect.shapes import VERDICTS, Tested
from goldthread.improve.governance.queries import decisions
from goldthread.improve.plans.queries import actions_standing, standing
from goldthread.improve.plans.standing import ActionNow, RecommendationNow
from goldthread.improve.recommendations.queries import imported_after
from goldthread.improve.reporting import (
    areas_told,
    bodies_told,
    changes_told,
    demand_told,
    effect_told,
    ending_told,
    findings_told,
    minutes_told,
    opening_told,
    plans_told,
)  # fmt: skip
from goldthread.improve.reporting.areas_told import Measured
from goldthread.improve.reporting.document import NOT_KNOWN, Block, Document, Paragraph, Section, from_json
from goldthread.improve.reporting.making import Maker, says, section
from goldthread.improve.reporting.models import Edition
from goldthread.improve.reporting.periods import Quarter, quarter_named

TITLE = "Child protection: quarterly report"


def draft(by: Reader, period: str) -> Document:
    """The report of a quarter like 2017-Q1, as it would be published now.

    Everything that stands is told as it stood at one instant, the quarter's end, or now while the quarter runs: plans,
    positions, silence, evidence, letters, decisions, days open and late. What stood then is what was held here by then:
    a position entered later about an earlier day is later knowledge. So a past quarter does not depend on when it is
    drafted, but for what belongs to its own days and was recorded later: figures of cases, corrected grades, minutes,
    and the report it is compared with (`opening_told` says so). Who drafts sees by their posts of today.
    Refused: who may not draft, what is no quarter, what has not begun.
    """
    by.must("draft_reports")
    quarter = quarter_named(period, clocks.today())
    until = min(quarter.until, clocks.now())
    maker = Maker(quarter.since.isoformat(), until.isoformat())
    measured = list(_measured(quarter.since, until))
    every = standing(by, until)
    last = None if quarter.until > until else quarter.until
    effects = {one.recommendation_id: one for one in tested(by, None, last, until)}
    chapters = [_chapter(maker, one, effects.get(one.recommendation_id)) for one in every]
    own = _own_actions(by, until)
    sections = [
        *_empty(quarter, measured),
        opening_told.told(until, has_ended=last is not None, later=imported_after(by, until), held=bool(every)),
        *plans_told.in_short(maker, every, own),
        *chapters,
        _minutes(maker, quarter, until),
        *demand_told.told(maker, measured),
        findings_told.told(maker, findings(by, quarter.since, until), sent_back(by, quarter.since, until, until)),
        *plans_told.both_plans(every, own),
        bodies_told.told(decisions(by, quarter.since, until, until)),
        *areas_told.told(maker, measured),
    ]
    sections.insert(len(sections) - len(measured), changes_told.told(maker, *_earlier(quarter)))
    sections += ending_told.told(maker)
    return _document(quarter, until, maker, sections)


def _chapter(maker: Maker, one: RecommendationNow, test: Tested | None) -> Section:
    return plans_told.chapter(maker, one, _effect(maker, test), VERDICTS[test.verdict] if test else "")


def _effect(maker: Maker, one: Tested | None) -> list[Block]:
    """What was tested; a recommendation without a test says that nobody knows what it changes."""
    if one is None:
        words = "NOT KNOWN: no test of effect is declared for it, so nobody can say whether it changed anything."
        return [Paragraph((says(words),), NOT_KNOWN)]
    return list(effect_told.told(maker, one, dict(measures())))


def _minutes(maker: Maker, quarter: Quarter, at: datetime) -> Section:
    cells = read(minutes_told.MEASURES, quarter.since, quarter.until, at)
    whole = {name: one.reading(quarter.since, quarter.until) for name, one in cells.items()}
    by_borough = {
        name: [
            (borough, cells[name].reading(quarter.since, quarter.until, borough)) for borough in cells[name].boroughs
        ]
        for name in minutes_told.MEASURES[:2]
    }
    return minutes_told.told(maker, whole, by_borough, dict(measures()))


def _own_actions(by: Reader, at: datetime) -> list[ActionNow]:
    return [action for action in actions_standing(by, at) if not action.serves and action.state != "dropped"]


def _earlier(quarter: Quarter) -> tuple[Document | None, frozenset[str]]:
    """The last report published of an earlier quarter, and the figures that outside readers were not shown in it."""
    last = Edition.objects.filter(period__lt=quarter.name).order_by("-period", "-number").first()
    if last is None:
        return None, frozenset()
    shown = {one["key"] for one in last.outside["figures"].values() if not one["hidden"]}
    return from_json(last.whole), frozenset(one["key"] for one in last.whole["figures"].values()) - shown


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
        is_synthetic=_is_invented(),
    )


def _is_invented() -> bool:
    """In a demonstration, and where the invented force was loaded or is being loaded."""
    return bool(settings.DEMONSTRATION or installation.value("GOLDTHREAD_DEMONSTRATION_ANCHOR"))


def _empty(quarter: Quarter, measured: list[Measured]) -> Iterator[Section]:
    if not any(counted.of for one in measured for counted in one.counted):
        words = f"Nothing is held of {quarter.words}: no case was opened in it. Its figures say nothing."
        yield section("empty", "No data", Paragraph((says(words),), NOT_KNOWN))


def _measured(since: datetime, until: datetime) -> Iterator[Measured]:
    """Every area's figures of the time: one read for all the figures that name it."""
    for area in areas().values():
        if area.indicators:
            yield Measured(area.id, area.name, area.indicators, tuple(_counted(area.indicators, since, until)),
                           area.figures_note)  # fmt: skip


def _counted(indicators: tuple[Indicator, ...], since: datetime, until: datetime) -> Iterator[Counted]:
    for path in dict.fromkeys(one.read for one in indicators):
        yield from import_string(path)(since, until, until)
