"""A file of outcomes: every row accepted, unchanged, in conflict, or set aside with its field and why."""

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.later import read_outcomes_later
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.sharing.answering import take_answer
from goldthread.respond.sharing.codes import read_outcome
from goldthread.respond.sharing.models import OutcomeContent, OutcomeFile, OutcomeRow, Share

# The form: docs/reference/outcomes-file.md; `our_reference` is that of what was shared, or of the concern.
COLUMNS = ("our_reference", "stage", "code", "decided_on", "reasons")
NEEDED = ("our_reference", "code")
LARGEST, MOST = 2_000_000, 5_000
ASIDE = "set aside"
RESULTS = ("accepted", "unchanged", "conflict", ASIDE, "returned")


@dataclass(frozen=True)
class Result:
    """How one row ended."""

    number: int
    result: str
    reference: str
    field: str = ""
    words: str = ""


def hand_in(by: Reader, name: str, content: bytes) -> OutcomeFile:
    """Keep a file of outcomes whose form is right, and have the worker read it: both or neither.

    A row that moves a concern takes 20 to 40 ms (November 2026): two hundred hold a page up, so all files go one way.
    """
    by.must("handle_concern")
    if by.officer is None:
        raise Refusal("no_person", "A service hands in no outcomes.", "A named officer must.")
    rows = rows_in(content)
    with db.transaction():
        look(by, operation="alteration", change="outcomes handed in", file=name[:120], rows=len(rows))
        file = OutcomeFile.objects.create(
            name=name[:120] or "outcomes.csv",
            digest=hashlib.sha256(content).hexdigest(),
            loaded_by=by.officer,
            loaded_at=clocks.now(),
            purpose=by.purpose,
            rows_sent=len(rows),
        )
        OutcomeContent.objects.create(file=file, content=content)
        read_outcomes_later(file.pk)
    return file


def keep(file: OutcomeFile, done: Result, row: dict[str, str], **attempt: Any) -> OutcomeRow:
    """Write down how one attempt at a row ended."""
    kept = as_row(file, done, row, **attempt)
    kept.save(force_insert=True)
    return kept


def as_row(file: OutcomeFile, done: Result, row: dict[str, str], **attempt: Any) -> OutcomeRow:
    """How one attempt at a row ended, to be written; what it said is kept only where it was set aside."""
    return OutcomeRow(
        file=file,
        number=done.number,
        result=done.result,
        reference=done.reference[:40],
        field=done.field[:40],
        words=done.words[:300],
        raw=dict(row) if done.result == ASIDE else None,
        **attempt,
    )


def rows_in(content: bytes) -> list[dict[str, str]]:
    """The rows of a file whose form is right: its size, its encoding, the names of its columns, how many rows."""
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
    try:
        with db.transaction():
            return Result(number, _answer(by, row), reference_in(row))
    except Refusal as refusal:
        return set_aside(number, row, refusal)


def set_aside(number: int, row: dict[str, str], refusal: Refusal) -> Result:
    """A row that was refused, with its field by the name of its column."""
    field = {"reference": "our_reference", "why": "reasons"}.get(refusal.field, refusal.field)
    return Result(number, ASIDE, reference_in(row), field or "our_reference", str(refusal))


def _answer(by: Reader, row: dict[str, str]) -> str:
    stage, outcome = said_in(row)
    named = one_named(row, shares_named([reference_in(row)]))
    under = look(by, people=named.people, operation="alteration", change="outcome by file",
                 share=reference_in(row), case_reference=named.case_reference)  # fmt: skip
    share = Share.objects.select_for_update().get(pk=named.share_id)
    return take_answer(by, under, share, stage, outcome, row["decided_on"], row["reasons"])


def reference_in(row: dict[str, str]) -> str:
    return row["our_reference"].upper()


def said_in(row: dict[str, str]) -> tuple[str, str]:
    """The stage and the outcome that a row says, whatever its reference names."""
    if not row["our_reference"]:
        raise NotValid("our_reference", "Enter our reference, like S-4K9WQTD.")
    return read_outcome(row["stage"], row["code"])


@dataclass(frozen=True)
class Named:
    """What a reference names, before anything of it is read."""

    share_id: UUID
    case_reference: str
    people: list[UUID]


def shares_named(references: list[str]) -> dict[str, Named]:
    """What each of these references names, of what was shared or of its concern. Ids only, in one query."""
    rows = db.fetch("SELECT * FROM goldthread_shares_named(%s)", [references])
    return {row["reference"]: Named(row["share_id"], row["case_reference"], row["people"]) for row in rows}


def one_named(row: dict[str, str], named: dict[str, Named]) -> Named:
    """What a row's reference names, or the refusal that says that nothing has it."""
    reference = reference_in(row)
    if reference not in named:
        raise NotFound(f"{reference[:20]} is nothing that we shared.", "Check the reference.")
    return named[reference]
