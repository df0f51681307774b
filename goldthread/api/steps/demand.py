"""Steps of demand: the map of the force's own journeys, and the cases behind one of its figures."""

from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.demand.from_journal.wanted import Wanted

Answer = dict[str, Any]


def journeys(by: Reader, **wanted: str) -> Answer:
    """The map of an area's own steps: `area`, `borough`, `since`, `until` and `age` as they are typed."""
    # The engine's library is loaded with the first map, not with every command.
    from goldthread.demand.from_journal.queries import open_journeys
    from goldthread.demand.from_journal.telling import told_journeys

    return told_journeys(open_journeys(by, Wanted(**wanted)))


def journey_cases(by: Reader, *, before: str = "", after: str = "", page: int = 1, **wanted: str) -> Answer:
    """The cases with one step right after another, two hundred a page."""
    from goldthread.demand.from_journal.queries import cases_behind
    from goldthread.demand.from_journal.telling import told_behind

    return told_behind(cases_behind(by, Wanted(**wanted), before, after, page=page))
