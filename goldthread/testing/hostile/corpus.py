"""Every named case, in one list."""

from goldthread.testing.hostile.case import Case
from goldthread.testing.hostile.everywhere import everywhere
from goldthread.testing.hostile.forms import forms


def corpus() -> list[Case]:
    cases = [*everywhere(), *forms()]
    names = [case.name for case in cases]
    if len(set(names)) != len(names):
        raise ValueError("Two cases share a name.")
    return cases
