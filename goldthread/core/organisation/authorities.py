"""Whom children are told of outside: each borough's council, the authorities of the profile, interview providers."""

from goldthread.core.organisation.models import Borough
from goldthread.core.standards.here import book_here, profile_name
from goldthread.core.standards.profiles import Authority, Provider


def authorities() -> dict[str, Authority]:
    """Every authority by its code, by name. A borough the profile says nothing of has a council that takes files."""
    told = {one.code: one for one in book_here(profile_name()).profile.authorities}
    for code, name in Borough.objects.values_list("code", "name"):
        told.setdefault(code, Authority(code, name))
    return dict(sorted(told.items(), key=lambda pair: pair[1].name))


def providers() -> dict[str, Provider]:
    """Those who hold return home interviews for an authority, by their code, by name; of the profile."""
    told = book_here(profile_name()).profile.providers
    own = authorities()
    return {one.code: one for one in sorted(told, key=lambda one: one.name) if one.code not in own}


def recipients() -> dict[str, Authority | Provider]:
    """Everybody outside whom something is sent to: authorities and providers."""
    return {**providers(), **authorities()}


def recipient_name(code: str) -> str:
    """The name of a recipient; its code where it is no longer told of."""
    found = recipients().get(code)
    return found.name if found else code
