"""What is shown is rebuilt from what happened: each projection is a fold over events, applied as they are written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from goldthread.core.journal.models import Event

Row = dict[str, Any]


@dataclass(frozen=True)
class Projection:
    """A table that repeats the journal in another shape.

    `fold(row, event)` is pure: the row as it was (None at first) and the event give the row as it is. `store(row)`
    writes it; `stored()` reads every row back, by stream, to be compared.
    """

    name: str
    concerns: Callable[[str], bool]
    fold: Callable[[Row | None, Event], Row]
    load: Callable[[str], Row | None]
    store: Callable[[Row], None]
    stored: Callable[[], dict[str, Row]]


_projections: dict[str, Projection] = {}


def register(projection: Projection) -> None:
    _projections[projection.name] = projection


def registered() -> Iterable[Projection]:
    return _projections.values()


def apply(event: Event) -> None:
    """Bring every projection that the event concerns up to it, in the transaction that wrote the event."""
    for projection in _projections.values():
        if projection.concerns(event.stream):
            projection.store(projection.fold(projection.load(event.stream), event))
