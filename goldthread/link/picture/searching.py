"""Finding a person: the finder gives ids and reasons, the look is logged, then identities are read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.models import Borough
from goldthread.core.people.queries import Identity, identities, people_by_code
from goldthread.core.records.names import fold
from goldthread.core.records.queries import Freshness, freshness
from goldthread.core.refusals import NotFound
from goldthread.link.picture import beside
from goldthread.link.picture.asked import Asked, read_asked
from goldthread.link.picture.other_names import other_names
from goldthread.link.picture.reasons import BY_ANOTHER_NAME, SAME_NAME, in_words, one_more
from goldthread.link.picture.wanted import Fact, as_against, as_wanted, facts_of

SHOWN = 10
NAMED_SCORE = 100.0  # the reference itself was typed


@dataclass
class Hit:
    """One person found, why, and what to check before taking them for the one meant."""

    person: Identity
    score: float
    why: list[str]
    check: str | None = None
    borough: str = ""
    work: list[dict[str, Any]] = field(default_factory=list)
    flags: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            **self.person.as_json(),
            "score": round(self.score, 3),
            "why": self.why,
            "check": self.check,
            "borough": self.borough,
            "work": self.work,
            "flags": self.flags,
        }


@dataclass
class Limited:
    """Somebody answers whom only their desk may tell of: whom to ask. `code` leads to breaking the glass alone."""

    ask: str
    code: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"ask": self.ask, "code": self.code}


@dataclass
class Found:
    """What a search found: at most ten people, best first. `more` says that others were left out, `one_more` which
    fact would tell them apart. `possible` may be one of `hits`, by a link nobody has confirmed."""

    asked: Asked
    hits: list[Hit]
    more: bool
    at: datetime
    sources: list[Freshness] = field(default_factory=list)
    possible: list[Hit] = field(default_factory=list)
    limited: list[Limited] = field(default_factory=list)
    one_more: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "asked": self.asked.text,
            "people": [hit.as_json() for hit in self.hits],
            "possible": [hit.as_json() for hit in self.possible],
            "limited": [one.as_json() for one in self.limited],
            "more": self.more,
            "one_more": self.one_more,
            "as_at": self.at.isoformat(),
            "sources": [source.as_json() for source in self.sources],
        }


@dataclass
class _Ranked:
    """Ids alone, before anybody was looked at: shown, possible and limited."""

    scores: dict[UUID, float]
    why: dict[UUID, list[str]]
    order: list[UUID]
    found: int
    limited: list[dict[str, Any]]


def search(by: Reader, text: str) -> Found:
    """Search for people. One log row holds what was typed and who was shown. Hidden people are never counted."""
    by.must("find_people")
    asked = read_asked(text, [*Borough.objects.values_list("name", flat=True)])
    ranked = _ranked(asked)
    shown = ranked.order[:SHOWN]
    possible = _possible(shown)
    limited = [row["person_id"] for row in ranked.limited]
    others = sorted({other for pair in possible for other in pair} - set(shown))
    look(by, people=[*shown, *others, *limited], query=text, found=ranked.found, limited=len(limited))
    hits = _shown_name_first(_hits(shown, ranked), text)
    checked = beside.checks([hit.person for hit in hits], possible)
    for hit in hits:
        hit.check = checked.get(hit.person.person_id)
    return Found(
        asked,
        hits,
        ranked.found > SHOWN,
        clocks.now(),
        freshness(),
        _maybe(others, possible, hits),
        _limited(ranked.limited),
        one_more(asked) if ranked.found > SHOWN else None,
    )


def _ranked(asked: Asked) -> _Ranked:
    facts = facts_of(asked, other_names)
    rows = _find(facts)
    open_rows = [row for row in rows if not row["is_limited"]]
    ranked = _Ranked(
        {row["person_id"]: row["score"] for row in open_rows},
        {row["person_id"]: in_words(facts, row["facts"]) for row in open_rows},
        [row["person_id"] for row in open_rows],
        open_rows[0]["found"] if open_rows else 0,
        [row for row in rows if row["is_limited"] and _is_named(facts, row["facts"])],
    )
    for person_id in _named(asked):
        ranked.scores[person_id], ranked.why[person_id] = NAMED_SCORE, ["that reference"]
        ranked.order = [person_id, *(one for one in ranked.order if one != person_id)]
    ranked.found = max(ranked.found, len(ranked.order))
    return ranked


def _is_named(facts: Sequence[Fact], agreed: dict[str, float]) -> bool:
    """Whom to ask is told of somebody who was asked for: by every word typed, or by an identifier. A birth date alone
    would fish for whoever is restricted."""
    held = {int(number) for number, worth in agreed.items() if worth > 0}
    words = {number for number, fact in enumerate(facts) if fact.is_word}
    return words <= held if words else any(facts[number].is_number for number in held)


def _find(facts: list[Fact]) -> list[dict[str, Any]]:
    """People by what their agreements are worth together, as the finder ranks them."""
    if not any(fact.keys for fact in facts):
        return []
    return db.fetch(
        """SELECT person_id, is_limited, ask, score, facts, found
             FROM goldthread_find_people(%s::jsonb, %s::jsonb, %s)""",
        [json.dumps(as_wanted(facts)), json.dumps(as_against(facts)), SHOWN + 1],
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


def _possible(shown: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    rows = db.fetch("SELECT person_id, other_id FROM goldthread_possible_people(%s::uuid[])", [list(shown)])
    return [(row["person_id"], row["other_id"]) for row in rows]


def _hits(shown: Sequence[UUID], ranked: _Ranked) -> list[Hit]:
    who, places = identities(shown), beside.boroughs(shown)
    work, flags = beside.open_work(shown), beside.flags(shown)
    return [
        Hit(
            who[one],
            ranked.scores[one],
            ranked.why[one],
            borough=places.get(one, ""),
            work=work.get(one, []),
            flags=flags[one],
        )
        for one in shown
        if one in who
    ]


def _shown_name_first(hits: list[Hit], text: str) -> list[Hit]:
    """Of those found alike first whoever bears the name on the screen; of the others it is said that they do not."""
    typed = set(fold(text).split())
    for hit in hits:
        if SAME_NAME in hit.why and not typed & set(fold(hit.person.name).split()):
            hit.why = [BY_ANOTHER_NAME if words == SAME_NAME else words for words in hit.why]
    return sorted(hits, key=lambda hit: (-hit.score, BY_ANOTHER_NAME in hit.why))


def _maybe(others: Sequence[UUID], possible: Sequence[tuple[UUID, UUID]], hits: Sequence[Hit]) -> list[Hit]:
    """Whoever may be one of the shown and was not found themselves."""
    who = identities(others) if others else {}
    places = {hit.person.person_id: number for number, hit in enumerate(hits, start=1)}
    found = []
    for other in others:
        beside_which = sorted(
            {places[a] for a, b in [*possible, *((y, x) for x, y in possible)] if b == other and a in places}
        )
        if other in who and beside_which:
            said = ", ".join(str(number) for number in beside_which)
            found.append(Hit(who[other], 0.0, [], f"may be the same as {said}; check the birth date"))
    return found


def _limited(rows: Sequence[dict[str, Any]]) -> list[Limited]:
    """Each desk once. Only where one person stands behind it does it lead on to breaking the glass."""
    asked: dict[str, list[UUID]] = {}
    for row in rows:
        asked.setdefault(row["ask"] or "", []).append(row["person_id"])
    codes = beside.codes([people[0] for people in asked.values() if len(people) == 1])
    return [
        Limited(ask, codes.get(people[0]) if len(people) == 1 else None) for ask, people in sorted(asked.items()) if ask
    ]
