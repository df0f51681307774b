"""A file of outcomes: every row accepted, unchanged, in conflict, or set aside with its field and why."""

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.later import read_outcomes_later
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.sharing.answering import take_answer
from goldthread.respond.sharing.codes import Codes
from goldthread.respond.sharing.declared import Form, codes_of, declared, handled_by, shares_of
from goldthread.respond.sharing.models import OutcomeContent, OutcomeFile, OutcomeRow, Share

# The form: docs/reference/outcomes-file.md; `our_reference` is that of what was shared, or of its case.
COLUMNS = ("our_reference", "stage", "code", "decided_on", "reasons")
NEEDED = ("our_reference", "code")
# What to do about a row that was set aside, by the field that was wrong.
TO_DO = {
    "our_reference": "Find the case in the queue or under Shared, and enter its reference; or return the row.",
    "stage": "Leave the stage empty, and the code says it; or choose the one the sender meant.",
    "code": "Enter one of the codes that are listed; ask the sender where theirs is not among them.",
    "decided_on": "Enter the day it was decided, like 2026-10-23.",
    "reasons": "Shorten the reasons.",
}
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


def take_outcome(by: Reader, share: Share, row: dict[str, str], under: Look) -> str:
    """One row of a file of outcomes: what an authority decided of one share."""
    stage, outcome = codes_of(share).read(row["stage"], row["code"])
    return take_answer(by, under, share, stage, outcome, row["decided_on"], row["reasons"])


OUTCOMES = Form("outcomes", COLUMNS, NEEDED, TO_DO, take_outcome)


def forms() -> dict[str, Form]:
    """Every form of a file that comes back: outcomes, and what an area takes besides."""
    return {one.id: one for one in (OUTCOMES, *(form for of in declared().values() for form in of.forms))}


def hand_in(by: Reader, name: str, content: bytes) -> OutcomeFile:
    """Keep a file of outcomes whose form is right, and have the worker read it: both or neither.

    A row that moves a case takes 20 to 40 ms (November 2026): two hundred hold a page up, so all files go one way.
    """
    areas = sorted(one.area for one in handled_by(by).values())
    return keep_file(by, name[:120] or "outcomes.csv", content, areas, "outcomes handed in")


