"""The book of this installation: the profile it names, read once."""

from functools import cache

from goldthread.config import installation
from goldthread.core.standards.book import Book, open_book

SHIPPED_PROFILE = "met"


def profile_name() -> str:
    """The profile this installation names in GOLDTHREAD_PROFILE, else the Metropolitan Police's."""
    return installation.value("GOLDTHREAD_PROFILE") or SHIPPED_PROFILE


@cache
def book_here(name: str) -> Book:
    """The book of a profile by name or path."""
    return open_book(name)
