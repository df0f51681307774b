"""What other systems' records say that amounts to a flag. Pure but for `keep_told`, which writes it down by version."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from goldthread.core import db, yaml_files

Facts = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`field` has this `value` (any, where blank) in a record of `source`: a flag of `kind` on its mentions of `roles`.

    `#` in a field stands for a number, the same one in `unless`, which takes it back. Of a `mention`'s own field, the
    flag is that mention's.
    """

    source: str
    field: str
    kind: str
    value: str = ""
    roles: tuple[str, ...] = ()
    unless: str = ""
    of: str = "record"


@dataclass(frozen=True, slots=True)
class Said:
    """A flag that a record amounts to, the roles it is about, and the words of the source it rests on."""

    kind: str
    said_as: str
    roles: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    rows = yaml_files.read(Path(__file__).with_name("telling.yaml"))
    return tuple(Rule(**{**row, "roles": tuple(row.get("roles", ()))}) for row in rows)


def said_by(source: str, facts: Facts) -> list[Said]:
    """The flags that a record's facts amount to, in the order of the rules, each once."""
    found = [said for rule in rules() if rule.source == source and rule.of == "record" for said in _said(rule, facts)]
    return list(dict.fromkeys(found))


def said_of(source: str, field: str, value: str) -> str:
    """The kind of flag that a value asserted of one person amounts to; nothing, where it is no flag."""
    for rule in rules():
        if rule.of == "mention" and (rule.source, rule.field, rule.value) == (source, field, value):
            return rule.kind
    return ""


def _said(rule: Rule, facts: Facts) -> Iterator[Said]:
    told = {(field, value) for field, value in facts}
    fields = {field for field, _ in facts}
    pattern = re.compile(re.escape(rule.field).replace(r"\#", r"(\d+)"))
    for field, value in told:
        match = pattern.fullmatch(field)
        if not match or (rule.value and value != rule.value):
            continue
        number = match[1] if match.groups() else ""
        if rule.unless and rule.unless.replace("#", number) in fields:
            continue
        yield Said(rule.kind, value if rule.value else rule.field.replace(" #", ""), rule.roles)


def keep_told(source: str, records: Iterable[UUID]) -> None:
    """Write down what these versions of records say, as the service. Said again, it changes nothing."""
    if not any(rule.source == source for rule in rules()):
        return
    wanted = sorted({rule.field for rule in rules() if rule.source == source and rule.of == "mention"})
    rows = [*_of_records(source, list(records)), *_of_mentions(source, list(records), wanted)]
    db.run(
        """INSERT INTO flags_told (mention_id, record_id, kind, said_as, since)
           SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::timestamptz[])
           ON CONFLICT DO NOTHING""",
        [list(column) for column in zip(*rows, strict=True)] if rows else [[], [], [], [], []],
    )


_RECORDS = """
    SELECT r.id AS record, coalesce(r.occurred_at, r.known_at) AS since, c.facts,
           array_agg(m.id) AS mentions, array_agg(m.role) AS roles
      FROM records_sourcerecord r JOIN records_recordcontent c ON c.record_id = r.id
      JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
     WHERE r.id = ANY(%s) AND NOT r.is_deleted GROUP BY r.id, c.facts
"""


def _of_records(source: str, records: Sequence[UUID]) -> Iterator[tuple[Any, ...]]:
    if not any(rule.source == source and rule.of == "record" for rule in rules()):
        return
    for row in db.fetch(_RECORDS, [records]):
        for said in said_by(source, row["facts"]):
            for mention, role in zip(row["mentions"], row["roles"], strict=True):
                if role in said.roles:
                    yield mention, row["record"], said.kind, said.said_as[:80], row["since"]


def _of_mentions(source: str, records: Sequence[UUID], fields: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    if not fields:
        return
    for row in db.fetch(
        """SELECT a.mention_id, a.record_id, a.field, a.canonical, coalesce(r.occurred_at, r.known_at) AS since
             FROM records_assertion a JOIN records_sourcerecord r ON r.id = a.record_id
            WHERE a.record_id = ANY(%s) AND a.field = ANY(%s) AND a.canonical IS NOT NULL""",
        [records, fields],
    ):
        kind = said_of(source, row["field"], row["canonical"])
        if kind:
            yield row["mention_id"], row["record_id"], kind, row["canonical"][:80], row["since"]


def systems_that_tell() -> Mapping[str, list[str]]:
    """For each kind of flag the systems that may tell it: for the manual."""
    found: dict[str, list[str]] = {}
    for rule in rules():
        if rule.source not in found.setdefault(rule.kind, []):
            found[rule.kind].append(rule.source)
    return found
