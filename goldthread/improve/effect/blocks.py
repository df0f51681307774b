"""What tests of effect put elsewhere: held to seen safe on a role's first page, and whether an effect was shown."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.improve.effect.evaluating import is_shown
from goldthread.improve.effect.waits import HALF, NINETEEN, Waits, curve, quantile
from goldthread.improve.plans import shown
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


register("measure", _measure)
shown.register(_passed)
