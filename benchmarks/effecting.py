"""What all tests of effect cost with a year of missing children's episodes behind them, against a query per borough."""

import time
from collections.abc import Callable

from counting import CASES
from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.access.reader import reader_for
from goldthread.core.organisation.models import Borough
from goldthread.core.organisation.queries import officers_in_role
from goldthread.improve.effect import queries
from goldthread.testing.records_elsewhere import fill_records

ROUNDS, BOROUGHS = 5, 32
ROUNDS_OF_THE_PEER = 1  # a query for each borough takes minutes: once warm, once measured
DETENTIONS, PEOPLE = 25_000, 3_000  # a year of a force; people with a marker, each told of anew every month
ONE = """
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY safe_at - held_at), count(*)
      FROM goldthread_effect_held(%s, %s, NULL) WHERE area = 'missing' AND borough = %s
"""


def effect_figures() -> list[Figure]:
    """Milliseconds: all nine tests, one test; and the naive way, one query for each borough of one measure only."""
    reader = reader_for(officers_in_role("plan_lead", clocks.now())[0], "command:bench")
    fill_records(DETENTIONS, PEOPLE)
    by_borough = Figure.of("one measure by a query for each of 32 boroughs", "ms", _taken(_naively, ROUNDS_OF_THE_PEER))
    name = f"tests of effect, {CASES:,} episodes"
    every = Figure.of(f"{name}: all nine", "ms", _taken(lambda: queries.tested(reader)), by_borough)
    one = Figure.of(f"{name}: one", "ms", _taken(lambda: queries.one_tested(reader, "2")), by_borough)
    return [by_borough, every, one]


def _naively() -> None:
    since, until = queries.now_read()
    names = list(Borough.objects.values_list("name", flat=True))
    with db.as_service(), db.speaking_as(db.OWNER):
        for place in range(BOROUGHS):
            db.fetch(ONE, [since, until, names[place % len(names)]])


def _taken(ask: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    taken = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        with db.transaction():
            ask()
        taken.append(1000 * (time.perf_counter() - began))
    return taken[1:]
