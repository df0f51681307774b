"""Case figures: kept as printed, checked, and never mixed with findings that are no grades."""

import pytest

from goldthread.improve.recommendations.reading.numbers import as_fraction, as_number
from goldthread.improve.recommendations.tests.reading_help import read, read_file, read_html, said

Figure = tuple[str, int, int | None, int | None, int | None, int | None]


def _figures(text: str) -> list[Figure]:
    return [
        (f["about"], f["total"], f["good"], f["requires_improvement"], f["inadequate"], f["below_good"])
        for f in read(text).as_json()["case_figures"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 135 cases, 10 were good, 64 required improvement and 61 were inadequate.",
        "We examined 135 cases. Ten were graded good, 64 as requiring improvement and 61 as inadequate.",
        "We assessed 135 cases: good (10), requires improvement (64) and inadequate (61).",
        "Inspectors reviewed 135 case files. We graded practice as good in 10, requiring improvement in 64 and "
        "inadequate in 61.",
        "Of the 135 cases we examined:\n\n• ten were good;\n• 64 required improvement; and\n• 61 were inadequate.",
        "We examined a total of 135 cases. We found that 10 were good. Sixty-four required improvement. "
        "Sixty-one were inadequate.",
    ],
)
def test_the_three_grades_of_a_set_of_cases_are_read(text: str) -> None:
    assert _figures(text) == [("all cases", 135, 10, 64, 61, 125)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "In 38 cases of missing children, 36 cases were judged as ‘requiring improvement’ or ‘inadequate’.",
            ("missing children", 38, None, None, None, 36),
        ),
        (
            "In thirty-eight cases of missing children, thirty-six were found to require improvement or to be "
            "inadequate.",
            ("missing children", 38, None, None, None, 36),
        ),
        (
            "Almost three-quarters (278 out of 374) of the files examined were found to require improvement or "
            "as being inadequate.",
            ("all cases", 374, None, None, None, 278),
        ),
        (
            "Of the nine child sexual exploitation cases we examined, five were inadequate.",
            ("sexual exploitation", 9, None, None, 5, None),
        ),
        ("Three-quarters of the 40 cases involving custody were inadequate.", ("custody", 40, None, None, 30, None)),
    ],
)
def test_a_part_of_the_grades_is_read_and_the_rest_left_empty(text: str, figure: Figure) -> None:
    assert _figures(text) == [figure]


def test_grades_that_do_not_add_up_are_kept_and_told() -> None:
    text = (
        "We examined 33 cases. Nine were good, eight were adequate, seven required improvement and ten were inadequate."
    )
    report = read(text)
    figure = report.as_json()["case_figures"][0]
    assert (
        figure["total"],
        figure["good"],
        figure["adequate"],
        figure["requires_improvement"],
        figure["inadequate"],
    ) == (33, 9, 8, 7, 10)
    assert said(report, "add up to 34", "33")


def test_grades_that_add_up_are_silent() -> None:
    assert not said(read("Of the 30 cases, 12 were good, 14 required improvement and four were inadequate."), "add up")


@pytest.mark.parametrize(
    "text",
    [
        "Of 40 custody cases, 39 resulted in children detained in custody.",
        "Of the cases examined, inspectors referred 38 back to the force because they represented a continued risk.",
        "We found 12 of 30 calls were late.",
        "The force was graded good in three areas and inadequate in one.",
        "Of the 43 forces, 30 were good and 13 required improvement.",
        "There were 14 cases of good practice.",
        "In 2016, 17 per cent of the 300 cases were inadequate.",
    ],
)
def test_findings_that_are_no_grades_of_cases_are_no_case_figures(text: str) -> None:
    assert _figures(text) == []


def test_the_forces_own_grades_of_cases_referred_back_are_left_out_and_told() -> None:
    report = read_file("restated_in_an_annex.txt")
    assert [(f.about, f.total, f.below) for f in report.case_figures] == [
        ("all cases", 90, 62),
        ("missing children", 21, 19),
    ]
    assert said(report, "force itself gave", "left out", "two as ‘inadequate’")


def test_the_forces_own_grades_of_a_whole_set_are_named_as_its_own() -> None:
    text = (
        "The force assessed 33 cases itself: 17 were good, eight were adequate, five required improvement "
        "and three were inadequate."
    )
    figure = read(text).case_figures[0]
    assert (figure.by_force, "own grades" in figure.about, figure.total) == (True, True, 33)


def test_a_share_without_a_count_is_left_out_and_told() -> None:
    report = read("We examined 31 cases. Over half of the cases were inadequate.")
    assert report.case_figures == []
    assert said(report, "share of cases", "left out")


def test_a_web_table_of_grades_is_read_row_by_row() -> None:
    figures = [(f.about, f.total, f.grades.get("good"), f.below) for f in read_file("reinspection.html").case_figures]
    assert figures == [("all cases", 69, 17, 52), ("Missing children", 9, 2, 7), ("Online abuse", 4, 1, 2)]
    assert said(read_file("reinspection.html"), "Online abuse", "add up to 3", "4")


def test_a_text_table_of_grades_is_read_row_by_row() -> None:
    text = (
        "Case files\n\nType of case      Good    Requires improvement    Inadequate    Total\nMissing "
        "children     2       3       4       9\nOnline abuse     1      2      1      4\n"
    )
    assert _figures(text) == [("Missing children", 9, 2, 3, 4, 7), ("Online abuse", 4, 1, 2, 1, 3)]


def test_a_table_as_a_pdf_gives_it_is_read_row_by_row() -> None:
    text = (
        "Case files\n\nType of case Good Requires improvement Inadequate Total\nMissing children 2 3 4 "
        "9\nOnline abuse 1 2 1 4\n"
    )
    assert _figures(text) == [("Missing children", 9, 2, 3, 4, 7), ("Online abuse", 4, 1, 2, 1, 3)]


def test_a_table_without_a_total_is_added_up() -> None:
    page = "<table><tr><th>Area</th><th>Good</th><th>Inadequate</th></tr>" + (
        "<tr><td>Custody</td><td>3</td><td>2</td></tr></table>"
    )
    assert [(f.about, f.total) for f in read_html(page).case_figures] == [("Custody", 5)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("thirty-eight", 38),
        ("twenty one", 21),
        ("1,204", 1204),
        ("one hundred and three", 103),
        ("none", 0),
        ("many", None),
    ],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert as_number(words) == number


@pytest.mark.parametrize(
    ("words", "fraction"),
    [("three-quarters", (3, 4)), ("a third", (1, 3)), ("half", (1, 2)), ("two fifths", (2, 5)), ("most", None)],
)
def test_fractions_in_words(words: str, fraction: tuple[int, int] | None) -> None:
    assert as_fraction(words) == fraction


def test_a_set_graded_by_the_force_and_again_by_inspectors_is_two_figures() -> None:
    report = read(
        "The force self-assessed 33 cases. It graded 17 as good, eight as adequate, five as requiring improvement "
        "and three as inadequate. We graded the same 33 cases: nine good, eight adequate, seven requiring "
        "improvement and nine inadequate."
    )
    assert [(f.by_force, f.total, f.grades["good"], f.below) for f in report.case_figures] == [
        (True, 33, 17, 8),
        (False, 33, 9, 16),
    ]


def test_a_second_set_of_grades_for_the_same_total_is_never_mixed_with_the_first() -> None:
    report = read("We examined 20 cases. In 2018, nine were good. In 2019, 11 were good.")
    assert [f.grades for f in report.case_figures] == [{"good": 9}, {"good": 11}]
