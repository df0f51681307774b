"""The report set by Typst: a PDF that a screen reader can read (PDF/UA-1). Every word is data, never markup.

Texts reach Typst as JSON beside the source, so that no character of a text can mean anything to it; the source itself
is the same for every report.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from goldthread.improve.reporting import drawing
from goldthread.improve.reporting.document import Block, Bullets, Chart, Document, Paragraph, Table
from goldthread.improve.reporting.shown import plain

SYNTHETIC = "Synthetic: an invented force. Nobody in it is real."
SOURCE = r"""
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title, author: told.force, date: none)
#set text(lang: "en", region: "GB", size: 10.5pt)
#set page(paper: "a4", margin: (x: 22mm, y: 24mm), numbering: "1",
  header: if told.mark != "" { align(right, text(size: 8pt, told.mark)) })
#set par(leading: 0.65em, spacing: 1em)
#show heading: set block(above: 1.6em, below: 0.8em)
#set table(stroke: (x: none, y: 0.4pt + luma(160)), inset: (x: 4pt, y: 4pt))
#show figure.where(kind: table): set figure.caption(position: top)
#show figure: set block(breakable: true)
#show figure.caption.where(kind: table): it => block(sticky: true, it)
#let notice(body) = block(stroke: (left: 3pt + rgb("#8a4b00")), inset: (left: 8pt, y: 2pt), body)
#let lines(words) = words.split("\n").map(one => [#one]).join(linebreak())
#let draw(block) = {
  if block.kind == "bullets" { list(..block.items.map(one => lines(one))) }
  else if block.kind == "quoted" { quote(block: true, lines(block.words)) }
  else if block.kind == "plain" { par(lines(block.words)) }
  else if block.kind == "verdict" { par(strong(lines(block.words))) }
  else if block.kind == "table" {
    figure(kind: table, supplement: none, numbering: none, caption: [#block.caption],
      align(left, table(columns: block.widths.map(one => if one == 0 { auto } else { one * 1fr }), align: left,
        table.header(..block.head.map(one => strong[#one])),
        ..block.rows.flatten().map(one => lines(one)))))
  } else if block.kind == "chart" {
    figure(image(bytes(block.svg), format: "svg", alt: block.alt, width: 100%), supplement: none, numbering: none,
      caption: [#block.caption])
  } else { notice(lines(block.words)) }
}
#text(size: 20pt, weight: "bold", told.title)

#text(size: 12pt)[#told.force, #told.subtitle]

#strong[#told.standing]
#outline(title: [Contents], depth: 1)
#for section in told.sections {
  heading(level: section.level, [#section.title])
  for block in section.blocks { draw(block) }
}
"""
# One page for each chart, as large as it is, for a writer that takes no SVG.
CHARTS = r"""
#let told = json(bytes(sys.inputs.told))
#set page(width: auto, height: auto, margin: 4pt)
#for (place, svg) in told.enumerate() {
  if place > 0 { pagebreak() }
  image(bytes(svg), format: "svg", alt: "chart")
}
"""
PIXELS_PER_INCH = 144.0
NO_GLYPH = re.compile(r'the text `?"(.*)"`? could not be displayed', re.S)
MOST_UNKNOWN = 20
SHORT, WIDEST = 24, 60  # characters of a cell
# Characters that show nothing: nobody can read them, and no font has them.
UNSEEN = dict.fromkeys(
    [*range(9), *range(11, 32), *range(127, 160), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
     *range(0x2060, 0x2070), 0xFEFF, 0xFFFE, 0xFFFF], " "
)  # fmt: skip


def pdf(document: Document) -> bytes:
    """The report as PDF/UA-1: tagged, with its language, its title, and words for every chart."""
    made = compiled(SOURCE, _told(document), format="pdf", pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b"".join(made)


def pictures(document: Document, charts: list[Chart]) -> list[bytes]:
    """The charts as PNG, in their order."""
    if not charts:
        return []
    made = compiled(CHARTS, [drawing.svg(document, one) for one in charts], format="png", ppi=PIXELS_PER_INCH)
    return [made] if isinstance(made, bytes) else list(made)


def compiled(source: str, told: Any, **how: Any) -> Any:
    """What Typst makes of a source and its data. A character that no font of ours has is told by its number.

    A blank would be a lie.

    The standard forbids to leave one out unseen, and Typst names one at a time.
    """
    import typst

    text = _texts(told, lambda one: one.translate(UNSEEN))
    for _ in range(MOST_UNKNOWN):
        try:
            return typst.compile(source.encode(), sys_inputs={"told": json.dumps(text, ensure_ascii=False)}, **how)
        except typst.TypstError as error:
            unknown = NO_GLYPH.search(str(error))
            if unknown is None:
                raise
            text = _told_by_number(text, frozenset(unknown[1]))
    return typst.compile(source.encode(), sys_inputs={"told": json.dumps(_ascii(text))}, **how)


def _told_by_number(value: Any, unknown: frozenset[str]) -> Any:
    """The same values with those characters, and all of their kind that Typst would name next, by their numbers."""
    return _texts(value, lambda text: "".join(_number(one) if one in unknown or _is_rare(one) else one for one in text))


def _is_rare(one: str) -> bool:
    """Beyond Latin, Greek, Cyrillic and their punctuation, which our fonts have."""
    return not one.isascii() and not (one <= "\u04ff" or "\u2010" <= one <= "\u2027")


def _ascii(value: Any) -> Any:
    return _texts(value, lambda text: "".join(one if one.isascii() else _number(one) for one in text))


def _number(one: str) -> str:
    return f"[U+{ord(one):04X}]"


def _texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: one if name in ("kind", "svg") else _texts(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_texts(one, change) for one in value]
    return change(value) if isinstance(value, str) else value


def _told(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "force": document.force,
        "standing": document.standing,
        "mark": SYNTHETIC if document.is_synthetic else "",
        "sections": [
            {"level": one.level, "title": one.title, "blocks": [_block(document, block) for block in one.blocks]}
            for one in document.sections
        ],
    }


def _width(column: Sequence[str]) -> int:
    """What a column gets of the room that short ones leave; 0: as wide as its words."""
    longest = max(map(len, column))
    return min(longest, WIDEST) if longest > SHORT else 0


def _block(document: Document, block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "words": " ".join(plain(document, one) for one in block.sentences)}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [plain(document, one) for one in block.items]}
    if isinstance(block, Table):
        rows = [[plain(document, cell) for cell in row] for row in block.rows]
        widths = [_width(column) for column in zip(block.head, *rows, strict=True)]
        return {"kind": "table", "caption": block.caption, "head": list(block.head), "rows": rows, "widths": widths}
    caption = f"{block.title}. {block.mark_words}" if block.mark_words else block.title
    return {"kind": "chart", "svg": drawing.svg(document, block), "alt": drawing.said_of(document, block),
            "caption": caption}  # fmt: skip
