"""What rests on a person being who the picture says: counted, so that a reviewer sees what a wrong answer costs."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.registry import areas

# Anything that is not an area of work: one of it, and several.
OTHERS = {
    "flag": ("flag", "flags"),
    "alert": ("open alert", "open alerts"),
    "disclosure": ("picture given outside", "pictures given outside"),
}


@dataclass(frozen=True)
class Resting:
    """So much of each kind."""

    counts: Counter[str]

    def __add__(self, other: "Resting") -> "Resting":
        return Resting(self.counts + other.counts)

    @property
    def words(self) -> str:
        """`2 alerts, 1 concern`; nothing rests on it: said so."""
        told = [_of(what, self.counts[what]) for what in sorted(self.counts, key=_order)]
        return ", ".join(told) or "nothing rests on it yet"

    def as_json(self) -> dict[str, Any]:
        return dict(self.counts)


def rests_on(people: Collection[UUID]) -> dict[UUID, Resting]:
    """Under a look: open work, open alerts and disclosures of each of these people. One query."""
    found: dict[UUID, Counter[str]] = {person: Counter() for person in people}
    for row in db.fetch("SELECT * FROM goldthread_review_rests(%s::uuid[])", [list(people)]):
        found[row["person_id"]][row["what"]] += row["n"]
    return {person: Resting(counts) for person, counts in found.items()}


def _order(what: str) -> tuple[bool, str]:
    return what in OTHERS, what


def _of(what: str, count: int) -> str:
    one, many = OTHERS.get(what) or _of_work(what)
    return f"{count} {one if count == 1 else many}"


def _of_work(area: str) -> tuple[str, str]:
    known = areas().get(area)
    noun = known.noun if known else "case"
    return f"open {noun}", f"open {noun}s"
