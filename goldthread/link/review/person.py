"""One person's links: each record with its certainty and why; what may be theirs; what was decided and what changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.people.noticing import rested_on
from goldthread.core.people.queries import Identity, identities, ids_under, person_by_code
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.matching.drawing import Drawn, draw, reason_words, stopped_words
from goldthread.link.review.decided import Decided, decisions_about
from goldthread.link.review.sides import Side, sides_of

CHANGES = 100
POSSIBLES = 50


@dataclass
class Held:
    """One record of the person: what it says of them, how sure the link is, since when, and why."""

    side: Side
    certainty: str
    since: datetime
    reasons: list[str]
    drawn: Drawn

    def as_json(self) -> dict[str, Any]:
        return {
            **self.side.as_json(),
            "certainty": self.certainty,
            "since": self.since.isoformat(),
            "reasons": self.reasons,
            "why": self.drawn.as_json(),
        }


@dataclass
class Maybe:
    """Somebody else who may be this person; by code, since nobody opened them."""

    one: UUID
    other: UUID
    code: str
    score: float
    stopped: str

    def as_json(self) -> dict[str, Any]:
        pair = {"one": str(self.one), "other": str(self.other)}
        return {**pair, "code": self.code, "score": self.score, "stopped": self.stopped}


@dataclass
class Links:
    """Everything that makes one person one, as far as the reader may see."""

    person_id: UUID
    code: str
    person: Identity | None
    look: Look
    held: list[Held]
    maybe: list[Maybe]
    decided: list[Decided]
    changes: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "person": self.person.as_json() if self.person else None,
            "layer": self.look.layer,
            "records": [one.as_json() for one in self.held],
            "possible": [one.as_json() for one in self.maybe],
            "decisions": [one.as_json() for one in self.decided],
            "changes": [{**one, "at": one["at"].isoformat()} for one in self.changes],
        }


@dataclass
class Preview:
    """What taking records out would do: what leaves and stays, who will be told, what was done meanwhile."""

    leaving: list[Side]
    staying: int
    since: datetime
    officers: int
    gave: int
    rested: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        return {
            "leaving": [side.as_json() for side in self.leaving],
            "staying": self.staying,
            "since": self.since.isoformat(),
            "officers_told": self.officers,
            "gave_outside": self.gave,
            "rested": [{**one, "at": one["at"].isoformat()} for one in self.rested],
        }


def open_links(by: Reader, code: str) -> Links:
    """A person's links. Logged once; whoever may open the picture may read them, deciding is another permission."""
    by.must("open_picture", lambda: ids_under(code))
    person_id, current = person_by_code(code)
    seen = look(by, people=[person_id], list="links")
    who = identities([person_id])
    held = _held(person_id, who)
    if not held:
        raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
    return Links(
        person_id,
        current,
        who.get(person_id),
        seen,
        held,
        _maybe(person_id),
        decisions_about(by, person_id),
        _changes(person_id),
    )


def preview(by: Reader, code: str, mentions: Collection[UUID]) -> Preview:
    """What would happen if these records were taken out. Nothing is changed."""
    by.must("confirm_link", lambda: ids_under(code))
    person_id, _ = person_by_code(code)
    look(by, people=[person_id], list="links, before parting")
    held = _held(person_id, identities([person_id]))
    leaving = [one for one in held if one.side.mention in set(mentions)]
    if not leaving or len(leaving) != len(set(mentions)):
        raise NotValid("mentions", "Choose records that this person has now.", "Read the picture again.")
    if len(leaving) == len(held):
        raise NotValid("mentions", "One record at least must stay.", "Leave out the ones that are this person.")
    since = min(one.since for one in leaving)
    saw = db.fetch_one(
        "SELECT officers, gave FROM goldthread_review_saw(%s, %s, %s)",
        [by.officer.pk if by.officer else 0, person_id, since],
    )
    rested = [_rested(row) for row in rested_on(person_id, since)]
    return Preview([one.side for one in leaving], len(held) - len(leaving), since, saw["officers"], saw["gave"], rested)


