"""What a checklist asks of a piece of work now, and what is still open. Pure: states and facts in, items out."""

from collections.abc import Collection, Mapping
from typing import Any

from goldthread.core.areas.grammar import Area, Item


def asked(area: Area, states_reached: Collection[str], facts: Mapping[str, str]) -> list[Item]:
    """The items due at any state the work has reached whose condition its facts meet, in the area's order."""
    return [item for item in area.checklist if item.from_state in states_reached and is_asked(item, facts)]


def is_asked(item: Item, facts: Mapping[str, Any]) -> bool:
    """Whether the condition holds, for a fact of several values by any of them.

    A fact not known counts as met: unknown is not safe.
    """
    if item.when is None:
        return True
    name, values = item.when
    known = facts.get(name, "")
    return not known or bool(set(values) & set(known if isinstance(known, list) else [known]))


def still_open(
    area: Area, states_reached: Collection[str], facts: Mapping[str, str], answered: Mapping[str, str]
) -> list[Item]:
    """What was asked and not answered. An answer is `done`, or why it was not needed; an empty one is none."""
    return [item for item in asked(area, states_reached, facts) if not answered.get(item.id, "").strip()]


def missing_for(area: Area, move_id: str, facts: Mapping[str, str], answered: Mapping[str, str]) -> list[Item]:
    """Items that a move asks for first and that nobody answered."""
    return [
        item
        for item in area.checklist
        if move_id in item.needed_for and is_asked(item, facts) and not answered.get(item.id, "").strip()
    ]
