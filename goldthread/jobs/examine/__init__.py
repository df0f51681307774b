"""What `goldthread doctor` looks at: each check says what it found and, where that is not well, what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

OK, WARN, FAIL = "ok", "warn", "fail"


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report."""

    check: str
    state: str
    found: str
    remedy: str = ""


Check = Callable[[], Iterator[Finding]]


def ok(check: str, found: str) -> Finding:
    return Finding(check, OK, found)


def warn(check: str, found: str, remedy: str) -> Finding:
    return Finding(check, WARN, found, remedy)


def fail(check: str, found: str, remedy: str) -> Finding:
    return Finding(check, FAIL, found, remedy)
