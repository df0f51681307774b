"""Keeping records as they were sent: versions beside versions, mentions with what is asserted of them, their keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.roles import RANK
from goldthread.core.people.keys import IDENTITY, Held, match_keys, search_keys
from goldthread.core.people.models import MatchKey, SearchKey
from goldthread.core.records.models import Assertion, Mention, RecordContent, SourceRecord, Tombstone
from goldthread.core.records.tombstones import record_key_hash
from goldthread.link.feeds.format import ParsedMention, ParsedRecord, Quarantined
from goldthread.link.feeds.models import Delivery


@dataclass
class Kept:
    """What became of a batch of good rows."""

    accepted: int = 0
    unchanged: int = 0
    refused: list[Quarantined] = field(default_factory=list)
    records: list[UUID] = field(default_factory=list)
    mentions: set[UUID] = field(default_factory=set)


def keep(delivery: Delivery, rows: Sequence[ParsedRecord]) -> Kept:
    """Keep each row as a version of its record. Re-sent rows change nothing; late ones never replace newer ones.

    Set-based: a batch costs the same dozen statements whatever its size.
    """
    kept = Kept()
    ids = {row.source_record_id for row in rows}
    buried = _buried(delivery.source_id, ids)
    versions = _versions(delivery.source_id, ids)
    made: list[tuple[SourceRecord, ParsedRecord]] = []
    for row in rows:
        earlier = versions.setdefault(row.source_record_id, [])
        if row.source_record_id in buried:
            kept.refused.append(_stays_erased(row))
        elif any((v.source_updated_at, v.raw_hash) == (row.source_updated_at, row.raw_hash) for v in earlier):
            kept.unchanged += 1
        else:
            record = _version(delivery, row, earlier)
            earlier.append(record)
            made.append((record, row))
    kept.accepted = len(made)
    kept.records = [record.pk for record, _ in made]
    _write_versions(made)
    kept.mentions = _keep_mentions(delivery.source_id, [pair for pair in made if pair[0].is_current])
    return kept


def _buried(source: str, ids: Iterable[str]) -> set[str]:
    hashes = {record_key_hash(source, one): one for one in ids}
    found = Tombstone.objects.filter(key_hash__in=hashes).values_list("key_hash", flat=True)
    return {hashes[one] for one in found}


def _versions(source: str, ids: Iterable[str]) -> dict[str, list[SourceRecord]]:
    versions: dict[str, list[SourceRecord]] = {}
    for record in SourceRecord.objects.filter(source=source, source_record_id__in=ids):
        versions.setdefault(record.source_record_id, []).append(record)
    return versions


def _stays_erased(row: ParsedRecord) -> Quarantined:
    return Quarantined(
        row.row,
        "Q-GONE-01",
        "source_record_id",
        "This record was erased and may not come back.",
        "Tell the sender that it was erased; data protection knows why.",
        "",
        None,
    )


def _version(delivery: Delivery, row: ParsedRecord, earlier: list[SourceRecord]) -> SourceRecord:
    """The row as a version; where it is the newest, the one before it stops being current."""
    current = next((version for version in earlier if version.is_current), None)
    is_newest = current is None or row.source_updated_at >= current.source_updated_at
    if current and is_newest:
        current.is_current = False
    held_back = current.restriction_before if current else None
    return SourceRecord(
        source_id=delivery.source_id,
        source_record_id=row.source_record_id,
        source_updated_at=row.source_updated_at,
        known_at=row.known_at,
        known_from=row.known_from,
        recorded_at=clocks.now(),
        is_current=is_newest,
        is_deleted=row.op == "delete",
        kind=row.kind,
        title=row.title,
        occurred_at=row.occurred_at,
        borough=row.borough,
        originating_force=row.originating_force,
        handling=row.handling,
        subject_categories=list(row.subject_categories),
        retention_group=row.retention_group,
        # A restriction under a person's right outlives a newer version of the record.
        restriction="hidden" if held_back is not None else row.restriction,
        restriction_before=row.restriction if held_back is not None else None,
        ask=row.ask,
        raw_hash=row.raw_hash,
        delivery_id=delivery.pk,
    )


def _write_versions(made: Sequence[tuple[SourceRecord, ParsedRecord]]) -> None:
    newest = {record.source_record_id for record, _ in made if record.is_current}
    if made:
        source = made[0][0].source_id
        SourceRecord.objects.filter(source=source, source_record_id__in=newest, is_current=True).update(
            is_current=False
        )
    SourceRecord.objects.bulk_create([record for record, _ in made])
    RecordContent.objects.bulk_create(
        RecordContent(
            record=record,
            layer_rank=RANK[row.layer],
            restriction=record.restriction,
            raw=row.raw,
            narrative=row.narrative,
            facts=[list(fact) for fact in row.facts],
        )
        for record, row in made
    )


def _keep_mentions(source: str, newest: Sequence[tuple[SourceRecord, ParsedRecord]]) -> set[UUID]:
    """Bring the records' mentions up to their newest version; those no longer named are live no more."""
    ids = [record.source_record_id for record, _ in newest]
    before = {
        (mention.source_record_id, mention.key): mention
        for mention in Mention.objects.filter(source=source, source_record_id__in=ids)
    }
    named: dict[tuple[str, str], tuple[Mention, SourceRecord, ParsedMention]] = {}
    for record, row in newest:
        for parsed in () if record.is_deleted else row.mentions:
            place = (record.source_record_id, parsed.key)
            mention = before.get(place) or Mention(
                source_id=source, source_record_id=record.source_record_id, key=parsed.key
            )
            mention.role, mention.subject_category = parsed.role, parsed.subject_category
            mention.restriction, mention.is_live = record.restriction, True
            named[place] = (mention, record, parsed)
    fresh = [mention for place, (mention, _, _) in named.items() if place not in before]
    Mention.objects.bulk_create(fresh)
    again = [mention for place, (mention, _, _) in named.items() if place in before]
    Mention.objects.bulk_update(again, ["role", "subject_category", "restriction", "is_live"], batch_size=500)
    gone = [mention.pk for place, mention in before.items() if place not in named]
    Mention.objects.filter(pk__in=gone).update(is_live=False)
    _keep_assertions(list(named.values()), again)
    touched = {mention.pk for mention, _, _ in named.values()} | set(gone)
    rekey(sorted(touched))
    return touched


