"""How long the inspectorate gives, and the date that makes."""

from datetime import date

import pytest

from goldthread.improve.recommendations.reading.dates import add_months
from goldthread.improve.recommendations.tests.reading_help import HEAD, read, read_html, said, shape


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Immediately, the force should act.", "immediate"),
        ("The force should immediately act.", "immediate"),
        ("With immediate effect, the force should act.", "immediate"),
        ("The force should, with immediate effect, act.", "immediate"),
        ("The force should take immediate action to find children.", "immediate"),
        ("Within three months, Eastvale Constabulary should act.", "P3M"),
        ("Within 3 months the force should act.", "P3M"),
        ("We recommend that, within six months, the force should act.", "P6M"),
        ("We recommend that the force, within six months of publication, should act.", "P6M"),
        ("Within six months of the publication of this report, the force should act.", "P6M"),
        ("Within one month, the force should act.", "P1M"),
        ("Within nine months, the force should act.", "P9M"),
        ("Within 12 months, the force should act.", "P12M"),
        ("Within a year, the force should act.", "P12M"),
        ("Within eighteen months, the force should act.", "P18M"),
        ("Within six weeks, the force should act.", "P42D"),
        ("Within 28 days, the force should act.", "P28D"),
        ("By 31 December 2023, chief constables should act.", "by:2023-12-31"),
        ("By 1st April 2024 the force should act.", "by:2024-04-01"),
        ("No later than 30 June 2024, the force should act.", "by:2024-06-30"),
        ("Before 1 April 2024, the force should act.", "by:2024-03-31"),
        ("By the end of February 2024, the force should act.", "by:2024-02-29"),
        ("By October 2023, the force should act.", "by:2023-10-31"),
        ("The force should publish its plan by 31 March 2024.", "by:2024-03-31"),
        ("The force should act.", None),
        ("The force should use the plan (that it has made within three months) to act.", None),
        ("The force should make sure that officers immediately record what they see.", None),
        ("The force should make sure that each plan is reviewed within 28 days.", None),
    ],
)
def test_the_time_that_governs_the_duty_is_read_from_the_sentence(sentence: str, code: str | None) -> None:
    assert [t for _, t, _ in shape(read(HEAD + "1. " + sentence + "\n"))] == [code]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Immediately", "immediate"),
        ("IMMEDIATELY", "immediate"),
        ("Immediate recommendations", "immediate"),
        ("Recommendations requiring immediate action", "immediate"),
        ("Within three months", "P3M"),
        ("Within three months:", "P3M"),
        ("Within 3 months of publication", "P3M"),
        ("Three months", "P3M"),
        ("Recommendations requiring action within six months", "P6M"),
        ("Recommendations to be completed by 31 March 2024", "by:2024-03-31"),
        ("By 31 March 2024", "by:2024-03-31"),
    ],
)
def test_a_heading_gives_its_time_to_the_recommendations_under_it(heading: str, code: str) -> None:
    assert [t for _, t, _ in shape(read(HEAD + heading + "\n\n1. The force should act.\n"))] == [code]


@pytest.mark.parametrize("label", ["(within three months)", "– within three months", ": within three months"])
def test_a_time_beside_the_number_counts(label: str) -> None:
    assert shape(read(f"Recommendation 2 {label}\n\nThe force should act.\n")) == [(2, "P3M", 0)]


def test_a_deadline_on_its_own_line_counts() -> None:
    assert shape(read("Recommendation 2\n\nThe force should act.\n\nDeadline: 31 March 2024\n")) == [
        (2, "by:2024-03-31", 0)
    ]


def test_where_heading_and_sentence_differ_the_sentence_wins_and_a_warning_says_so() -> None:
    report = read(
        HEAD + "Within three months\n\n1. Within six months, the force should act.\n2. The force should test.\n"
    )
    assert [t for _, t, _ in shape(report)] == ["P6M", "P3M"]
    assert said(report, "recommendation 1", "within six months", "within three months", "sentence was taken")


def test_a_month_with_no_day_is_taken_to_its_end_and_a_warning_says_so() -> None:
    assert said(read(HEAD + "1. By October 2023, the force should act.\n"), "no day is printed", "last day")


@pytest.mark.parametrize("words", ["By 31 March", "By spring 2025", "By early 2025"])
def test_a_time_the_calendar_does_not_know_is_left_empty_and_told(words: str) -> None:
    report = read(HEAD + f"1. {words}, the force should act.\n")
    assert [t for _, t, _ in shape(report)] == [None]
    assert said(report, words, "left empty")


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2016, 11, 25), 3, date(2017, 2, 25)),
        (date(2016, 11, 25), 6, date(2017, 5, 25)),
        (date(2016, 11, 30), 3, date(2017, 2, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 12, 31), 12, date(2024, 12, 31)),
        (date(2023, 10, 31), 1, date(2023, 11, 30)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month(start: date, months: int, due: date) -> None:
    assert add_months(start, months) == due


def test_due_dates_count_from_the_date_given() -> None:
    text = (
        "1. Immediately, the force should act.\n2. Within three months, the force should act.\n3. Within "
        "six weeks, the force should plan.\n4. By 31 March 2018, the force should report.\n"
    )
    report = read(HEAD + text, date(2016, 11, 25))
    assert [r.due_on for r in report.recommendations] == [None, date(2017, 2, 25), date(2017, 1, 6), date(2018, 3, 31)]
    assert report.published == date(2016, 11, 25)
    assert said(report, "25 November 2016", "the date given")


@pytest.mark.parametrize(
    "printed",
    [
        "Published on: 21 October 2022",
        "Published on\n21 October 2022",
        "Date published: 21st October 2022",
        "21 October 2022",
    ],
)
def test_the_printed_date_of_publication_is_used_and_named(printed: str) -> None:
    report = read(f"A report\n\n{printed}\n\n" + HEAD + "1. Within three months, the force should act.\n")
    assert (report.published, report.recommendations[0].due_on) == (date(2022, 10, 21), date(2023, 1, 21))
    assert said(report, "October 2022", "found in the report")


def test_the_date_a_web_page_declares_is_used() -> None:
    page = (
        '<meta property="article:published_time" '
        'content="2024-02-09T00:01:00+00:00"><h2>Recommendations</h2><p>Within three months, the force '
        "should act.</p>"
    )
    assert read_html(page).recommendations[0].due_on == date(2024, 5, 9)


def test_a_month_without_a_day_dates_nothing() -> None:
    report = read("A report\n\nJune 2017\n\n" + HEAD + "1. Within three months, the force should act.\n")
    assert (report.published, report.recommendations[0].due_on) == (None, None)
    assert report.published_printed == "June 2017"
    assert said(report, "only June 2017", "no day", "left empty")


def test_no_date_at_all_is_told() -> None:
    assert said(read(HEAD + "1. Within three months, the force should act.\n"), "no date of publication", "left empty")
