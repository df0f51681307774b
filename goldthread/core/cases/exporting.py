"""A queue as a file: every page of what was wanted, in its order, logged as given out about everybody on it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.queueing import Wanted, asked_words, page_ids, queue_area, rows_of
from goldthread.core.refusals import NotValid
from goldthread.core.spreadsheet import as_csv

MOST = 10_000  # twice the longest queue we are built for
AT_ONCE = 500


def export_queue(by: Reader, area_id: str, wanted: Wanted | None = None) -> dict[str, Any]:
    """The rows of a queue as they were wanted, whichever page was open. Over `MOST` it is refused: narrow the filter.

    No name: a child is their code, initials and age, as on the page.
    """
    area = queue_area(by, area_id)
    asked, now = replace(wanted or Wanted(), page=1), clocks.now()
    ids = page_ids(by, area, asked, now, MOST)
    if ids and ids[0]["found"] > MOST:
        words = f"That is {ids[0]['found']:,} cases; a file holds {MOST:,}."
        raise NotValid("find", words, "Choose a state, a borough or an owner first.")
    people = {row["case_id"]: row["person_id"] for row in ids}
    columns = columns_of(area)
    shown = sorted({one for one in people.values() if one})
    look(by, people=shown, operation="disclosure", list=f"{area.id} queue", fields=columns, **asked_words(asked))
    rows = [_line(area, row) for row in _rows(people)]
    return {"area": area.id, "made_at": now.isoformat(), "columns": columns, "cases": rows}


def columns_of(area: Area) -> list[str]:
    """The columns of the file, in order: one for each scale of the work among them."""
    risk = ["risk"] if area.risks else []
    scales = [scale.fact for scale in area.scales]
    child = ["child", "initials", "age", "in_12_months"]
    return ["reference", *child, "owner", *risk, *scales, "due", "due_at", "is_late", "state", "borough", "opened_at"]


def as_file(exported: dict[str, Any]) -> str:
    """The export as a file, with the mark by which a spreadsheet knows its letters."""
    return "\ufeff" + as_csv(exported["columns"], exported["cases"])


def _rows(people: dict[UUID, UUID | None]) -> Iterator[dict[str, Any]]:
    """A part at a time, so that a long queue asks for no more at once than a page does ten times over."""
    left = iter(people.items())
    while part := dict(islice(left, AT_ONCE)):
        yield from rows_of(part)


def _line(area: Area, row: dict[str, Any]) -> dict[str, Any]:
    person, due = row["person"] or {}, row["next_due"] or {}
    return {
        "reference": row["reference"],
        "child": person.get("code", ""),
        "initials": "".join(f"{part[0]}." for part in (person.get("forename"), person.get("surname")) if part),
        "age": person.get("age"),
        "in_12_months": row["in_12_months"],
        "owner": row["owner"],
        "risk": row["risk"] or "not graded",
        **{scale.fact: row["grades"].get(scale.fact, "not graded") for scale in area.scales},
        "due": due.get("name", ""),
        "due_at": due.get("due_at") or due.get("due_on") or "",
        "is_late": "yes" if due.get("is_late") else "no",
        "state": row["state_words"],
        "borough": row["borough"],
        "opened_at": row["opened_at"],
    }
