"""A report as a template reads it: plain values, each number with the address that opens it. Pure."""

from collections.abc import Callable
from typing import Any

from goldthread.improve.reporting import drawing
from goldthread.improve.reporting.document import (
    VERDICT,
    Block,
    Bullets,
    Document,
    Figure,
    Paragraph,
    Section,
    Sentence,
    Table,
    sentences_of,
)  # fmt: skip
from goldthread.improve.reporting.shown import plain, words

# Rows: a longer table of boroughs, or a very long one, is folded, so that sentences can be read one after the other.
LONG, VERY_LONG = 12, 30
Url = Callable[[Figure], str]


def laid_out(document: Document, url: Url) -> list[dict[str, Any]]:
    """The sections with their blocks. One that says where it stands in a line is folded under that line."""
    return [
        {"id": one.id, "title": one.title, "level": one.level + 1, "verdict": _verdict(document, one),
         "blocks": [_block(document, block, url) for block in one.blocks if not _is_verdict(block)]}
        for one in document.sections
    ]  # fmt: skip


def _verdict(document: Document, section: Section) -> str:
    return " ".join(
        plain(document, one) for block in section.blocks if _is_verdict(block) for one in sentences_of(block)
    )


def _is_verdict(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == VERDICT


def pieces(document: Document, sentence: Sentence, url: Url) -> list[dict[str, str]]:
    """A sentence in pieces: words, or a figure with its address."""
    return [
        {"words": one, "url": ""}
        if isinstance(one, str)
        else {"words": words(document, one), "url": url(document.figures[one.figure])}
        for one in sentence
    ]


def _block(document: Document, block: Block, url: Url) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "sentences": [pieces(document, one, url) for one in block.sentences]}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "sentences": [pieces(document, one, url) for one in block.items]}
    if isinstance(block, Table):
        rows = [[pieces(document, cell, url) for cell in row] for row in block.rows]
        return {"kind": "table", "caption": block.caption, "head": list(block.head), "rows": rows,
                "is_long": len(rows) > (LONG if block.head[0] == "Borough" else VERY_LONG)}  # fmt: skip
    return {"kind": "chart", "svg": drawing.svg(document, block), "caption": block.title, "mark": block.mark_words}
