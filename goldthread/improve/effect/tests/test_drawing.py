"""What says nothing is not drawn as if it did: no bar of too few, no course of one month."""

from dataclasses import replace
from datetime import UTC, datetime

from goldthread.improve.effect.drawing import bars, series
from goldthread.improve.effect.shapes import WAIT, Reading

SINCE, UNTIL = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC)
MANY = Reading(WAIT, 300.0, 200.0, 400.0, 40, 40, too_few=False, unknown="", since=SINCE, until=UNTIL)
FEW = replace(MANY, low=10.0, high=9_000.0, count=3, of=3, too_few=True)
UNKNOWN = replace(MANY, value=None, low=None, high=None, count=0, of=0, unknown="nothing was recorded")


def test_a_bar_stands_for_an_interval_that_says_something():
    drawn = bars(FEW, MANY, None)
    assert drawn.before.left is drawn.before.at is None
    assert drawn.now.left < drawn.now.at < drawn.now.right
    assert bars(UNKNOWN, FEW, 300.0).now.left is None


def test_a_month_of_few_is_a_hollow_point_without_its_interval_and_sets_no_scale():
    drawn = series([MANY, FEW, UNKNOWN], None)
    assert [one.y is not None for one in drawn.months] == [True, True, False]
    assert [one.low is not None for one in drawn.months] == [True, False, False]
    assert [one.is_few for one in drawn.months] == [False, True, False]
    assert drawn.top == "7 h 20"  # a tenth above 400 minutes, not above 9,000


def test_one_month_alone_is_no_course():
    assert not series([MANY, UNKNOWN], 300.0).is_drawn
    assert series([MANY, FEW], 300.0).is_drawn
