"""Linking everything again: after a new model, or where keys and links may have fallen behind what is held."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people import searchable
from goldthread.link.matching import keying
from goldthread.link.matching.actions import resolve
from goldthread.link.matching.model import shipped

AT_ONCE = 1_000
BEHIND = "SELECT people, is_all, models FROM goldthread_linked_under_another(%s, %s)"
COUNTED = 10_000  # links counted before "or more" is said
Counts = dict[str, int]


@dataclass(frozen=True)
class Behind:
    """How many people are linked under another model than the one in force: who is who may lag behind it."""

    model: str
    people: int
    is_all: bool
    models: tuple[str, ...]

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Behind":
        """From the row that `BEHIND` answers for the model of this release."""
        return cls(shipped().version, row["people"], row["is_all"], tuple(row["models"] or ()))

    @property
    def words(self) -> str:
        """Which model, how many; and nothing of whom. Empty where nobody lags."""
        if not self.people:
            return ""
        are = "1 person is" if self.people == 1 else f"{self.people:,} people {'' if self.is_all else 'or more '}are"
        return f"{are} still linked by model {', '.join(self.models)}. The model in force is {self.model}."


def asked_of() -> list[object]:
    """What `BEHIND` is asked with."""
    return [shipped().version, COUNTED]


def behind() -> Behind:
    """Who lags behind the model of this release. Counts only, so no look is needed."""
    return Behind.read(db.fetch_one(BEHIND, asked_of()))


def may_link_again(by: Reader) -> Counts:
    """Log that somebody is about to have everybody linked again, or refuse it; the linking then runs as the service."""
    by.must("load_feeds")
    look(by.asking_for("intake"), list="link again")
    return {}


def link_everybody_again(progress: Callable[[int, int], None] = lambda done, of: None) -> Counts:
    """Make the keys of every live mention again, those of a search too, then solve them all; how much changed.

    In steps that each stand by themselves: one that is stopped is begun again from the start and changes the rest.
    """
    with db.as_service():
        every = db.fetch_one("SELECT count(*) AS n FROM records_mention WHERE is_live")["n"]
    counts: Counts = {"mentions": every, "linked": 0, "created": 0, "retired": 0}
    for done, mentions in _pieces():
        with db.as_service():
            keying.rekey(mentions)
            searchable.again(mentions)
        progress(done, 2 * every)
    for done, mentions in _pieces():
        with db.as_service():
            change = resolve(mentions)
        counts["linked"] += change.linked
        counts["created"] += change.created
        counts["retired"] += change.retired
        progress(every + done, 2 * every)
    return counts


def _pieces() -> Iterator[tuple[int, list[UUID]]]:
    """Live mentions, a piece at a time, with how many have been given."""
    last, done = UUID(int=0), 0
    while True:
        with db.as_service():
            rows = db.fetch(
                "SELECT id FROM records_mention WHERE is_live AND id > %s ORDER BY id LIMIT %s", [last, AT_ONCE]
            )
        if not rows:
            return
        last, done = rows[-1]["id"], done + len(rows)
        yield done, [row["id"] for row in rows]
