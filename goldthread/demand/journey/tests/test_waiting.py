"""Waits with open cases counted as open: published times of remission, and small cases worked by hand."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from goldthread.demand.journey.events import Events, microseconds
from goldthread.demand.journey.waiting import Stage, median_wait, stages_of, whole_wait

# Freireich and others, Blood 1963, 21: weeks of remission of children with leukaemia; + is one still in remission. The
# medians are 23 with 6-mercaptopurine and 8 without (Kleinbaum and Klein, Survival Analysis, chapter 2).
WITH = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
WITHOUT = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
BEGIN = datetime(2026, 9, 1, tzinfo=UTC)
NOW = BEGIN + timedelta(hours=100)


def waits(text: str) -> pl.DataFrame:
    rows = [(int(one.strip("+")), not one.endswith("+")) for one in text.split()]
    return pl.DataFrame(rows, schema={"wait": pl.Int64, "over": pl.Boolean}, orient="row")


@pytest.mark.parametrize(("told", "median"), [(WITH, 23), (WITHOUT, 8)])
def test_the_median_of_remission_is_the_published_one(told: str, median: float):
    assert median_wait(waits(told)) == median


@pytest.mark.parametrize(
    ("told", "median"),
    [
        ("30 90", 60),  # nobody waits: the plain median
        ("25 60 975+", 60),  # a third has gone by 25, two thirds by 60; of those that went it would be 42.5
        ("10 20+ 30+", None),  # one of three has gone, and nobody says when the others will
        ("10+ 20+", None),
        ("5", 5),
        ("5 5+", 5),  # who is seen for the last time as another goes was there when it went
        ("4 5+ 6", 6),  # of three one went, of the one left one: 2/3, then 0
        ("", None),
    ],
)
def test_half_are_over_by_then_those_who_wait_counted(told: str, median: float | None):
    assert median_wait(waits(told)) == median


def test_leaving_out_those_who_wait_makes_it_look_quicker():
    gone = " ".join(one for one in WITH.split() if not one.endswith("+"))
    assert (median_wait(waits(gone)) or 0) < (median_wait(waits(WITH)) or 0)


def events(*rows: tuple[str, str, float]) -> Events:
    return Events.of([(case, step, BEGIN + timedelta(hours=hours)) for case, step, hours in rows])


THREE = events(("1", "reported", 0), ("2", "reported", 10), ("1", "found", 4), ("3", "reported", 90),
               ("2", "found", 30), ("2", "reported", 40))  # fmt: skip


def test_each_step_says_who_went_on_who_was_closed_and_who_waits():
    told = stages_of(THREE, pl.Series([False, True, True]), microseconds(NOW))
    hour = 3600.0
    # After reported: 4 and 20 hours over, 60 and 10 still waiting. 3/4 are left after 4; one went before the 10 of the
    # third were up, so 2 were there at 20: 3/8. After found: 10 hours over; the first was closed with it.
    assert told == [
        Stage("reported", 4, 2, 0, 2, 20 * hour, 70 * hour, 60 * hour),
        Stage("found", 2, 1, 1, 0, 10 * hour, 0.0, 0.0),
    ]


def test_the_whole_is_from_first_step_to_last_and_open_until_now():
    assert whole_wait(THREE, pl.Series([False, True, True]), microseconds(NOW)) is None
    # 4 and 30 hours closed, 10 open: left 2/3 after 4, then one of one.
    assert whole_wait(THREE, pl.Series([False, False, True]), microseconds(NOW)) == 30 * 3600


def test_what_is_written_down_for_later_than_now_has_not_been_waited():
    told = stages_of(events(("1", "agreed", 101)), pl.Series([True]), microseconds(NOW))
    assert (told[0].waiting, told[0].waiting_s) == (1, 0)
