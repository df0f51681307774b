"""What is held of a child and the household before a concern is graded: earlier notifications, checks, who, what since.

Read in a bounded number of queries, under the look on the case. Of others' notifications only what is coded is told:
that there was one, when, its grade and its outcome, never its words.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, back_to, look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.cases.writing import tell_case
from goldthread.core.clocks import LONDON
from goldthread.core.flags.queries import flags_of
from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.people.queries import identities
from goldthread.core.records.queries import Freshness, freshness, relied_on, unsure
from goldthread.link.picture.beside import boroughs
from goldthread.link.picture.held import records_of
from goldthread.link.picture.near import companions, neighbours
from goldthread.link.picture.panels.danger import danger
from goldthread.respond.concern import choices
from goldthread.respond.concern.earlier import Notification, come_back, notifications, same_occasion

SIBLINGS = ("brother", "sister", "sibling", "twin")
LAST = 5  # how many earlier notifications are shown of each kind; the others are counted


@dataclass
class Asked:
    """Whom the research is about: the child, who lives with them, and the address."""

    child: UUID
    household: list[UUID]
    dwelling: UUID | None
    address: str
    is_household: bool | None


def research(by: Reader, case: Case, under: Look) -> Body | None:
    """The pack of a case, under the look that opened it; None where the child is nobody known."""
    found = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id]])
    if not found:
        return None
    child: UUID = found[0]["person_id"]
    subject = Subject(child, "", by, under.layer, records_of(child), [], freshness())
    asked = _asked(subject)
    earlier = notifications(child, asked.household, asked.dwelling, but=case.reference)
    body = {
        "as_at": clocks.now(),
        "address": asked.address,
        "is_household": asked.is_household,
        "earlier": _earlier(earlier),
        "repeats": repeats(earlier),
        "same_occasion": [one.as_json() for one in same_occasion(case, child, earlier)],
        "checks": _checks(subject, asked),
        "open_to_care": _open_to_care(subject),
        "flags": [{"name": one.name, "level": one.level, "since": one.since} for one in flags_of([child])[child]],
        "danger": danger(subject),
        "elsewhere": _elsewhere(subject, asked, case),
        "months": _months(subject, earlier, case.reference),
        "unsure": {
            "earlier": _not_fresh("voice", subject, only="merlin"),
            "danger": _not_fresh("danger", subject),
            "flags": _not_fresh("flags", subject),
        },
    }
    _log_others(by, under, case, asked)
    return body


def repeats(earlier: Iterable[Notification]) -> int:
    """How many notifications came on this child in the twelve months before now, this one not among them."""
    since = clocks.now() - timedelta(days=365)
    return sum(one.about == "child" and one.at >= since for one in earlier)


def keep_pack(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of grading: what the research showed at that moment stays with the case, as counts and freshness."""
    people = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id]])
    ids = [row["person_id"] for row in people]
    under = look(by, people=ids, case_reference=case.reference, work="concern", pack="as graded")
    found = research(by, case, under)
    if found:
        told = digest(found)
        tell_case(by, case.reference, "case.researched", change="what was known", told={"pack": told},
                  words={"known": in_words(told)})  # fmt: skip


def digest(pack: Body) -> dict[str, Any]:
    """A pack as counts and freshness: what an auditor needs to see what was known, and nothing of anybody."""
    checks = pack["checks"]
    return {
        "earlier": {kind: one["count"] for kind, one in pack["earlier"].items()},
        "repeats": pack["repeats"],
        "household": len(checks["people"]),
        "checks": dict(Counter(cell["state"] for one in checks["people"] for cell in one["cells"])),
        "sources": {
            one["code"]: {"state": one["state"], "last_good": one["last_good_at"] and one["last_good_at"].isoformat()}
            for one in checks["sources"]
        },
        "open_to_care": pack["open_to_care"]["state"],
        "flags": len(pack["flags"]),
        "danger": len(pack["danger"]["people"]),
        "elsewhere": len(pack["elsewhere"]),
    }


def in_words(told: dict[str, Any]) -> str:
    """A digest as the timeline tells it."""
    earlier, checks = told["earlier"], told["checks"]
    unknown = ", ".join(code for code, one in told["sources"].items() if one["state"] != "fresh")
    lines = [
        f"Earlier: child {earlier['child']}, family {earlier['family']}, address {earlier['address']}.",
        f"Checks on {told['household']}: hit {checks.get('hit', 0)}, no hit {checks.get('no hit', 0)}, "
        f"unknown {checks.get('unknown', 0)}{f' ({unknown})' if unknown else ''}.",
        f"Social care: {told['open_to_care']}. Flags {told['flags']}. May harm a child: {told['danger']}.",
    ]
    return "\n".join(lines)


def _asked(subject: Subject) -> Asked:
    """The newest home that open records tell, and everybody they put there; a block or a refuge is no household."""
    rows = db.fetch(
        """SELECT p.dwelling_id, d.words, d.is_communal OR d.is_block AS is_shared FROM places_presence p
             JOIN records_sourcerecord r ON r.id = p.record_id JOIN places_dwelling d ON d.id = p.dwelling_id
            WHERE p.mention_id = ANY(%s::uuid[]) AND p.record_id = ANY(%s::uuid[]) AND p.role = 'home'
            ORDER BY coalesce(r.occurred_at, r.known_at) DESC, r.known_at DESC, p.id LIMIT 1""",
        [subject.mentions, [row["id"] for row in subject.records]],
    )
    if not rows:
        return Asked(subject.person_id, [], None, "", None)
    home = rows[0]
    shared = home["is_shared"]
    there = {
        one.person_id
        for one in subject.once(neighbours)
        if one.dwelling_id == home["dwelling_id"] and one.my_role == "home" and one.is_open
    }
    household = [] if shared else sorted(there)
    dwelling, is_household = None if shared else home["dwelling_id"], None if shared is None else not shared
    return Asked(subject.person_id, household, dwelling, home["words"], is_household)


