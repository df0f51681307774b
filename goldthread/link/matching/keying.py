"""The keys of mentions as they are kept: numbers, so that those of millions are found by a narrow index."""

from collections.abc import Collection, Mapping
from uuid import UUID

from goldthread.core import db
from goldthread.link.matching import held
from goldthread.link.matching.blocking import keys
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import shipped


def numbers(candidate: Candidate) -> set[int]:
    """The mention's keys under the model of this release, each as a signed 64-bit number."""
    return {held.number_of(key) for key in keys(candidate, shipped().frequencies)}


def write(keyed: Mapping[UUID, Collection[int]]) -> None:
    """Keep these keys of mentions that have none."""
    pairs = [(mention, key) for mention, own in keyed.items() for key in sorted(own)]
    if pairs:
        db.run(
            "INSERT INTO people_matchkey (mention_id, key) SELECT * FROM unnest(%s::uuid[], %s::bigint[])",
            [[mention for mention, _ in pairs], [key for _, key in pairs]],
        )


def drop(mentions: Collection[UUID]) -> None:
    if mentions:
        db.run("DELETE FROM people_matchkey WHERE mention_id = ANY(%s)", [list(mentions)])


def rekey(mentions: Collection[UUID]) -> None:
    """Make the keys of mentions again from what is held of them now."""
    drop(mentions)
    write({mention: numbers(one) for mention, one in held.candidates(mentions).items()})
