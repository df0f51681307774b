"""The one writer of search keys, as the service: what the feeds just read, or made again from what is held."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from uuid import UUID

from goldthread.core import db
from goldthread.core.people.keys import Held
from goldthread.core.people.search_keys import search_keys


@dataclass(frozen=True)
class About:
    """What a search finds a mention by that is its record's: reference and borough; and whether it may."""

    reference: str
    borough: str
    restriction: str


def write(held: Mapping[UUID, Sequence[Held]], about: Mapping[UUID, About]) -> None:
    """Keep the keys of mentions that have none."""
    rows = [
        (mention, kind, value)
        for mention, values in held.items()
        for kind, value in sorted(search_keys(values, *astuple(about[mention])))
    ]
    if rows:
        db.run(
            """INSERT INTO people_searchkey (mention_id, kind, value)
               SELECT * FROM unnest(%s::uuid[], %s::text[], %s::text[])""",
            [list(column) for column in zip(*rows, strict=True)],
        )


def drop(mentions: Collection[UUID]) -> None:
    if mentions:
        db.run("DELETE FROM people_searchkey WHERE mention_id = ANY(%s)", [list(mentions)])


def again(mentions: Collection[UUID]) -> None:
    """Make the keys of mentions again from what is asserted of them now.

    Those under a rights restriction are left: their keys wait as they are until it is lifted.
    """
    held: dict[UUID, list[Held]] = {}
    about: dict[UUID, About] = {}
    for row in db.fetch(
        """SELECT a.mention_id, a.field, a.text, a.canonical, m.source_record_id, m.restriction, r.borough
             FROM records_assertion a JOIN records_mention m ON m.id = a.mention_id AND m.is_live
             JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current AND r.restriction_before IS NULL
            WHERE a.mention_id = ANY(%s) AND a.status <> 'superseded'""",
        [list(mentions)],
    ):
        held.setdefault(row["mention_id"], []).append(Held(row["field"], row["text"], row["canonical"]))
        about[row["mention_id"]] = About(row["source_record_id"], row["borough"], row["restriction"])
    drop(held)
    write(held, about)