def _held(person_id: UUID, who: dict[UUID, Identity]) -> list[Held]:
    rows = db.fetch(
        """SELECT l.mention_id, l.certainty, l.from_at, l.reasons, l.explanation FROM people_link l
             JOIN records_mention m ON m.id = l.mention_id AND m.is_live
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'""",
        [person_id],
    )
    sides = sides_of([row["mention_id"] for row in rows], who)
    held = [
        Held(
            sides[row["mention_id"]],
            row["certainty"],
            row["from_at"],
            [reason_words(reason) for reason in row["reasons"][1:]],
            draw(row["explanation"]),
        )
        for row in rows
        if row["mention_id"] in sides
    ]
    return sorted(held, key=lambda one: (one.side.occurred_at or one.side.known_at, one.side.mention), reverse=True)


def _maybe(person_id: UUID) -> list[Maybe]:
    rows = db.fetch(
        """SELECT DISTINCT ON (p.score, q.code) p.mention_id, p.other_id, q.code, p.score, p.stopped_by
             FROM people_link l
             JOIN people_possible p ON l.mention_id IN (p.mention_id, p.other_id) AND p.to_at IS NULL
             JOIN people_link o ON o.mention_id IN (p.mention_id, p.other_id) AND o.mention_id <> l.mention_id
                  AND o.to_at IS NULL AND o.certainty = 'linked' AND o.person_id <> l.person_id
             JOIN people_person q ON q.id = o.person_id
             -- Beside a limited record the code alone would tell what its desk holds.
             JOIN records_mention m ON m.id = l.mention_id
                  AND (m.restriction = '' OR m.id = ANY ((SELECT goldthread_opened())::uuid[]))
             JOIN records_mention n ON n.id = o.mention_id
                  AND (n.restriction = '' OR n.id = ANY ((SELECT goldthread_opened())::uuid[]))
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'
            ORDER BY p.score DESC, q.code LIMIT %s""",
        [person_id, POSSIBLES],
    )
    best: dict[str, Maybe] = {}
    for row in rows:
        stopped = stopped_words(row["stopped_by"])
        one = Maybe(row["mention_id"], row["other_id"], row["code"], row["score"], stopped)
        best.setdefault(one.code, one)
    return list(best.values())


def _changes(person_id: UUID) -> list[dict[str, Any]]:
    rows = db.fetch(
        """SELECT c.kind, c.at, c.person_id = %(person)s AS is_theirs, o.code, cardinality(c.mentions) AS records
             FROM people_peoplechange c
             LEFT JOIN people_person o
                    ON o.id = CASE WHEN c.person_id = %(person)s THEN c.other_id ELSE c.person_id END
            WHERE c.person_id = %(person)s OR c.other_id = %(person)s ORDER BY c.id DESC LIMIT %(most)s""",
        {"person": person_id, "most": CHANGES},
    )
    return [{"at": row["at"], "kind": row["kind"], "code": row["code"], "words": _in_words(row)} for row in rows]


def _in_words(row: dict[str, Any]) -> str:
    count, other = row["records"], row["code"]
    records = f"{count} record{'' if count == 1 else 's'}"
    if row["is_theirs"]:
        return {
            "created": f"Made of {records}.",
            "linked": f"{records.capitalize()} came.",
            "merged": f"{other} became part of this person: {records}.",
            "split": f"{records.capitalize()} left and became {other}.",
            "unlinked": f"{records.capitalize()} left and went to {other}.",
        }[row["kind"]]
    return {
        "merged": f"Became part of {other}: {records}.",
        "split": f"{records.capitalize()} had been {other}’s.",
        "unlinked": f"{records.capitalize()} came from {other}.",
    }.get(row["kind"], f"{records.capitalize()}, {row['kind']}.")


def _rested(row: dict[str, Any]) -> dict[str, Any]:
    """What was done, in the words of its area where it is work."""
    area = areas().get(row["kind"].partition(".")[0])
    words = area.sentence(row["kind"]) if area else row["kind"].replace(".", " ").replace("_", " ").capitalize()
    return {"at": row["occurred_at"], "words": words, "case": row["reference"], "who": row["officer"]}
