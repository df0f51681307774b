"""Pairs to be reviewed, reached as they come about: records loaded, then kept as possible by the service."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.people.actions import Pair, keep_possibles
from goldthread.testing import factories as make

WHY = "Checked with the school today."
TWINS: Mapping[str, Any] = {
    "prior": -13.0,
    "evidence": [
        {"field": "forename", "level": "alike", "bits": 1.0},
        {"field": "birth_date", "level": "same", "bits": 12.8},
        {"field": "surname", "level": "same", "bits": 9.0},
        {"field": "address", "level": "same", "bits": 11.8},
        {"field": "sex", "level": "same", "bits": 1.0},
    ],
    "over_cap": 7.8,
    "total": 14.8,
    "link": 7.0,
    "possible": 2.0,
    "guard": "twin",
    "model": "general-1",
}


def boss(name: str = "supervisor") -> Any:
    return make.reader("supervisor", username=name)


def mention(number: str, *, row: Mapping[str, Any] | None = None, **changes: Any) -> UUID:
    """A call about one child; the mention of the child. `row` changes the call, the rest the child."""
    make.deliver("cad", make.ndjson([make.cad_row(number, linked_persons=[make.child(**changes)], **(row or {}))]))
    return mention_in(number)


def mention_in(number: str, key: str = "%") -> UUID:
    with db.as_service():
        found: UUID = db.fetch_one(
            "SELECT id FROM records_mention WHERE source_record_id = %s AND key LIKE %s", [number, key]
        )["id"]
    return found


def sisters() -> tuple[UUID, UUID]:
    return mention("1/01OCT26"), mention("2/01OCT26", forenames="Jessa", birth_date="2012-02-03")


def established() -> tuple[UUID, UUID]:
    """Two people of two records each."""
    pair = sisters()
    mention("3/01OCT26")
    mention("4/01OCT26", forenames="Jessa", birth_date="2012-02-03")
    return pair


def possible(
    one: UUID, other: UUID, score: float = 3.0, stopped_by: str = "", told: Mapping[str, Any] | None = None
) -> tuple[UUID, UUID]:
    """Have a pair kept as possible, as the solver does; others stay."""
    low, high = sorted((one, other))
    with db.as_service():
        keep_possibles([], [Pair(low, high, score, stopped_by, told or {})], dict.fromkeys([low, high], clocks.now()))
    return low, high
