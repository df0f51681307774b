"""Lists that a move may choose from and that are kept elsewhere: each registered once, under a name."""

from collections.abc import Callable

from goldthread.core import clocks
from goldthread.core.organisation.authorities import authorities, recipients
from goldthread.core.organisation.models import Borough
from goldthread.core.organisation.queries import officers_in_roles

Choices = tuple[tuple[str, str], ...]
_lists: dict[str, Callable[[], Choices]] = {}


def register(name: str, read: Callable[[], Choices]) -> None:
    if _lists.setdefault(name, read) is not read:
        raise ValueError(f"There are two lists called {name}.")


def lists() -> frozenset[str]:
    """The names of the lists there are."""
    return frozenset(_lists)


def choices_of(name: str) -> Choices:
    """The values of a list and their words."""
    return _lists[name]()


def _boroughs() -> Choices:
    return tuple(Borough.objects.order_by("name").values_list("code", "name"))


def _authorities() -> Choices:
    return tuple((code, one.name) for code, one in authorities().items())


def _interview_providers() -> Choices:
    """Charities and teams first; an authority may hold its interviews itself."""
    return tuple((code, one.name) for code, one in recipients().items())


def _officers() -> Choices:
    from goldthread.core.access.roles import roles

    able = [role.id for role in roles().values() if "open_picture" in role.may]
    return tuple((one.username, str(one)) for one in officers_in_roles(able, None, clocks.now()))


register("boroughs", _boroughs)
register("authorities", _authorities)
register("interview_providers", _interview_providers)
register("officers", _officers)
