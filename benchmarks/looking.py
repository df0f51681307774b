"""What a look costs: the log row of one, and the same picture under the row rules and as the owner, who has none."""

import time
from collections.abc import Callable
from itertools import cycle
from typing import Any

from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.organisation.queries import officers_in_role
from goldthread.link.picture.queries import open_picture
from goldthread.link.picture.searching import search

ROUNDS = 300
WARMING = 20


def looks(codes: list[str], misspelt: list[str]) -> list[Figure]:
    reader = reader_for(officers_in_role("responding_officer", clocks.now())[0], "command:bench")
    nothing, only_look = _alternating([_nothing, lambda: _look(reader)])
    picture = [_each(codes, lambda code: open_picture(reader, code)) for _ in range(2)]
    bare_times, full_times = _alternating(picture, roles=(db.OWNER, db.APP))
    (search_times,) = _alternating([_each(misspelt, lambda text: search(reader, text))])
    empty = Figure.of("transaction with one plain query", "ms", nothing)
    bare = Figure.of("picture, as the owner: no row rules", "ms", bare_times)
    return [
        empty,
        Figure.of("transaction with one logged look", "ms", only_look, against=empty),
        bare,
        Figure.of("picture, under the row rules", "ms", full_times, against=bare),
        Figure.of("search a misspelt name", "ms", search_times),
    ]


def _alternating(works: list[Callable[[], Any]], roles: tuple[str, ...] = ()) -> list[list[float]]:
    """Milliseconds of each work, each in a transaction of its own, turn and turn about so that all meet the same."""
    spoken = roles or (db.APP,) * len(works)
    taken: list[list[float]] = [[] for _ in works]
    for number in range(ROUNDS + WARMING):
        for place, (work, role) in enumerate(zip(works, spoken, strict=True)):
            with db.speaking_as(role):
                began = time.perf_counter()
                with db.transaction():
                    work()
                if number >= WARMING:
                    taken[place].append(1000 * (time.perf_counter() - began))
    return taken


def _each(values: list[str], work: Callable[[str], Any]) -> Callable[[], Any]:
    """The work on one value after another."""
    turns = cycle(values)
    return lambda: work(next(turns))


def _nothing() -> None:
    db.fetch_one("SELECT 1 AS one")


def _look(reader: Reader) -> None:
    look(reader, reason="bench")