def _earlier(found: list[Notification]) -> Body:
    """Of the child, of the family, at the address: how many, and the newest with grade and outcome."""
    told = {}
    for kind in ("child", "family", "address"):
        own = [one for one in found if one.about == kind]
        told[kind] = {"count": len(own), "last": [one.as_json() for one in own[:LAST]]}
    return told


def _checks(subject: Subject, asked: Asked) -> Body:
    """Every source on every member of the household: a hit, no hit, or unknown because the source is not fresh."""
    sources = relied_on("chronology", subject.sources)
    people = [asked.child, *asked.household]
    rows = db.fetch(
        """SELECT l.person_id, r.source_id, count(DISTINCT r.id) AS n,
                  max(coalesce(r.occurred_at, r.known_at)) AS last_at
             FROM people_link l JOIN records_mention m ON m.id = l.mention_id
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current AND NOT r.is_deleted
            WHERE l.person_id = ANY(%s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked'
            GROUP BY 1, 2""",
        [people],
    )
    held = {(row["person_id"], row["source_id"]): row for row in rows}
    who = identities(people)
    named = [
        {
            "code": who[one].code if one in who else None,
            "name": who[one].name if one in who else "Somebody whose name is not shown",
            "age": who[one].age if one in who else None,
            "is_child": one == asked.child,
            "cells": [_cell(source, held.get((one, source.code))) for source in sources],
        }
        for one in people
    ]
    return {"sources": [_source(one) for one in sources], "people": named}


def _source(one: Freshness) -> Body:
    return {"code": one.code, "name": one.name, "state": one.state, "last_good_at": one.last_good_load_at}


def _cell(source: Freshness, row: dict[str, Any] | None) -> Body:
    """Blank is not safe: nothing in a source that is not fresh is unknown (decision 10)."""
    if row:
        return {"state": "hit", "records": row["n"], "last_at": row["last_at"]}
    return {"state": "no hit" if source.is_known else "unknown", "records": 0, "last_at": None}


def _open_to_care(subject: Subject) -> Body:
    """Whether social care works with the child, as its own feed tells it, and when that was looked up."""
    care = next((row for row in subject.records if row["system"] == "social_care" and not row["withheld"]), None)
    source = next((one for one in subject.sources if one.code == "social_care"), None)
    told: Body = {"at": source.last_good_load_at if source else None, "record_id": None, "worker": None}
    if care is None:
        return {**told, "state": "no" if source and source.is_known else "unknown", "words": "No open case is told of"}
    facts = dict(care["facts"] or [])
    state = _care_state(facts, care["facts"] or [])
    worker = ", ".join(facts[name] for name in ("social_worker", "team", "team_phone") if facts.get(name)) or None
    words = "Closed" if state == "closed" else dict(choices.OPEN_TO)[state]
    if not (source and source.is_known):
        words += ", when last told"
    return {**told, "state": state, "words": words, "worker": worker, "record_id": str(care["id"])}


def _care_state(facts: dict[str, str], every: list[list[str]]) -> str:
    if facts.get("closed_on"):
        return "closed"
    if facts.get("looked_after") == "yes":
        return "cla"
    return "cp" if any(name.startswith("plan") for name, _ in every) else "cin"


def _elsewhere(subject: Subject, asked: Asked, case: Case) -> list[Body]:
    """Brothers and sisters whose newest record is of another borough than the case's."""
    ours = case.borough.name if case.borough else ""
    told = {
        one.person_id
        for one in subject.once(companions)
        if one.relation and any(word in one.relation.lower() for word in SIBLINGS)
    }
    people = sorted({*told, *asked.household})
    if not people:
        return []
    where, who = boroughs(people), identities(people)
    found = [
        {"code": who[one].code, "name": who[one].name, "age": who[one].age, "borough": where[one]}
        for one in people
        if where.get(one) and where[one] != ours and one in who and _is_young(who[one].age)
    ]
    return sorted(found, key=lambda one: str(one["name"]))


def _is_young(age: int | None) -> bool:
    return age is None or age < 18


def _months(subject: Subject, earlier: list[Notification], this: str) -> list[Body]:
    """Twelve months back, month by month: how often each kind of thing came, so that small things add up to a whole."""
    since = clocks.now() - timedelta(days=365)
    ours = [one for one in earlier if one.about == "child" and not one.record_id]
    own = come_back((str(row["id"]) for row in subject.records), ours, this)
    happened: list[tuple[datetime, str]] = [
        (row["occurred_at"] or row["known_at"], row["kind"]) for row in subject.records if str(row["id"]) not in own
    ]
    happened += [(one.at, "concern") for one in ours]
    found: dict[str, Counter[str]] = {}
    for at, kind in sorted(happened, reverse=True):
        if at >= since:
            found.setdefault(at.astimezone(LONDON).strftime("%Y-%m"), Counter())[kind] += 1
    return [
        {"month": month, "kinds": [{"name": name, "count": n} for name, n in sorted(kinds.items())]}
        for month, kinds in found.items()
    ]


def _not_fresh(panel: str, subject: Subject, only: str = "") -> list[str]:
    """The sources for which an empty answer cannot speak, by name (decision 10)."""
    return [one.name for one in unsure(panel, subject.sources) if not only or one.code == only]


def _log_others(by: Reader, under: Look, case: Case, asked: Asked) -> None:
    """The household was looked at too, and each one's log says so."""
    if asked.household:
        look(by, people=asked.household, layer=under.layer, case_reference=case.reference, shown_with="research")
        back_to(under)
