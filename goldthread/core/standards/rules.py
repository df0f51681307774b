"""A standard: what it says, in what years, on whose word; a clock rule and a setting are its two forms."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goldthread.core.standards.marks import Mark


@dataclass(frozen=True)
class Value:
    """What a standard was worth from one day to another, both included; open where no day is known."""

    value: Any
    mark: Mark
    source: str
    verified: bool | None
    from_on: date | None = None
    to_on: date | None = None
    from_verified: bool = True  # whether the day it started was checked
    profile: str = ""  # the force's own value; empty for everybody's
    reason: str = ""
    by: str = ""

    def is_in_force(self, on: date) -> bool:
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True)
class Step:
    """A step of escalation that the source prints itself: so long after the start, so many working days, or at due."""

    who: str
    after_minutes: int | None = None
    after_working_days: int | None = None


@dataclass(frozen=True)
class Standard:
    """What every standard has. `stricter` says which way protects more; `fixed` ones are never loosened."""

    id: str
    subject: str
    title: str
    sentence: str
    stricter: str
    fixed: bool
    values: tuple[Value, ...]
    note: str = ""

    def value_on(self, on: date) -> Value | None:
        """The value of a day: a force's own before everybody's, the later start before the earlier."""
        if len(self.values) == 1:  # nearly every rule: asked for each due date there is
            return self.values[0] if self.values[0].is_in_force(on) else None
        held = [value for value in self.values if value.is_in_force(on)]
        return max(held, key=lambda one: (bool(one.profile), one.from_on or date.min), default=None)

    def with_values(self, *more: Value) -> "Standard":
        return replace(self, values=self.values + more)


@dataclass(frozen=True)
class Setting(Standard):
    """A threshold, a list or a choice that is not a clock."""

    unit: str = ""


@dataclass(frozen=True)
class ClockRule(Standard):
    """A clock as a sentence: it starts at one event, stops at another, and is due by its value (a `Due`).

    At an event of `falls_away` it ends undone because nothing is left to do: the child was found, the detention ended.
    `pausing` says what a pause does to a day clock: `days` leaves whole days out; `then three days` lets a period that
    would end during the pause run to the end of the third day, the first being the day the pause ends. `counts_after`
    names the clock of the mark before it: what is done before that one is due is done for that one, not for this.
    """

    start: str = ""
    stops: tuple[str, ...] = ()
    falls_away: tuple[str, ...] = ()
    counts_after: str = ""
    duty: str = ""  # the duty's own mark where only the number is ours
    dated: str = ""
    roles: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    pauses: tuple[str, ...] = ()
    pausing: str = "days"
    option_of: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def event_keys(self) -> tuple[str, ...]:
        """Events besides the start and the stops that any of its values reads."""
        return tuple(dict.fromkeys(value.value.event for value in self.values if value.value.event))


@dataclass(frozen=True)
class Adoption:
    """A named chief officer made a number of ours the force's own: from then a missed one is a breach."""

    standard: str
    post: str
    name: str
    from_on: date
    to_on: date | None = None

    def is_in_force(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)
