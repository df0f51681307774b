"""The board of an area by rows: every open case of a scope on one page, the most pressing first. A logged look."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.boards import RowBoard
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.cases.queueing import Wanted, asked_words, cases_and_rows, page_ids, queue_area, wanted_keys
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid

MOST = 1_000  # rows; twice the most that a force has had open at once in what we were told
COUNTS = ("open", "high", "late", "no_owner")


@dataclass(frozen=True)
class Rows:
    """A board as it stood at an instant.

    `rows` are those of a queue with `id`, `person_id`, `group`, when each began in the world and what was done last.
    `found` of the scope answer the filter; `counts` are of the whole scope, `hidden_late` late outside the filter.
    `version` is what a page that is open compares.
    """

    area: Area
    board: RowBoard
    wanted: Wanted
    scope: str
    at: datetime
    rows: list[dict[str, Any]]
    found: int
    counts: dict[str, int]
    hidden_late: int
    version: str

    def parts(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The parts that have rows, in the board's order, each with its title."""
        held = [(group.title, [row for row in self.rows if row["group"] == group.id]) for group in self.board.groups]
        return [(title, rows) for title, rows in held if rows]

    def as_json(self) -> dict[str, Any]:
        cases = [{name: value for name, value in row.items() if name not in ("id", "person_id")} for row in self.rows]
        return {
            "area": self.area.id,
            "at": self.at.isoformat(),
            "scope": self.scope,
            **self.counts,
            "found": self.found,
            "hidden_late": self.hidden_late,
            "cases": cases,
        }


def open_rows(by: Reader, area_id: str, wanted: Wanted | None = None, *, operation: str = "consultation") -> Rows:
    """The board as it was wanted. One log row names whom it shows; so many queries however many rows there are."""
    area, board = board_of(by, area_id)
    asked, now = replace(wanted or Wanted(), page=1), clocks.now()
    ids = page_ids(by, area, asked, now, MOST)
    people = {row["case_id"]: row["person_id"] for row in ids}
    shown = sorted({one for one in people.values() if one})
    look(by, people=shown, operation=operation, list=f"{area.id} board", **asked_words(asked))
    counts, late = _counts(area, asked.borough, now), ids[0]["found_late"] if ids else 0
    return Rows(
        area=area,
        board=board,
        wanted=asked,
        scope=scope_words(asked.borough),
        at=now,
        rows=_rows(area, board, people),
        found=ids[0]["found"] if ids else 0,
        counts=counts,
        hidden_late=counts["late"] - late,
        version=version(by, area.id, asked, now)[0],
    )


def board_of(by: Reader, area_id: str) -> tuple[Area, RowBoard]:
    """An area with its board, if this reader may see it; one that has no board by rows is refused by name."""
    area = queue_area(by, area_id)
    if area.board is None:
        raise NotValid("area", f"{area.name} has no board by rows.", "Its board counts the work by state.")
    return area, area.board


def version(by: Reader, area_id: str, wanted: Wanted, since: datetime) -> tuple[str, int]:
    """What the board shows now, in a few letters, and how many of its rows were told something since an instant.

    Nobody is named and nothing is logged: it is asked every few seconds by every board that is open.
    """
    area, _ = board_of(by, area_id)
    now = clocks.now()
    keys = json.dumps(wanted_keys(by, area, replace(wanted, page=1), now))
    row = db.fetch_one(
        "SELECT * FROM goldthread_board_version(%s, %s::jsonb, %s, %s, %s)", [area.id, keys, now, since, MOST]
    )
    return row["version"], int(row["changed"])


def own_scope(by: Reader, board: RowBoard) -> str:
    """The borough that a board opens with for this post; empty: the whole force."""
    if by.role.id in board.whole_force or by.post is None:
        return ""
    return by.post.borough_id or ""


def scope_words(borough: str) -> str:
    """A scope as the head of a board names it."""
    return str(Borough.objects.values_list("name", flat=True).get(code=borough)) if borough else "All boroughs"


def _rows(area: Area, board: RowBoard, people: Mapping[UUID, UUID | None]) -> list[dict[str, Any]]:
    told = _told(area, people)
    return [
        row
        | {"id": case.pk, "person_id": people[case.pk], "group": board.group_of(case.state)}
        | {"is_offered": case.offered_at is not None}
        | _times(area, case, told.get(stream_of(case.pk), {}))
        for case, row in cases_and_rows(people)
    ]


def _times(area: Area, case: Case, told: Mapping[str, Any]) -> dict[str, Any]:
    """When it began in the world and was written down, and what was done last."""
    began, last_at = told.get("began_at") or case.opened_at, told.get("last_at")
    return {
        "began_at": began.isoformat(),
        "written_late_seconds": max(0, int((case.opened_at - began).total_seconds())),
        "last_at": last_at.isoformat() if last_at else None,
        "last": area.sentence(told["last"]) if told.get("last") else "",
    }


def _told(area: Area, cases: Iterable[UUID]) -> dict[str, dict[str, Any]]:
    """When each case began in the world, and what an officer did last in it, in one query."""
    rows = db.fetch(
        """SELECT stream, min(occurred_at) FILTER (WHERE kind = %s) AS began_at,
                  max(occurred_at) FILTER (WHERE officer_id IS NOT NULL) AS last_at,
                  (array_agg(kind ORDER BY occurred_at DESC, id DESC) FILTER (WHERE officer_id IS NOT NULL))[1] AS last
             FROM journal_event WHERE stream = ANY(%s) GROUP BY stream""",
        [area.opening_event, [stream_of(one) for one in cases]],
    )
    return {row["stream"]: row for row in rows}


def counts_of(by: Reader, area_id: str, borough: str = "") -> dict[str, int]:
    """How many are open, of high risk, late and without an owner, in one borough or in all: nobody's name, no look."""
    area, _ = board_of(by, area_id)
    return _counts(area, borough, clocks.now())


def _counts(area: Area, borough: str, now: datetime) -> dict[str, int]:
    row = db.fetch_one("SELECT * FROM goldthread_board_counts(%s, %s, %s)", [area.id, borough, now])
    return {name: int(row[name]) for name in COUNTS}
