"""A chart of a report as SVG: a line through what is known, its interval behind it, a gap where nothing is. Pure.

It says nothing that the table beneath it does not say; its words for who cannot see it are made here too.
"""

from collections.abc import Iterator, Sequence
from html import escape

from goldthread.improve.reporting.document import Chart, Document, Figure
from goldthread.improve.reporting.shown import interval, shown, value_words

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 220, 70, 14, 14, 34
MOST_LABELS = 10
INK, BAND, MARK = "#1d4f91", "#c9d8ec", "#8a4b00"
FONT = 'font-family="Libertinus Serif, Georgia, serif" font-size="13"'
Point = tuple[str, Figure]


def _xml(text: str) -> str:
    """A text as XML can hold it, which is without control characters."""
    return escape(
        "".join(
            one for one in text if (one >= " " and not "\ud800" <= one <= "\udfff" and one < "\ufffe") or one > "\uffff"
        )
    )


def points_of(document: Document, chart: Chart) -> list[Point]:
    """The chart's points with their figures."""
    return [(label, document.figures[figure]) for label, figure in chart.points]


def said_of(document: Document, chart: Chart) -> str:
    """The chart in words, for whoever hears it."""
    told = "; ".join(f"{label}: {_said(figure)}" for label, figure in points_of(document, chart))
    mark = f" {chart.mark_words}" if chart.mark_words else ""
    return f"{chart.title}. {told}.{mark}"


def _said(figure: Figure) -> str:
    if figure.too_few and is_known(figure):
        return f"{value_words(figure, figure.value)}, {shown(figure)}"
    ends = interval(figure)
    return f"{shown(figure)} (95% {ends})" if ends else shown(figure)


def is_known(figure: Figure) -> bool:
    """Whether the point is drawn: hollow, and without its interval, where it is of too few."""
    return figure.value is not None and not (figure.hidden or figure.unknown)


def svg(document: Document, chart: Chart) -> str:
    """The chart as one SVG element; its words are its title."""
    points = points_of(document, chart)
    top = _top(points, chart)
    sample = points[0][1] if points else None
    drawn = [*_scale(sample, top), *_band(points, top), *_line(points, top), *_labels(points)]
    if chart.mark is not None:
        y = _y(chart.mark, top)
        drawn.append(_rule(y, MARK, ' stroke-dasharray="6 4"'))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{_xml(said_of(document, chart))}">{"".join(drawn)}</svg>'
    )


def _top(points: Sequence[Point], chart: Chart) -> float:
    """The scale begins at nought, and for a share ends at all of them."""
    if chart.unit == "share":
        return 1.0
    known = [one for _, one in points if is_known(one)]
    values = [value for one in known for value in (one.value, None if one.too_few else one.high) if value is not None]
    return 1.1 * max([*values, chart.mark or 0, 1.0])


def _x(place: int, many: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / max(many, 1)


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(value, top) / top)


def _rule(y: float, ink: str, more: str = "") -> str:
    return f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{ink}"{more}/>'


def _scale(sample: Figure | None, top: float) -> Iterator[str]:
    for part in (0.0, 0.5, 1.0):
        y = _y(part * top, top)
        yield _rule(y, "#d0d0d0")
        words = value_words(sample, part * top) if sample else ""
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" {FONT}>{_xml(words)}</text>'


def _band(points: Sequence[Point], top: float) -> Iterator[str]:
    for place, (_, one) in enumerate(points):
        if is_known(one) and not one.too_few and one.low is not None and one.high is not None:
            x, high, low = _x(place, len(points)), _y(one.high, top), _y(one.low, top)
            yield f'<rect x="{x - 9:.1f}" y="{high:.1f}" width="18" height="{low - high:.1f}" fill="{BAND}"/>'


def _line(points: Sequence[Point], top: float) -> Iterator[str]:
    before: tuple[float, float] | None = None
    for place, (_, one) in enumerate(points):
        if not is_known(one) or one.value is None:
            before = None
            continue
        x, y = _x(place, len(points)), _y(one.value, top)
        if before:
            ends = f'x1="{before[0]:.1f}" y1="{before[1]:.1f}" x2="{x:.1f}" y2="{y:.1f}"'
            yield f'<line {ends} stroke="{INK}" stroke-width="2"/>'
        ink = f'fill="#ffffff" stroke="{INK}" stroke-width="2"' if one.too_few else f'fill="{INK}"'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {ink}/>'
        before = x, y


def _labels(points: Sequence[Point]) -> Iterator[str]:
    every = -(-len(points) // MOST_LABELS)
    for place, (label, _) in list(enumerate(points))[::-1][:: every or 1]:
        x = _x(place, len(points))
        yield f'<text x="{x:.1f}" y="{HEIGHT - 12}" text-anchor="middle" {FONT}>{_xml(label)}</text>'
