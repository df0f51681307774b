"""The reference page of areas of work: each one's states, moves, clocks and checklist, as declared."""

from collections.abc import Iterator

from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas

WRITTEN = "*Written by `goldthread docs write` from each area's `area.py`; change it there.*"


def areas_page() -> Iterator[str]:
    yield from ("# Areas of work", "", WRITTEN)
    for area in areas().values():
        yield from _area(area)


def _area(area: Area) -> Iterator[str]:
    yield from ("", f"## {area.name}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {area.first_state}")
    for move in area.moves:
        yield from (f"    {state} --> {move.to_state}: {move.id}" for state in move.from_states)
    yield from (f"    {state.id} --> [*]" for state in area.states if state.is_closed)
    yield from ("```", "", "| State | Whose turn |", "|---|---|")
    yield from (f"| {state.words} (`{state.id}`) | {state.whose_turn} |" for state in area.states)
    yield from ("", "| Move | From | To | Who may | Writes | Reads as |", "|---|---|---|---|---|---|")
    yield f"| open | - | {area.first_state} | - | `{area.opening_event}` | {area.opening_sentence} |"
    for move in area.moves:
        states = ", ".join(move.from_states)
        yield f"| {move.id} | {states} | {move.to_state} | `{move.permission}` | `{move.event}` | {move.sentence} |"
    if area.clocks:
        yield from ("", "| Clock | For risks |", "|---|---|")
        yield from (f"| `{use.rule}` | {', '.join(one or 'not graded' for one in use.risks) or 'all'} |"
                    for use in area.clocks)  # fmt: skip
    if area.checklist:
        yield from ("", "| Checklist | From | When |", "|---|---|---|")
        for item in area.checklist:
            when = f"{item.when[0]} is {' or '.join(item.when[1])}, or not known" if item.when else "always"
            yield f"| {item.words} | {item.from_state} | {when} |"
