"""A file of outcomes: every row accepted, unchanged, in conflict, or set aside with its field and why."""

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.concern.sharing.answering import take_answer
from goldthread.respond.concern.sharing.codes import read_outcome
from goldthread.respond.concern.sharing.models import OutcomeFile, OutcomeRow, Share

# The form: docs/reference/outcomes-file.md; `our_reference` is that of what was shared, or of the concern.
COLUMNS = ("our_reference", "stage", "code", "decided_on", "reasons")
NEEDED = ("our_reference", "code")
LARGEST, MOST = 2_000_000, 5_000
ASIDE = "set aside"
RESULTS = ("accepted", "unchanged", "conflict", ASIDE, "returned")
ORDER = (ASIDE, "conflict", "accepted", "unchanged", "returned")


ROW = ("number", "result", "reference", "field", "words", "attempt")


@dataclass(frozen=True)
class Result:
    """How one row ended."""

    number: int
    result: str
    reference: str
    field: str = ""
    words: str = ""


def load_outcomes(by: Reader, name: str, content: bytes) -> OutcomeFile:
    """Take a file of outcomes. A row that cannot be taken stops no other; the same file again changes nothing."""
    by.must("handle_concern")
    if by.officer is None:
        raise Refusal("no_person", "A service hands in no outcomes.", "A named officer must.")
    rows = _rows(content)
    look(by, operation="alteration", change="outcomes handed in", file=name[:120], rows=len(rows))
    file = OutcomeFile.objects.create(
        name=name[:120] or "outcomes.csv",
        digest=hashlib.sha256(content).hexdigest(),
        loaded_by=by.officer,
        loaded_at=clocks.now(),
    )
    for number, row in enumerate(rows, start=1):
        keep(file, take_row(by, number, row), row)
    return file


def keep(file: OutcomeFile, done: Result, row: dict[str, str], **attempt: Any) -> OutcomeRow:
    """Write down how one attempt at a row ended; what it said is kept only where it was set aside."""
    return OutcomeRow.objects.create(
        file=file,
        number=done.number,
        result=done.result,
        reference=done.reference[:40],
        field=done.field[:40],
        words=done.words[:300],
        raw=dict(row) if done.result == ASIDE else None,
        **attempt,
    )


def _rows(content: bytes) -> list[dict[str, str]]:
    if len(content) > LARGEST:
        raise NotValid("file", f"The file is over {LARGEST:,} bytes.", "Split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotValid("file", "The file is not UTF-8 text.", "Save it as CSV UTF-8.") from None
    if "\0" in text:
        raise NotValid("file", "The file holds what no text has.", "Save it as CSV UTF-8.")
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    names = [name.strip().lower() for name in reader.fieldnames or []]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise NotValid("file", f"The first line has no column {missing[0]}.", f"Columns: {', '.join(COLUMNS)}.")
    reader.fieldnames = names
    rows = [{name: str(row.get(name) or "").strip() for name in COLUMNS} for row in reader]
    if len(rows) > MOST:
        raise NotValid("file", f"The file has over {MOST:,} rows.", "Split it.")
    return rows


def take_row(by: Reader, number: int, row: dict[str, str]) -> Result:
    """One row, in its own savepoint: what refuses it is undone and said."""
    reference = row["our_reference"].upper()
    try:
        with db.transaction():
            return Result(number, _answer(by, reference, row), reference)
    except Refusal as refusal:
        field = {"reference": "our_reference", "why": "reasons"}.get(refusal.field, refusal.field)
        return Result(number, ASIDE, reference, field or "our_reference", str(refusal))


def _answer(by: Reader, reference: str, row: dict[str, str]) -> str:
    if not reference:
        raise NotValid("our_reference", "Enter our reference, like S-4K9WQTD.")
    stage, outcome = read_outcome(row["stage"], row["code"])
    look(by, operation="alteration", change="outcome by file", share=reference)
    shares = Share.objects.select_for_update()
    share = shares.filter(reference=reference).first() or (
        shares.filter(case_reference=reference, taken_back_at=None).order_by("-made_at").first()
    )
    if share is None:
        raise NotFound(f"{reference[:20]} is nothing that we shared.", "Check the reference.")
    people = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[share.mention_id]])
    under = look(by, people=[one["person_id"] for one in people], operation="alteration", change="outcome by file",
                 case_reference=share.case_reference)  # fmt: skip
    return take_answer(by, under, share, stage, outcome, row["decided_on"], row["reasons"])


def result_of(file: OutcomeFile) -> dict[str, Any]:
    """How every row of a file stands now, by its last attempt, what is set aside first; under the look now open."""
    last = {row.number: row for row in file.rows.order_by("number", "attempt")}
    rows = sorted(last.values(), key=lambda row: (ORDER.index(row.result), row.number))
    counts = {result: sum(row.result == result for row in rows) for result in RESULTS}
    return {
        "id": str(file.pk),
        "name": file.name,
        "by": str(file.loaded_by),
        "at": file.loaded_at.isoformat(),
        "counts": counts,
        "rows": [{name: getattr(row, name) for name in ROW} for row in rows],
    }
