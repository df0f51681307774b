"""The pairs that wait for a reviewer, worst harm first; read as ids, logged, then shown."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import identities
from goldthread.core.refusals import NotValid
from goldthread.link.review.harms import as_rules, worst
from goldthread.link.review.resting import Resting, rests_on
from goldthread.link.review.sides import Side, as_shown, sides_of

# Ours, a DEFAULT: so many pairs are ordered at once. Nobody reads further down; the count beside them is of all.
LONGEST = 1_000
COUNTED = 20_000  # pairs of records looked through for the count beside Links; ours, a DEFAULT
PAGE = 25
# Bands of score, in bits; the lines are the model's (7 links, 2 is possible), the middle is ours.
BANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "stopped": ("A guard stopped it", {"stopped": True}),
    "near": ("Near the line", {"stopped": False, "least": 4.5}),
    "far": ("Further off", {"stopped": False, "below": 4.5}),
}


@dataclass(frozen=True)
class Count:
    """So many, or that many at least."""

    n: int
    or_more: bool = False

    def __str__(self) -> str:
        return f"{self.n:,}{'+' if self.or_more else ''}"


@dataclass(frozen=True)
class Chosen:
    """What the queue is narrowed to; empty for all."""

    guard: str = ""
    system: str = ""
    borough: str = ""
    band: str = ""

    def as_json(self) -> str:
        if self.band and self.band not in BANDS:
            raise NotValid("band", f'"{self.band[:40]}" is not a band.', f"Choose one of: {', '.join(BANDS)}.")
        own = {name: getattr(self, name) for name in ("guard", "system", "borough") if getattr(self, name)}
        return json.dumps({**own, **(BANDS[self.band][1] if self.band else {})})


@dataclass(frozen=True)
class Waiting:
    """One pair as ids: two mentions, who they are now, its score, what stopped it, the mark that gave its place."""

    mention: UUID
    other: UUID
    person: UUID
    other_person: UUID
    score: float | None
    stopped_by: str
    harm: int
    pairs: int

    def is_of(self, one: UUID, other: UUID) -> bool:
        return {one, other} == {self.mention, self.other}


@dataclass
class Row:
    """One pair as the queue shows it."""

    pair: Waiting
    sides: tuple[Side, Side]
    rests: Resting

    def as_json(self) -> dict[str, Any]:
        harm = worst(self.pair.harm)
        return {
            "one": str(self.pair.mention),
            "other": str(self.pair.other),
            "score": self.pair.score,
            "stopped_by": self.pair.stopped_by,
            "harm": harm.id if harm else None,
            "harm_words": harm.words if harm else None,
            "pairs": self.pair.pairs,
            "if_wrong": self.rests.words,
            "sides": [side.as_json() for side in self.sides],
        }


@dataclass
class Queue:
    """One page of the pairs that wait, how many there are under this choice, and without it."""

    rows: list[Row]
    total: int
    all: Count
    page: int
    chosen: Chosen = field(default_factory=Chosen)

    def as_json(self) -> dict[str, Any]:
        return {
            "waiting": self.total,
            "in_all": self.all.n,
            "in_all_or_more": self.all.or_more,
            "page": self.page,
            "pairs": [r.as_json() for r in self.rows],
        }


def waiting(by: Reader, chosen: Chosen | None = None, limit: int = LONGEST) -> tuple[list[Waiting], int]:
    """The pairs this officer may know of and has not answered, in order, and how many there are. Ids only: no look."""
    by.must("confirm_link")
    rows = db.fetch(
        "SELECT * FROM goldthread_review_pairs(%s, %s, %s::jsonb, %s::jsonb, %s)",
        [by.officer.pk if by.officer else None, clocks.now(), as_rules(), (chosen or Chosen()).as_json(), limit],
    )
    return [_waiting(row) for row in rows], rows[0]["total"] if rows else 0


def how_many(by: Reader) -> Count:
    """How many pairs wait for this officer; it stands on every page, so it is counted only so far."""
    by.must("confirm_link")
    asker = by.officer.pk if by.officer else None
    counted = db.fetch_one("SELECT n, or_more FROM goldthread_review_count(%s, %s, %s)", [asker, clocks.now(), COUNTED])
    return Count(counted["n"], counted["or_more"])


def open_queue(by: Reader, chosen: Chosen | None = None, page: int = 1) -> Queue:
    """One page of the queue. One log row names everybody shown; so many queries whatever its length."""
    asked = chosen or Chosen()
    found, total = waiting(by, asked)
    shown = found[PAGE * (page - 1) : PAGE * page]
    people = sorted({person for pair in shown for person in (pair.person, pair.other_person)})
    look(by, people=people, list="link review")
    rows = _rows(shown, people)
    return Queue(rows, total, Count(total) if asked == Chosen() else how_many(by), page, asked)


def _rows(shown: Sequence[Waiting], people: Sequence[UUID]) -> list[Row]:
    who = identities(people)
    sides = sides_of([mention for pair in shown for mention in (pair.mention, pair.other)], who)
    rests = rests_on(people)
    return [
        Row(pair, as_shown(sides[pair.mention], sides[pair.other]), rests[pair.person] + rests[pair.other_person])
        for pair in shown
        if pair.mention in sides and pair.other in sides
    ]


def _waiting(row: dict[str, Any]) -> Waiting:
    return Waiting(
        row["mention_id"],
        row["other_id"],
        row["person_id"],
        row["other_person"],
        row["score"],
        row["stopped_by"],
        row["harm"],
        row["pairs"],
    )
