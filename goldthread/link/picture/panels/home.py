"""Home: the newest address told, who else is said to live there, the other children, their schools; earlier homes."""

from typing import Any

from goldthread.core import db
from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.people.queries import Identity
from goldthread.link.picture.near import Neighbour, companions, neighbours, others
from goldthread.link.picture.panels.shapes import evidence, named


def home(subject: Subject) -> Body:
    homes = _homes(subject)
    now = homes[0] if homes else None
    people = _people(subject, now)
    return {
        "address": now,
        "earlier": homes[1:],
        "people": people,
        "other_children": [one for one in people if one["person"]["is_child"]],
        "age_not_known": sum(one["person"]["is_child"] is None for one in people),
        "schools": _schools(subject),
    }


def _homes(subject: Subject) -> list[dict[str, Any]]:
    """The addresses told as theirs, as far as this reader sees them, the newest told first. One query."""
    rows = db.fetch(
        """SELECT p.record_id, p.text, p.dwelling_id, d.words, d.is_communal, d.communal_kind, d.is_block,
                  r.source_id AS system, s.name AS system_name, r.source_record_id AS reference, r.known_at,
                  coalesce(r.occurred_at, r.known_at) AS told_at
             FROM places_presence p
             JOIN records_sourcerecord r ON r.id = p.record_id
             JOIN records_source s ON s.code = r.source_id
             LEFT JOIN places_dwelling d ON d.id = p.dwelling_id
            WHERE p.mention_id = ANY(%s::uuid[]) AND p.record_id = ANY(%s::uuid[]) AND p.role = 'home'
            ORDER BY told_at DESC, r.known_at DESC, p.id""",
        [[row["mention_id"] for row in subject.records], [row["id"] for row in subject.records]],
    )
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        held = found.setdefault(row["dwelling_id"] or row["text"].casefold(), _home(row))
        held["times"] += 1
        held["systems"] = sorted({*held["systems"], row["system_name"]})
    return list(found.values())


def _home(row: dict[str, Any]) -> dict[str, Any]:
    shared = bool(row["is_communal"] or row["is_block"])
    return {
        "dwelling_id": row["dwelling_id"],
        "words": row["text"],
        "kind": row["communal_kind"] or ("communal" if row["is_communal"] else "block" if row["is_block"] else ""),
        "is_household": False if shared else None if row["is_communal"] is None else True,
        "last_told_at": row["told_at"],
        "times": 0,
        "systems": [],
        "evidence": evidence(row),
    }


def _people(subject: Subject, now: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Who else open records put at the newest address, those whose newest address it is first.

    A communal place or a block without a flat is not one household: nobody there is named.
    """
    if now is None or now["is_household"] is False:
        return []
    there = [
        one
        for one in subject.once(neighbours)
        if one.dwelling_id == now["dwelling_id"] and one.my_role == "home" and one.is_open
    ]
    relations = {one.person_id: one.relation for one in reversed(subject.once(companions)) if one.relation}
    who = subject.once(others)
    found = [_resident(one, who.get(one.person_id), relations.get(one.person_id)) for one in there]
    return sorted(found, key=lambda one: (not one["is_now"], one["person"]["age"] is None, one["person"]["age"] or 0))


def _resident(one: Neighbour, who: Identity | None, relation: str | None) -> dict[str, Any]:
    return {
        "person": named(who) or {"code": None, "name": None, "age": None, "sex": None, "is_child": None},
        "relation": relation,
        "is_now": one.is_latest,
        "last_told_at": one.their_last,
        "sources": one.their_sources,
    }


def _schools(subject: Subject) -> list[dict[str, Any]]:
    schools: dict[str, dict[str, Any]] = {}
    for value in subject.values:
        if value["field"] == "school" and value["status"] != "superseded":
            schools.setdefault(value["text"].casefold(), {"words": value["text"], "evidence": evidence(value)})
    return list(schools.values())
