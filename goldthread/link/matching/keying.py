"""The keys of mentions as they are kept: numbers, so that those of millions are found by a narrow index.

Beside each key stands a number for what the mention says, so that a block of one child written down the same way
hundreds of times is known for a small one without reading it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from goldthread.core import db
from goldthread.link.matching import held
from goldthread.link.matching.echoes import Echoes
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import shipped_scorer


@dataclass(frozen=True)
class Keyed:
    """What is kept of a mention for the linker: its keys, and what it says, each as a signed 64-bit number."""

    keys: frozenset[int]
    says: int


def numbers(candidate: Candidate) -> Keyed:
    """The mention's keys under the model of this release."""
    echoes = Echoes(shipped_scorer())
    own = frozenset(held.number_of(key) for key in echoes.keys(candidate))
    return Keyed(own, held.number_of(echoes.named(candidate)))


def write(keyed: Mapping[UUID, Keyed]) -> None:
    """Keep these keys of mentions that have none."""
    rows = [(mention, key, own.says) for mention, own in keyed.items() for key in sorted(own.keys)]
    if rows:
        db.run(
            """INSERT INTO people_matchkey (mention_id, key, says)
               SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[])""",
            [list(column) for column in zip(*rows, strict=True)],
        )


def drop(mentions: Collection[UUID]) -> None:
    if mentions:
        db.run("DELETE FROM people_matchkey WHERE mention_id = ANY(%s)", [list(mentions)])


def rekey(mentions: Collection[UUID]) -> None:
    """Make the keys of mentions again from what is held of them now."""
    drop(mentions)
    write({mention: numbers(one) for mention, one in held.candidates(mentions).items()})
