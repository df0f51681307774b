"""How times, ages and counts read on a page: London time, plain words, never a guess."""

from datetime import UTC, date, datetime, timedelta

from goldthread.core.clocks import LONDON, now, today


def _london(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("An instant shown on a page needs an offset: a bare time could be an hour wrong.")
    return instant.astimezone(LONDON)


def clock(instant: datetime) -> str:
    """`22:58`; in the hour that happens twice each autumn, `01:30 BST` or `01:30 GMT`."""
    local = _london(instant)
    happens_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local:%H:%M} {local.tzname()}" if happens_twice else f"{local:%H:%M}"


def moment(instant: datetime) -> str:
    """`Fri 23 Oct 22:58`, with the year where it is not this one."""
    local = _london(instant)
    year = "" if local.year == today().year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {clock(instant)}"


def day(value: date | datetime) -> str:
    """`11 May 2011`: the date itself, or the London date of an instant."""
    on = _london(value).date() if isinstance(value, datetime) else value
    return f"{on.day} {on:%B %Y}"


def age(born_on: date, on: date | None = None) -> int:
    """Whole years lived on a day; somebody born on 29 February turns a year older on 1 March."""
    at = on or today()
    return at.year - born_on.year - ((at.month, at.day) < (born_on.month, born_on.day))


def duration(length: timedelta | float) -> str:
    """`25 min`, `2 h 10`, `29 h`, `2 d 4 h`, from a timedelta or minutes; the sign is dropped."""
    minutes = int(abs(length.total_seconds()) // 60) if isinstance(length, timedelta) else int(abs(length))
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        return f"{hours // 24} d {hours % 24} h" if hours % 24 else f"{hours // 24} d"
    if hours >= 24:
        return f"{hours} h"
    return f"{hours} h {minutes:02}" if hours else f"{minutes} min"


def since(instant: datetime, at: datetime | None = None) -> timedelta:
    """How long ago an instant was, counted in UTC so that a clock change adds or loses nothing."""
    return (at or now()).astimezone(UTC) - _london(instant).astimezone(UTC)


def due(due_at: datetime, at: datetime | None = None) -> str:
    """`12 min left` or `late 40 min`. Due is not late until the instant has passed."""
    late = since(due_at, at)
    return f"late {duration(late)}" if late > timedelta(0) else f"{duration(late)} left"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 child`, `3 children`, `1,204 rows`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


FILTERS = {
    "clock": clock,
    "moment": moment,
    "day": day,
    "age": age,
    "duration": duration,
    "since": since,
    "due": due,
    "plural": plural,
}