def _keep_assertions(named: list[tuple[Mention, SourceRecord, ParsedMention]], again: list[Mention]) -> None:
    """What each newest version asserts. A value once rectified stays so when its source sends the old one again."""
    put_right = set(
        Assertion.objects.filter(mention__in=again, status="superseded").values_list("mention_id", "field", "text")
    )
    Assertion.objects.bulk_create(
        Assertion(
            mention=mention,
            record=record,
            field=value.field,
            text=value.text,
            canonical=value.canonical,
            kind=value.kind,
            grade=value.grade or "",
            source_field=value.source_field,
            status="superseded" if (mention.pk, value.field, value.text) in put_right else "asserted",
            layer_rank=RANK["signal" if value.field in IDENTITY else parsed.layer],
            restriction=record.restriction,
        )
        for mention, record, parsed in named
        for value in parsed.values
    )
    current = {mention.pk: record for mention, record, _ in named}
    rectified = list(Assertion.objects.filter(mention__in=again, status="rectified"))
    for one in rectified:
        one.record = current[one.mention_id]
    Assertion.objects.bulk_update(rectified, ["record"], batch_size=500)


def rekey(mentions: Sequence[UUID]) -> None:
    """Make the match and search keys of mentions again from what is asserted of them now."""
    MatchKey.objects.filter(mention__in=mentions).delete()
    SearchKey.objects.filter(mention__in=mentions).delete()
    held: dict[UUID, list[Held]] = {}
    references: dict[UUID, str] = {}
    restricted: set[UUID] = set()
    live = Assertion.objects.filter(mention__in=mentions, mention__is_live=True, record__is_current=True)
    for one in live.exclude(status="superseded").select_related("mention"):
        held.setdefault(one.mention_id, []).append(Held(one.field, one.text, one.canonical))
        references[one.mention_id] = one.mention.source_record_id
        if one.mention.restriction:
            restricted.add(one.mention_id)
    MatchKey.objects.bulk_create(
        MatchKey(mention_id=mention, key=key[:200])
        for mention, values in held.items()
        for key in sorted(match_keys(values))
    )
    SearchKey.objects.bulk_create(
        SearchKey(mention_id=mention, kind=kind, value=value[:200])
        for mention, values in held.items()
        # Restricted mentions keep only the birth dates the linker needs; the finder reads live, unrestricted ones.
        for kind, value in sorted(search_keys(values) | {("reference", references[mention].upper())})
        if mention not in restricted or kind == "birth_date"
    )
