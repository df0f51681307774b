"""How a figure is shown in words. Pure."""

from datetime import datetime, timedelta

from goldthread.core.clocks import LONDON
from goldthread.improve.reporting.document import Document, Figure, Ref, Sentence

HOUR, DAY = 60, 60 * 24


def minutes(value: float) -> str:
    """A wait in words: 42 min, 9 h 5 min, 3 d 4 h."""
    whole = round(value)
    if whole < HOUR:
        return f"{whole} min"
    if whole < 2 * DAY:
        hours, rest = divmod(whole, HOUR)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, rest = divmod(round(value / HOUR), 24)
    return f"{days} d {rest} h" if rest else f"{days} d"


def value_words(figure: Figure, value: float | None) -> str:
    """One value of a figure's unit in words; nothing has none."""
    if value is None:
        return "none"
    if figure.unit == "share":
        return f"{100 * value:.0f}%"
    if figure.unit == "wait":
        return minutes(value)
    return f"{value:,.2f}".rstrip("0").rstrip(".") if figure.unit == "rate" else f"{value:,.0f}"


def days_between(since: str, until: str) -> str:
    """The first and last of London's days that a figure counts, from its first instant and the first not in it."""
    first = datetime.fromisoformat(since).astimezone(LONDON)
    last = (datetime.fromisoformat(until) - timedelta(microseconds=1)).astimezone(LONDON)
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def plain(document: Document, sentence: Sentence) -> str:
    """A sentence as it is read."""
    return "".join(one if isinstance(one, str) else words(document, one) for one in sentence)


def words(document: Document, ref: Ref) -> str:
    """A figure's part as it is shown in a sentence."""
    figure = document.figures[ref.figure]
    if ref.part == "interval":
        return interval(figure) or "none"
    if ref.part in ("count", "of"):
        many = figure.count if ref.part == "count" else figure.of
        return figure.hidden or ("not known" if figure.unknown or many is None else f"{many:,}")
    return shown(figure)


def shown(figure: Figure) -> str:
    """Its value in words: what is hidden, not known or too few is never shown as a number or as none."""
    if figure.hidden:
        return figure.hidden
    if figure.unknown:
        return "not known"
    if figure.too_few and figure.unit != "count":
        return f"too few to say ({figure.of:,})" if figure.of is not None else "too few to say"
    value = figure.value if figure.value is not None or figure.unit != "count" else figure.count
    return value_words(figure, value)


def interval(figure: Figure) -> str:
    """The 95% interval in words; empty where there is none to tell."""
    if figure.low is None or figure.hidden or figure.too_few or figure.unknown:
        return ""
    if figure.high is None:
        return f"{value_words(figure, figure.low)} or longer" if figure.unit == "wait" else ""
    return f"{value_words(figure, figure.low)} to {value_words(figure, figure.high)}"
