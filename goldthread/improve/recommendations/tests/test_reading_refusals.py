"""Files that cannot be read are refused by name, and no file makes the reader fail or hang."""

import io
import json
import random
from datetime import date

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from goldthread.improve.recommendations.reading import Report, UnreadableReport, read_report
from goldthread.improve.recommendations.reading.sources import MAX_BYTES
from goldthread.improve.recommendations.tests.reading_help import HEAD, pdf_of, read, read_html, said, texts

TEXT = HEAD + "1. The force should act.\n"


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311 - the same bytes each time, and no secret


def _locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(TEXT))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _scanned_pdf() -> bytes:
    pages = FPDF()
    pages.add_page()
    pages.rect(20, 20, 100, 100, style="F")
    return bytes(pages.output())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n\t\r\n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
        (_noise(5000), "binary"),
        (b"PK\x03\x04" + b"word/document.xml" * 20, "word_or_zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_word"),
        (b"{\\rtf1\\ansi The force should act.}", "rich_text"),
        (b"%PDF-1.7\nthis is no pdf at all", "broken_pdf"),
        (b"%PDF-1.4\n" + _noise(4000), "broken_pdf"),
        (pdf_of(TEXT)[:200], "broken_pdf"),
        (_locked_pdf(), "locked_pdf"),
        (_scanned_pdf(), "no_text"),
        (b"a" * (MAX_BYTES + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_name_and_a_remedy(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableReport) as refused:
        read_report(data, "the-file.pdf")
    assert refused.value.code == code
    assert "the-file.pdf" in refused.value.words
    assert len(refused.value.remedy) > 20


def test_text_that_calls_itself_a_pdf_is_refused_unless_it_holds_a_report() -> None:
    with pytest.raises(UnreadableReport) as refused:
        read_report(b"Sorry, the page you asked for has moved.", "report.pdf")
    assert refused.value.code == "not_a_pdf"
    report = read_report(TEXT.encode(), "report.pdf")
    assert texts(report) == ["The force should act."]
    assert said(report, "report.pdf", "plain text inside")


def test_a_pdf_that_calls_itself_text_is_read_as_a_pdf() -> None:
    report = read_report(pdf_of(TEXT), "report.txt")
    assert (report.form, texts(report)) == ("pdf", ["The force should act."])


def test_a_web_page_that_calls_itself_text_is_read_as_a_web_page() -> None:
    assert (
        read_report(b"<!doctype html><h2>Recommendations</h2><p>The force should act.</p>", "report.txt").form == "html"
    )


def test_a_pdf_with_an_empty_password_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(TEXT))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert texts(read_report(out.getvalue(), "report.pdf")) == ["The force should act."]


def test_a_page_hidden_from_readers_is_hidden_from_the_import() -> None:
    page = (
        '<h2>Recommendations</h2><p>The force should act.</p><div style="display: none"><p>The force should '
        "hide.</p></div><div hidden><p>The force should hide.</p></div><!-- <p>The force should hide.</p> -->"
    )
    assert texts(read_html(page)) == ["The force should act."]


def test_an_unclosed_menu_does_not_swallow_the_page() -> None:
    assert texts(read_html("<nav><h1>Report</h1><h2>Recommendations</h2><p>The force should act.</p>")) == [
        "The force should act."
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<ul><li>x",
        "<table><tr><td>x",
        "<!--",
        "<script>",
        '<a b="',
        "<sup>1",
        "<p><b>Cause of concern</b>",
        "<",
        "&#x0;",
        "<nav>",
    ],
)
def test_hostile_markup_is_read_to_the_end(unit: str) -> None:
    page = "<html><h2>Recommendations</h2><p>The force should act.</p>" + unit * 4000
    assert "The force should act." in texts(read_html(page))


@pytest.mark.parametrize(
    "unit",
    [
        "the force should ",
        "should: a; and ",
        "within three months ",
        "10 good ",
        "of 1 ",
        "a-\n",
        "• ",
        "- a\n",
        "( ",
        "Recommendation 1\n",
        "1. ",
        ". . ",
        "twenty ",
        "in 3 cases ",
        "reviewed a total of ",
    ],
)
def test_hostile_text_is_read_to_the_end(unit: str) -> None:
    assert isinstance(read(TEXT + unit * 3000), Report)


WORDS = st.sampled_from(
    [
        "the force should",
        "within three months",
        "Recommendation 1",
        "Recommendations",
        "Cause of concern",
        "Area for improvement",
        "•",
        "-",
        "1.",
        "(a)",
        ";",
        ":",
        ".",
        "\n",
        "\n\n",
        "\x0c",
        "good",
        "inadequate",
        "10",
        "of",
        "38 cases",
        "by 31 March 2024",
        "immediately",
        "<p>",
        "</p>",
        "<li>",
        "<ul>",
        "<table>",
        "<td>",
        "<h2>",
        "¹",
        "...",
        "5",
        "2016",
        "we recommended",
        "Annex A",
        "Status: complete",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_any_words_in_any_order_are_read(text: str) -> None:
    _assert_sound(read_report(b"x " + text.encode(), "any.txt"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        report = read_report(data, "any")
    except UnreadableReport:
        return
    _assert_sound(report)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=30))
def test_a_damaged_pdf_is_read_or_refused(at: int, damage: bytes) -> None:
    data = pdf_of(TEXT)
    try:
        report = read_report(data[:at] + damage + data[at + len(damage) :], "any.pdf")
    except UnreadableReport:
        return
    _assert_sound(report)


def _assert_sound(report: Report) -> None:
    read_back = json.loads(json.dumps(report.as_json()))
    for item in read_back["recommendations"]:
        assert item["text"].strip()
        assert item["kind"] in ("recommendation", "cause_of_concern", "area_for_improvement")
        assert item["due_on"] is None or date.fromisoformat(item["due_on"])
    assert report.recommendations or report.warnings
