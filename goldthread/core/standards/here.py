"""The book of this installation: its profile, and the standards that its areas of work bring themselves."""

from functools import cache

from goldthread.config import installation
from goldthread.config.areas import folder_of, packages
from goldthread.core.standards.book import Book
from goldthread.core.standards.profiles import read_profile
from goldthread.core.standards.reading import read_clocks
from goldthread.core.standards.rules import ClockRule

SHIPPED_PROFILE, INVENTED = "met", "thornmere"


def profile_name() -> str:
    """The profile this installation names in GOLDTHREAD_PROFILE; else the invented force's where it is shown, else met.

    `goldthread clocks` alone goes by the first or by `met`: its answers are of the standards, not of a demonstration.
    """
    shown = INVENTED if installation.is_demonstration() else SHIPPED_PROFILE
    return installation.value("GOLDTHREAD_PROFILE") or shown


@cache
def book_here(name: str) -> Book:
    """The book of a profile by name or path, as its files say; what was adopted in the product is not in it."""
    return Book(read_profile(name), area_rules())


@cache
def area_rules() -> tuple[ClockRule, ...]:
    """The clocks of every area's own `standards.yaml`. No area is imported, only found."""
    return tuple(rule for package in packages() for rule in rules_of(package))


def rules_of(package: str) -> tuple[ClockRule, ...]:
    """The clocks of one area's `standards.yaml`; none where it has no such file."""
    folder = folder_of(package)
    path = folder / "standards.yaml" if folder else None
    return tuple(read_clocks(path)) if path and path.is_file() else ()
