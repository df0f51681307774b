"""The files that a force gives instead of ours: each is read as the product reads it, before somebody opens a page."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from goldthread.config import installation
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.here import book_here
from goldthread.core.standards.profiles import shipped
from goldthread.improve.effect import declared
from goldthread.improve.governance import bodies
from goldthread.improve.plans import register
from goldthread.jobs.examine import Finding, fail, ok

# By its setting: what a report calls it, and what reads it whole and checks it.
READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "GOLDTHREAD_PROFILE": ("profile", lambda named: (book_here(named), bodies.declared(named))),
    register.OWN: ("plans", lambda named: register.read_register(Path(named))),
    declared.OWN: ("effect tests", lambda named: declared.read_tests(Path(named))),
}


def _own_file(setting: str) -> Iterator[Finding]:
    """A file that is named; where none is, or it is one of ours, nothing is said."""
    (called, read), named = READERS[setting], installation.value(setting)
    if not named or named in shipped():
        return
    try:
        read(named)
    except StandardsFault as fault:
        yield fail(called, str(fault), f"Correct {named}, or take {setting} away to use ours.")
    else:
        yield ok(called, f"{named} is read without a fault.")


CHECKS = tuple(partial(_own_file, setting) for setting in READERS)
