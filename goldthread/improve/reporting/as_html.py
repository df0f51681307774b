"""The report as one HTML file with its style and charts in it, for a screen, a reader aloud and a printer. Pure."""

from collections.abc import Iterator
from html import escape

from goldthread.improve.reporting import drawing
from goldthread.improve.reporting.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Paragraph,
    Section,
    Sentence,
    Table,
)  # fmt: skip
from goldthread.improve.reporting.shown import words

SYNTHETIC = "Synthetic: an invented force. Nobody in it is real."
STYLE = """
body{font:1.05rem/1.5 Georgia,serif;color:#0b0c0c;background:#fff;max-width:46rem;margin:0 auto;padding:1rem}
h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.45rem;margin-top:2.5rem;border-top:2px solid;padding-top:.5rem}
h3{font-size:1.15rem}table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:bold}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #b1b4b6}
blockquote{margin:1rem 0;padding-left:1rem;border-left:5px solid #b1b4b6}svg{max-width:100%;height:auto}
.silent,.missing,.not_known,.warning{border-left:5px solid #8a4b00;padding-left:1rem}.mark,.verdict{font-weight:bold}
a{color:#1d4f91}.wide{overflow-x:auto}
@media print{body{max-width:none;font-size:10.5pt}h2{break-after:avoid}table,figure{break-inside:avoid}
.mark.every{position:fixed;bottom:0;left:0}nav{display:none}}
"""


def html(document: Document) -> str:
    """The whole file."""
    return "".join(_page(document))


def _page(document: Document) -> Iterator[str]:
    title = escape(f"{document.title}: {document.subtitle}")
    yield f'<!doctype html><html lang="{document.language}"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>'
    if document.is_synthetic:
        yield f'<p class="mark every">{SYNTHETIC}</p>'
    yield f"<main><h1>{escape(document.title)}</h1><p>{escape(document.force)}, {escape(document.subtitle)}</p>"
    yield f'<p class="mark">{escape(document.standing)}</p>'
    yield '<nav aria-label="Contents"><h2 id="contents">Contents</h2><ul>'
    yield from (f'<li><a href="#{escape(one.id)}">{escape(one.title)}</a></li>' for one in document.sections
                if one.level == 1)  # fmt: skip
    yield "</ul></nav>"
    for section in document.sections:
        yield from section_html(document, section)
    yield "</main></body></html>\n"


def section_html(document: Document, section: Section) -> Iterator[str]:
    """One section with its heading."""
    level = section.level + 1
    yield f'<section aria-labelledby="{escape(section.id)}"><h{level} id="{escape(section.id)}">'
    yield f"{escape(section.title)}</h{level}>"
    for block in section.blocks:
        yield from _block(document, block)
    yield "</section>"


def _block(document: Document, block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _paragraph(document, block)
    elif isinstance(block, Bullets):
        yield f"<ul>{''.join(f'<li>{_sentence(document, one)}</li>' for one in block.items)}</ul>"
    elif isinstance(block, Table):
        yield from _table(document, block)
    else:
        yield from _chart(document, block)


def _paragraph(document: Document, block: Paragraph) -> Iterator[str]:
    said = " ".join(_sentence(document, one) for one in block.sentences)
    if block.kind == "quoted":
        yield f"<blockquote><p>{said}</p></blockquote>"
    else:
        yield f'<p class="{escape(block.kind)}">{said}</p>'


def _table(document: Document, block: Table) -> Iterator[str]:
    yield f'<div class="wide"><table><caption>{escape(block.caption)}</caption><thead><tr>'
    yield from (f'<th scope="col">{escape(one)}</th>' for one in block.head)
    yield "</tr></thead><tbody>"
    for first, *rest in block.rows:
        cells = "".join(f"<td>{_sentence(document, one)}</td>" for one in rest)
        yield f'<tr><th scope="row">{_sentence(document, first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _chart(document: Document, block: Chart) -> Iterator[str]:
    yield f"<figure>{drawing.svg(document, block)}<figcaption>{escape(block.title)}"
    yield f". {escape(block.mark_words)}</figcaption></figure>" if block.mark_words else "</figcaption></figure>"


def _sentence(document: Document, sentence: Sentence) -> str:
    return "".join(
        escape(one).replace("\n", "<br>")
        if isinstance(one, str)
        else f'<span data-figure="{escape(one.figure)}">{escape(words(document, one))}</span>'
        for one in sentence
    )
