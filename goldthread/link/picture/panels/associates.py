"""People named with the child: in one record, in one episode, at one address; how often, and where each is told."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.picture.near import Companion, Neighbour, companions, grounds, neighbours, others
from goldthread.link.picture.panels.danger import TO_CHILDREN
from goldthread.link.picture.panels.shapes import evidence, named

TOGETHER, EPISODE, ADDRESS, PLACE = "named together", "in one episode", "at one address", "where the child was"


def associates(subject: Subject) -> Body:
    """The most often told first. Nobody is named here for an address that many share."""
    ties: dict[UUID, dict[str, dict[str, Any]]] = {}
    relations: dict[UUID, str] = {}
    roles: dict[UUID, str] = {}
    for person, kind, tie in (*_named(subject.once(companions)), *_there(subject.once(neighbours))):
        held = ties.setdefault(person, {}).setdefault(kind, {**tie, "times": 0})
        held["times"] += tie["times"]
        if tie["relation"]:
            relations.setdefault(person, tie["relation"])
        if tie["role"]:
            roles.setdefault(person, tie["role"])
    who, risky = subject.once(others), subject.once(grounds)
    people = [
        {
            "person": named(who[person]),
            "relation": relations.get(person) or roles.get(person),
            "ties": list(own.values()),
            "poses_a_risk": any(one.ground in TO_CHILDREN for one in risky.get(person, [])),
        }
        for person, own in ties.items()
        if person in who
    ]
    return {"people": sorted(people, key=_order)}


def _order(one: dict[str, Any]) -> tuple[bool, int, str]:
    return not one["poses_a_risk"], -sum(tie["times"] for tie in one["ties"]), one["person"]["code"]


def _named(found: list[Companion]) -> Iterator[tuple[UUID, str, dict[str, Any]]]:
    seen = set()
    for one in found:
        if (one.person_id, one.record_id) in seen:
            continue
        seen.add((one.person_id, one.record_id))
        kind = TOGETHER if one.is_same_record else EPISODE
        row = {"id": one.record_id, "system": one.system, "system_name": one.system_name, "reference": one.reference}
        source = evidence({**row, "known_at": one.known_at})
        told = {"relation": one.relation, "role": one.role, "evidence": source}
        yield one.person_id, kind, {**_tie(kind, 1, one.occurred_at or one.known_at), **told}


def _there(found: list[Neighbour]) -> Iterator[tuple[UUID, str, dict[str, Any]]]:
    for one in found:
        if one.is_open and one.is_household is not False:
            kind = ADDRESS if one.my_role == "home" else PLACE
            yield one.person_id, kind, {**_tie(kind, one.my_times, one.my_last), "place": one.words}


def _tie(kind: str, times: int, last_at: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("relation", "role", "place", "evidence"))
    return {"kind": kind, "times": times, "last_at": last_at, **empty}
