"""A quarter is three months of London's calendar, and nothing else is taken for one."""

from datetime import date

import pytest

from goldthread.core.refusals import NotValid
from goldthread.improve.reporting.periods import Quarter, quarter_named, quarter_of
from goldthread.improve.reporting.shown import days_between

TODAY = date(2026, 11, 30)


def test_a_quarter_begins_and_ends_at_midnight_in_london() -> None:
    spring = quarter_named("2017-Q2", TODAY)
    assert (spring.since.isoformat(), spring.until.isoformat()) == (
        "2017-04-01T00:00:00+01:00",
        "2017-07-01T00:00:00+01:00",
    )
    assert spring.words == "April to June 2017"


def test_quarters_follow_each_other_over_the_turn_of_the_year() -> None:
    assert (Quarter(2017, 1).before.name, Quarter(2016, 4).after.name) == ("2016-Q4", "2017-Q1")
    assert quarter_of(date(2017, 3, 31)).name == "2017-Q1"


def test_the_quarter_that_runs_is_taken_and_the_next_is_not() -> None:
    assert quarter_named("2026q4", TODAY).name == "2026-Q4"
    with pytest.raises(NotValid, match="January to March 2027 has not begun"):
        quarter_named("2027-Q1", TODAY)


@pytest.mark.parametrize("text", ["", "2017", "2017-Q5", "2017-03", "Q1 2017", "1999-Q4", "2100-Q1", "２０１７-Q1"])
def test_what_is_no_quarter_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(NotValid) as refused:
        quarter_named(text, TODAY)
    assert refused.value.field == "period"


def test_the_days_of_a_figure_are_londons_and_the_last_is_within_it() -> None:
    told = days_between("2026-07-01T00:00:00+01:00", "2026-12-31T23:00:00+00:00")
    assert told == "1 July 2026 to 31 December 2026"
    assert days_between("2026-03-31T23:00:00+00:00", "2026-06-30T23:00:00+00:00") == "1 April 2026 to 30 June 2026"
