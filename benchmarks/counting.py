"""What the figures of an area cost with a year of 25,000 cases behind them, and a page of the cases behind one."""

import time
from collections.abc import Callable

from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.cases.indicators import area_figures, cases_behind
from goldthread.core.organisation.queries import officers_in_role
from goldthread.testing.backlog import put_steps_behind
from goldthread.testing.episodes import fill_episodes

CASES, ROUNDS = 25_000, 20  # as many as benchmarks/queueing.py puts in before


def counting_figures() -> list[Figure]:
    """Milliseconds: all figures of a month, and of a year; the cases behind some, a page of two hundred."""
    reader = reader_for(officers_in_role("mash_desk", clocks.now())[0], "command:bench")
    put_steps_behind()
    month = f"{clocks.today():%Y-%m}"
    short = Figure.of("figures of a month", "ms", _taken(lambda: area_figures(reader, "concern", month)))
    asked: dict[str, Callable[[], object]] = {
        "all of them": lambda: area_figures(reader, "concern"),
        **{f"the cases behind {one}": _behind(reader, one) for one in ("taken", "in_time_green", "later_not_shared")},
    }
    name = f"figures of {CASES:,}"
    return [short, *(Figure.of(f"{name}: {what}", "ms", _taken(ask), short) for what, ask in asked.items())]


def missing_figures() -> list[Figure]:
    """Milliseconds: all figures of a year of as many missing children's episodes, and the cases behind two."""
    reader = reader_for(officers_in_role("supervisor", clocks.now())[0], "command:bench")
    fill_episodes(CASES)
    asked: dict[str, Callable[[], object]] = {
        "all of a year": lambda: area_figures(reader, "missing"),
        **{f"the cases behind {one}": _behind(reader, one, "missing") for one in ("MIS-I03", "MIS-I10")},
    }
    name = f"figures of {CASES:,} missing episodes"
    return [Figure.of(f"{name}: {what}", "ms", _taken(ask)) for what, ask in asked.items()]


def _behind(reader: Reader, indicator: str, area: str = "concern") -> Callable[[], object]:
    return lambda: cases_behind(reader, area, indicator)


def _taken(ask: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        with db.transaction():
            ask()
        taken.append(1000 * (time.perf_counter() - began))
    return taken[1:]
