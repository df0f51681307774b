"""One document, three writings that say the same and can be read aloud; the hash is of what it says."""

import io
from dataclasses import replace

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.core.refusals import NotValid
from goldthread.improve.reporting import as_html, as_typst, as_word
from goldthread.improve.reporting.document import as_json, canonical, digest, from_json
from goldthread.improve.reporting.tests.report_help import a_document
from goldthread.improve.reporting.writing import written

# Words that would be markup to one of the writers, were they not taken as words.
HOSTILE = '#set text(red) *b* _i_ $x$ <b>&amp;</b> "q" \\ [x] @r `c` ~ // /* = - + 1. {{ }} %s \u202e é 中'


def test_a_frozen_document_is_read_again_as_it_was() -> None:
    made = a_document()
    assert from_json(as_json(made)) == made
    assert canonical(from_json(as_json(made))) == canonical(made)


def test_the_hash_is_stable_and_changes_with_any_figure() -> None:
    made = a_document()
    assert digest(made) == digest(a_document())
    for number, figure in made.figures.items():
        changed = replace(made, figures={**made.figures, number: replace(figure, count=(figure.count or 0) + 1)})
        assert digest(changed) != digest(made)


def test_the_page_has_its_language_its_headings_and_a_name_for_every_row_and_chart() -> None:
    page = as_html.html(a_document())
    assert '<html lang="en-GB">' in page
    assert page.count("<h1") == 1
    assert 'scope="col"' in page
    assert 'scope="row"' in page
    assert 'role="img" aria-label="Child seen.' in page
    assert "Synthetic: an invented force." in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_the_paper_is_tagged_and_has_its_language_and_title() -> None:
    read = pypdf.PdfReader(io.BytesIO(as_typst.pdf(a_document())))
    root = read.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert read.metadata is not None
    assert read.metadata.title == "Quarterly report"
    assert "pdfuaid" in read.xmp_metadata.rdf_root.toxml() if read.xmp_metadata else False
    words = " ".join(page.extract_text() for page in read.pages)
    for said in ("Recommendation 1", "Every child is seen.", "Nothing was said on 2 points.", "54%", "Synthetic"):
        assert said in words, said


def test_words_file_has_real_headings_lists_repeated_heads_and_words_for_the_chart() -> None:
    read = docx.Document(io.BytesIO(as_word.docx(a_document())))
    styles = [(one.style.name, one.text) for one in read.paragraphs if one.style is not None]
    assert ("Heading 1", "Recommendation 1: Every child is seen.") in styles
    assert ("List Bullet", "Second.") in styles
    assert ("Quote", "Every child is seen.") in styles
    assert "tblHeader" in read.tables[0].rows[0]._tr.xml
    assert [cell.text for cell in read.tables[0].rows[1].cells] == ["Child seen", "54%", "43% to 64%", "80"]
    assert "Child seen. all: 54%" in read.inline_shapes[0]._inline.docPr.get("descr")
    assert 'w:lang w:val="en-GB"' in read.styles.element.xml
    assert "Synthetic" in read.sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_words_that_look_like_markup_are_words(form: str) -> None:
    _, data = written(a_document(HOSTILE), form)
    said = _text(form, data)
    assert "#set text(red) *b* _i_ $x$ <b>&amp;</b>" in said


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_any_text_can_be_set_on_paper(words: str) -> None:
    assert as_typst.pdf(a_document(words)).startswith(b"%PDF")


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40))
def test_what_was_typed_appears_as_it_was_typed(words: str) -> None:
    said = _text("pdf", as_typst.pdf(a_document(words)))
    assert words in said.replace("\n", "")


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written_for_word(words: str) -> None:
    assert as_word.docx(a_document(words)).startswith(b"PK")


def test_a_form_there_is_none_of_is_refused() -> None:
    with pytest.raises(NotValid, match="not a form"):
        written(a_document(), "odt")


def _text(form: str, data: bytes) -> str:
    if form == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if form == "docx":
        return " ".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    import html

    return html.unescape(data.decode())
