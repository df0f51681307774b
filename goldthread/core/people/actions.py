"""The one writer of who is who: people, links and what became of retired codes."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.people.models import Link, Person, Succession

# No letter that reads as a number or makes a word.
ALPHABET = "23456789BCDFGHJKMNPQRTVWXZ"


@dataclass(frozen=True)
class Grouping:
    """One person as the solver sees them: the mentions, and for each the reasons it belongs."""

    mentions: frozenset[UUID]
    reasons: Mapping[UUID, Sequence[str]]


@dataclass(frozen=True)
class Made:
    """A link to be written, as its columns."""

    mention_id: UUID
    person_id: UUID
    reasons: list[str]
    known_at: datetime
    from_at: datetime


@dataclass(frozen=True)
class Change:
    """What regrouping did: links made, people made, people retired."""

    linked: int = 0
    created: int = 0
    retired: int = 0


def regroup(groupings: Sequence[Grouping], known_at: Mapping[UUID, datetime]) -> Change:
    """Make the links say what the groupings say. A person keeps their code with the larger part of their mentions.

    Deterministic: ties go to the earliest-made person and the lowest mention, so a re-run changes nothing.
    """
    mentions = [mention for grouping in groupings for mention in grouping.mentions]
    open_links = {
        link.mention_id: link
        for link in Link.objects.filter(mention__in=mentions, to_at=None, certainty="linked").select_related("person")
    }
    kept = _who_keeps_which(groupings, open_links)
    fresh = iter(_new_people(len(groupings) - len(kept)))
    owners = [kept.get(place) or next(fresh) for place in range(len(groupings))]
    moved: list[Link] = []
    made: list[Made] = []
    now = clocks.now()
    for grouping, person in zip(groupings, owners, strict=True):
        for mention in sorted(grouping.mentions):
            old = open_links.get(mention)
            if old and old.person_id == person.pk:
                continue
            if old:
                moved.append(old)
            reasons = list(grouping.reasons.get(mention, ()))
            made.append(Made(mention, person.pk, reasons, known_at[mention], now))
    Link.objects.filter(pk__in=[link.pk for link in moved]).update(to_at=now)
    db.insert("people_link", [{**asdict(link), "certainty": "linked"} for link in made])
    retired = _retire(moved, made, now)
    return Change(len(made), len(groupings) - len(kept), retired)


def _who_keeps_which(groupings: Sequence[Grouping], open_links: Mapping[UUID, Link]) -> dict[int, Person]:
    claims: dict[tuple[int, UUID], int] = {}
    people: dict[UUID, Person] = {}
    for place, grouping in enumerate(groupings):
        for mention in grouping.mentions:
            link = open_links.get(mention)
            if link:
                people[link.person_id] = link.person
                claims[place, link.person_id] = claims.get((place, link.person_id), 0) + 1
    ranked = sorted(
        claims,
        key=lambda claim: (
            -claims[claim],
            people[claim[1]].created_at,
            claim[1],
            min(groupings[claim[0]].mentions),
        ),
    )
    kept: dict[int, Person] = {}
    taken: set[UUID] = set()
    for place, person_id in ranked:
        if place not in kept and person_id not in taken:
            kept[place] = people[person_id]
            taken.add(person_id)
    return kept


def _retire(moved: list[Link], made: list[Made], now: datetime) -> int:
    """Retire people left without a mention; their codes go on leading to whoever has the mentions now."""
    successors = {link.mention_id: link.person_id for link in made}
    left = {link.person_id for link in moved}
    left -= set(Link.objects.filter(person__in=left, to_at=None).values_list("person_id", flat=True))
    Person.objects.filter(pk__in=left).update(retired_at=now)
    pairs = {(link.person_id, successors[link.mention_id]) for link in moved if link.person_id in left}
    Succession.objects.bulk_create(
        [Succession(retired_id=old, successor_id=new, at=now) for old, new in sorted(pairs)],
        ignore_conflicts=True,
    )
    return len(left)


def _new_people(count: int) -> list[Person]:
    """People with codes nobody has; codes are random, so they tell nothing and cannot be guessed."""
    codes: set[str] = set()
    while len(codes) < count:
        wanted = {"C-" + "".join(secrets.choice(ALPHABET) for _ in range(6)) for _ in range(count - len(codes))}
        taken = {row["code"] for row in db.fetch("SELECT code FROM people_person WHERE code = ANY(%s)", [list(wanted)])}
        codes |= wanted - taken
    people = [Person(code=code, created_at=clocks.now()) for code in sorted(codes)]
    columns = ("id", "code", "created_at", "is_restricted")
    db.insert("people_person", [{name: getattr(person, name) for name in columns} for person in people])
    return people
