"""Where the lines of a drawing of readings lie: interval bars of before and now, and a series by month. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldthread.improve.effect.months import words_of
from goldthread.improve.effect.saying import amount, reading
from goldthread.improve.effect.shapes import SHARE, Reading
from goldthread.improve.effect.xmr import OUTSIDE, SHIFT, TREND, TWO_OF_THREE, Point, chart

WIDE, TALL, EDGE = 240.0, 24.0, 6.0
SERIES_WIDE, SERIES_TALL = 640.0, 200.0
ROOM = 1.1  # what lies beyond the largest value
LEAST_DRAWN = 2  # months: one alone shows no course, and has no noise of its own
RULES = {
    OUTSIDE: "beyond the limits of its own noise",
    TREND: "seven in a row one way",
    TWO_OF_THREE: "two of three near a limit",
    SHIFT: "seven in a row on one side of the mean",
}


@dataclass(frozen=True)
class Bar:
    """One interval as it is drawn: its ends, its point and its words. Nothing to draw where nothing is read."""

    words: str
    left: float | None
    right: float | None
    at: float | None
    is_open: bool  # it has no upper end


@dataclass(frozen=True)
class Bars:
    """Before and now on one scale, and the pass mark on it."""

    before: Bar
    now: Bar
    mark: float | None


def bars(before: Reading, now: Reading, mark: float | None) -> Bars:
    """Both intervals on one scale from nought."""
    top = _top([before, now], mark)
    return Bars(_bar(before, top), _bar(now, top), None if mark is None else _place(mark, top))


def _top(readings: Iterable[Reading], mark: float | None) -> float:
    if all(one.unit == SHARE for one in readings):
        return 1.0
    ends = [end for one in readings for end in _ends(one) if end is not None]
    return ROOM * max([*ends, mark or 0.0]) or 1.0


def _ends(one: Reading) -> tuple[float | None, ...]:
    """What is drawn of it: of too few the point alone, since their interval says nothing."""
    if one.unknown:
        return ()
    return (one.value,) if one.too_few else (one.high, one.value, one.low)


def is_told(one: Reading) -> bool:
    """Whether it has a point in a series. A month of too few has: a series is read by its course, not by one point."""
    return not one.unknown and one.value is not None


def _bar(one: Reading, top: float) -> Bar:
    if one.unknown or one.too_few or one.low is None:
        return Bar(reading(one), None, None, None, is_open=False)
    right = WIDE - EDGE if one.high is None else _place(one.high, top)
    return Bar(
        reading(one),
        _place(one.low, top),
        right,
        None if one.value is None else _place(one.value, top),
        one.high is None,
    )


def _place(value: float, top: float) -> float:
    return round(EDGE + (WIDE - 2 * EDGE) * min(1.0, value / top), 1)


@dataclass(frozen=True)
class Month:
    """One month of a series: where its point and its interval are drawn, and what it says."""

    words: str
    said: str
    of: int
    x: float
    y: float | None
    low: float | None
    high: float | None
    standing: str  # why it stands out, or empty
    is_known: bool
    is_few: bool  # its point is hollow, and it has no interval


@dataclass(frozen=True)
class Series:
    """A series by month with the limits of its own noise, where it has any. One month alone is not drawn."""

    months: Sequence[Month]
    is_drawn: bool
    mean: float | None
    lower: float | None
    upper: float | None
    mark: float | None
    top: str
    note: str


def series(readings: Sequence[Reading], mark: float | None) -> Series:
    """Every month on one scale. Months of which nothing is known have no point, those of too few a hollow one."""
    told = [one for one in readings if is_told(one)]
    top = _top(told, mark)
    points = chart([one.value or 0.0 for one in told]) if len(told) >= LEAST_DRAWN else []
    flags = {id(one): point for one, point in zip(told, points, strict=False)}
    months = [_month(one, place, len(readings), top, flags.get(id(one))) for place, one in enumerate(readings)]
    limits = points[0].limits if points else None
    return Series(
        months=months,
        is_drawn=len(told) >= LEAST_DRAWN,
        mean=_height(limits.mean, top) if limits else None,
        lower=_height(max(0.0, limits.low), top) if limits else None,
        upper=_height(min(top, limits.high), top) if limits else None,
        mark=None if mark is None else _height(mark, top),
        top=amount(told[0].unit, top) if told else "",
        note=_note(limits.is_on_trial if limits else None),
    )


def _month(one: Reading, place: int, of: int, top: float, point: Point | None) -> Month:
    step = SERIES_WIDE / max(1, of)
    drawn = is_told(one)
    has_ends = drawn and not one.too_few and one.low is not None
    return Month(
        words=words_of(one.since, one.until),
        said=_said(one),
        of=one.of,
        x=round(step * (place + 0.5), 1),
        y=_height(one.value or 0.0, top) if drawn else None,
        low=_height(one.low or 0.0, top) if has_ends else None,
        high=_height(top if one.high is None else one.high, top) if has_ends else None,
        standing=RULES.get(point.rule, "") if point else "",
        is_known=not one.unknown,
        is_few=one.too_few,
    )


def _said(one: Reading) -> str:
    return f"{amount(one.unit, one.value)}, of {one.of}: too few to say" if one.too_few else reading(one)


def _height(value: float, top: float) -> float:
    return round(EDGE + (SERIES_TALL - 2 * EDGE) * (1 - min(1.0, value / top)), 1)


def _note(on_trial: bool | None) -> str:
    if on_trial is None:
        return "Two months or more are needed for limits."
    return "The limits are on trial: under twelve months." if on_trial else ""
