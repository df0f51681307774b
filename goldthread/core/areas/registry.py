"""Which areas this installation has, read from `config/areas.py`."""

import importlib
from functools import cache

from goldthread.core.areas.grammar import Area


@cache
def areas() -> dict[str, Area]:
    """Every declared area, by id."""
    from django.conf import settings

    found = {}
    for package in settings.AREAS:
        area: Area = importlib.import_module(f"{package}.area").AREA
        found[area.id] = area
    return found
