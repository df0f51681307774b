"""The grammar an area.py fills: states with an owner, moves with a permission, an event and a sentence (decision 11).

Inert data: nothing here imports Django or an area. `core.cases` performs what is declared.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class State:
    """Where a piece of work can stand, and whose turn it is there. A closed state ends the work."""

    id: str
    words: str
    whose_turn: str
    is_closed: bool = False


@dataclass(frozen=True)
class ClockUse:
    """A clock of the register, or of the area's own `standards.yaml`, that runs in this area's cases.

    Where `risks` is given it starts only for a case of one of these risks.
    """

    rule: str
    risks: tuple[str, ...] = ()
    cancelled_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One thing to be done or considered: from which state on it is asked, and under which condition.

    `when` names a field of the case's facts and the values for which the item is asked; empty: always.
    """

    id: str
    words: str
    from_state: str
    when: tuple[str, tuple[str, ...]] | None = None
    needed_for: tuple[str, ...] = ()  # moves that ask for it first


@dataclass(frozen=True)
class Move:
    """A step from one state to another: who may take it, what it writes, and how it reads."""

    id: str
    button: str
    sentence: str
    from_states: tuple[str, ...]
    to_state: str
    permission: str
    event: str
    happens: str = ""  # the event key that clocks start or stop at
    takes_ownership: bool = False
    needs_note: bool = False
    note_label: str = "Note"
    # A confirm page stands before moves that close, lower risk or send outside (screens.md 1.6).
    confirms: bool = False


@dataclass(frozen=True)
class Area:
    """One kind of work on one page."""

    id: str
    name: str
    noun: str
    prefix: str
    opening_event: str
    opening_sentence: str
    first_state: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    queue_permission: str
    desk_role: str
    opening_happens: str = ""
    clocks: tuple[ClockUse, ...] = ()
    checklist: tuple[Item, ...] = ()
    risks: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = field(default=())
    voice: str = ""  # the field of the opening event that holds the child's own words

    def state(self, state_id: str) -> State:
        return next(state for state in self.states if state.id == state_id)

    def move(self, move_id: str) -> Move | None:
        return next((move for move in self.moves if move.id == move_id), None)

    def moves_from(self, state_id: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if state_id in move.from_states)

    def sentence(self, event_kind: str) -> str:
        """How an event of this area reads on a timeline."""
        if event_kind == self.opening_event:
            return self.opening_sentence
        return next((move.sentence for move in self.moves if move.event == event_kind), event_kind)
