"""Who the newest versions name: mentions that keep their place, what is asserted of each, and the keys to find them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.roles import RANK
from goldthread.core.db.ids import new_id
from goldthread.core.people import searchable
from goldthread.core.people.keys import IDENTITY, Held
from goldthread.core.places.presences import keep_homes_again
from goldthread.link.feeds.format import ParsedMention
from goldthread.link.feeds.placing import keep_places
from goldthread.link.matching import keying
from goldthread.link.matching.mention import Candidate, candidate_of

if TYPE_CHECKING:
    from goldthread.link.feeds.keeping import Version


@dataclass(frozen=True)
class Named:
    """One person as the newest version of one record names them."""

    id: UUID
    version: Version
    parsed: ParsedMention
    restriction: str
    is_new: bool


def keep_mentions(source: str, newest: Sequence[Version], known: Collection[str]) -> set[UUID]:
    """Bring the records' mentions up to their newest version; those no longer named are live no more.

    `known` are the records that had a version before: only they can have mentions already.
    """
    before = _before(source, [version.record_id for version in newest if version.record_id in known])
    named = list(_named(newest, before))
    db.insert("records_mention", [_mention(source, one) for one in named if one.is_new])
    again = [one for one in named if not one.is_new]
    _bring_up(again)
    still = {one.id for one in named}
    gone = [mention for mention in before.values() if mention not in still]
    if gone:
        db.run("UPDATE records_mention SET is_live = false WHERE id = ANY(%s)", [gone])
    corrected = _corrected(again)
    _assert(named, corrected)
    put_right = {mention for mention, _, _ in corrected}
    _key(source, named, gone, put_right)
    keep_places(newest, named)
    if put_right:
        keep_homes_again(sorted(put_right))
    return still | set(gone)


def _before(source: str, ids: list[str]) -> dict[tuple[str, str], UUID]:
    if not ids:
        return {}
    rows = db.fetch(
        "SELECT id, source_record_id, key FROM records_mention WHERE source_id = %s AND source_record_id = ANY(%s)",
        [source, ids],
    )
    return {(row["source_record_id"], row["key"]): row["id"] for row in rows}


def _named(newest: Sequence[Version], before: Mapping[tuple[str, str], UUID]) -> Iterable[Named]:
    for version in newest:
        row = version.row
        if row is None or row.op != "upsert":
            continue
        restriction = "hidden" if version.held_back is not None else row.restriction
        for parsed in row.mentions:
            earlier = before.get((version.record_id, parsed.key))
            yield Named(earlier or new_id(), version, parsed, restriction, earlier is None)


def _mention(source: str, one: Named) -> dict[str, Any]:
    return {
        "id": one.id,
        "source_id": source,
        "source_record_id": one.version.record_id,
        "key": one.parsed.key,
        "role": one.parsed.role,
        "subject_category": one.parsed.subject_category,
        "restriction": one.restriction,
        "is_live": True,
    }


def _bring_up(again: Sequence[Named]) -> None:
    if again:
        db.run(
            """UPDATE records_mention m SET role = n.role, subject_category = n.category, restriction = n.restriction,
                      is_live = true
                 FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) n(id, role, category, restriction)
                WHERE m.id = n.id""",
            [
                [one.id for one in again],
                [one.parsed.role for one in again],
                [one.parsed.subject_category for one in again],
                [one.restriction for one in again],
            ],
        )


def _corrected(again: Sequence[Named]) -> set[tuple[UUID, str, str]]:
    """Values a person put right: they stay so when their source sends the old one again."""
    if not again:
        return set()
    rows = db.fetch(
        "SELECT mention_id, field, text FROM records_assertion WHERE mention_id = ANY(%s) AND status = 'superseded'",
        [[one.id for one in again]],
    )
    return {(row["mention_id"], row["field"], row["text"]) for row in rows}


def _assert(named: Sequence[Named], corrected: set[tuple[UUID, str, str]]) -> None:
    db.insert(
        "records_assertion",
        [
            {
                "mention_id": one.id,
                "record_id": one.version.id,
                "field": value.field,
                "text": value.text,
                "canonical": value.canonical,
                "kind": value.kind,
                "grade": value.grade or "",
                "source_field": value.source_field,
                "status": "superseded" if (one.id, value.field, value.text) in corrected else "asserted",
                "layer_rank": RANK["signal" if value.field in IDENTITY else one.parsed.layer],
                "restriction": one.restriction,
            }
            for one in named
            for value in one.parsed.values
        ],
    )
    put_right = {mention for mention, _, _ in corrected}
    if put_right:
        current = {one.id: one.version.id for one in named if one.id in put_right}
        db.run(
            """UPDATE records_assertion a SET record_id = n.record
                 FROM unnest(%s::uuid[], %s::uuid[]) n(mention, record)
                WHERE a.mention_id = n.mention AND a.status = 'rectified'""",
            [list(current), list(current.values())],
        )


def _key(source: str, named: Sequence[Named], gone: Sequence[UUID], put_right: set[UUID]) -> None:
    """Keys of new mentions come from what was just read; those of corrected ones are made from what is held."""
    stale = [*gone, *(one.id for one in named if not one.is_new)]
    keying.drop(stale)
    searchable.drop(stale)
    fresh = {one.id: one for one in named if one.id not in put_right}
    held = {mention: _held(one) for mention, one in fresh.items() if one.parsed.values}
    searchable.write(held, {mention: _about(one) for mention, one in fresh.items()})
    keying.write(
        {mention: keying.numbers(_candidate(source, fresh[mention], values)) for mention, values in held.items()}
    )
    if put_right:
        keying.rekey(put_right)
        searchable.again(put_right)


def _held(one: Named) -> list[Held]:
    return [Held(value.field, value.text, value.canonical) for value in one.parsed.values]


def _candidate(source: str, one: Named, values: Sequence[Held]) -> Candidate:
    """The mention as the linker will read it: its keys need not know what stands at its address."""
    row = one.version.row
    at = (row.occurred_at or row.known_at) if row else None
    return candidate_of(
        one.id,
        (source, one.version.record_id),
        values,
        role=one.parsed.role,
        category=one.parsed.subject_category,
        recorded_on=at.astimezone(clocks.LONDON).date() if at else None,
    )


def _about(one: Named) -> searchable.About:
    row = one.version.row
    return searchable.About(one.version.record_id, row.borough if row else "", one.restriction)
