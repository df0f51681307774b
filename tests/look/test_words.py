"""How times, ages and counts read. Expected values are worked out by hand from the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldthread.core.clocks import held_at
from goldthread.web import words


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_summer_instant_is_shown_an_hour_ahead_of_utc() -> None:
    assert words.clock(utc("2026-07-01T21:58")) == "22:58"


def test_a_winter_instant_is_shown_as_utc() -> None:
    assert words.clock(utc("2026-12-01T22:58")) == "22:58"


@pytest.mark.parametrize(("instant", "shown"), [("2026-10-25T00:30", "01:30 BST"), ("2026-10-25T01:30", "01:30 GMT")])
def test_an_hour_that_happens_twice_says_which(instant: str, shown: str) -> None:
    assert words.clock(utc(instant)) == shown


def test_a_bare_time_is_refused() -> None:
    with pytest.raises(ValueError, match="needs an offset"):
        words.moment(datetime(2026, 10, 23, 22, 58))  # noqa: DTZ001 - bare on purpose


def test_a_moment_of_this_year_leaves_the_year_out() -> None:
    with held_at(utc("2026-12-31T23:00")):
        assert words.moment(utc("2026-10-23T21:58")) == "Fri 23 Oct 22:58"
        assert words.moment(utc("2015-10-23T21:58")) == "Fri 23 Oct 2015 22:58"


def test_a_day_has_no_leading_nought() -> None:
    assert words.day(date(2011, 5, 1)) == "1 May 2011"


def test_the_day_of_an_instant_is_london_s() -> None:
    assert words.day(utc("2026-06-30T23:30")) == "1 July 2026"


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2011-05-11", "2026-05-10", 14),
        ("2011-05-11", "2026-05-11", 15),
        ("2012-02-29", "2026-02-28", 13),
        ("2012-02-29", "2026-03-01", 14),
    ],
)
def test_age_is_whole_years_lived(born: str, on: str, years: int) -> None:
    assert words.age(date.fromisoformat(born), date.fromisoformat(on)) == years


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h 00"),
        (63, "1 h 03"),
        (130, "2 h 10"),
        (1440, "24 h"),
        (29 * 60, "29 h"),
        (52 * 60, "2 d 4 h"),
        (72 * 60, "3 d"),
    ],
)
def test_a_length_of_time_reads_in_its_own_size(minutes: int, shown: str) -> None:
    assert words.duration(minutes) == words.duration(timedelta(minutes=minutes)) == shown


def test_across_the_clock_change_an_hour_more_has_passed() -> None:
    assert words.since(utc("2026-10-24T23:30"), utc("2026-10-25T01:30")) == timedelta(hours=2)


def test_work_is_late_only_once_its_due_instant_has_passed() -> None:
    due = utc("2026-10-23T22:55")
    assert words.due(due, utc("2026-10-23T22:43")) == "12 min left"
    assert words.due(due, due) == "0 min left"
    assert words.due(due, utc("2026-10-23T23:35")) == "late 40 min"


def test_one_child_and_many_children() -> None:
    assert words.plural(1, "child", "children") == "1 child"
    assert words.plural(1204, "row") == "1,204 rows"
