"""Which tripwires this installation has, read from the modules that `config/areas.py` lists."""

import importlib
from functools import cache

from goldthread.core.alerts.grammar import Tripwire
from goldthread.core.refusals import NotFound


@cache
def tripwires() -> dict[str, Tripwire]:
    """Every declared tripwire, by id, in the order of the list."""
    from django.conf import settings

    found: dict[str, Tripwire] = {}
    for module in settings.TRIPWIRES:
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
