"""Which tripwires this installation has, from the modules that `config/areas.py` lists and those that areas name."""

import importlib
from functools import cache

from goldthread.core.alerts.grammar import Tripwire
from goldthread.core.areas.registry import areas
from goldthread.core.refusals import NotFound


@cache
def tripwires() -> dict[str, Tripwire]:
    """Every declared tripwire, by id, in the order of the list."""
    from django.conf import settings

    found: dict[str, Tripwire] = {}
    theirs = [module for area in areas().values() for module in area.tripwires]
    for module in dict.fromkeys((*settings.TRIPWIRES, *theirs)):
        for one in importlib.import_module(module).TRIPWIRES:
            if one.id in found:
                raise ValueError(f"Two tripwires are called {one.id}.")
            found[one.id] = one
    return found


def tripwire_called(rule_id: str) -> Tripwire:
    found = tripwires().get(rule_id)
    if found is None:
        raise NotFound("There is no tripwire of that name.", "See the list of tripwires.")
    return found
