"""Who is near the person: at an address, or named with them; who of those may do harm; and who may be the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.panels.grammar import Subject
from goldthread.core.people.queries import Identity, identities


@dataclass(frozen=True)
class Neighbour:
    """One other person at one address that is told of for both. `is_open`: an unrestricted record says so."""

    person_id: UUID
    dwelling_id: UUID
    words: str
    is_communal: bool | None
    communal_kind: str
    is_block: bool | None
    my_role: str
    my_times: int
    my_last: datetime
    their_first: datetime
    their_last: datetime
    their_sources: list[str]
    is_latest: bool
    is_open: bool

    @property
    def is_household(self) -> bool | None:
        """False for a communal place and a block without a flat; None where no source knows what stands there."""
        if self.is_communal or self.is_block:
            return False
        return None if self.is_communal is None else True


@dataclass(frozen=True)
class Ground:
    """Why somebody may do harm, as a signal: of what kind, from which source, whom to ask."""

    person_id: UUID
    ground: str
    source_id: str
    ask: str
    is_restricted: bool
    records: int
    last_at: datetime
    initial: str | None
    sex: str | None
    birth_date: str | None

    def age_on(self, day: date) -> int | None:
        if not self.birth_date or len(self.birth_date) != 10:
            return None
        born = date.fromisoformat(self.birth_date)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True)
class Companion:
    """Somebody named with the person in one record, or in another record of one episode."""

    person_id: UUID
    record_id: UUID
    system: str
    system_name: str
    reference: str
    known_at: datetime
    occurred_at: datetime | None
    role: str
    relation: str | None
    my_role: str
    is_same_record: bool


def neighbours(subject: Subject) -> list[Neighbour]:
    """Everybody else at the person's addresses; a home is told as one, whatever else happened there. One query."""
    rows = db.fetch("SELECT * FROM goldthread_people_near(%s, %s, %s)", _asked(subject.person_id, subject))
    # The function promises no order, and two places equally near must stand the same way every time they are read.
    found = sorted((Neighbour(**row) for row in rows), key=lambda one: (one.person_id, one.dwelling_id, one.my_role))
    homes = {one.dwelling_id for one in found if one.my_role == "home"}
    return [one for one in found if one.my_role == "home" or one.dwelling_id not in homes]


def companions(subject: Subject) -> list[Companion]:
    """Everybody named with the person in a record whose words this reader may see, the newest first. One query.

    A call and the report made of it are one episode: each names the other by its number.
    """
    mine = [row for row in subject.records if not row["withheld"]]
    if not mine:
        return []
    known = subject.known
    rows = db.fetch(
        f"""WITH mine AS (
                SELECT * FROM unnest(%(systems)s::text[], %(references)s::text[], %(roles)s::text[], %(same)s::bool[])
                    AS m(source_id, source_record_id, my_role, is_same_record))
            SELECT l.person_id, r.id AS record_id, r.source_id AS system, s.name AS system_name,
                   r.source_record_id AS reference, r.known_at, r.occurred_at, m.role, told.text AS relation,
                   mine.my_role, mine.is_same_record
              FROM mine
              JOIN records_mention m ON m.source_id = mine.source_id AND m.source_record_id = mine.source_record_id
              JOIN people_link l ON l.mention_id = m.id AND l.certainty = 'linked' AND {known.link()}
              JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                         AND {known.shown()}
              JOIN records_recordcontent c ON c.record_id = r.id
              JOIN records_source s ON s.code = r.source_id
              LEFT JOIN LATERAL (SELECT a.text FROM records_assertion a WHERE a.mention_id = m.id AND a.record_id = r.id
                                    AND a.field = 'relationship' ORDER BY a.id LIMIT 1) AS told ON true
             WHERE l.person_id <> %(person)s
             ORDER BY coalesce(r.occurred_at, r.known_at) DESC, r.id, m.key""",
        {**_named_together(mine), "person": subject.person_id, **known.param},
    )
    return [Companion(**row) for row in rows]


# Which fact of one system's record names another system's record of the same episode.
ANOTHER = {"cad_no": "cad", "merlin_no": "merlin", "crime_no": "crime"}


