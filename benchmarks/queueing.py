"""What a queue costs: a page of fifty with 5,000 open, in every order and filtered, beside a page of a short one."""

import time
from itertools import cycle

from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.cases.queueing import Wanted, open_queue
from goldthread.core.organisation.queries import officers_in_role
from goldthread.testing.backlog import fill

OPEN, CLOSED, ROUNDS, WARMING = 5_000, 20_000, 100, 5
ASKED = {
    "the most pressing first": [Wanted(page=page) for page in (1, 2, 50, 100)],
    "sorted by a column": [Wanted(sort=sort) for sort in ("due", "-opened", "owner", "state", "-grade")],
    "filtered": [Wanted(scales={"grade": "red"}), Wanted(owner="none"), Wanted(waiting_days=28, late=True)],
    "found by name": [Wanted(find="a"), Wanted(find="sm"), Wanted(find="n-00")],
}


def queue_figures() -> list[Figure]:
    """Milliseconds of one page, its log row and its counts included; the short queue is what the force begins with."""
    reader = reader_for(officers_in_role("mash_desk", clocks.now())[0], "command:bench")
    short = Figure.of("queue: a page, as it was", "ms", _taken(reader, [Wanted()]))
    fill(OPEN, CLOSED)
    return [
        short,
        *(Figure.of(f"queue of {OPEN:,}: {name}", "ms", _taken(reader, asked), short) for name, asked in ASKED.items()),
    ]


def _taken(reader: Reader, asked: list[Wanted]) -> list[float]:
    taken = []
    turns = cycle(asked)
    for number in range(ROUNDS + WARMING):
        wanted = next(turns)
        began = time.perf_counter()
        with db.transaction():
            open_queue(reader, "concern", wanted)
        if number >= WARMING:
            taken.append(1000 * (time.perf_counter() - began))
    return taken
