"""Whole reports, invented in the forms the inspectorate uses, read from text, web page and PDF."""

from datetime import date
from pathlib import Path

import pytest

from goldthread.improve.recommendations.reading import Report, read_report
from goldthread.improve.recommendations.tests.reading_help import (
    HEAD,
    REPORTS,
    pdf_of,
    read,
    read_file,
    read_html,
    said,
    shape,
    texts,
)

ANNEX = (REPORTS / "restated_in_an_annex.txt").read_text()
ANNEX_SHAPE = [(1, "immediate", 0), (2, "immediate", 3), (3, "P3M", 2), (4, "P6M", 0)]


def _wrapped(text: str, width: int, blank_lines: bool) -> str:
    out: list[str] = []
    for line in text.split("\n"):
        words, current = line.split(), line[: len(line) - len(line.lstrip())]
        for word in words:
            if len(current) + len(word) > width:
                out.append(current.rstrip())
                current = ""
            current += word + " "
        if words or blank_lines:
            out.append(current.rstrip())
    return "\n".join(out)


def _paged(text: str, lines: int) -> str:
    out: list[str] = []
    for index, line in enumerate(text.split("\n"), 1):
        out.append(line)
        if index % lines == 0:
            out += ["", str(index // lines), "", "Child protection follow-up", ""]
    return "\n".join(out)


def test_a_list_restated_in_an_annex_is_imported_once_and_in_full() -> None:
    report = read(ANNEX)
    assert shape(report) == ANNEX_SHAPE
    assert all(r.is_complete for r in report.recommendations)
    assert report.recommendations[1].subpoints == [
        "teaching call handlers to ask about risk, and to draw together what is already known, including about "
        "those who pose a risk to children;",
        "using the 'absent' category only where it fits; and",
        "agreeing trigger plans with partners.",
    ]


@pytest.mark.parametrize("width", [48, 60, 72, 79, 96, 130])
@pytest.mark.parametrize("blank_lines", [True, False])
def test_the_same_report_wrapped_at_any_width_reads_the_same(width: int, blank_lines: bool) -> None:
    assert _content(read(_wrapped(ANNEX, width, blank_lines))) == _content(read(ANNEX))


@pytest.mark.parametrize("lines", [9, 14, 23, 31])
def test_the_same_report_broken_into_pages_reads_the_same(lines: int) -> None:
    assert _content(read(_paged(_wrapped(ANNEX, 72, True), lines))) == _content(read(ANNEX))


@pytest.mark.parametrize("size", [9, 11, 13])
def test_the_same_report_as_a_pdf_reads_the_same_and_knows_its_pages(size: int) -> None:
    report = read_report(pdf_of(ANNEX, size), "report.pdf")
    assert shape(report) == ANNEX_SHAPE
    assert report.form == "pdf"
    assert all(r.is_complete and r.page and r.page >= 2 for r in report.recommendations)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_same_report_in_any_encoding_reads_the_same(encoding: str, newline: str) -> None:
    # Windows-1252 has no superscript four and above; these words hold only the first two.
    data = ANNEX.replace("\n", newline).replace("²", "2").replace("¹", "").encode(encoding)
    assert shape(read_report(data, "report.txt")) == ANNEX_SHAPE


def _content(report: Report) -> list[tuple[str, list[str], str | None]]:
    return [(r.text, r.subpoints, r.timescale) for r in report.recommendations]


def test_a_restated_list_counts_from_the_original_report_and_says_so() -> None:
    report = read(ANNEX)
    assert report.published is None
    assert [r.due_on for r in report.recommendations] == [None] * 4
    assert (report.published_printed, report.originally_published) == ("May 2019", "October 2018")
    assert said(report, "restate", "October 2018", "original", "May 2019", "--published")


def test_a_restated_list_is_dated_by_the_date_given() -> None:
    report = read(ANNEX, date(2018, 10, 30))
    assert [r.due_on for r in report.recommendations] == [None, None, date(2019, 1, 30), date(2019, 4, 30)]
    assert said(report, "restate", "check that the date given")


def test_a_restated_list_whose_original_date_is_printed_in_full_counts_from_it() -> None:
    report = read(ANNEX.replace("In October 2018, the report", "On 30 October 2018, the report"))
    assert [r.due_on for r in report.recommendations][2:] == [date(2019, 1, 30), date(2019, 4, 30)]
    assert said(report, "30 October 2018", "as printed")


def test_causes_of_concern_come_with_their_recommendations_under_them() -> None:
    report = read_file("accelerated_causes.html")
    found = [(r.kind, r.number, r.under, r.timescale, len(r.subpoints)) for r in report.recommendations]
    assert found == [
        ("cause_of_concern", 1, None, None, 0),
        ("recommendation", 1, 1, "by:2023-12-31", 3),
        ("cause_of_concern", 2, None, None, 0),
        ("recommendation", "a", 2, "by:2024-03-31", 0),
        ("recommendation", "b", 2, "by:2024-06-30", 0),
    ]
    assert texts(report)[0] == "The force does not judge risk well enough when children are reported missing."


def test_scripts_menus_banners_and_footers_are_never_read() -> None:
    read_words = " ".join(texts(read_file("accelerated_causes.html")))
    assert "script" not in read_words
    assert "cookies" not in read_words
    assert "write to us" not in read_words


def test_a_national_report_addresses_other_bodies_too() -> None:
    report = read_file("national_thematic.txt")
    assert shape(report) == [
        (1, "by:2023-10-31", 0),
        (2, "immediate", 0),
        (3, "P6M", 3),
        (4, "P42D", 0),
        (5, "by:2024-03-31", 0),
        (1, None, 0),
    ]
    assert report.recommendations[2].addressees == ["Home Office", "College of Policing"]
    assert report.recommendations[2].due_on == date(2023, 10, 5)
    assert report.recommendations[5].kind == "area_for_improvement"
    assert not said(report, "the document says there are")


def test_a_reinspection_imports_what_is_new_and_refers_to_what_is_old() -> None:
    report = read_file("reinspection.html")
    assert shape(report) == [(1, "P3M", 2)]
    assert report.recommendations[0].subpoints[1] == "how soon a supervisor is told."
    assert [(r.matched, "2021" in r.of) for r in report.references] == [(None, True), (1, True), (1, True)]


def test_an_effectiveness_report_gives_its_cause_recommendation_and_areas() -> None:
    report = read_file("effectiveness.txt")
    assert [(r.kind, r.under, r.timescale) for r in report.recommendations] == [
        ("cause_of_concern", None, None),
        ("recommendation", 1, "immediate"),
        ("area_for_improvement", None, None),
        ("area_for_improvement", None, None),
    ]
    assert texts(report)[0].endswith("wait too long to be safeguarded by its multi-agency teams.")


def test_a_set_printed_in_summary_body_and_annex_is_imported_once_in_its_fullest_words() -> None:
    full = "The force should answer calls about children sooner, so that none waits overnight."
    text = (
        f"Summary of recommendations\n\n1. Answer calls sooner.\n2. Teach custody staff what children need.\n\n"
        f"Initial contact\n\nCalls wait.\n\nRecommendation 1\n\nWithin three months, {full[0].lower()}{full[1:]}\n\n"
        "Detention\n\nCells are cold.\n\nRecommendation 2\n\nWithin six months, the force should teach custody "
        "staff what children need.\n\n"
        f"Annex A – Recommendations\n\nWithin three months\n\n1. {full}\n\nWithin six months\n\n2. The force "
        f"should teach custody staff what children need.\n"
    )
    assert [(n, t) for n, t, _ in shape(read(text))] == [(1, "P3M"), (2, "P6M")]


def test_alike_recommendations_with_different_topics_are_both_kept() -> None:
    text = (
        "1. Within three months, the force should review how it records missing children.\n2. Within three "
        "months, the force should review how it records detained children.\n"
    )
    assert [n for n, _, _ in shape(read(HEAD + text))] == [1, 2]


def test_causes_that_each_number_from_one_are_no_repetition() -> None:
    text = "".join(
        f"Cause of concern\n\nThe force fails {who}.\n\nRecommendations\n\n1. Within three months, the force "
        f"should help {who}.\n\n"
        for who in ("missing children", "detained children")
    )
    report = read(text)
    assert [(r.number, r.under) for r in report.recommendations if r.kind == "recommendation"] == [(1, 1), (1, 2)]
    assert not said(report, "number 1 is printed")


def test_causes_under_one_plural_heading_take_their_topics_as_titles() -> None:
    page = "<h2>Accelerated causes of concern</h2>" + "".join(
        f"<h3>{title}</h3><p>The force fails.</p><h4>Recommendation</h4><p>By 31 March 2024, the force should "
        f"{act}.</p>"
        for title, act in (("Missing children", "look"), ("Online abuse", "search"))
    )
    report = read_html(page)
    assert [(r.title, r.under) for r in report.recommendations] == [
        ("Missing children", None),
        ("", 1),
        ("Online abuse", None),
        ("", 2),
    ]


def test_a_recalled_recommendation_is_a_reference_and_not_new() -> None:
    text = (
        "Findings\n\nIn our 2016 report we recommended that the force should audit its cases monthly.\n\n"
        + HEAD
        + "1. The force should audit its cases monthly and publish the results.\n"
    )
    report = read(text)
    assert len(report.recommendations) == 1
    assert [r.matched for r in report.references] == [1]


def test_a_table_with_their_status_holds_earlier_recommendations() -> None:
    rows = (
        "<tr><th>No</th><th>Recommendation</th><th>Status</th></tr><tr><td>1</td><td>The force should flag "
        "risk on its systems.</td><td>Complete</td></tr>"
    )
    report = read_html(
        f"<h2>Progress</h2><table>{rows}</table><h2>Recommendations</h2><p>The force should immediately name a "
        f"chief officer.</p>"
    )
    assert texts(report) == ["The force should immediately name a chief officer."]
    assert [(r.number, r.status) for r in report.references] == [("1", "Complete")]


def test_a_stated_total_that_differs_is_a_warning() -> None:
    report = read("Summary\n\nWe made eight recommendations.\n\n" + HEAD + "1. The force should act.\n")
    assert said(report, "8 recommendations", "1 was found")


def test_a_stated_total_that_agrees_is_silent() -> None:
    assert not said(
        read("Summary\n\nWe made one recommendation.\n\n" + HEAD + "1. The force should act.\n"), "the document says"
    )


def test_repeated_and_missing_numbers_are_warnings() -> None:
    report = read(
        HEAD + "1. The force should plan.\n2. The force should act.\n4. The force should test.\n4. The force should "
        "report.\n"
    )
    assert said(report, "number 4 is printed on 2")
    assert said(report, "numbered 3")


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        ("1. The force should review its approach to the", "ends on"),
        ("1. The force should review its approach", "full stop"),
        ("1. The force should review its approach…", "ellipsis"),
        ("1. The force should review its appr...", "ellipsis"),
        ("1. The force should:", "points are missing"),
        ("1. The force should:\n- plan; and", "nothing after"),
        ("1. The force should:\n- plan;", "nothing after"),
        ("1. The force should:\n- plan;\n- act on what it", "full stop"),
        ("1. The force should:\n- plan;\n- act on its plan", "full stop"),
    ],
)
def test_text_cut_short_is_marked_and_told(ending: str, reason: str) -> None:
    report = read(HEAD + ending)
    assert [r.is_complete for r in report.recommendations] == [False]
    assert said(report, "recommendation 1 is cut short", reason)


