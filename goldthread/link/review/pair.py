"""Two records side by side: what each says, what speaks for and against one person, who is named beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.people.decisions import joins_established
from goldthread.core.people.queries import Identity, identities, ids_under, person_by_code
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.matching.drawing import Drawn, draw
from goldthread.link.review.resting import Resting, rests_on
from goldthread.link.review.sides import Compared, Side, as_shown, compare, sides_of

RELATIVES = 40  # ours, a DEFAULT: of each pair, those named beside them most often


@dataclass
class Relative:
    """Somebody whom records name beside a side, and as what; `on_both`: beside the one and beside the other."""

    person: Identity
    beside: dict[UUID, list[str]]

    @property
    def on_both(self) -> bool:
        return len(self.beside) > 1

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.person.code,
            "name": self.person.name,
            "beside": {str(side): roles for side, roles in self.beside.items()},
            "on_both": self.on_both,
        }


@dataclass
class Pair:
    """A pair as its reviewer reads it. That another officer answered already, and what, is not in it (linking.md 7)."""

    sides: tuple[Side, Side]
    people: tuple[UUID, UUID]
    fields: list[Compared]
    drawn: Drawn
    relatives: list[Relative]
    rests: Resting
    look: Look
    both_established: bool
    named_in_one_report: bool
    decided: UUID | None

    @property
    def are_one(self) -> bool:
        return self.people[0] == self.people[1]

    @property
    def limited(self) -> list[Side]:
        return [side for side in self.sides if side.is_limited]

    def as_json(self) -> dict[str, Any]:
        return {
            "sides": [side.as_json() for side in self.sides],
            "are_one": self.are_one,
            "fields": [field.as_json() for field in self.fields],
            "named_in_one_report": self.named_in_one_report,
            **self.drawn.as_json(),
            "relatives": [one.as_json() for one in self.relatives],
            "if_wrong": self.rests.words,
            "both_established": self.both_established,
            "decided": str(self.decided) if self.decided else None,
            "layer": self.look.layer,
        }


def open_pair(by: Reader, one: UUID, other: UUID) -> Pair:
    """Open a pair. Logged with both people and everybody shown beside them; a hidden side is not there."""
    by.must("confirm_link")
    low, high = sorted((one, other))
    rows = db.fetch("SELECT person_id, side FROM goldthread_review_people(%s::uuid[], %s)", [[low, high], RELATIVES])
    sides_are = [row["person_id"] for row in rows if row["side"]]
    seen = look(by, people=[row["person_id"] for row in rows], pair="link review")
    who = identities([row["person_id"] for row in rows])
    sides = sides_of([low, high], who)
    if low == high or set(sides) != {low, high}:
        raise NotFound("One of those records is not held any more.", "Read the queue again.")
    people = _people_of(low, high)
    shown = as_shown(sides[low], sides[high])
    limited = sides[low].is_limited or sides[high].is_limited
    held = {} if limited else _possible(low, high)
    return Pair(
        shown,
        people,
        [] if limited else compare(*shown),
        draw(held.get("explanation"), held.get("score"), held.get("stopped_by", "")),
        [] if limited else _relatives(sorted(set(sides_are)), who),
        _rests(set(people)),
        seen,
        joins_established(set(people)),
        (sides[low].system, sides[low].reference) == (sides[high].system, sides[high].reference),
        _in_force(low, high),
    )


def pair_between(by: Reader, code: str, other_code: str) -> tuple[UUID, UUID]:
    """The two mentions by which a person and another are set side by side: the likest pair, else each one's newest."""
    by.must("confirm_link", lambda: ids_under(code))
    one, _ = person_by_code(code)
    other, _ = person_by_code(other_code)
    if one == other:
        raise NotValid("other", "That is the same person already.", "Enter another person's code.")
    look(by, people=[one, other], pair="two people")
    likest = db.fetch(
        """SELECT p.mention_id, p.other_id FROM people_possible p
             JOIN people_link l ON l.mention_id = p.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN people_link o ON o.mention_id = p.other_id AND o.to_at IS NULL AND o.certainty = 'linked'
            WHERE p.to_at IS NULL AND (l.person_id, o.person_id) IN ((%(one)s, %(other)s), (%(other)s, %(one)s))
            ORDER BY p.score DESC, p.mention_id, p.other_id LIMIT 1""",
        {"one": one, "other": other},
    )
    if likest:
        return likest[0]["mention_id"], likest[0]["other_id"]
    newest = _newest_of([one, other])
    if len(newest) < 2:
        raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
    return newest[one], newest[other]


def _newest_of(people: Sequence[UUID]) -> dict[UUID, UUID]:
    rows = db.fetch(
        """SELECT DISTINCT ON (l.person_id) l.person_id, m.id FROM people_link l
             JOIN records_mention m ON m.id = l.mention_id AND m.is_live
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
            WHERE l.person_id = ANY(%s) AND l.to_at IS NULL AND l.certainty = 'linked'
            ORDER BY l.person_id, m.restriction <> '', r.known_at DESC, m.id""",
        [list(people)],
    )
    return {row["person_id"]: row["id"] for row in rows}


def _people_of(low: UUID, high: UUID) -> tuple[UUID, UUID]:
    rows = db.fetch("SELECT mention_id, person_id FROM goldthread_mention_people(%s::uuid[])", [[low, high]])
    found = {row["mention_id"]: row["person_id"] for row in rows}
    return found[low], found[high]


def _possible(low: UUID, high: UUID) -> dict[str, Any]:
    rows = db.fetch(
        """SELECT score, stopped_by, explanation FROM people_possible
            WHERE mention_id = %s AND other_id = %s AND to_at IS NULL""",
        [low, high],
    )
    return rows[0] if rows else {}


def _in_force(low: UUID, high: UUID) -> UUID | None:
    """The decision that settled this pair; one that waits for a second officer is not told."""
    rows = db.fetch(
        "SELECT id FROM people_linkdecision WHERE mention_id = %s AND other_id = %s AND state = 'in_force'", [low, high]
    )
    return rows[0]["id"] if rows else None


def _relatives(sides: Sequence[UUID], who: dict[UUID, Identity]) -> list[Relative]:
    rows = db.fetch(
        """SELECT l.person_id AS side, o.person_id, array_agg(DISTINCT n.role ORDER BY n.role) AS roles
             FROM people_link l
             JOIN records_mention m ON m.id = l.mention_id AND m.is_live
             JOIN records_mention n ON n.source_id = m.source_id AND n.source_record_id = m.source_record_id
                                   AND n.id <> m.id AND n.is_live
             JOIN people_link o ON o.mention_id = n.id AND o.to_at IS NULL AND o.certainty = 'linked'
            WHERE l.person_id = ANY(%(sides)s) AND l.to_at IS NULL AND l.certainty = 'linked'
              AND o.person_id = ANY(%(shown)s) AND o.person_id <> ALL(%(sides)s)
            GROUP BY 1, 2""",
        {"sides": list(sides), "shown": list(who)},
    )
    found: dict[UUID, Relative] = {}
    for row in rows:
        known = found.setdefault(row["person_id"], Relative(who[row["person_id"]], {}))
        known.beside[row["side"]] = row["roles"]
    return sorted(found.values(), key=lambda one: (not one.on_both, one.person.name, one.person.code))


def _rests(people: set[UUID]) -> Resting:
    each = list(rests_on(people).values())
    return each[0] if len(each) == 1 else each[0] + each[1]
