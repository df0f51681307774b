"""Files of outcomes after they were handed in: followed, found again, a row put right and taken again, or returned."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.core.spreadsheet import as_csv
from goldthread.respond.sharing.declared import handled_by
from goldthread.respond.sharing.models import OutcomeFile, OutcomeRow
from goldthread.respond.sharing.outcomes import ASIDE, MOST, RESULTS, Result, forms, keep, take_row

FILES_SHOWN = ROWS_SHOWN = 200  # one page; what is still set aside stands before all others
LONGEST_WHY = 300
# Still set aside: by the last attempt at the row.
_ASIDE = f"""
    SELECT w.file_id FROM sharing_outcomerow w JOIN sharing_outcomefile g ON g.id = w.file_id AND g.areas = ANY(%s)
     WHERE w.result = '{ASIDE}' AND NOT EXISTS (SELECT 1 FROM sharing_outcomerow n
            WHERE n.file_id = w.file_id AND n.number = w.number AND n.attempt > w.attempt)
"""
# How the rows of the files chosen stand; only theirs are counted, which for a year of long files takes long enough.
_COUNTED = """
    SELECT f.*, r.counts FROM chosen f
      LEFT JOIN LATERAL (
          SELECT jsonb_object_agg(c.result, c.many) AS counts
            FROM (SELECT l.result, count(*) AS many
                    FROM (SELECT DISTINCT ON (w.number) w.result FROM sharing_outcomerow w WHERE w.file_id = f.id
                           ORDER BY w.number, w.attempt DESC) l GROUP BY 1) c) r ON true ORDER BY f.place
"""
_CHOSEN = """
    SELECT f.id, f.name, f.loaded_at, f.form, o.name AS by, f.state, f.rows_sent, count(*) OVER () AS total,
           row_number() OVER (ORDER BY f.state = 'read', a.file_id IS NULL, f.loaded_at DESC, f.id) AS place
      FROM sharing_outcomefile f JOIN organisation_officer o ON o.id = f.loaded_by_id
      LEFT JOIN (SELECT DISTINCT file_id FROM aside) a ON a.file_id = f.id
"""
_A_PAGE_OF_FILES = f"""
    WITH aside AS ({_ASIDE}),
         chosen AS MATERIALIZED ({_CHOSEN} WHERE f.areas = ANY(%s) ORDER BY place LIMIT %s OFFSET %s)
    {_COUNTED}
"""
_ONE_FILE = f"""
    WITH aside AS ({_ASIDE} AND w.file_id = %s), chosen AS ({_CHOSEN} WHERE f.areas = ANY(%s) AND f.id = %s) {_COUNTED}
"""
_ROWS = """
    SELECT DISTINCT ON (number) number, result, reference, field, words, attempt FROM sharing_outcomerow
     WHERE file_id = %s AND number = ANY(%s) ORDER BY number, attempt DESC