def keep_file(by: Reader, name: str, content: bytes, areas: list[str], change: str, of: str = "") -> OutcomeFile:
    """The same for whoever may. `of` is the recipient that sent it by its own key: it answers for nobody else."""
    if by.officer is None:
        raise Refusal("no_person", "A service hands in no outcomes.", "A named officer must.")
    form, rows = read_content(content)
    with db.transaction():
        look(by, operation="alteration", change=change, file=name, rows=len(rows))
        file = OutcomeFile.objects.create(
            name=name,
            authority=of,
            digest=hashlib.sha256(content).hexdigest(),
            loaded_by=by.officer,
            loaded_at=clocks.now(),
            purpose=by.purpose,
            form=form.id,
            areas=" ".join(areas),
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
    """The rows of a file whose form is right, whichever form it is."""
    return read_content(content)[1]


def read_content(content: bytes) -> tuple[Form, list[dict[str, str]]]:
    """The form and the rows of a file: its size, its encoding, the names of its columns, how many rows."""
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
    form = _form(names)
    reader.fieldnames = names
    try:
        rows = [{name: str(row.get(name) or "").strip() for name in form.columns} for row in reader]
    except csv.Error as error:
        raise NotValid("file", f"The file is no CSV that can be read: {error}.", "Save it as CSV UTF-8.") from None
    if len(rows) > MOST:
        raise NotValid("file", f"The file has over {MOST:,} rows.", "Split it.")
    return form, rows


def _form(names: list[str]) -> Form:
    """The form whose columns the first line names."""
    found = [form for form in forms().values() if set(form.needed) <= set(names)]
    if found:
        return found[0]
    # A file of another form than outcomes is told by a column that only it has.
    meant = next((form for form in forms().values() if set(form.columns) - set(COLUMNS) & set(names)), OUTCOMES)
    missing = next(name for name in meant.needed if name not in names)
    raise NotValid("file", f"The first line has no column {missing}.", f"Columns: {', '.join(meant.columns)}.")


def take_row(by: Reader, form: Form, number: int, row: dict[str, str], of: str = "") -> Result:
    """One row, in its own savepoint: what refuses it is undone and said. `of` is who sent it by a key of its own."""
    try:
        with db.transaction():
            return Result(number, _answer(by, form, row, of), reference_in(row))
    except Refusal as refusal:
        return set_aside(number, row, refusal)


def set_aside(number: int, row: dict[str, str], refusal: Refusal) -> Result:
    """A row that was refused, with its field by the name of its column."""
    column = {"reference": "our_reference", "why": "reasons"}.get(refusal.field, refusal.field)
    field = refusal.field if refusal.field in row else column
    return Result(number, ASIDE, reference_in(row), field or "our_reference", str(refusal))


def _answer(by: Reader, form: Form, row: dict[str, str], of: str) -> str:
    found = shares_named([reference_in(row)], form.id)
    if of:  # what was asked of another is as unknown as what nobody was asked
        found = {reference: one for reference, one in found.items() if one.authority == of}
    _must_name(row)
    if form is OUTCOMES:
        said_in(row, found)
    named = one_named(row, found, form)
    must_handle(by, named)
    under = look(by, people=named.people, operation="alteration", change="outcome by file",
                 share=reference_in(row), case_reference=named.case_reference)  # fmt: skip
    share = Share.objects.select_for_update().get(pk=named.share_id)
    return form.take(by, share, row, under)


def must_handle(by: Reader, named: "Named") -> None:
    """Refuse a row about work that whoever handed it in does not share for."""
    by.must(shares_of(named.case_reference).permission, lambda: named.people)


def reference_in(row: dict[str, str]) -> str:
    return row["our_reference"].upper()


def said_in(row: dict[str, str], named: "dict[str, Named]") -> tuple[str, str]:
    """The stage and the outcome that a row says, by the codes of what its reference names."""
    _must_name(row)
    return _codes(named.get(reference_in(row))).read(row["stage"], row["code"])


def _must_name(row: dict[str, str]) -> None:
    if not row["our_reference"]:
        raise NotValid("our_reference", "Enter our reference, like S-4K9WQTD.")


def _codes(named: "Named | None") -> Codes:
    """The codes of what is named; of nothing that is known, those of the first kind there is."""
    if named is None:
        return next(iter(declared().values())).kinds[0].codes
    return shares_of(named.case_reference).kind(named.kind).codes


@dataclass(frozen=True)
class Named:
    """What a reference names, before anything of it is read."""

    share_id: UUID
    case_reference: str
    authority: str
    people: list[UUID]
    kind: str
    recipients: int


def shares_named(references: list[str], form: str) -> dict[str, Named]:
    """What each of these references names, of what was shared or of its case. Ids only, in one query."""
    kinds = [letter + kind.id for letter, of in declared().items() for kind in of.kinds if kind.form == form]
    rows = db.fetch("SELECT * FROM goldthread_shares_named(%s, %s)", [references, kinds])
    names = ("share_id", "case_reference", "authority", "people", "kind", "recipients")
    return {row["reference"]: Named(*(row[name] for name in names)) for row in rows}


def one_named(row: dict[str, str], named: dict[str, Named], form: Form = OUTCOMES) -> Named:
    """What a row's reference names, or the refusal: nothing has it, several have, or it is answered by another form."""
    reference = reference_in(row)
    if reference not in named:
        raise NotFound(f"{reference[:20]} is nothing that we shared.", "Check the reference.")
    found = named[reference]
    if found.recipients > 1:
        raise NotValid(
            "our_reference", f"{reference[:20]} was shared with several.", "Enter the reference of the share."
        )
    if shares_of(found.case_reference).kind(found.kind).form != form.id:
        raise NotValid(
            "our_reference", f"What comes back of {reference[:20]} has a file of its own.", "Use its columns."
        )
    return found
