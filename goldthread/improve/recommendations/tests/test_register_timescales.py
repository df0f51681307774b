"""A time given, as people type it, as the register keeps it and as it reads."""

import pytest

from goldthread.core.refusals import NotValid
from goldthread.improve.recommendations.timescales import code_of, words_of


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ""),
        ("  ", ""),
        ("immediately", "immediate"),
        ("Immediate", "immediate"),
        ("with immediate effect", "immediate"),
        ("Within three months", "P3M"),
        ("within 6 months", "P6M"),
        ("six months", "P6M"),
        ("within a year", "P12M"),
        ("within six weeks", "P42D"),
        ("by 31 December 2023", "by:2023-12-31"),
        ("By the end of March 2024", "by:2024-03-31"),
        ("P3M", "P3M"),
        ("by:2023-12-31", "by:2023-12-31"),
    ],
)
def test_a_time_is_typed_as_it_is_printed_or_as_its_code(typed: str, code: str) -> None:
    assert code_of(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["soon", "by spring 2024", "P0M", "P3Y", "by:2023-02-30", "by:2023-W01-1", "P\u0663M", "within no months",
     "by 31 February 2024", "report within three months to the mayor", "x" * 5000],
)  # fmt: skip
def test_what_the_calendar_does_not_know_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(NotValid) as refused:
        code_of(typed, "timescale_2")
    assert refused.value.field == "timescale_2"
    assert "within three months" in refused.value.remedy


@pytest.mark.parametrize("code", ["", "immediate", "P1M", "P3M", "P12M", "P1D", "P42D", "by:2023-12-01"])
def test_the_words_shown_are_taken_back_as_the_same_time(code: str) -> None:
    assert code_of(words_of(code)) == code
