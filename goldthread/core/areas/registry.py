"""Which areas this installation has: ours from `config/areas.py`, a force's own by its entry point."""

import importlib
from functools import cache

from goldthread.config.areas import packages
from goldthread.core.areas.grammar import Area


class NotWhole(ValueError):
    """An area whose declaration cannot stand: one sentence for each field that is wrong."""

    def __init__(self, package: str, wrong: list[str]) -> None:
        super().__init__(f"The area {package} is not whole. " + " ".join(f"{one}." for one in wrong))
        self.package = package
        self.wrong = wrong


@cache
def areas() -> dict[str, Area]:
    """Every declared area, by id."""
    return {area.id: area for area in declared().values()}


@cache
def declared() -> dict[str, Area]:
    """Every declared area, by its package."""
    found: dict[str, Area] = {}
    for package in packages():
        area = area_in(package)
        twin = next((name for name, one in found.items() if one.id == area.id), None)
        if twin:
            raise NotWhole(package, [f"id: {area.id} is the id of {twin} already"])
        found[package] = area
    return found


def area_in(package: str) -> Area:
    """The area that a package declares, or the sentence that says why it cannot be read."""
    try:
        found = importlib.import_module(f"{package}.area").AREA
    except Exception as error:
        raise NotWhole(package, [f"area.py: cannot be read: {error}"]) from error
    if not isinstance(found, Area):
        raise NotWhole(package, ["AREA: is not an Area of goldthread.core.areas.grammar"])
    return found


def forget() -> None:
    """Read every declaration anew when it is next asked for: for tests, which install an area and take it off."""
    from goldthread.core.access.permissions import permissions
    from goldthread.core.access.roles import roles
    from goldthread.core.alerts.registry import tripwires
    from goldthread.core.standards.here import area_rules, book_here

    for kept in (areas, declared, permissions, roles, tripwires, area_rules, book_here):
        kept.cache_clear()
