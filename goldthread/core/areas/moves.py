"""Which moves a piece of work allows, whose turn it is, and what each writes. Pure: the declaration and a state in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from goldthread.core.areas.grammar import Area, Move


@dataclass(frozen=True)
class Turn:
    """Where the work stands, whose turn it is, and what may be done: by this reader, and by somebody else."""

    state: str
    whose: str
    allowed: tuple[Move, ...]
    not_yours: tuple[Move, ...]


def is_open(move: Move, facts: Mapping[str, Any]) -> bool:
    """Whether the facts of a case leave this move open: one without `when` always is."""
    if move.when is None:
        return True
    name, values = move.when
    return str(facts.get(name, "")) in values


def turn_of(area: Area, state_id: str, may: Callable[[str], bool]) -> Turn:
    """The turn at a state for whoever `may` answers for."""
    moves = area.moves_from(state_id)
    return Turn(
        state_id,
        area.state(state_id).whose_turn,
        tuple(move for move in moves if may(move.permission)),
        tuple(move for move in moves if not may(move.permission)),
    )


def path(area: Area, move_ids: list[str]) -> list[str]:
    """The states passed through when these moves are taken in turn; ValueError at the first that is not allowed."""
    states = [area.first_state]
    for move_id in move_ids:
        move = area.move(move_id)
        if move is None or states[-1] not in move.from_states:
            raise ValueError(f"{move_id} is not allowed from {states[-1]}.")
        states.append(move.to_state)
    return states


def journalled(area: Area) -> dict[str, str]:
    """Every event an area writes, and how it reads."""
    opening = {area.opening_event: area.opening_sentence}
    return opening | {move.event: move.sentence for move in area.moves}
