"""What is usual, and when a day's rows are too few or too many."""

from datetime import date, timedelta

import pytest

from goldthread.link.quality.volume import Limits, judge, usual

LIMITS = Limits(weeks=8, least_weeks=4, least_usual=20, low_percent=50, very_low_percent=10, high_times=3)
WEDNESDAY = date(2026, 10, 7)
LONG_AGO = date(2026, 1, 1)


def no_holiday(day: date) -> bool:
    return False


def on_wednesdays(*counts: int) -> dict[date, int]:
    """Counts of the Wednesdays before, the latest first; other days have a thousand."""
    every = {WEDNESDAY - timedelta(days=back): 1000 for back in range(1, 57)}
    return every | {WEDNESDAY - timedelta(weeks=back): n for back, n in enumerate(counts, start=1)}


def test_the_usual_volume_is_the_median_of_the_same_weekday_in_eight_weeks():
    counts = on_wednesdays(10, 20, 30, 40, 50, 60, 70, 80) | {WEDNESDAY - timedelta(weeks=9): 9999}
    assert usual(counts, WEDNESDAY, LONG_AGO, no_holiday, LIMITS) == 45


def test_a_day_without_a_file_counts_as_nought():
    counts = on_wednesdays(30, 30, 30, 30)
    for back in (5, 6, 7, 8):
        del counts[WEDNESDAY - timedelta(weeks=back)]
    assert usual(counts, WEDNESDAY, LONG_AGO, no_holiday, LIMITS) == 15


def test_days_before_the_first_file_are_unknown_and_not_nought():
    first = WEDNESDAY - timedelta(weeks=5)
    counts = on_wednesdays(30, 40, 50, 60)
    # Four Wednesdays lie after the day of the first file, which may have been a part of a day.
    assert usual(counts, WEDNESDAY, first, no_holiday, LIMITS) == 45
    assert usual(counts, WEDNESDAY, first + timedelta(weeks=1), no_holiday, LIMITS) is None
    assert usual({}, WEDNESDAY, None, no_holiday, LIMITS) is None


def test_a_bank_holiday_is_like_a_sunday_and_its_own_weekday_is_spared_it():
    holiday = WEDNESDAY - timedelta(weeks=1)
    counts = on_wednesdays(0, 40, 40, 40, 40, 40, 40, 40)
    assert usual(counts, WEDNESDAY, LONG_AGO, lambda day: day == holiday, LIMITS) == 40
    sundays = {WEDNESDAY - timedelta(days=back): 6 for back in range(1, 57) if back % 7 == 3}
    assert all(day.weekday() == 6 for day in sundays)
    assert usual(counts | sundays, WEDNESDAY, LONG_AGO, lambda day: day == WEDNESDAY, LIMITS) == 6


@pytest.mark.parametrize(
    ("rows", "expected", "state"),
    [
        (100, 100.0, "normal"),
        (50, 100.0, "normal"),
        (49, 100.0, "low"),
        (11, 100.0, "low"),
        (10, 100.0, "very_low"),
        (0, 20.0, "very_low"),
        (300, 100.0, "normal"),
        (301, 100.0, "too_high"),
        (0, 19.5, "too_few"),
        (0, 0.0, "too_few"),
        (500, 0.0, "too_few"),
        (0, None, "no_history"),
    ],
)
def test_a_volume_is_judged_at_the_limits(rows: int, expected: float | None, state: str):
    assert judge(rows, expected, LIMITS) == state
