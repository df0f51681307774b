"""What an officer has in hand: cases offered to them, offered by them and not accepted, and the rest that they hold."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.handing import may_receive, offered_words
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.cases.queueing import rows_of
from goldthread.core.refusals import Refusal

SAID = ("done", "next", "worry")
AN_AUDIT = "An audit"


@dataclass
class InHand:
    """Rows as in a queue; those on offer say to whom, from whom, what is done, what comes next, by when, the worry."""

    to_me: list[dict[str, Any]]
    by_me: list[dict[str, Any]]
    mine: list[dict[str, Any]]
    asked: list[dict[str, Any]]  # what a supervisor's review asks of me, in open and closed cases, in its own words

    @property
    def unchanged(self) -> list[dict[str, Any]]:
        """What is offered to me, is not of high risk, and of which nothing happened while the giver held it."""
        return [row for row in self.to_me if row["risk"] != "high" and not row["changes"]]

    def as_json(self) -> dict[str, Any]:
        return {
            "to_me": self.to_me,
            "by_me": self.by_me,
            "mine": self.mine,
            "asked": self.asked,
            "unchanged": [row["reference"] for row in self.unchanged],
        }


def open_in_hand(by: Reader) -> InHand:
    """What this officer has in hand now. One log row names whom it is about; so many queries however much it is."""
    by.must("open_picture")
    if by.officer is None:
        raise Refusal("no_person", "A service holds no cases.", "A named officer must ask.")
    borough = by.post.borough_id if by.post and by.post.borough_id else ""
    ids = db.fetch("SELECT * FROM goldthread_in_hand(%s, %s, %s)", [by.officer.pk, by.role.id, borough])
    people: dict[UUID, UUID | None] = {row["case_id"]: row["person_id"] for row in ids}
    look(by, people=sorted({one for one in people.values() if one}), list="hand-over")
    cases = Case.objects.select_related("owner", "offered_to", "reviewed_by").in_bulk(list(people))
    said, changed = _said(list(people)), _changes(list(people))
    asks = instructions_of([case for case in cases.values() if case.instructed_at])
    found = InHand([], [], [], [])
    held = {case.reference: case for case in cases.values()}
    for row in rows_of(people):
        case = held[row["reference"]]
        one = {**row, **_offer(case, said, changed)}
        if may_receive(by, case):
            found.to_me.append(one)
        elif case.owner_id == by.officer.pk and not case.closed_at:
            (found.by_me if case.offered_at else found.mine).append(one)
        if case.instructed_at and case.owner_id == by.officer.pk:
            found.asked.append({**row, **_asked(case, asks)})
    for rows in (found.to_me, found.by_me, found.mine, found.asked):
        rows.sort(key=lambda one: one["sent_back"] is None)  # those that an audit sent back first, else as they stood
    return found


@dataclass(frozen=True)
class Asks:
    """What is asked of a case's owner: by a supervisor's review, or by an audit that sent the case back."""

    words: str = ""
    by_audit: bool = False


def _offer(case: Case, said: dict[str, dict[str, str]], changed: dict[str, int]) -> dict[str, Any]:
    stream = stream_of(case.pk)
    words = said.get(stream, {}) if case.offered_at else {}
    return {
        **offered_words(case),
        "offered_at": case.offered_at.isoformat() if case.offered_at else None,
        "next_by": case.next_by.isoformat() if case.next_by else None,
        "asked_at": case.asked_at.isoformat() if case.asked_at else None,
        "question": words.get("question", "") if case.asked_at else "",
        **{name: words.get(name, "") for name in SAID},
        "changes": changed.get(stream, 0),
        "last_event_id": case.last_event_id,
    }


def _asked(case: Case, asks: dict[UUID, Asks]) -> dict[str, Any]:
    found = asks[case.pk]
    return {
        "asks": found.words,
        "asked_by": AN_AUDIT if found.by_audit else str(case.reviewed_by),
        "asked_at": case.instructed_at.isoformat() if case.instructed_at else None,
        "do_by": case.do_by.isoformat() if case.do_by else None,
        "last_event_id": case.last_event_id,
    }


def instructions_of(cases: list[Case]) -> dict[UUID, Asks]:
    """What was asked for last, of each case. One query."""
    rows = db.fetch(
        """SELECT DISTINCT ON (e.stream) e.stream, e.kind, p.body->>'instructions' AS asks FROM journal_event e
             LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE e.stream = ANY(%s) AND e.kind IN ('case.reviewed', 'case.sent_back')
              AND e.facts->'set' ? 'instructed_at'
            ORDER BY e.stream, e.id DESC""",
        [[stream_of(one.pk) for one in cases]],
    )
    said = {row["stream"]: Asks(row["asks"] or "", row["kind"] == "case.sent_back") for row in rows}
    return {one.pk: said.get(stream_of(one.pk), Asks()) for one in cases}


def _said(cases: list[UUID]) -> dict[str, dict[str, str]]:
    """The words of each case's last offer, and of what was asked about it since. One query."""
    rows = db.fetch(
        """SELECT DISTINCT ON (e.stream, e.kind) e.stream, e.kind, p.body FROM journal_event e
             LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE e.stream = ANY(%s) AND e.kind IN ('case.handover_offered', 'case.handover_asked')
            ORDER BY e.stream, e.kind, e.id DESC""",
        [[stream_of(one) for one in cases]],
    )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["stream"], {}).update(row["body"] or {})
    return found


def _changes(cases: list[UUID]) -> dict[str, int]:
    """How much happened in each case since it came to whoever owns it, hand-overs apart. One query."""
    rows = db.fetch(
        """SELECT e.stream, count(*) AS many FROM journal_event e
             JOIN (SELECT stream, max(id) AS id FROM journal_event
                    WHERE stream = ANY(%(streams)s) AND facts->'set' ? 'owner_id' GROUP BY 1) came
               ON came.stream = e.stream AND e.id > came.id
            WHERE e.stream = ANY(%(streams)s) AND e.kind NOT LIKE 'case.handover%%' GROUP BY 1""",
        {"streams": [stream_of(one) for one in cases]},
    )
    return {row["stream"]: row["many"] for row in rows}