def test_a_list_printed_without_full_stops_by_habit_is_not_cut_short() -> None:
    page = (
        "<h3>Areas for improvement</h3><ul><li>The force should watch its calls</li><li>The force should "
        "record ethnicity</li></ul>"
    )
    assert [r.is_complete for r in read_html(page).recommendations] == [True, True]


def test_json_holds_every_key_the_import_promises() -> None:
    report = read(ANNEX, date(2018, 10, 30)).as_json()
    assert {"recommendations", "references", "case_figures", "warnings", "published"} <= set(report)
    third = report["recommendations"][2]
    assert {
        "number": 3,
        "kind": "recommendation",
        "timescale": "P3M",
        "complete": True,
        "due_on": "2019-01-30",
    }.items() <= third.items()
    assert report["published"] == "2018-10-30"


def test_a_cell_by_cell_file_path_is_not_needed_to_name_a_report() -> None:
    assert read_report(ANNEX.encode(), "").title == "Child Protection Follow-up: Quarter 1"


def test_reports_of_every_form_are_kept_beside_the_tests() -> None:
    assert {p.suffix for p in Path(REPORTS).iterdir()} == {".txt", ".html"}


@pytest.mark.parametrize("name", ["national_thematic.txt", "effectiveness.txt", "restated_in_an_annex.txt"])
@pytest.mark.parametrize("is_spaced", [True, False])
def test_every_text_report_reads_the_same_as_a_pdf(name: str, is_spaced: bool) -> None:
    printed = (REPORTS / name).read_text()
    report = read_report(pdf_of(printed if is_spaced else printed.replace("\n\n", "\n")), "report.pdf")
    assert shape(report) == shape(read_file(name))
    assert all(r.is_complete for r in report.recommendations)


