"""A file of events as read: its events, what was set aside and why, and what has to be said of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goldthread.core.refusals import Refusal
from goldthread.demand.journey.events import Events

NO_CASE, NO_ACTIVITY, NO_TIME = "no case", "no activity", "no time"


@dataclass
class Remarks:
    """What a reader has to say of a file: how many rows it set aside for which reason, and sentences."""

    aside: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def set_aside(self, reason: str, times: int = 1) -> None:
        if times:
            self.aside[reason] += times


@dataclass(frozen=True)
class Log:
    """A file's events, by type of object; one without a name where the form knows no types."""

    form: str
    events: dict[str, Events]
    remarks: Remarks
    columns: Mapping[str, str] = field(default_factory=dict)


def cannot_read(path: Path, why: str, remedy: str, where: str = "", code: str = "cannot_read") -> Refusal:
    """A file that cannot be taken in: which, why, and what to do. `where` is the column, key or list it is about."""
    return Refusal(code, printable(f"{path.name} cannot be read: {why}."), printable(remedy), where, 422)


def printable(text: str) -> str:
    """Words of a file as they may be shown on a terminal, which others would obey."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
