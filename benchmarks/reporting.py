"""What a quarterly report of 32 boroughs and 25,000 episodes costs, in each form, beside a figure at a time."""

import time
from collections.abc import Callable

from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.areas.registry import areas
from goldthread.core.cases.indicators import area_figures
from goldthread.core.organisation.queries import officers_in_role
from goldthread.improve.reporting.document import Document
from goldthread.improve.reporting.drafting import draft
from goldthread.improve.reporting.outside import for_outside
from goldthread.improve.reporting.periods import quarter_of
from goldthread.improve.reporting.writing import FORMS, written
from goldthread.testing.episodes import fill_episodes, spread_over

CASES, BOROUGHS, ROUNDS, TRIED = 25_000, 32, 5, 5


def reporting_figures(*, fill: bool = True) -> list[Figure]:
    """Seconds: the draft, each form of it, what outside readers get; and every figure asked for by itself.

    The last is told from some: so many figures as the report has, each by a read of its area's figures of the month.
    """
    if fill:
        fill_episodes(CASES)
    spread_over(BOROUGHS)
    reader = reader_for(officers_in_role("plan_lead", clocks.now())[0], "command:bench")
    name = quarter_of(clocks.today()).name
    made = _drafted(reader, name)
    whole = Figure.of("report of 32 boroughs: draft", "s", _taken(lambda: _drafted(reader, name)))
    forms = [Figure.of(f"report of 32 boroughs: {form}", "s", _taken(_in(made, form)), whole) for form in FORMS]
    outside = Figure.of("report of 32 boroughs: small numbers out", "s", _taken(lambda: for_outside(made, 5)), whole)
    alone = [one * len(made.figures) for one in _taken(lambda: _month(reader))]
    return [whole, *forms, outside, Figure.of("the same, a figure at a time", "s", alone, whole)]


def _drafted(reader: Reader, name: str) -> Document:
    with db.transaction():
        return draft(reader, name)


def _in(made: Document, form: str) -> Callable[[], object]:
    return lambda: written(made, form)


def _month(reader: Reader) -> None:
    with db.transaction():
        area_figures(reader, next(one.id for one in areas().values() if one.indicators), f"{clocks.today():%Y-%m}")


def _taken(ask: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return taken[1:]
