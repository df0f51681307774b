"""The grammar of a panel: its title, its place in the order of harm, the sources it relies on, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from goldthread.core.access.reader import Reader
from goldthread.core.people.as_known import NOW, AsKnown
from goldthread.core.records.queries import Freshness

Body = dict[str, Any]
Read = TypeVar("Read")


@dataclass
class Subject:
    """Whom a picture is of, who looks, and what was read of them once for every panel.

    The look is open: what `records` and `values` do not hold, this reader may not see, or it was not yet known.
    """

    person_id: UUID
    code: str
    reader: Reader
    layer: str
    records: list[Body]
    values: list[Body]
    sources: list[Freshness]
    known: AsKnown = NOW
    _held: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def mentions(self) -> list[UUID]:
        return sorted({one["mention_id"] for one in self.records})

    def once(self, read: Callable[["Subject"], Read]) -> Read:
        """What `read` makes of this subject, made the first time it is asked for."""
        if read not in self._held:
            self._held[read] = read(self)
        found: Read = self._held[read]
        return found


@dataclass(frozen=True)
class Steps:
    """What to do now, by a plan made for this child: where it comes from, its first steps, whom to ring."""

    whence: str
    steps: tuple[str, ...]
    ring: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Panel:
    """One part of the picture. `harm` orders them: who, what is dangerous and what to do stand before history.

    `read` gives what pages, API and commands all show. `template` draws it, and is named from the templates' folder.
    `relies_on` names the panel of `core/records/reliance.py` whose sources it speaks for; empty where it speaks only
    for our own journal. `steps` is a plan's own answer to "what now?", which goes before the standard one.
    """

    id: str
    title: str
    harm: int
    read: Callable[[Subject], Any]
    template: str
    relies_on: str = ""
    steps: Callable[[Subject], Steps | None] | None = None
