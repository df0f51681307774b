"""Blocks that other jobs put on a recommendation's page: its effect, what bodies decided. They register here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.improve.plans.standing import RecommendationNow

Maker = Callable[[Reader, RecommendationNow], Any]


@dataclass(frozen=True)
class Block:
    """One block: its template includes what the maker gives as `block`; none is shown where that is None."""

    name: str
    template: str
    make: Maker


_blocks: dict[str, Block] = {}


def register(name: str, template: str, make: Maker) -> None:
    """Have a block stand on every recommendation's page."""
    _blocks[name] = Block(name, template, make)


def blocks_for(by: Reader, one: RecommendationNow) -> list[dict[str, Any]]:
    """The blocks of one recommendation, in the order in which they registered."""
    made = [(block, block.make(by, one)) for block in _blocks.values()]
    return [
        {"name": block.name, "template": block.template, "block": given} for block, given in made if given is not None
    ]
