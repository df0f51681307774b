"""The one writer of who is who: people, links, what is possible, and what became of retired codes."""

import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.people.models import Link, Person, Succession

# No letter that reads as a number or makes a word.
ALPHABET = "23456789BCDFGHJKMNPQRTVWXZ"
Explanation = Mapping[str, Any]


@dataclass(frozen=True)
class Grouping:
    """One person as the solver sees them: the mentions, and for each the reasons it belongs."""

    mentions: frozenset[UUID]
    reasons: Mapping[UUID, Sequence[str]]
    explanations: Mapping[UUID, Explanation] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Two mentions of different people who may be one. `mention` is the lower id."""

    mention: UUID
    other: UUID
    score: float
    stopped_by: str
    explanation: Explanation


@dataclass(frozen=True)
class Made:
    """A link to be written, as its columns."""

    mention_id: UUID
    person_id: UUID
    reasons: list[str]
    explanation: Explanation | None
    known_at: datetime
    from_at: datetime


@dataclass(frozen=True)
class Moved:
    """Mentions that left one person for another."""

    person: UUID
    other: UUID
    mentions: tuple[UUID, ...]
    since: datetime


@dataclass(frozen=True)
class Change:
    """What regrouping did: links made, people made, people retired; who came and who was taken apart."""

    linked: int = 0
    created: int = 0
    retired: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    # Mentions that were shown under somebody whose picture therefore was wrong.
    parted: tuple[Moved, ...] = ()
    # People in whom mentions came together.
    joined: frozenset[UUID] = frozenset()


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
    stays: list[tuple[Link, list[str], Explanation | None]] = []
    now = clocks.now()
    for grouping, person in zip(groupings, owners, strict=True):
        for mention in sorted(grouping.mentions):
            old = open_links.get(mention)
            reasons, explanation = list(grouping.reasons.get(mention, ())), grouping.explanations.get(mention)
            if old and old.person_id == person.pk:
                if (old.reasons, old.explanation) != (reasons, explanation):
                    stays.append((old, reasons, explanation))
                continue
            if old:
                moved.append(old)
            made.append(Made(mention, person.pk, reasons, explanation, known_at[mention], now))
    Link.objects.filter(pk__in=[link.pk for link in moved]).update(to_at=now)
    db.insert("people_link", [{**vars(link), "certainty": "linked"} for link in made])
    _explain_again(stays)
    retired = _retire(moved, made, now)
    changes = _changes(moved, made, retired, {person.pk for person in owners} - {p.pk for p in kept.values()}, now)
    db.insert("people_peoplechange", changes)
    return _summed(changes, moved, made, len(retired))


def keep_possibles(touched: Collection[UUID], pairs: Sequence[Pair], known_at: Mapping[UUID, datetime]) -> int:
    """Make what is possible of these mentions say what the pairs say; how many pairs are new.

    `known_at` is when the force held each mention: a pair could be known once both were.
    """
    now = clocks.now()
    told = json.dumps(
        [
            {
                "mention_id": str(pair.mention),
                "other_id": str(pair.other),
                "score": pair.score,
                "stopped_by": pair.stopped_by,
                "explanation": pair.explanation,
                "known_at": max(known_at[pair.mention], known_at[pair.other]).isoformat(),
                "from_at": now.isoformat(),
            }
            for pair in sorted(pairs, key=lambda pair: (pair.mention, pair.other))
        ],
        default=str,
    )
    db.run(
        """UPDATE people_possible p SET to_at = %s
            WHERE p.to_at IS NULL AND (p.mention_id = ANY(%s) OR p.other_id = ANY(%s))
              AND NOT EXISTS (SELECT 1 FROM json_populate_recordset(NULL::people_possible, %s) n
                               WHERE n.mention_id = p.mention_id AND n.other_id = p.other_id)""",
        [now, list(touched), list(touched), told],
    )
    # A pair that was possible already keeps its start; its words follow the newest solve.
    return len(
        db.fetch(
            """INSERT INTO people_possible (mention_id, other_id, score, stopped_by, explanation, known_at, from_at)
               SELECT mention_id, other_id, score, stopped_by, explanation, known_at, from_at
                 FROM json_populate_recordset(NULL::people_possible, %s)
               ON CONFLICT (mention_id, other_id) WHERE to_at IS NULL
               DO UPDATE SET (score, stopped_by, explanation) = (EXCLUDED.score, EXCLUDED.stopped_by,
                      EXCLUDED.explanation)
                 WHERE people_possible.explanation IS DISTINCT FROM EXCLUDED.explanation
                    OR people_possible.stopped_by <> EXCLUDED.stopped_by
               RETURNING 1""",
            [told],
        )
    )


def _explain_again(stays: Sequence[tuple[Link, list[str], Explanation | None]]) -> None:
    """A link that stands while its best reason changed keeps its start and says the new reason."""
    if stays:
        told = [{"id": link.pk, "reasons": why, "explanation": explanation} for link, why, explanation in stays]
        db.run(
            """UPDATE people_link l SET reasons = n.reasons, explanation = n.explanation
                 FROM json_populate_recordset(NULL::people_link, %s) n WHERE n.id = l.id""",
            [json.dumps(told, default=str)],
        )


def _changes(
    moved: Sequence[Link], made: Sequence[Made], retired: Collection[UUID], fresh: Collection[UUID], now: datetime
) -> list[dict[str, Any]]:
    """Each person's change, in rows: who came to be, gained, took in, or lost."""
    before = {link.mention_id: link.person_id for link in moved}
    held: dict[tuple[str, UUID, UUID | None], list[UUID]] = {}
    for link in made:
        old = before.get(link.mention_id)
        if link.person_id in fresh:
            held.setdefault(("created", link.person_id, None), []).append(link.mention_id)
        elif old not in retired:
            held.setdefault(("linked", link.person_id, None), []).append(link.mention_id)
        if old is None:
            continue
        if old in retired:
            held.setdefault(("merged", link.person_id, old), []).append(link.mention_id)
        else:
            kind = "split" if link.person_id in fresh else "unlinked"
            held.setdefault((kind, old, link.person_id), []).append(link.mention_id)
    return [
        {"kind": kind, "at": now, "person_id": person, "other_id": other, "mentions": mentions}
        for (kind, person, other), mentions in held.items()
    ]


def _summed(changes: Sequence[Mapping[str, Any]], moved: Sequence[Link], made: Sequence[Made], retired: int) -> Change:
    kinds: dict[str, int] = {}
    for change in changes:
        kinds[change["kind"]] = kinds.get(change["kind"], 0) + 1
    since = {link.mention_id: link.from_at for link in moved}
    parted = tuple(
        Moved(one["person_id"], one["other_id"], tuple(one["mentions"]), min(since[m] for m in one["mentions"]))
        for one in changes
        if one["kind"] in ("split", "unlinked")
    )
    joined = frozenset(
        one["person_id"]
        for one in changes
        if one["kind"] in ("linked", "merged") or (one["kind"] == "created" and len(one["mentions"]) > 1)
    )
    return Change(len(made), kinds.get("created", 0), retired, kinds, parted, joined)


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


def _retire(moved: list[Link], made: list[Made], now: datetime) -> set[UUID]:
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
    return left


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
