"""Keeping whom an officer met: one record of our own for one occasion, each person in it with a code at once."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import RANK
from goldthread.core.later import link_again_later
from goldthread.core.people.actions import ALPHABET
from goldthread.core.people.keys import IDENTITY
from goldthread.core.people.search_keys import search_keys
from goldthread.core.refusals import Clash, Refusal
from goldthread.core.standards.here import profile_name
from goldthread.core.standards.profiles import read_profile
from goldthread.link.matching.model import shipped
from goldthread.link.native.met import Met

# As a notification is handled and kept until its rule says otherwise (data-law-and-sources.md).
HANDLING, RETENTION = "OFFICIAL-SENSITIVE", "4"
LAYER = "summary"
CODES_TRIED = 5


@dataclass(frozen=True)
class Record:
    """What record of our own somebody is kept in: its source, and how it reads."""

    source: str
    name: str
    desk: str
    kind: str
    title: str


CONCERN = Record("concern", "Concern record", "Public Protection Desk", "concern record",
                 "Concern record: somebody an officer met")  # fmt: skip
INTERVIEW = Record("interview", "Return interview", "Missing persons unit", "return interview",
                   "Return interview: somebody a child named")  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """Somebody met, as they are held now: the mention of them, and whose it is."""

    key: str
    mention_id: UUID
    person_id: UUID
    code: str


def keep_met(
    by: Reader, met: Sequence[Met], *, at: datetime, reference: str, as_what: Record = CONCERN
) -> dict[str, Kept]:
    """Keep whom an officer met or heard of, by key; in the caller's transaction. Sent again, they are the same.

    The linker runs later, as the service: a web process may not. Until then each is a person of their own, findable.
    """
    if by.officer is None:
        raise Refusal("no_person", "A service meets nobody.", "A named officer must.")
    for one in met:
        one.check()
    with db.transaction():
        look(by, operation="collection", source=as_what.source, record=reference, people_met=len(met))
        record = _record(by, met, at, reference, as_what)
        rows = db.fetch("SELECT * FROM goldthread_native_record(%s::jsonb)", [json.dumps(record, default=str)])
        if any(row["content_hash"] != record["content_hash"] for row in rows):
            raise Clash("This was already sent with other content.", "Read what was saved before sending again.")
        if any(row["is_new"] for row in rows):
            link_again_later([row["mention_id"] for row in rows])
    return {row["key"]: Kept(row["key"], row["mention_id"], row["person_id"], row["code"]) for row in rows}


def _record(by: Reader, met: Sequence[Met], at: datetime, reference: str, as_what: Record) -> dict[str, Any]:
    """The record as the database keeps it: what was typed word for word, and what each check made of it."""
    raw = json.dumps([one.as_typed() for one in met], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(raw.encode()).hexdigest()
    borough = by.post.borough.name if by.post and by.post.borough else ""
    return {
        "source": as_what.source,
        "name": as_what.name,
        "desk": as_what.desk,
        "reference": reference,
        "at": at.isoformat(),
        "now": clocks.now().isoformat(),
        "kind": as_what.kind,
        "title": as_what.title,
        "borough": borough,
        "force": read_profile(profile_name()).name,
        "handling": HANDLING,
        "retention": RETENTION,
        "layer_rank": RANK[LAYER],
        "raw": raw,
        "content_hash": digest,
        "reasons": [shipped().version, "only mention"],
        "people": [_person(one, at, reference, borough) for one in met],
    }


def _person(one: Met, at: datetime, reference: str, borough: str) -> dict[str, Any]:
    return {
        "key": one.key,
        "role": one.role,
        "codes": ["C-" + "".join(secrets.choice(ALPHABET) for _ in range(6)) for _ in range(CODES_TRIED)],
        "search": sorted(search_keys(one.held(at), reference, borough)),
        "values": [
            {
                "field": value.field,
                "text": value.text,
                "canonical": value.canonical,
                "kind": value.kind,
                "source_field": value.source_field,
                "layer_rank": RANK["signal" if value.field in IDENTITY else LAYER],
            }
            for value in one.values(at)
        ],
    }
