"""Working days, months and desk hours. Every answer goes by index, so a due date costs no walk through the year."""

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from goldthread.core.clocks import LONDON
from goldthread.core.clocks.holidays import FIRST_DAY, LAST_DAY, Holidays, known_on

_MIDNIGHT = time(0)


@dataclass(frozen=True, eq=False)
class WorkingDays:
    """Monday to Friday less bank holidays of England and Wales, and less the desk's own closed days where they count.

    Ordinals of the days in order, so that the n-th working day after another is one step.
    """

    ordinals: tuple[int, ...]
    version: str
    published: tuple[date, date]

    def is_working(self, day: date) -> bool:
        place = bisect_left(self.ordinals, day.toordinal())
        return place < len(self.ordinals) and self.ordinals[place] == day.toordinal()

    def after(self, day: date, n: int) -> date:
        """The n-th working day after a day that is itself day 0. IndexError beyond 2099."""
        return self._at(bisect_left(self.ordinals, day.toordinal() + 1) + n - 1)

    def counting(self, day: date, n: int) -> date:
        """The n-th working day, where the first working day not before `day` is day 1. IndexError beyond 2099."""
        return self._at(bisect_left(self.ordinals, day.toordinal()) + n - 1)

    def before(self, day: date, n: int) -> date:
        """The n-th working day before a day that is itself day 0. IndexError before 2000."""
        return self._at(bisect_left(self.ordinals, day.toordinal()) - n)

    def _at(self, place: int) -> date:
        if place < 0:
            raise IndexError("before the first working day known")
        return date.fromordinal(self.ordinals[place])


def working_days(as_of: date, closed: tuple[date, ...] = ()) -> WorkingDays:
    """The working days as the holidays were known on a day, less a desk's own closed days."""
    return _working_days(known_on(as_of), closed)


@cache
def _working_days(known: Holidays, closed: tuple[date, ...]) -> WorkingDays:
    shut = {day.toordinal() for day in (*known.days, *closed)}
    every = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
    # Ordinal 1 is a Monday, so `% 7` is 6 on Saturday and 0 on Sunday.
    kept = tuple(one for one in every if one % 7 not in (6, 0) and one not in shut)
    return WorkingDays(kept, known.version, known.published)


def months_after(day: date, n: int) -> date:
    """The same day number n months on; where that month has no such day, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_counting(day: date, n: int) -> date:
    """The last of n months that begin with `day`: the day before the same number; at a short month its end."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if day.day > monthrange(year, month + 1)[1]:
        return date(year, month + 1, monthrange(year, month + 1)[1])
    return date(year, month + 1, day.day) - timedelta(days=1)


@cache
def start_of(day: date) -> datetime:
    """00:00 local at the beginning of a day, in UTC."""
    return datetime.combine(day, _MIDNIGHT, LONDON).astimezone(UTC)


@cache
def end_of(day: date) -> datetime:
    """00:00 local at the end of a day, in UTC."""
    return start_of(day + timedelta(days=1))


def local_time(day: date, at: time) -> datetime:
    """A wall-clock time of a day, in UTC. Desk hours never fall into a clock change."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def desk_time(start: datetime, length: timedelta, opens: time, closes: time, days: WorkingDays) -> datetime:
    """The instant at which the desk has been open for `length` since `start`; reached at closing, it is due then."""
    on = start.astimezone(LONDON).date()
    day = days.counting(on, 1)
    begin = max(start, local_time(day, opens)) if day == on else local_time(day, opens)
    left = length - max(local_time(day, closes) - begin, timedelta())
    if left <= timedelta():
        return begin + length
    a_day = datetime.combine(date.min, closes) - datetime.combine(date.min, opens)
    whole, rest = divmod(left, a_day)
    if not rest:  # reached exactly at closing
        return local_time(days.after(day, whole), closes)
    return local_time(days.after(day, whole + 1), opens) + rest
