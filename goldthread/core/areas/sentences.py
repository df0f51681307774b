"""A declaration as sentences a sergeant can read and a test can play: each move from each state. Pure."""

from collections.abc import Iterator

from goldthread.core.areas.grammar import Area, Move


def sentences(area: Area) -> Iterator[dict[str, str]]:
    """One case for each move from each state: its sentence, where it starts, which move, where it must end."""
    for move in area.moves:
        for state in move.from_states:
            yield {
                "sentence": _sentence(area, move, state),
                "from": state,
                "move": move.id,
                "to": move.leads_to(state),
                "turn": area.state(move.leads_to(state)).whose_turn,
            }


def _sentence(area: Area, move: Move, state: str) -> str:
    start = area.state(state).words.lower()
    end = area.state(move.leads_to(state)).words.lower()
    then = f"is then: {end}" if move.to_state else "stays as it is"
    noun = area.noun
    return f'{"An" if noun[:1] in "aeiou" else "A"} {noun} that is "{start}": after "{move.button.lower()}" it {then}.'
