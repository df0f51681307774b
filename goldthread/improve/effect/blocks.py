"""What tests of effect put elsewhere: held to seen safe on a role's first page, and whether an effect was shown."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.improve.effect import saying
from goldthread.improve.effect.drawing import bars
from goldthread.improve.effect.evaluating import is_shown
from goldthread.improve.effect.months import words_of
from goldthread.improve.effect.shapes import LEVELS, VERDICTS, WORSE
from goldthread.improve.effect.waits import HALF, NINETEEN, Waits, curve, quantile
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.plans import on_page, shown
from goldthread.improve.plans.standing import RecommendationNow
from goldthread.web import navigation
from goldthread.web.blocks import register

DAYS = 7  # screens.md 2.1


def _measure(reader: Reader) -> dict[str, Any] | None:
    """Of the last seven days: of the reader's borough, or of the force. None where nobody was missing."""
    now = clocks.now()
    here = reader.post.borough.name if reader.post and reader.post.borough else ""
    asked = "SELECT * FROM goldthread_effect_waits(%s, %s, %s) WHERE measure = 'held-to-safe' AND %s IN ('', borough)"
    rows = db.fetch(asked, [now - timedelta(days=DAYS), now, now, here])
    waits = sum((Waits(tuple(one["over"]), tuple(one["waiting"]), one["never"]) for one in rows), Waits())
    if not waits.of:
        return None
    steps = curve(waits)
    return {
        "days": DAYS,
        "of": waits.of,
        "where": here or "the force",
        "median": quantile(steps, HALF),
        "worst": quantile(steps, NINETEEN),
        "never": waits.never,
        "waiting": len(waits.waiting),
        "url": reverse("effects") if reader.may("read_recommendations") else None,
    }


def _passed(recommendation_id: int) -> Iterable[date]:
    """The last days of the times in which a recommendation's test was passed: two only where they stand apart."""
    from goldthread.improve.effect.queries import passes_of

    passes = sorted(passes_of(recommendation_id))
    days = [clocks.day_of(until - timedelta(seconds=1)) for _, until in passes]
    return days if is_shown(passes) else days[:1]


def _effect(reader: Reader, one: RecommendationNow) -> dict[str, Any] | None:
    """What the test of a recommendation says, apart from its actions; None where there is none, or none to see."""
    from goldthread.improve.effect.queries import number_of, one_tested

    number = number_of(one.recommendation_id) if sight_of(reader).sees_effect else None
    if not number:
        return None
    told = one_tested(reader, number)
    mark = saying.mark(told.now.unit, told.pass_mark, told.pass_mark_words, told.adopted_by or "", told.is_passed)
    return {
        "title": told.title,
        "child": told.child,
        "verdict": VERDICTS[told.verdict],
        "level": LEVELS.get(told.verdict, "none"),
        "bars": bars(told.baseline, told.now, told.pass_mark if told.outcome else None),
        "time_before": words_of(told.baseline.since, told.baseline.until),
        "time_now": words_of(told.now.since, told.now.until),
        "unknown": told.now.unknown if not told.outcome else "",
        "counter": told.counter_words if told.counter else "",
        "counter_verdict": VERDICTS[told.counter_verdict],
        "counter_is_worse": told.counter_verdict == WORSE,
        "mark": mark if told.outcome else f"Pass mark PROPOSED: {told.pass_mark_words}.",
        "shown": "Effect shown." if told.is_shown else "Effect not yet shown.",
        "url": reverse("effect", args=[number]),
    }


register("measure", _measure)
navigation.opens("effects", lambda reader: sight_of(reader).sees_effect)
shown.register(_passed)
on_page.register("effect", "components/effect_block.html", _effect)
