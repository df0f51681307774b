"""Is this as much as a source usually sends? Pure: the counts, the day and the limits are arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

NORMAL, LOW, VERY_LOW, TOO_HIGH = "normal", "low", "very_low", "too_high"
TOO_FEW, NO_HISTORY = "too_few", "no_history"
ALARMING = (LOW, VERY_LOW, TOO_HIGH)
SHORT = (LOW, VERY_LOW)  # what is missing may be about any child, so what the source would say is unknown
JUDGED = (NORMAL, *ALARMING)

SUNDAY = 6


@dataclass(frozen=True)
class Limits:
    """The numbers of `core/standards/settings.yaml`, `feeds.volume.*`: ours, and a force may set its own."""

    weeks: int
    least_weeks: int
    least_usual: int
    low_percent: int
    very_low_percent: int
    high_times: int


def usual(
    counts: Mapping[date, int], day: date, first_day: date | None, is_holiday: Callable[[date], bool], limits: Limits
) -> float | None:
    """The median of the same weekday in the weeks before; None where too few of those days are known.

    A day without a file counts as nought from the day after the first ever seen, which may have been a part of one.
    A bank holiday is like a Sunday, not like the weekday it falls on.
    """
    if first_day is None:
        return None
    kind = _kind(day, is_holiday)
    days = [day - timedelta(days=back) for back in range(1, 7 * limits.weeks + 1)]
    alike = [counts.get(one, 0) for one in days if one > first_day and _kind(one, is_holiday) == kind]
    return float(median(alike)) if len(alike) >= limits.least_weeks else None


def _kind(day: date, is_holiday: Callable[[date], bool]) -> int:
    return SUNDAY if is_holiday(day) else day.weekday()


def judge(rows: int, expected: float | None, limits: Limits) -> str:
    """One word for a day's rows. Where few come anyway nothing is judged: chance alone would raise the alarm."""
    if expected is None:
        return NO_HISTORY
    if expected < limits.least_usual:
        return TOO_FEW
    if rows == 0 or rows * 100 <= expected * limits.very_low_percent:
        return VERY_LOW
    if rows * 100 < expected * limits.low_percent:
        return LOW
    return TOO_HIGH if rows > expected * limits.high_times else NORMAL
