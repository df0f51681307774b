"""The report as an outside reader gets it: no small number, nothing one follows from, no inside block. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from goldthread.core.suppressing import SMALL, Cell, suppressed
from goldthread.improve.reporting.document import Document, Figure, Paragraph, Section, figures_in

NOT_SHOWN = "not shown"
NOTE = (
    "Counts of fewer than {least} children or cases are not shown, nor what they could be worked out from. "
    "Not shown is not none."
)


def for_outside(document: Document, least: int) -> Document:
    """The document without its inside blocks and its small numbers; what is hidden is not in it at all."""
    sections = tuple(_section(one) for one in document.sections)
    note = Section("not-shown", "What is not shown", (Paragraph(((NOTE.format(least=least),),), "warning"),))
    read = {number for one in sections for number in figures_in(one)}
    hidden = suppressed(_cells(document.figures), document.sums, least)
    figures = {
        number: _hidden(figure, hidden[number], least) if number in hidden else figure
        for number, figure in document.figures.items()
        if number in read
    }
    return replace(document, sections=(note, *sections), figures=figures, is_suppressed=True)


def _section(one: Section) -> Section:
    return replace(one, blocks=tuple(block for block in one.blocks if not block.inside))


def _cells(figures: Mapping[str, Figure]) -> dict[str, Cell]:
    return {number: _cell(one) for number, one in figures.items() if one.of_children and one.count is not None}


def _cell(one: Figure) -> Cell:
    """Of a share or a wait what is left tells as much; residents or things that are no part of it do not."""
    is_part = one.unit in ("share", "wait") and one.of is not None and one.count is not None and one.of >= one.count
    return Cell(one.count or 0, one.of if is_part else None)


def _hidden(one: Figure, why: str, least: int) -> Figure:
    is_small_count = one.unit == "count" and why == SMALL and one.count is not None and 0 < one.count < least
    words = f"fewer than {least}" if is_small_count else NOT_SHOWN
    return replace(one, hidden=words, value=None, low=None, high=None, count=None, of=None, too_few=False)
