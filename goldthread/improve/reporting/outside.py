"""The report as an outside reader gets it: no small number, nothing one follows from, no inside block. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from goldthread.core.suppressing import SECONDARY, SMALL, Cell, suppressed
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
    hidden = _suppressed(document, least)
    figures = {
        number: _hidden(figure, hidden[number], least) if number in hidden else _shown(figure)
        for number, figure in document.figures.items()
        if number in read
    }
    return replace(document, sections=(note, *sections), figures=figures, is_suppressed=True)


def _section(one: Section) -> Section:
    return replace(one, blocks=tuple(block for block in one.blocks if not block.inside))


def _suppressed(document: Document, least: int) -> dict[str, str]:
    """Each hidden figure with why: small, or kept back so that no small one follows."""
    figures = document.figures
    more = {number for number, one in figures.items() if one.withheld}
    more |= _overlapping(figures, least) | _months(figures, least)
    cells = _cells(figures)
    hidden = suppressed(cells, document.sums, least)
    return {**dict.fromkeys(more, SECONDARY), **hidden}


def _cells(figures: Mapping[str, Figure]) -> dict[str, Cell]:
    return {number: _cell(one) for number, one in figures.items() if one.of_children and one.count is not None}


def _cell(one: Figure) -> Cell:
    """Of a share what is left tells as much as what counts. Of a wait only how many there are is shown outside."""
    if one.unit == "wait":
        return Cell(one.of or 0)
    is_part = one.unit == "share" and one.of is not None and one.count is not None and one.of >= one.count
    return Cell(one.count or 0, one.of if is_part else None)


def _overlapping(figures: Mapping[str, Figure], least: int) -> set[str]:
    """Figures of a time within a longer one's, where so few lie in the rest that subtracting would tell of them."""
    found = set()
    for same in _by_measure(figures).values():
        for short in same:
            for long in same:
                is_within = long.since <= short.since and short.until <= long.until and short.id != long.id
                if is_within and (short.since, short.until) != (long.since, long.until):
                    found |= {short.id} if _is_small_rest(_cell(long), _cell(short), least) else set()
    return found


def _by_measure(figures: Mapping[str, Figure]) -> dict[tuple[str, str], list[Figure]]:
    same: dict[tuple[str, str], list[Figure]] = {}
    for one in figures.values():
        if one.of_children and one.count is not None and not one.withheld:
            same.setdefault((one.measure, one.borough), []).append(one)
    return same


def _is_small_rest(long: Cell, short: Cell, least: int) -> bool:
    return any(0 < whole - part < least for whole, part in zip(long.parts(), short.parts(), strict=False))


def _months(figures: Mapping[str, Figure], least: int) -> set[str]:
    """Months of a measure are shown all or not at all: too many stretches of them could be subtracted."""
    found = set()
    for same in _by_measure(figures).values():
        months = [one for one in same if "month" in one.key.split(".")]
        if any(_cell(one).is_small(least) for one in months):
            found |= {one.id for one in months}
    return found


def _hidden(one: Figure, why: str, least: int) -> Figure:
    is_small_count = one.unit == "count" and why == SMALL and one.count is not None and 0 < one.count < least
    words = f"fewer than {least}" if is_small_count else NOT_SHOWN
    return replace(one, hidden=words, value=None, low=None, high=None, count=None, of=None, too_few=False)


def _shown(one: Figure) -> Figure:
    """How many waits are over is not told outside: with those not over it would tell who was never reached."""
    return replace(one, count=None) if one.unit == "wait" else one
