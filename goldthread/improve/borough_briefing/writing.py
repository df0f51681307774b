"""The forms a briefing is written in; the PDF is one side of A4 and says what it left out."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from goldthread.core.refusals import NotValid
from goldthread.improve.borough_briefing.paper import STEPS, Paper, Part, paper_of
from goldthread.improve.borough_briefing.sheet import Sheet
from goldthread.improve.reporting.as_typst import compiled
from goldthread.web.templating import MARKING

SYNTHETIC = "Synthetic data: every person here is invented."
# Every word is data beside the source, never markup.
SOURCE = r"""
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title, author: "Goldthread", date: none)
#set text(lang: "en", region: "GB", size: 8pt)
#set page(paper: "a4", margin: (x: 11mm, y: 13mm),
  header: [#text(size: 8pt)[#strong(told.marking) #h(1fr) #told.mark]],
  footer: [#text(size: 8pt)[#strong(told.marking) #h(1fr) #told.footer]])
#set par(leading: 0.42em, spacing: 0.5em)
#show heading: set block(above: 0.8em, below: 0.4em)
#show heading.where(level: 2): set text(size: 9.5pt)
#set table(stroke: (x: none, y: 0.3pt + luma(170)), inset: (x: 2pt, y: 2pt))
#set list(spacing: 0.45em, body-indent: 3pt)
#heading(level: 1, told.title)
#told.known #told.warning
#for part in told.parts {
  heading(level: 2, part.heading)
  if part.rows.len() == 0 { par(part.empty) }
  else if part.head.len() == 0 { list(..part.rows.map(row => [#row.first()])) }
  else {
    table(columns: part.head.len() * (auto,), align: left,
      table.header(..part.head.map(one => strong[#one])),
      ..part.rows.flatten().map(one => if one == "NO NAME" { strong[#one] } else { [#one] }))
  }
  if part.more != "" { par(strong(part.more)) }
}
"""
STYLE = """
body{font:1rem/1.4 sans-serif;color:#0b0c0c;background:#fff;max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:1.2rem 0 .3rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #b1b4b6}
.mark{font-weight:bold}.wide{overflow-x:auto}ul{padding-left:1.2rem}
@media print{@page{size:A4;margin:12mm}body{max-width:none;padding:0;font-size:8pt}}
"""
COARSE = 9.0  # dots an inch: enough to count the sheets


def written(sheet: Sheet, form: str, *, is_synthetic: bool) -> tuple[bytes, int]:
    """The briefing in a form, and how many rows are left out of it; a form there is none of is refused."""
    if form not in FORMS:
        raise NotValid("out", f'"{form[:20]}" is not a form of a briefing.', f"Choose {', '.join(FORMS)}.")
    return FORMS[form](sheet, is_synthetic)


def one_side(sheet: Sheet, is_synthetic: bool) -> tuple[bytes, int]:
    """One side of A4, tagged for a screen reader: as much as fits, and under each part how much does not."""
    told: dict[str, Any] = {}
    paper = paper_of(sheet)
    for fits in STEPS:
        paper = paper_of(sheet, fits)
        told = _told(paper, is_synthetic)
        if not isinstance(compiled(SOURCE, told, format="png", ppi=COARSE), list):
            break
    return compiled(SOURCE, told, format="pdf", pdf_standards=["ua-1"]), paper.left_out


def text(sheet: Sheet, is_synthetic: bool) -> tuple[bytes, int]:
    """Everything, as lines."""
    paper = paper_of(sheet)
    return ("\n".join(_text(paper, _mark(is_synthetic))) + "\n").encode(), 0


def html(sheet: Sheet, is_synthetic: bool) -> tuple[bytes, int]:
    """Everything, as one file with its style in it."""
    return "".join(_html(paper_of(sheet), _mark(is_synthetic))).encode(), 0


FORMS: dict[str, Callable[[Sheet, bool], tuple[bytes, int]]] = {"pdf": one_side, "html": html, "txt": text}


def _mark(is_synthetic: bool) -> str:
    return SYNTHETIC if is_synthetic else ""


def _told(paper: Paper, is_synthetic: bool) -> dict[str, Any]:
    left = f"{paper.left_out} rows left out: all" if paper.left_out else "All"
    return {
        "title": paper.title,
        "known": paper.known,
        "warning": paper.warning,
        "marking": MARKING,
        "mark": _mark(is_synthetic),
        "footer": f"{left} of it stands on {paper.page}",
        "parts": [{"heading": one.heading, "head": list(one.head), "rows": [list(row) for row in one.rows],
                   "empty": one.empty, "more": one.more} for one in paper.parts],
    }  # fmt: skip


def _text(paper: Paper, mark: str) -> Iterator[str]:
    yield f"{MARKING}. {mark}".strip()
    yield from (paper.title, paper.known, paper.warning)
    for part in paper.parts:
        yield ""
        yield part.heading.upper()
        yield from (f"  {' | '.join(cell or '-' for cell in row)}" for row in part.rows)
        if not part.rows and part.empty:
            yield f"  {part.empty}"


def _html(paper: Paper, mark: str) -> Iterator[str]:
    yield f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(paper.title)}</title>'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>'
    yield f'<p class="mark">{MARKING}. {mark}</p><main><h1>{escape(paper.title)}</h1>'
    yield f"<p>{escape(paper.known)} {escape(paper.warning)}</p>"
    for part in paper.parts:
        yield f"<h2>{escape(part.heading)}</h2>"
        yield from _rows(part)
    yield "</main></body></html>\n"


def _rows(part: Part) -> Iterator[str]:
    if not part.rows:
        yield f"<p>{escape(part.empty)}</p>"
        return
    if not part.head:
        yield f"<ul>{''.join(f'<li>{escape(row[0])}</li>' for row in part.rows)}</ul>"
        return
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{escape(part.heading)}"><table><thead><tr>'
    yield "".join(f'<th scope="col">{escape(one)}</th>' for one in part.head)
    yield "</tr></thead><tbody>"
    for first, *others in part.rows:
        yield f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(one)}</td>" for one in others)}</tr>'
    yield "</tbody></table></div>"
