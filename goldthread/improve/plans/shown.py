"""Whether a recommendation's effect was shown: asked of the tests of effect, which register here. Never typed in."""

from collections.abc import Callable, Iterable
from datetime import date

from goldthread.core.clocks.book import book

Passed = Callable[[int], Iterable[date]]
_readers: list[Passed] = []


def register(passed: Passed) -> None:
    """Have the days on which a recommendation's test of effect was passed told by a reader, by its id."""
    _readers.append(passed)


def is_shown(recommendation_id: int, on: date) -> bool:
    """True where the test was passed twice, as many months apart as the force's setting asks.

    Without a test of effect nothing is ever shown.
    """
    days = sorted(day for reader in _readers for day in reader(recommendation_id))
    apart = int(book().setting("plans.days_between_tests", on))
    return bool(days) and (days[-1] - days[0]).days >= apart