"""


def outcome_files(by: Reader, *, page: int = 1, size: int = FILES_SHOWN) -> dict[str, Any]:
    """A page of the files handed in, first those not yet read, then with rows still set aside; how the rows stand."""
    own = _must(by)
    look(by, list="files of outcomes")
    rows = db.fetch(_A_PAGE_OF_FILES, [own, own, size, size * (page - 1)])
    return {"files": [_file(row) for row in rows], "total": rows[0]["total"] if rows else 0}


def _file(row: Mapping[str, Any]) -> dict[str, Any]:
    counts = {result: (row["counts"] or {}).get(result, 0) for result in RESULTS}
    return {
        "id": str(row["id"]),
        "name": row["name"],
        "form": row["form"],
        "by": row["by"],
        "at": row["loaded_at"].isoformat(),
        "state": row["state"],
        "rows_sent": row["rows_sent"],
        "rows_done": sum(counts.values()),
        "counts": counts,
    }


def outcome_progress(by: Reader, file_id: UUID) -> dict[str, Any]:
    """How far the reading of a file is: its state and two counts. It names nobody, and is asked again and again."""
    _must(by)
    found = db.fetch("SELECT * FROM goldthread_outcome_progress(%s)", [file_id])
    if not found:
        raise _no_such_file()
    return {"id": str(file_id), **found[0]}


def still_aside(by: Reader) -> int:
    """How many rows of the files this reader may see are set aside and not yet settled; under the look now open."""
    return int(db.fetch_one(f"SELECT count(*) AS many FROM ({_ASIDE}) a", [_must(by)])["many"])


def outcome_file(
    by: Reader, file_id: UUID, *, result: str = "", page: int = 1, size: int = ROWS_SHOWN
) -> dict[str, Any]:
    """One file with a page of its rows as they stand, or only of those that ended so; what to do of one set aside."""
    own = _must(by)
    if result and result not in RESULTS:
        raise NotValid("result", f'"{result[:20]}" is no result.', f"Choose one of: {', '.join(RESULTS)}.")
    shown = db.fetch("SELECT * FROM goldthread_outcome_page(%s, %s, %s, %s)",
                     [file_id, result, size, size * (page - 1)])  # fmt: skip
    _look(by, file_id, shown)
    heads = db.fetch(_ONE_FILE, [own, file_id, own, file_id])
    if not heads:
        raise _no_such_file()
    file = _file(heads[0])
    rows = {row["number"]: row for row in db.fetch(_ROWS, [file_id, [one["number"] for one in shown]])}
    told = [rows[one["number"]] for one in shown]
    total = file["counts"][result] if result else file["rows_done"]
    return {**file, "rows": [{**row, "to_do": _to_do(file["form"], row)} for row in told], "rows_total": total}


def outcome_row(by: Reader, file_id: UUID, number: int) -> dict[str, Any]:
    """One row with every attempt, what it said where it was set aside, and what to do."""
    _must(by)
    file = _open(by, file_id, number)
    tries = _attempts(file, number)
    last = tries[-1]
    return {
        "file": {"id": str(file.pk), "name": file.name, "form": file.form},
        "number": number,
        "attempt": last.attempt,
        "result": last.result,
        "told": {name: (last.raw or {}).get(name, "") for name in forms()[file.form].columns},
        "is_open": last.result == ASIDE,
        "to_do": _to_do(file.form, {"result": last.result, "field": last.field}),
        "attempts": [_attempt(file, one) for one in tries],
    }


def take_again(by: Reader, file_id: UUID, number: int, told: Mapping[str, str], *, attempt: int | None = None) -> str:
    """Take one row again as it was put right. How it ended; set aside again, the new words are kept with it.

    `attempt` is the last one that was seen: somebody may have settled the row since. A field not given stays.
    """
    file, last = _waiting(by, file_id, number, attempt, "outcome taken again")
    form = forms()[file.form]
    held = {name: (last.raw or {}).get(name, "") for name in form.columns}
    row = {name: _text(told.get(name, held[name])) for name in form.columns}
    return _settle(by, file, last, take_row(by, form, number, row, file.authority), row)


def return_row(by: Reader, file_id: UUID, number: int, why: str, *, attempt: int | None = None) -> str:
    """Leave a row to its sender, with what they were asked: it no longer waits here."""
    why = _text(why)
    if not why:
        raise NotValid("why", "Enter what the sender was asked to do.")
    if len(why) > LONGEST_WHY:
        raise NotValid("why", f"This is over {LONGEST_WHY} characters.", "Shorten it.")
    file, last = _waiting(by, file_id, number, attempt, "outcome returned to its sender")
    return _settle(by, file, last, Result(number, "returned", last.reference, last.field, why), {})


def rows_for_sender(by: Reader, file_id: UUID) -> str:
    """The rows of a file still set aside as a CSV for whoever sent it: as they came, with the field and the words."""
    own = _must(by)
    shown = db.fetch("SELECT * FROM goldthread_outcome_page(%s, %s, NULL, 0)", [file_id, ASIDE])
    # Which form the file has is read under the look, so the look says all that any form may give.
    _look(by, file_id, shown, operation="disclosure", fields=["row", "our_reference", "its columns", "field", "words"])
    file = OutcomeFile.objects.filter(pk=file_id, areas__in=own).first()
    if file is None:
        raise _no_such_file()
    waiting = OutcomeRow.objects.filter(file=file_id, number__in=[one["number"] for one in shown], result=ASIDE)
    last = {row.number: row for row in waiting.order_by("number", "attempt")}
    rows = [{"row": row.number, **(row.raw or {}), "field": row.field, "words": row.words} for row in last.values()]
    return "\ufeff" + as_csv(("row", *forms()[file.form].columns, "field", "words"), rows)


def _text(typed: Any) -> str:
    """As the database can hold it."""
    return str(typed).replace("\0", "").strip()


def _must(by: Reader) -> list[str]:
    """The `areas` of files this reader may see: those handed in for no work that the reader does not share for."""
    own = sorted(one.area for one in handled_by(by).values())
    return [" ".join(some) for size in range(1, len(own) + 1) for some in combinations(own, size)]


def _look(by: Reader, file_id: UUID, shown: Sequence[Mapping[str, Any]], **detail: Any) -> None:
    """A look that names everybody whose shares these rows of a file point to."""
    people = {person for row in shown for person in row["people"]}
    look(by, people=sorted(people), outcome_file=str(file_id), **detail)


def _open(by: Reader, file_id: UUID, number: int, **detail: Any) -> OutcomeFile:
    """The file, under a look that names everybody whose shares this row of it points to."""
    if not 0 < number <= MOST:
        raise NotFound(f"No file has a row {number}.", "Look at its rows.")
    people = db.fetch("SELECT person_id FROM goldthread_outcome_people(%s, %s)", [file_id, number])
    look(by, people=[one["person_id"] for one in people], outcome_file=str(file_id), row=number, **detail)
    file = OutcomeFile.objects.select_related("loaded_by").filter(pk=file_id, areas__in=_must(by)).first()
    if file is None:
        raise _no_such_file()
    return file


def _no_such_file() -> NotFound:
    return NotFound("No file of outcomes has that number.", "Look in the list of files.")


def _waiting(
    by: Reader, file_id: UUID, number: int, attempt: int | None, change: str
) -> tuple[OutcomeFile, OutcomeRow]:
    """The row to be settled, which must still be set aside as it was seen."""
    _must(by)
    if by.officer is None:
        raise Refusal("no_person", "A service settles no outcomes.", "A named officer must.")
    file = _open(by, file_id, number, operation="alteration", change=change)
    last = _attempts(file, number)[-1]
    if last.result != ASIDE or attempt not in (None, last.attempt):
        raise _clash(number)
    return file, last


def _settle(by: Reader, file: OutcomeFile, last: OutcomeRow, done: Result, row: dict[str, str]) -> str:
    try:
        with db.transaction():
            keep(file, done, row, attempt=last.attempt + 1, taken_by=by.officer, taken_at=clocks.now())
    except IntegrityError:
        # Two took the same row at once: the constraint lets one, and what the other did is undone with this refusal.
        raise _clash(last.number) from None
    return done.result


def _clash(number: int) -> Clash:
    return Clash(f"Row {number} was settled or changed since.", "Open the row again.")


def _attempts(file: OutcomeFile, number: int) -> list[OutcomeRow]:
    found = list(file.rows.select_related("taken_by").filter(number=number).order_by("attempt"))
    if not found:
        raise NotFound(f"The file has no row {number}.", "Look at its rows.")
    return found


def _attempt(file: OutcomeFile, row: OutcomeRow) -> dict[str, Any]:
    return {
        "attempt": row.attempt,
        "by": str(row.taken_by or file.loaded_by),
        "at": (row.taken_at or file.loaded_at).isoformat(),
        "result": row.result,
        "reference": row.reference,
        "field": row.field,
        "words": row.words,
        "told": row.raw,
    }


def _to_do(form: str, row: Mapping[str, Any]) -> str:
    """What to do about a row: of one that was taken, nothing."""
    if row["result"] == "conflict":
        return "Ask the authority which answer stands; it is under Two different answers."
    return forms()[form].to_do.get(str(row["field"]), "Read why, and put it right.") if row["result"] == ASIDE else ""
