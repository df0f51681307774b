"""Ages as hands type them, and what may be said of a birth date from one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.core.records.ages import Age, UnreadableAge, read_age


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("14", "14"),
        (" 14 yrs ", "14"),
        ("14y", "14"),
        ("14y/o", "14"),
        ("14 years old", "14"),
        ("aged 14", "14"),
        ("Age: 14", "14"),
        ("0", "0"),
        ("newborn", "0"),
        ("6 months", "0"),
        ("11mths", "0"),
        ("12 months", "1"),
        ("18m", "1"),
        ("10 weeks old", "0"),
        ("3 days", "0"),
        ("approx 14", "14~"),
        ("c.14", "14~"),
        ("~14", "14~"),
        ("14?", "14~"),
        ("14ish", "14~"),
        ("looks 14", "14~"),
        ("13-15", "13/15~"),
        ("13 to 15 years", "13/15~"),
        ("14/15", "14/15~"),
        ("under 18", "0/17"),
        ("u16", "0/15"),
        ("<10", "0/9"),
        ("over 18", "18/120"),
        ("18+", "18/120"),
        ("teens", "13/19~"),
        ("20s", "20/29~"),
        ("in his 30's", "30/39~"),
        ("twenties", "20/29~"),
        ("adult", "18/120"),
        ("juvenile", "0/17"),
    ],
)
def test_an_age_is_read(text: str, canonical: str) -> None:
    assert str(read_age(text)) == canonical


@pytest.mark.parametrize("text", ["", "unknown", "unborn", "121", "-3", "15-13", "14.5", "1O", "u0", "?", "~", "١٤"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAge):
        read_age(text)


@pytest.mark.parametrize(
    ("text", "is_child"),
    [("17", True), ("18", False), ("under 18", True), ("16-19", None), ("teens", None), ("adult", False)],
)
def test_whether_it_is_a_childs_may_be_unknown(text: str, is_child: bool | None) -> None:
    assert read_age(text).is_child is is_child


def test_somebody_of_fourteen_today_was_born_in_the_year_that_ends_fourteen_years_ago() -> None:
    """Fourteen on 2 March 2026: born after 2 March 2011 and on 2 March 2012 at the latest."""
    assert read_age("14").born_between(date(2026, 3, 2)) == (date(2011, 3, 3), date(2012, 3, 2))


def test_on_the_29th_of_february_years_before_end_on_the_28th() -> None:
    assert read_age("1").born_between(date(2024, 2, 29)) == (date(2022, 3, 1), date(2023, 2, 28))


@given(st.dates(date(1930, 1, 1), date(2090, 12, 31)), st.integers(0, 29_000))
def test_whoever_has_an_age_was_born_between_its_days(on: date, days: int) -> None:
    born = on - timedelta(days=days)
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    first, last = Age(years, years).born_between(on)
    assert first <= born <= last


@given(st.integers(0, 120), st.integers(0, 120), st.booleans())
def test_what_was_read_is_read_the_same_again(one: int, other: int, estimated: bool) -> None:
    youngest, oldest = sorted((one, other))
    again = read_age(str(Age(youngest, oldest, estimated)))
    assert (again.youngest, again.oldest) == (youngest, oldest)
    assert again.estimated is (estimated or youngest != oldest)


@given(st.text(max_size=30))
def test_anything_typed_is_an_age_or_is_refused(text: str) -> None:
    try:
        read = read_age(text)
    except UnreadableAge:
        return
    assert 0 <= read.youngest <= read.oldest <= 120
