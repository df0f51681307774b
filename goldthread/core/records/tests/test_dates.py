"""Dates known in part: as much as was typed, no more, and nothing that never was."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.core.records.dates import ImpossibleDate, UnreadableDate, read_date

ON = date(2017, 3, 1)


@pytest.mark.parametrize(
    ("typed", "read", "precision"),
    [
        ("2011-05-11", "2011-05-11", "day"),
        ("11/05/2011", "2011-05-11", "day"),
        ("11.5.2011", "2011-05-11", "day"),
        ("11 May 2011", "2011-05-11", "day"),
        ("11th Sept 2011", "2011-09-11", "day"),
        ("20110511", "2011-05-11", "day"),
        ("11052011", "2011-05-11", "day"),
        ("2011-05-11T00:00:00", "2011-05-11", "day"),
        ("2011-05-11 00:00:00.000", "2011-05-11", "day"),
        ("05/2011", "2011-05", "month"),
        ("2011-05", "2011-05", "month"),
        ("May 2011", "2011-05", "month"),
        ("2011", "2011", "year"),
        ("c. 2011", "2011~", "estimated"),
        ("c2011", "2011~", "estimated"),
        ("approx 05/2011", "2011-05~", "estimated"),
        ("2011~", "2011~", "estimated"),
        ("EDD 11/05/2017", "2017-05-11", "expected"),
        ("due 11 May 2017", "2017-05-11", "expected"),
        ("29/02/2012", "2012-02-29", "day"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(typed: str, read: str, precision: str) -> None:
    found = read_date(typed, on=ON)
    assert (str(found), found.precision) == (read, precision)


@pytest.mark.parametrize(("typed", "year"), [("11/05/17", 2017), ("11/05/18", 1918), ("11 May 85", 1985)])
def test_a_two_digit_year_is_not_of_the_future(typed: str, year: int) -> None:
    assert read_date(typed, on=ON).year == year


@pytest.mark.parametrize(
    "typed",
    ["31/02/2011", "29/02/2011", "2011-13-01", "05/23/2011", "00/05/2011", "00/00/2011", "11/05/1811", "2100-01-01"],
)
def test_a_date_that_never_was_is_called_impossible(typed: str) -> None:
    with pytest.raises(ImpossibleDate):
        read_date(typed, on=ON)


@pytest.mark.parametrize(
    "typed", ["", "unknown", "15", "in May", "11/05", "2011-05-11T10:30", "11 Foo 2011", "١١/٠٥/٢٠١١"]
)
def test_what_is_no_date_is_called_unreadable(typed: str) -> None:
    with pytest.raises(UnreadableDate):
        read_date(typed, on=ON)


def test_a_partial_date_knows_the_days_it_may_be() -> None:
    assert (read_date("02/2012", on=ON).earliest, read_date("02/2012", on=ON).latest) == (
        date(2012, 2, 1),
        date(2012, 2, 29),
    )
    assert (read_date("2012", on=ON).earliest, read_date("2012", on=ON).latest) == (
        date(2012, 1, 1),
        date(2012, 12, 31),
    )


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_of_two_centuries_is_read_alike_in_either_order(day: date) -> None:
    for form in (
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%d%m%Y}",
    ):
        assert read_date(form, on=ON).earliest == day
        assert read_date(form, on=ON).precision == "day"


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    try:
        found = read_date(text, on=ON)
    except (UnreadableDate, ImpossibleDate):
        return
    assert read_date(str(found), on=ON).earliest == found.earliest
