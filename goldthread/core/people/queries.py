"""Who somebody is, as far as the look that is open shows: names, birth date, sex, computed from assertions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.people.as_known import NOW, AsKnown
from goldthread.core.refusals import NotFound


@dataclass(frozen=True)
class Identity:
    """The identity bar: what the newest records assert, with how many records say each."""

    person_id: UUID
    code: str
    surname: str
    forename: str
    birth_date: str
    sex: str
    # The day the age is told of; None: today.
    on: date | None = None

    @property
    def name(self) -> str:
        surname = self.surname.upper() or "NAME NOT KNOWN"
        return f"{surname}, {self.forename}" if self.forename else surname

    @property
    def initials(self) -> str:
        return "".join(f"{part[0]}." for part in (self.forename, self.surname) if part) or "not known"

    @property
    def age(self) -> int | None:
        """Whole years on the day told of; None unless the birth date is known to the day."""
        if len(self.birth_date) != 10:
            return None
        born, today = date.fromisoformat(self.birth_date), self.on or clocks.today()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "surname": self.surname,
            "forename": self.forename,
            "birth_date": self.birth_date,
            "age": self.age,
            "sex": self.sex,
        }


def identities(people: Collection[UUID], known: AsKnown = NOW) -> dict[UUID, Identity]:
    """The identity of each person, newest record first, rectified values before all others.

    As known at an instant, a value that was put right only later is not told yet. Somebody of whom an open record tells
    neither name nor birth date has a code and gaps.
    """
    live = "m.is_live" if known.at is None else "true"
    rows = db.fetch(
        f"""SELECT DISTINCT ON (p.id, a.field) p.id, p.code, a.field,
                  CASE WHEN a.field IN ('surname', 'forename') THEN a.text
                       ELSE coalesce(a.canonical, a.text) END AS value
             FROM people_person p
             JOIN people_link l ON l.person_id = p.id AND {known.link()} AND l.certainty = 'linked'
             JOIN records_mention m ON m.id = l.mention_id AND {live}
             JOIN records_assertion a ON a.mention_id = m.id AND {known.value()}
                  AND a.field IN ('surname', 'forename', 'birth_date', 'sex')
             JOIN records_sourcerecord r ON r.id = a.record_id AND {known.version()}
            WHERE p.id = ANY(%(people)s)
            ORDER BY p.id, a.field, a.status = 'rectified' DESC, length(coalesce(a.canonical, '')) = 10 DESC,
                     r.known_at DESC, a.id""",
        {"people": list(people), **known.param},
    )
    values: dict[UUID, dict[str, str]] = {}
    for row in rows:
        values.setdefault(row["id"], {"code": row["code"]})[row["field"]] = row["value"]
    values |= _without_a_name([person for person in people if person not in values], known)
    return {
        person_id: Identity(
            person_id,
            own["code"],
            own.get("surname", ""),
            own.get("forename", ""),
            own.get("birth_date", ""),
            own.get("sex", ""),
            known.at.astimezone(clocks.LONDON).date() if known.at else None,
        )
        for person_id, own in values.items()
    }


def _without_a_name(people: Collection[UUID], known: AsKnown) -> dict[UUID, dict[str, str]]:
    """Those of whom an open record tells something, and neither name, birth date nor sex: a child who was described."""
    if not people:
        return {}
    live = "m.is_live" if known.at is None else "true"
    rows = db.fetch(
        f"""SELECT DISTINCT p.id, p.code FROM people_person p
             JOIN people_link l ON l.person_id = p.id AND {known.link()} AND l.certainty = 'linked'
             JOIN records_mention m ON m.id = l.mention_id AND {live}
             JOIN records_assertion a ON a.mention_id = m.id AND {known.value()}
             JOIN records_sourcerecord r ON r.id = a.record_id AND {known.version()}
            WHERE p.id = ANY(%(people)s)""",
        {"people": list(people), **known.param},
    )
    return {row["id"]: {"code": row["code"]} for row in rows}


def newest_mention(person_id: UUID) -> UUID:
    """The newest record's mention of a person: what work and flags about them anchor to (decision 5).

    One that is limited only where there is no other: else the work would be as limited as the record.
    """
    rows = db.fetch(
        """SELECT m.id FROM people_link l JOIN records_mention m ON m.id = l.mention_id AND m.is_live
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'
            ORDER BY m.restriction <> '', r.known_at DESC, m.id LIMIT 1""",
        [person_id],
    )
    if not rows:
        raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
    mention: UUID = rows[0]["id"]
    return mention


def people_by_code(code: str, *, even_erased: bool = False) -> list[tuple[UUID, str]]:
    """The person under a code, or those a retired code leads to; ids and codes only. None: not found.

    `even_erased` also gives somebody whose content was erased: the log of who saw them outlives it.
    """
    rows = db.fetch("SELECT person_id, code, retired FROM goldthread_people_by_code(%s)", [code.strip().upper()])
    found = [(row["person_id"], row["code"]) for row in rows if even_erased or not row["retired"]]
    if not found:
        raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
    return found


def person_by_code(code: str, *, even_erased: bool = False) -> tuple[UUID, str]:
    """The one person under a code; where a retired code leads to several, a person must choose."""
    found = people_by_code(code, even_erased=even_erased)
    if len(found) > 1:
        codes = ", ".join(other for _, other in found)
        raise NotFound("That reference was split between several people.", f"Choose one: {codes}.")
    return found[0]


def ids_under(code: str) -> list[UUID]:
    """Whom a code means, for a refusal's log row; nobody for one that means nobody."""
    try:
        return [person_id for person_id, _ in people_by_code(code, even_erased=True)]
    except NotFound:
        return []
