"""What waits for a moderator as somebody wants it listed: chosen, sorted, a page at a time."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from goldthread.audit.reviews.moderating import Waiting

SHOWN: dict[str, tuple[str, Callable[[Waiting], bool]]] = {
    "mine": ("For you to decide", lambda one: not one.is_yours),
    "apart": ("The two grades differ", lambda one: one.is_apart),
    "departs": ("A grade departs from its answers", lambda one: one.is_departure),
}
SORTS: dict[str, Callable[[Waiting], Any]] = {
    "case": lambda one: (one.reference, one.sample, one.place),
    "why": lambda one: (one.why, one.since),
    "since": lambda one: one.since,
}


def wanted(asked: Mapping[str, str]) -> dict[str, str]:
    """What the address asks for, as an address carries it; what is not known here is left out."""
    show, sort = asked.get("show", ""), asked.get("sort", "")
    kept = {"show": show if show in SHOWN else "", "sort": sort if sort.removeprefix("-") in SORTS else ""}
    return {name: value for name, value in kept.items() if value}


def listed(waiting: Iterable[Waiting], want: Mapping[str, str]) -> list[Waiting]:
    """Those chosen, as sorted; unless sorted, those that the reader may decide first, the longest first."""
    found = [one for one in waiting if not want.get("show") or SHOWN[want["show"]][1](one)]
    if sort := want.get("sort", ""):
        return sorted(found, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return sorted(found, key=lambda one: one.is_yours)
