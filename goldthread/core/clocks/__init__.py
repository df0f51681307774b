"""The one clock of the world: every instant in Goldthread is asked of here (design decision 4)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_held_at: ContextVar[datetime | None] = ContextVar("held_at", default=None)


def now() -> datetime:
    """The present instant, in UTC with its offset: the machine's, unless a profile or a test holds the clock."""
    return _held_at.get() or datetime.now(UTC)  # noqa: TID251 - the one place that may


def today() -> date:
    """The present date where the force works, Europe/London."""
    return now().astimezone(LONDON).date()


def day_of(instant: datetime) -> date:
    """The date of an instant where the force works."""
    return instant.astimezone(LONDON).date()


@contextmanager
def held_at(instant: datetime) -> Iterator[None]:
    """Hold the clock at one instant: a profile of the past, or a test."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs an offset, like 2016-11-25T09:00:00+00:00.")
    token = _held_at.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _held_at.reset(token)
