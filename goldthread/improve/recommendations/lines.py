"""What the plans add to a line of the list: who answers, what is done, what is silent. The plans register here."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.improve.recommendations.queries import Row

NOTHING: Row = {"owner": None, "post": "", "plan": "", "actions": 0, "actions_done": 0, "actions_late": 0, "quiet": 0,
                "is_hidden": False}  # fmt: skip
Maker = Callable[[Reader], Mapping[int, Mapping[str, Any]]]
_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Have each line told more, by the recommendation's id."""
    _makers.append(maker)


def with_lines(by: Reader, rows: Iterable[Row]) -> list[Row]:
    """The rows, each with what the plans know of it."""
    told = [maker(by) for maker in _makers]
    return [NOTHING | row | {k: v for one in told for k, v in one.get(row["id"], {}).items()} for row in rows]
