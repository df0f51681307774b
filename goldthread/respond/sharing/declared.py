"""What an area gives out and what it hears back, in its own codes: declared by the area, performed by this package.

An area names its `Shares` in its declaration (`Area.shares`). Whose a share is follows from the letter of its case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import import_string

from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.respond.sharing.codes import Choices, Codes
from goldthread.respond.sharing.models import Share

ANSWERED = Callable[[Share, Mapping[str, str]], dict[str, Any]]


@dataclass(frozen=True)
class Follows:
    """The move by which a case follows what happened to a share, and the states in which it waits for it.

    `answers` makes of what was said what the move asks.
    """

    move: str
    from_states: tuple[str, ...]
    answers: ANSWERED


@dataclass(frozen=True)
class Kind:
    """One kind of thing that goes out. `what` is how a file and a letter call it; `clocks` say when its answer is due.

    One that is not `is_awaited` is answered by nobody's duty, and nobody is reminded of it. `form` is the file that its
    answer comes back in. One that does not `asks_answer` is told, and that is all.
    """

    id: str
    what: str
    codes: Codes
    is_awaited: bool = True
    clocks: tuple[str, ...] = ()
    acknowledged: Follows | None = None
    answered: Follows | None = None
    chased: Follows | None = None
    form: str = "outcomes"
    asks_answer: bool = True


@dataclass(frozen=True)
class Form:
    """A file that comes back: its columns, those without which no row is read, and what to do of a wrong field.

    `take` reads one row under a look that is open: `(by, share, row, look) -> result`, or a refusal that sets it aside.
    """

    id: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    to_do: Mapping[str, str]
    take: Callable[..., str]


@dataclass(frozen=True)
class Shares:
    """What one area shares: who chases and hands in for it, who hears of an answer, and the words of its codes."""

    area: str
    permission: str
    told_role: str
    kinds: tuple[Kind, ...]
    grades: Choices = ()
    bases: Choices = ()
    consent: Choices = ()
    forms: tuple[Form, ...] = field(default=())

    def kind(self, kind_id: str) -> Kind:
        return next(one for one in self.kinds if one.id == kind_id)


def declared() -> dict[str, Shares]:
    """What each area shares, by the letter of its cases."""
    return {area.prefix: import_string(area.shares) for area in areas().values() if area.shares}


def shares_of(case_reference: str) -> Shares:
    """What the area of this case shares."""
    return declared()[case_reference[:1]]


def kind_of(share: Share) -> Kind:
    return shares_of(share.case_reference).kind(share.kind)


def codes_of(share: Share) -> Codes:
    return kind_of(share).codes


def handled_by(by: Reader) -> dict[str, Shares]:
    """What this reader chases and hands in for, by letter; refused where that is nothing."""
    every = declared()
    held = {letter: one for letter, one in every.items() if by.may(one.permission)}
    if not held:
        by.must(next(iter(every.values())).permission)
    return held


def handles(by: Reader) -> bool:
    """Whether this reader works for the force on anything that is shared."""
    return any(by.may(one.permission) for one in declared().values())
