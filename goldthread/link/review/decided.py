"""What was decided about who is who, and by whom: one line for each act, however many pairs of records it was of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.decisions import ANSWERS
from goldthread.core.refusals import NotFound

PAGE = 25
ENDED = "withdrawn"


@dataclass
class Said:
    """What one officer said of it, when and why. A reason above the reader's layer is None."""

    who: str
    at: datetime
    kind: str
    reason: str | None

    def as_json(self) -> dict[str, Any]:
        return {"who": self.who, "at": self.at.isoformat(), "kind": self.kind, "reason": self.reason}


@dataclass
class Decided:
    """One act: the pair it is shown by, what it said, where it stands, and everything said about it, newest first."""

    id: UUID
    pairs: int
    mention: UUID
    other: UUID
    codes: tuple[str, str]
    answer: str
    state: str
    is_mine: bool
    said: list[Said]

    @property
    def words(self) -> str:
        return ANSWERS[self.answer]

    @property
    def standing(self) -> str:
        if self.state == "waiting":
            return "Waits for a second officer"
        if self.state == "not_agreed":
            return "Two officers did not agree: they stay apart"
        return "Withdrawn" if self.state == ENDED else "In force"

    @property
    def may_withdraw(self) -> bool:
        return self.state in ("waiting", "in_force")

    def as_json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "one": str(self.mention),
            "other": str(self.other),
            "people": sorted(set(self.codes)),
            "pairs": self.pairs,
            "answer": self.answer,
            "answer_words": self.words,
            "state": self.state,
            "state_words": self.standing,
            "said": [one.as_json() for one in self.said],
        }


def open_decisions(by: Reader, *, mine: bool = True, page: int = 1) -> tuple[list[Decided], int]:
    """The officer's own decisions, or everybody's, newest first, and how many. Logged with everybody they are about."""
    by.must("confirm_link")
    rows, total = _ids(by, officer=by.officer.pk if mine and by.officer else None, page=page)
    people = {row[side] for row in rows for side in ("person_id", "other_person")} - {None}
    look(by, people=sorted(people), list="link decisions")
    return _shown(by, rows), total


def open_decision(by: Reader, decision_id: UUID) -> Decided:
    """One decision, to be read or taken back."""
    by.must("confirm_link")
    pair = db.fetch("SELECT mention_id, other_id FROM goldthread_link_decision(%s)", [decision_id])
    ids = [pair[0]["mention_id"], pair[0]["other_id"]] if pair else []
    people = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [ids])
    look(by, people=sorted({row["person_id"] for row in people}), list="link decision")
    act = db.fetch("SELECT count(*) AS n FROM goldthread_link_act(%s)", [decision_id])
    found = _shown(by, [{"decision_id": decision_id, "pairs": max(1, act[0]["n"])}])
    if not found or (found[0].state == "waiting" and not found[0].is_mine):
        raise NotFound("There is no such decision.", "Check it.")
    return found[0]


def decisions_about(by: Reader, person_id: UUID) -> list[Decided]:
    """Under a look on the person: what was decided about them, newest first."""
    return _shown(by, _ids(by, person=person_id)[0])


def _ids(
    by: Reader, *, officer: int | None = None, person: UUID | None = None, page: int = 1
) -> tuple[list[dict[str, Any]], int]:
    asker = by.officer.pk if by.officer else None
    rows = db.fetch(
        "SELECT * FROM goldthread_review_decisions(%s, %s, %s, %s, %s, %s)",
        [asker, officer, person, clocks.now(), PAGE, PAGE * (page - 1)],
    )
    return rows, rows[0]["total"] if rows else 0


def _shown(by: Reader, ids: Sequence[dict[str, Any]]) -> list[Decided]:
    """The decisions with these ids, in that order, as far as the look that is open shows. Two queries."""
    pairs = {row["decision_id"]: row["pairs"] for row in ids}
    rows = db.fetch(
        """SELECT d.id, d.mention_id, d.other_id, d.answer, d.state, d.decided_by_id, p.code, q.code AS other_code
             FROM people_linkdecision d
             LEFT JOIN people_link l ON l.mention_id = d.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
             LEFT JOIN people_link o ON o.mention_id = d.other_id AND o.to_at IS NULL AND o.certainty = 'linked'
             LEFT JOIN people_person p ON p.id = l.person_id
             LEFT JOIN people_person q ON q.id = o.person_id
            WHERE d.id = ANY(%s::uuid[])""",
        [list(pairs)],
    )
    said = _said(list(pairs))
    asker = by.officer.pk if by.officer else None
    found = {
        row["id"]: Decided(
            row["id"],
            pairs[row["id"]],
            row["mention_id"],
            row["other_id"],
            (row["code"] or "nobody now", row["other_code"] or "nobody now"),
            row["answer"],
            row["state"],
            row["decided_by_id"] == asker,
            said.get(row["id"], []),
        )
        for row in rows
    }
    return [found[one] for one in pairs if one in found]


def _said(ids: Sequence[UUID]) -> dict[UUID, list[Said]]:
    rows = db.fetch(
        """SELECT e.stream, e.kind, e.recorded_at, p.body,
                  coalesce(goldthread_called(e.officer_id, e.recorded_at), e.service) AS who
             FROM journal_event e
             LEFT JOIN journal_payload p ON p.event_id = e.id
            WHERE e.stream = ANY(%s) ORDER BY e.id DESC""",
        [[f"link:{one}" for one in ids]],
    )
    found: dict[UUID, list[Said]] = {}
    for row in rows:
        reason = (row["body"] or {}).get("reason")
        one = Said(row["who"], row["recorded_at"], row["kind"].removeprefix("link."), reason)
        found.setdefault(UUID(row["stream"].removeprefix("link:")), []).append(one)
    return found
