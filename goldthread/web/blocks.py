"""Blocks of a role's first page that a job makes: the job registers them here, since the web knows no job."""

from collections.abc import Callable
from typing import Any

from goldthread.core.access.reader import Reader

Maker = Callable[[Reader], Any]
_makers: dict[str, Maker] = {}


def register(name: str, maker: Maker) -> None:
    """Have a block made by a job; its template part is in home.html under the same name."""
    _makers[name] = maker


def registered() -> dict[str, Maker]:
    return dict(_makers)
