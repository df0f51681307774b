"""Earlier notifications on a child, their family and their address: ours and Merlin's, told alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.cases.models import Case
from goldthread.core.cases.numbering import returned
from goldthread.core.clocks.book import book
from goldthread.respond.concern.choices import GRADES, OUTCOMES

OUTCOME_WORDS = {code: words for codes in OUTCOMES.values() for code, words in codes}
CLOSED_WORDS = {"not_shared": "Not shared", "forwarded": "Sent to the child's own social worker"}


@dataclass(frozen=True)
class Notification:
    """One earlier notification: of the child, of the family, or of somebody else at the address."""

    about: str
    at: datetime
    reference: str
    system: str
    record_id: str
    grade: str
    outcome: str
    is_open: bool
    is_possible: bool = False

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def notifications(child: UUID, household: list[UUID], dwelling: UUID | None, *, but: str) -> list[Notification]:
    """All of them, the newest first, one of ours that came back once. Four queries, however many people live there."""
    people = [child, *household]
    ours, theirs = list(_ours(child, people, but)), [*_merlins(child, people), *_at(dwelling, people)]
    own = come_back((one.record_id for one in theirs), ours, but)
    return sorted([*ours, *(one for one in theirs if one.record_id not in own)], key=lambda one: one.at, reverse=True)


def come_back(records: Iterable[str], ours: Iterable[Notification], this: str) -> set[str]:
    """Those of these records that are this concern, or one of ours that is counted already, come back from Merlin."""
    counted = {this, *(one.reference for one in ours)}
    return {str(one) for one in returned([UUID(one) for one in records], counted)}


def _ours(child: UUID, people: list[UUID], but: str) -> Iterable[Notification]:
    rows = db.fetch(
        """SELECT DISTINCT c.id, l.person_id, c.reference, c.opened_at, c.state, c.closed_at, c.facts
             FROM people_link l JOIN cases_case c ON c.mention_id = l.mention_id
            WHERE l.person_id = ANY(%s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked' AND c.area = 'concern'
              AND c.reference <> %s""",
        [people, but],
    )
    for row in rows:
        facts = row["facts"]
        code = facts.get(f"outcome_{facts.get('outcome_stage', '')}", "")
        yield Notification(
            "child" if row["person_id"] == child else "family",
            row["opened_at"],
            row["reference"],
            "Goldthread",
            "",
            dict(GRADES).get(facts.get("grade", ""), "not graded"),
            OUTCOME_WORDS.get(code, "") or CLOSED_WORDS.get(row["state"], ""),
            row["closed_at"] is None,
        )


MERLIN = """
    SELECT DISTINCT ON (r.id) r.id, {about}, r.source_record_id AS reference, coalesce(r.occurred_at, r.known_at) AS at,
           s.name AS system, c.facts
      FROM {told}
      JOIN records_sourcerecord r ON {joined} AND r.is_current AND NOT r.is_deleted
       AND r.source_id = 'merlin' AND r.kind = 'notification'
      JOIN records_source s ON s.code = r.source_id LEFT JOIN records_recordcontent c ON c.record_id = r.id
     WHERE {where} ORDER BY r.id, 2 DESC
"""


def _merlins(child: UUID, people: list[UUID]) -> Iterable[Notification]:
    rows = db.fetch(
        MERLIN.format(
            about="l.person_id = %(child)s AS is_child",
            told="people_link l JOIN records_mention m ON m.id = l.mention_id",
            joined="r.source_id = m.source_id AND r.source_record_id = m.source_record_id",
            where="l.person_id = ANY(%(people)s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked'",
        ),
        {"child": child, "people": people},
    )
    return [_merlin("child" if row["is_child"] else "family", row) for row in rows]


def _at(dwelling: UUID | None, people: list[UUID]) -> Iterable[Notification]:
    """Those that put somebody else at the same door."""
    if dwelling is None:
        return []
    rows = db.fetch(
        MERLIN.format(
            about="false AS is_child",
            told="places_presence p",
            joined="r.id = p.record_id",
            where="""p.dwelling_id = %(dwelling)s AND NOT EXISTS (
                SELECT 1 FROM records_mention m JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL
                   AND l.certainty = 'linked' AND l.person_id = ANY(%(people)s::uuid[])
                 WHERE m.source_id = r.source_id AND m.source_record_id = r.source_record_id)""",
        ),
        {"dwelling": dwelling, "people": people},
    )
    return [_merlin("address", row) for row in rows]


def _merlin(about: str, row: dict[str, Any]) -> Notification:
    facts = dict(row["facts"] or [])
    held = row["facts"] is not None
    grade = dict(GRADES).get(facts.get("grade", ""), "not graded") if held else "held in full by the desk"
    return Notification(
        about, row["at"], row["reference"], row["system"], str(row["id"]), grade, facts.get("outcome", ""), False
    )


def same_occasion(case: Case, child: UUID, earlier: Iterable[Notification]) -> list[Notification]:
    """Those that may tell of what this one tells: on the child, or on somebody who may be the child, within hours.

    Nothing is joined by it. A possible link is asked about and acts on nothing (decision 9).
    """
    hours = timedelta(hours=int(book().setting("concern.same_occasion.hours", clocks.today())))
    near = [one for one in earlier if one.about == "child" and abs(one.at - case.opened_at) <= hours]
    return [*near, *_of_who_may_be(child, case, hours)]


def _of_who_may_be(child: UUID, case: Case, hours: timedelta) -> Iterable[Notification]:
    rows = db.fetch(
        """SELECT DISTINCT c.reference, c.opened_at, c.facts->>'grade' AS grade, c.closed_at
             FROM goldthread_possible_people(ARRAY[%(child)s]::uuid[]) o
             JOIN people_link l ON l.person_id = o.other_id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'concern'
            WHERE c.opened_at BETWEEN %(at)s - %(hours)s AND %(at)s + %(hours)s ORDER BY c.opened_at DESC""",
        {"child": child, "at": case.opened_at, "hours": hours},
    )
    for row in rows:
        grade = dict(GRADES).get(row["grade"] or "", "not graded")
        is_open = row["closed_at"] is None
        yield Notification("possible", row["opened_at"], row["reference"], "Goldthread", "", grade, "", is_open, True)
