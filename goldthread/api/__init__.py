"""The API: a door like the others. It maps requests to queries and actions and decides nothing."""

from typing import Any


def __getattr__(name: str) -> Any:
    """`api`, which addresses are made of. Loaded when asked for: commands share only its steps."""
    if name != "api":
        raise AttributeError(name)
    from goldthread.api.urls import api

    return api
