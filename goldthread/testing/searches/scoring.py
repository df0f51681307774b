"""How often the right person stands first, among the first three, among the ten shown; and how long the list is."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goldthread.testing.searches.asking import Asking

TOPS = (1, 3, 10)


@dataclass(frozen=True)
class Score:
    """Of so many searches of one kind, the share answered by each place, and the median length of the list."""

    kind: str
    searches: int
    first: float
    first_three: float
    first_ten: float
    listed: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def scores(asked: Sequence[Asking], find: Callable[[str], Sequence[str]]) -> list[Score]:
    """`find` gives the codes shown for a text, in their order. A row for every kind, then one for all together."""
    places = [(one.kind, place, length) for one in asked for place, length in [_place(one, find(one.text))]]
    kinds = dict.fromkeys(kind for kind, _, _ in places)
    rows = [_score(kind, [(place, length) for k, place, length in places if k == kind]) for kind in kinds]
    return [*rows, _score("all", [(place, length) for _, place, length in places])]


def _place(one: Asking, shown: Sequence[str]) -> tuple[int, int]:
    """Where the right answer stands, counted from one; far beyond the list where it is not."""
    return next((place for place, code in enumerate(shown, start=1) if code in one.codes), 999), len(shown)


def _score(kind: str, found: Iterable[tuple[int, int]]) -> Score:
    answers = list(found)
    first, three, ten = (sum(place <= top for place, _ in answers) / len(answers) for top in TOPS)
    return Score(kind, len(answers), first, three, ten, statistics.median(length for _, length in answers))
