"""The children's authorities that concerns are shared with: those of the profile, and each borough's own council."""

from goldthread.core.organisation.models import Borough
from goldthread.core.standards.here import book_here, profile_name
from goldthread.core.standards.profiles import Authority


def authorities() -> dict[str, Authority]:
    """Every authority by its code, by name. A borough the profile says nothing of has a council that takes files."""
    told = {one.code: one for one in book_here(profile_name()).profile.authorities}
    for code, name in Borough.objects.values_list("code", "name"):
        told.setdefault(code, Authority(code, name))
    return dict(sorted(told.items(), key=lambda pair: pair[1].name))