def _named_together(mine: list[dict[str, Any]]) -> dict[str, list[Any]]:
    own = {(row["system"], row["reference"]): row["role"] for row in mine}
    other = {
        (ANOTHER[name], value): row["role"]
        for row in mine
        for name, value in row["facts"] or []
        if name in ANOTHER and (ANOTHER[name], value) not in own
    }
    pairs = [*own, *other]
    return {
        "systems": [system for system, _ in pairs],
        "references": [reference for _, reference in pairs],
        "roles": [*own.values(), *other.values()],
        "same": [pair in own for pair in pairs],
    }


def grounds(subject: Subject) -> dict[UUID, list[Ground]]:
    """Of those near the person, who may do harm and on what ground. One query."""
    near = {one.person_id for one in subject.once(neighbours)} | {one.person_id for one in subject.once(companions)}
    if not near:
        return {}
    rows = db.fetch("SELECT * FROM goldthread_risk_grounds(%s::uuid[], %s, %s)", _asked(sorted(near), subject))
    found: dict[UUID, list[Ground]] = {}
    for row in sorted(rows, key=lambda row: (row["person_id"], row["ground"], row["source_id"], row["ask"] or "")):
        found.setdefault(row["person_id"], []).append(Ground(**row))
    return found


def others(subject: Subject) -> dict[UUID, Identity]:
    """Who those near the person are, as far as this reader's own rows name them."""
    return {one: who for one, who in subject.once(identified).items() if one in subject.once(_others)}


def _others(subject: Subject) -> set[UUID]:
    near = {one.person_id for one in subject.once(neighbours) if one.is_open}
    return near | {one.person_id for one in subject.once(companions)} | set(subject.once(grounds))


def identified(subject: Subject) -> dict[UUID, Identity]:
    """Everybody whom a picture may name: the person, those near, and who may be the same. One query for all."""
    maybe = {row["other"] for row in subject.once(maybe_the_same)}
    return identities({subject.person_id} | subject.once(_others) | maybe, subject.known)


def maybe_the_same(subject: Subject) -> list[dict[str, Any]]:
    """The records of others that may be about this person, by a comparison nobody confirmed, newest first. One query.

    A record stands once for each reason that keeps it apart, with however many records of this person it was compared.

    Of open records only: that somebody may be the one in a limited record would tell that they may be on a register.
    """
    known = subject.known
    return db.fetch(
        f"""WITH mine AS (
                    SELECT own.id FROM records_mention own
                     WHERE own.id = ANY(%(mentions)s::uuid[]) AND own.restriction = ''),
                 pairs AS (
                    SELECT p.other_id AS theirs, p.stopped_by FROM mine JOIN people_possible p ON p.mention_id = mine.id
                     WHERE {_holds(subject)}
                     UNION ALL
                    SELECT p.mention_id, p.stopped_by FROM mine JOIN people_possible p ON p.other_id = mine.id
                     WHERE {_holds(subject)})
            SELECT DISTINCT l.person_id AS other, pairs.stopped_by, r.id, r.source_id AS system, s.name AS system_name,
                   r.source_record_id AS reference, r.known_at
              FROM pairs
              JOIN people_link l ON l.mention_id = pairs.theirs AND l.certainty = 'linked' AND {known.link()}
              JOIN records_mention m ON m.id = pairs.theirs AND m.restriction = ''
              JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                         AND {known.shown()}
              JOIN records_source s ON s.code = r.source_id
             WHERE l.person_id <> %(person)s ORDER BY r.known_at DESC, r.id""",
        {"mentions": subject.mentions, "person": subject.person_id, **known.param},
    )


def _holds(subject: Subject) -> str:
    if subject.known.at is None:
        return "p.to_at IS NULL"
    if subject.known.basis == "force":
        return "p.to_at IS NULL AND p.known_at <= %(at)s"
    return "p.from_at <= %(at)s AND (p.to_at IS NULL OR p.to_at > %(at)s)"


def _asked(who: UUID | Iterable[UUID], subject: Subject) -> list[Any]:
    people = who if isinstance(who, UUID) else list(who)
    return [people, subject.known.at, subject.known.basis]
