"""What the briefings of 32 boroughs cost with 25,000 missing episodes behind them: at once, and one at a time."""

import time
from collections.abc import Callable

from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.organisation.models import Borough
from goldthread.core.organisation.queries import officers_in_role
from goldthread.improve.borough_briefing import queries
from goldthread.testing.episodes import fill_episodes, spread_over

CASES, BOROUGHS, ROUNDS = 25_000, 32, 5


def pacesetter_figures(*, fill: bool = True) -> list[Figure]:
    """Milliseconds: every borough in one reading, against the same boroughs asked for one at a time."""
    reader = reader_for(officers_in_role("chief_officer", clocks.now())[0], "command:bench")
    if fill:
        fill_episodes(CASES)
    spread_over(BOROUGHS)
    codes = list(Borough.objects.order_by("code").values_list("code", flat=True))
    name = f"briefings of {len(codes)} boroughs, {CASES:,} episodes"
    alone = Figure.of(f"{name}: one at a time", "ms", _taken(lambda: _each(reader, codes)))
    return [alone, Figure.of(f"{name}: at once", "ms", _taken(lambda: queries.counted(reader)), alone)]


def _each(reader: Reader, codes: list[str]) -> None:
    for code in codes:
        queries.open_sheet(reader, code)


def _taken(ask: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        with db.transaction():
            ask()
        taken.append(1000 * (time.perf_counter() - began))
    return taken
