"""Danger: who may do harm to the child at a linked address or in a record with them; how sure, and what to verify."""

from typing import Any
from uuid import UUID

from goldthread.core.clocks import LONDON
from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.picture.near import Companion, Ground, Neighbour, companions, grounds, neighbours, others
from goldthread.link.picture.panels.shapes import ADULT, evidence, named, whom_to_ask

# The gravest first. A marker says only that there is something to ask about (design decision 18).
GROUNDS = {
    "marker": "a marker says to ask the desk about them",
    "warning": "a warning says they pose a risk to children (an opinion)",
    "suspect": "suspected in a crime report of harm to a child or of exploitation",
    "arrest": "arrested for an offence recorded as violent or sexual",
    "violent": "a warning says they are violent or carry weapons (an opinion)",
}
TO_CHILDREN = ("marker", "warning", "suspect")
ORDER = {ground: place for place, ground in enumerate(GROUNDS)}
MY_ROLES = {
    "home": "lives or lived",
    "found": "was found",
    "last_seen": "was last seen",
    "location": "is named in a record of what happened",
}


def danger(subject: Subject) -> Body:
    people = sorted(subject.once(risky).values(), key=lambda one: (one["rank"], one["person"]["words"]))
    shown = [{name: value for name, value in one.items() if name != "rank"} for one in people]
    return {"people": shown, "not_household": _not_household(subject), "not_shown": _not_shown(subject)}


def _not_shown(subject: Subject) -> list[dict[str, str]]:
    """Whom to ask where all that is held of somebody is limited: nobody is known to be near, and blank is not safe."""
    if not all(one["withheld"] and one["restriction"] == "signalled" for one in subject.records):
        return []
    return [whom_to_ask(ask) for ask in sorted({one["ask"] for one in subject.records})]


def risky(subject: Subject) -> dict[UUID, Body]:
    """Each of those who may do harm, by who they are."""
    near: dict[UUID, list[Neighbour]] = {}
    for one in subject.once(neighbours):
        near.setdefault(one.person_id, []).append(one)
    with_them: dict[UUID, list[Companion]] = {}
    for other in subject.once(companions):
        with_them.setdefault(other.person_id, []).append(other)
    found = {
        person: _one(subject, person, own, near.get(person, []), with_them.get(person, []))
        for person, own in subject.once(grounds).items()
    }
    return {person: one for person, one in found.items() if one}


def _one(
    subject: Subject, person: UUID, own: list[Ground], near: list[Neighbour], with_them: list[Companion]
) -> dict[str, Any] | None:
    """Nobody is named for an arrest or a quarrel alone who does not share a home with the child."""
    own = sorted(own, key=lambda one: ORDER[one.ground])
    near = sorted(near, key=_nearest)
    at_home = any(one.my_role == "home" and one.is_latest for one in near)
    to_children = own[0].ground in TO_CHILDREN
    if not (near or with_them) or not (to_children or at_home):
        return None
    systems = sorted({one.source_id for one in own})
    return {
        "rank": (0 if at_home else 1 if near else 2, ORDER[own[0].ground]),
        "person": _described(subject, person, own),
        "grounds": [
            {"ground": one.ground, "words": GROUNDS[one.ground], "records": one.records, "last_at": one.last_at}
            for one in _each_ground(own)
        ],
        "places": [_place(one) for one in near],
        "together": [_together(one) for one in with_them[:3]],
        "certainty": "linked",
        "sources": len(systems),
        "layer": "signal",
        "verify": _verify(near),
        "ask": [whom_to_ask(ask) for ask in dict.fromkeys(one.ask for one in own)],
        "to_children": to_children,
    }


def _nearest(one: Neighbour) -> tuple[bool, bool, float]:
    return one.my_role != "home", not one.is_latest, -one.their_last.timestamp()


def _each_ground(own: list[Ground]) -> list[Ground]:
    first: dict[str, Ground] = {}
    for one in own:
        first.setdefault(one.ground, one)
    return list(first.values())


def _described(subject: Subject, person: UUID, own: list[Ground]) -> dict[str, Any]:
    """By an initial and an age, to be told apart at a door; the full name where this reader's own rows give it."""
    known = subject.once(others).get(person)
    told = own[0]
    age = told.age_on(subject.known.moment.astimezone(LONDON).date())
    title = {"male": "Mr", "female": "Ms"}.get(told.sex or "", "")
    if age is not None and age < ADULT:
        title = {"male": "A boy,", "female": "A girl,"}.get(told.sex or "", "A child,")
    words = f"{title} {told.initial}".strip() if told.initial else "Somebody whose name is not shown"
    shown = named(known) or {"code": None, "name": None, "sex": told.sex, "is_child": None}
    return {**shown, "words": words, "age": age}


def _place(one: Neighbour) -> dict[str, Any]:
    return {
        "words": one.words,
        "mine": MY_ROLES[one.my_role],
        "my_role": one.my_role,
        "my_times": one.my_times,
        "is_theirs_now": one.is_latest,
        "their_last": one.their_last,
        "is_household": one.is_household,
        "kind": one.communal_kind or ("block" if one.is_block else ""),
    }


def _together(one: Companion) -> dict[str, Any]:
    row = {"id": one.record_id, "system": one.system, "system_name": one.system_name, "reference": one.reference}
    return {"role": one.role, "relation": one.relation, "evidence": evidence({**row, "known_at": one.known_at})}


def _verify(near: list[Neighbour]) -> str:
    """What the officer must check before acting, by how the address was told."""
    if not near:
        return "Ask where they are now: no address in common is told."
    nearest = near[0]
    if nearest.is_household is False:
        return "It is not one household: verify the flat or room, and whether they have met."
    if not nearest.is_latest:
        return "A newer record tells another address for them: verify whether they still come here."
    if nearest.my_role == "home":
        return "Verify who is at the address now."
    return "Verify whether they live there now, and how they know the child."


def _not_household(subject: Subject) -> list[str]:
    """Addresses of the child that many share: who else is told of there is not named as living with them."""
    shared = {one.words for one in subject.once(neighbours) if one.my_role == "home" and one.is_household is False}
    return sorted(shared)
