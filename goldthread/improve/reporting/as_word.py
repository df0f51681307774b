"""The report as a file for Word: its own headings, lists, tables with repeated heads, words for every chart. Pure."""

import io
from collections.abc import Iterator
from typing import Any

from goldthread.improve.reporting import drawing
from goldthread.improve.reporting.as_typst import SYNTHETIC, pictures
from goldthread.improve.reporting.document import VERDICT, Block, Bullets, Chart, Document, Paragraph, Table
from goldthread.improve.reporting.shown import plain

WIDTH_INCHES = 6.0
# Word's XML holds no control characters; a text that has them is written without.
KEPT = {"\n", "\t"}


def docx(document: Document) -> bytes:
    """The whole file."""
    from docx import Document as new

    made = new()
    _properties(made, document)
    made.add_heading(_clean(document.title), level=0)
    made.add_paragraph(_clean(f"{document.force}, {document.subtitle}"))
    made.add_paragraph().add_run(_clean(document.standing)).bold = True
    drawn = iter(pictures(document, list(_charts(document))))
    for section in document.sections:
        made.add_heading(_clean(section.title), level=section.level)
        for block in section.blocks:
            _block(made, document, block, drawn)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _charts(document: Document) -> Iterator[Chart]:
    return (block for section in document.sections for block in section.blocks if isinstance(block, Chart))


def _properties(made: Any, document: Document) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made.core_properties.title = _clean(f"{document.title}: {document.subtitle}")[:255]
    made.core_properties.author = _clean(document.force)[:255]
    made.core_properties.language = document.language
    run = made.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), document.language)
    run.append(language)
    if document.is_synthetic:
        made.sections[0].header.paragraphs[0].text = SYNTHETIC


def _block(made: Any, document: Document, block: Block, drawn: Iterator[bytes]) -> None:
    if isinstance(block, Paragraph):
        words = " ".join(plain(document, one) for one in block.sentences)
        told = made.add_paragraph(style="Quote" if block.kind == "quoted" else None)
        told.add_run(_clean(words)).bold = True if block.kind == VERDICT else None
    elif isinstance(block, Bullets):
        for one in block.items:
            made.add_paragraph(_clean(plain(document, one)), style="List Bullet")
    elif isinstance(block, Table):
        _table(made, document, block)
    else:
        _chart(made, document, block, next(drawn))


def _table(made: Any, document: Document, block: Table) -> None:
    from docx.oxml import OxmlElement

    made.add_paragraph(_clean(block.caption), style="Caption")
    table = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(_clean(words)).bold = True
    for row in block.rows:
        for cell, sentence in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(plain(document, sentence))


def _chart(made: Any, document: Document, block: Chart, picture: bytes) -> None:
    from docx.shared import Inches

    shape = made.add_picture(io.BytesIO(picture), width=Inches(WIDTH_INCHES))
    shape._inline.docPr.set("descr", _clean(drawing.said_of(document, block)))
    caption = f"{block.title}. {block.mark_words}" if block.mark_words else block.title
    made.add_paragraph(_clean(caption), style="Caption")


def _clean(text: str) -> str:
    return "".join(one for one in text if one in KEPT or (one >= " " and one not in "\ufffe\uffff"))
