"""A declaration as sentences a sergeant can read and a test can play: each move from each state. Pure."""

from collections.abc import Iterator
from itertools import product

from goldthread.core.areas.grammar import Area, Move


def sentences(area: Area) -> Iterator[dict[str, str]]:
    """One case for each move from each state, and for each fact that leads elsewhere: its sentence, where it starts,
    which move, where it must end."""
    for move in area.moves:
        ways = [("", ""), *((fact, value) for fact, value, _ in move.leads_when)]
        for state, (fact, value) in product(move.from_states, ways):
            end = move.leads_to(state, {fact: value})
            given = {"given": f"{fact}={value}"} if fact else {}
            yield {
                "sentence": _sentence(area, move, state, end, f" ({fact}: {value})" if fact else ""),
                "from": state,
                "move": move.id,
                **given,
                "to": end,
                "turn": area.state(end).whose_turn,
            }


def _sentence(area: Area, move: Move, state: str, end: str, given: str) -> str:
    start = area.state(state).words.lower()
    then = f"is then: {area.state(end).words.lower()}" if end != state else "stays as it is"
    article = "An" if area.noun[:1] in "aeiou" else "A"
    return f'{article} {area.noun} that is "{start}": after "{move.button.lower()}"{given} it {then}.'
