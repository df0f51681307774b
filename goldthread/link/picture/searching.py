"""Finding a person: the finder gives ids and reasons, the look is logged, then identities are read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import Identity, identities, people_by_code
from goldthread.core.records.queries import Freshness, freshness
from goldthread.core.refusals import NotFound
from goldthread.link.picture.asked import Asked, read_asked

SHOWN = 10
NAMED_SCORE = 10.0  # the reference itself was typed
# What each kind of hit is worth beside a name's likeness (0 to 1): an identifier outweighs any name.
WORTH = {
    "identifier": 3.0,
    "reference": 3.0,
    "phone": 1.5,
    "birth_date": 1.2,
    "postcode": 0.6,
    "birth_year": 0.3,
}
WHY = {
    "identifier": "same identifier",
    "reference": "named in that record",
    "phone": "same telephone number",
    "birth_date": "same birth date",
    "birth_year": "same birth year",
    "postcode": "same postcode",
}


@dataclass
class Hit:
    """One person found, and why."""

    person: Identity
    score: float
    why: list[str]

    def as_json(self) -> dict[str, Any]:
        return {**self.person.as_json(), "score": round(self.score, 3), "why": self.why}


@dataclass
class Found:
    """What a search found: at most ten people, best first; `more` says that others were left out."""

    asked: Asked
    hits: list[Hit]
    more: bool
    at: Any
    sources: list[Freshness] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "asked": self.asked.text,
            "people": [hit.as_json() for hit in self.hits],
            "more": self.more,
            "as_at": self.at.isoformat(),
            "sources": [source.as_json() for source in self.sources],
        }


def search(by: Reader, text: str) -> Found:
    """Search for people. One log row holds what was typed and who was shown. Hidden people are never counted."""
    by.must("find_people")
    asked = read_asked(text)
    ranked = _hits(asked)
    why = {row["person_id"]: [_in_words(kind, row["kinds"][kind]) for kind in sorted(row["kinds"])] for row in ranked}
    scores = {row["person_id"]: row["score"] for row in ranked}
    found = ranked[0]["found"] if ranked else 0
    order = [row["person_id"] for row in ranked]
    for person_id in _named(asked):
        scores[person_id], why[person_id] = NAMED_SCORE, ["that reference"]
        order = [person_id, *(one for one in order if one != person_id)]
    found = max(found, len(order))
    look(by, people=order[:SHOWN], query=text, found=found)
    who = identities(order[:SHOWN])
    hits = [Hit(who[person], scores[person], why[person]) for person in order[:SHOWN] if person in who]
    return Found(asked, hits, found > SHOWN, clocks.now(), freshness())


def _hits(asked: Asked) -> list[dict[str, Any]]:
    """People by what their hits are worth together; of equals, whoever more records name, since more is known."""
    if not (asked.name or asked.exact):
        return []
    return db.fetch(
        """SELECT person_id, kinds, mentions, score, found
             FROM goldthread_find_people(%s, %s::jsonb, %s::jsonb, %s)""",
        [asked.name, json.dumps(asked.exact), json.dumps(WORTH), SHOWN + 1],
    )


def _named(asked: Asked) -> Iterable[UUID]:
    for code in asked.codes:
        try:
            yield from (person_id for person_id, _ in people_by_code(code))
        except NotFound:
            continue
    for reference in asked.cases:
        rows = db.fetch("SELECT person_id FROM goldthread_case_ids(%s)", [reference])
        yield from (row["person_id"] for row in rows if row["person_id"])


def _in_words(kind: str, similar: float) -> str:
    if kind != "name":
        return WHY[kind]
    return "same name" if similar >= 0.999 else "name is like it"
