"""How often the search box finds the right person, and what one search costs by itself: part of `crowd.py`.

The searches and their answers are of `goldthread.testing.searches`.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figures import Figure

if TYPE_CHECKING:
    from goldthread.testing.searches.asking import Asking


def asked(truth: Path, seed: int, each: int) -> "list[Asking]":
    from goldthread.testing.searches.asking import askings

    return askings(truth, seed, each)


def found(searches: "Sequence[Asking]") -> dict[str, Any]:
    """Each search once, by itself, as an officer: scores by kind of search, and milliseconds."""
    from goldthread.core import clocks, db
    from goldthread.core.access.reader import reader_for
    from goldthread.core.organisation.queries import officers_in_role
    from goldthread.link.picture.searching import search
    from goldthread.testing.searches.scoring import scores

    reader = reader_for(officers_in_role("responding_officer", clocks.now())[0], "command:bench")
    taken = []

    def find(text: str) -> list[str]:
        began = time.perf_counter()
        with db.transaction():
            hits = search(reader, text).hits
        taken.append(1000 * (time.perf_counter() - began))
        return [hit.person.code for hit in hits]

    table = scores(searches, find)
    return {
        "found": [score.as_json() for score in table],
        "alone": [Figure.of("search by itself, no page", "ms", taken).as_json()],
    }