def test_a_text_table_with_their_status_holds_earlier_recommendations() -> None:
    table = "| No | Recommendation | Status |\n|---|---|---|\n| 1 | The force should flag risk. | Complete |\n"
    report = read("Progress\n\n" + table + "\n" + HEAD + "The force should immediately act.\n")
    assert texts(report) == ["The force should immediately act."]
    assert [(r.text, r.status) for r in report.references] == [("The force should flag risk.", "Complete")]


def test_a_page_that_is_only_the_list_is_read_without_its_heading_and_says_so() -> None:
    report = read(
        "3. Northmoor Police should ensure that it:\n- plans; and\n- acts.\n4. Northmoor Police should test.\n"
    )
    assert shape(report) == [(3, None, 2), (4, None, 0)]
    assert said(report, "no heading", "numbered list of duties")


def test_points_that_are_each_due_apart_are_recommendations_of_their_own() -> None:
    text = (
        "We recommend that Eastvale Police:\n\n• immediately reviews its plans;\n• within three months, tests them.\n"
    )
    report = read(HEAD + text)
    assert [(r.text, r.timescale, r.addressees) for r in report.recommendations] == [
        ("immediately reviews its plans;", "immediate", ["Eastvale Police"]),
        ("within three months, tests them.", "P3M", ["Eastvale Police"]),
    ]


def test_two_recommendations_in_one_paragraph_each_keep_their_time() -> None:
    report = read(HEAD + "Within three months, the force should plan. Within six months, the force should act.\n")
    assert [(r.text, r.timescale) for r in report.recommendations] == [
        ("Within three months, the force should plan.", "P3M"),
        ("Within six months, the force should act.", "P6M"),
    ]


def test_a_recommending_sentence_in_the_narrative_is_taken_without_the_finding_before_it() -> None:
    report = read("Findings\n\nWe found delays. We therefore recommend that, within three months, the force acts.\n")
    assert texts(report) == ["We therefore recommend that, within three months, the force acts."]
