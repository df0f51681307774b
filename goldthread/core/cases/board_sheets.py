"""A board as paper: of each case who, how grave, since when, what is done and what is next. A logged look."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.boards import Said
from goldthread.core.cases.board_rows import Rows, board_of, open_rows
from goldthread.core.cases.projection import stream_of
from goldthread.core.cases.queueing import Wanted, page_ids
from goldthread.core.refusals import NotValid
from goldthread.core.spreadsheet import as_csv

MOST = 200  # a briefing that nobody reads to the end is none; the list for when the system is down has no such bound
# What a hand-over said, as a sheet names it.
HANDED = (("done", "Done"), ("next", "To do next"), ("worry", "The worry"))


@dataclass(frozen=True)
class Sheet:
    """The rows of a board, each with what is printed of it beyond its row, by reference."""

    rows: Rows
    says: dict[str, tuple[Said, ...]]

    def as_json(self) -> dict[str, Any]:
        told = self.rows.as_json()
        for case in told["cases"]:
            case["says"] = [{"name": one.name, "words": one.words} for one in self.says[case["reference"]]]
        return told


def open_sheet(by: Reader, area_id: str, wanted: Wanted | None = None) -> Sheet:
    """The sheet of a shift's briefing, as the board is wanted. Over `MOST` it is refused: choose a borough.

    Its row of the log names everybody on it, as the board's does; that it was put on paper is another.
    """
    by.must("open_picture")
    found = open_rows(by, area_id, wanted)
    if found.found > MOST:
        words = f"That is {found.found:,} {found.board.many}; a sheet for a briefing holds {MOST}."
        raise NotValid("borough", words, "Choose a borough.")
    return whole_sheet(found)


def whole_sheet(found: Rows) -> Sheet:
    """These rows with what is printed of each, under the look that is open; so many queries however many there are."""
    people = {row["id"]: row["person_id"] for row in found.rows}
    says = import_string(found.board.says)(people) if found.board.says else {}
    handed = _handed(list(people))
    return Sheet(
        found, {row["reference"]: (*says.get(row["id"], ()), *handed.get(row["id"], ())) for row in found.rows}
    )


def log_paper(by: Reader, area_id: str, wanted: Wanted | None = None) -> None:
    """Keep that a sheet was put on paper, and whom it names: paper is seen by more than its reader."""
    by.must("open_picture")
    area, _ = board_of(by, area_id)
    people = [row["person_id"] for row in page_ids(by, area, wanted or Wanted(), clocks.now(), MOST)]
    look(
        by, people=sorted({one for one in people if one}), operation="disclosure", list=f"{area.id} sheet", printed=True
    )


def columns_of(sheet: Sheet) -> list[str]:
    """The columns of the list as a file: what every board has, then what this one's cases say."""
    own = dict.fromkeys(one.name for says in sheet.says.values() for one in says)
    first = ["reference", "surname", "forename", "born", "age", "risk", "state", "since", "due", "due_at", "owner"]
    return [*first, "borough", "last_done", "last_done_at", *own]


def sheet_csv(sheet: Sheet) -> str:
    """The list as a file that a spreadsheet opens, with the mark by which it knows its letters."""
    return "\ufeff" + as_csv(columns_of(sheet), [_line(sheet, row) for row in sheet.rows.rows])


def _line(sheet: Sheet, row: dict[str, Any]) -> dict[str, Any]:
    person, due = row["person"] or {}, row["next_due"] or {}
    return {
        "reference": row["reference"],
        "surname": person.get("surname", ""),
        "forename": person.get("forename", ""),
        "born": person.get("birth_date", ""),
        "age": person.get("age"),
        "risk": row["risk"] or "not graded",
        "state": row["state_words"],
        "since": row["began_at"],
        "due": due.get("name", ""),
        "due_at": due.get("due_at") or "",
        "owner": row["owner"] or "NO OWNER",
        "borough": row["borough"],
        "last_done": row["last"],
        "last_done_at": row["last_at"],
        **{one.name: one.words for one in sheet.says[row["reference"]]},
    }


def _handed(cases: list[UUID]) -> dict[UUID, tuple[Said, ...]]:
    """What the last hand-over of each case said was done, was to be done next, and the worry. One query."""
    rows = db.fetch(
        """SELECT DISTINCT ON (e.stream) e.stream, e.occurred_at, p.body FROM journal_event e
             JOIN journal_payload p ON p.event_id = e.id
            WHERE e.stream = ANY(%s) AND e.kind = 'case.handover_offered' ORDER BY e.stream, e.id DESC""",
        [[stream_of(one) for one in cases]],
    )
    return {
        UUID(row["stream"].removeprefix("case:")): tuple(
            Said(name, row["body"][key]) for key, name in HANDED if row["body"] and row["body"].get(key)
        )
        for row in rows
    }
