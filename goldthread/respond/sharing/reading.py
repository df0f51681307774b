"""Reading a file of outcomes that was handed in: as the service, each row once, however often it is stopped."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import SERVICE_ROLE, Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.organisation.authorities import recipient_name
from goldthread.core.refusals import Refusal
from goldthread.respond.sharing.answering import UNCHANGED, day_decided, is_held
from goldthread.respond.sharing.declared import declared
from goldthread.respond.sharing.models import READ, READING, OutcomeContent, OutcomeFile, OutcomeRow, Share
from goldthread.respond.sharing.outcomes import (
    ASIDE,
    OUTCOMES,
    Named,
    Result,
    as_row,
    forms,
    keep,
    must_handle,
    one_named,
    reference_in,
    rows_in,
    said_in,
    set_aside,
    shares_named,
    take_row,
)

AT_ONCE = 200
SERVICE, DOOR = "outcomes", "service:outcomes"
Numbered = tuple[int, dict[str, str]]
Progress = Callable[[int], None]


def read_file(file_id: UUID, progress: Progress | None = None) -> OutcomeFile:
    """Read a file, or go on where a killed reading stopped. A row that cannot be taken stops no other.

    A row that changes something is a transaction of its own, with what it changes. `progress` is told how many are.
    """
    with _alone(file_id):
        file, rows = _begin(file_id)
        done = file.rows_sent - len(rows)
        by = _for_whoever_sent(file)
        for start in range(0, len(rows), AT_ONCE):
            for many in _read_some(by, file, rows[start : start + AT_ONCE]):
                done += many
                if progress:
                    progress(done)
        return _finish(file)


def _for_whoever_sent(file: OutcomeFile) -> Reader:
    """The officer had the right when the file was handed in; what is read of it later is read for them."""
    shares = [one.permission for one in declared().values() if one.area in file.areas.split()]
    role = replace(SERVICE_ROLE, may=frozenset(("open_picture", *shares)))
    return Reader(role, DOOR, file.purpose, file.loaded_by, service=SERVICE)


@contextmanager
def _alone(file_id: UUID) -> Iterator[None]:
    """One reader of a file at a time: the second waits. The database lets go when the first is killed."""
    name = [f"outcomes {file_id}"]
    with db.speaking_as(db.SERVICE):
        db.fetch("SELECT pg_advisory_lock(hashtextextended(%s, 0))", name)
        try:
            yield
        finally:
            db.fetch("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)


def _begin(file_id: UUID) -> tuple[OutcomeFile, list[Numbered]]:
    """The file and its rows that are not done yet, each with its place; none of a file that was read."""
    with db.as_service():
        file = OutcomeFile.objects.select_related("loaded_by").get(pk=file_id)
        held = OutcomeContent.objects.filter(file=file).first()
        if held is None:
            return file, []
        OutcomeFile.objects.filter(pk=file_id).update(state=READING)
        done = set(file.rows.values_list("number", flat=True))
    rows = enumerate(rows_in(bytes(held.content)), start=1)
    return file, [(number, row) for number, row in rows if number not in done]


def _read_some(by: Reader, file: OutcomeFile, rows: Sequence[Numbered]) -> Iterator[int]:
    """How many rows were done, step by step: those that change nothing together, then the others one by one."""
    form = forms()[file.form]
    settled = _keep_what_changes_nothing(by, file, rows) if form is OUTCOMES else set()
    yield len(settled)
    for number, row in rows:
        if number not in settled:
            with db.as_service():
                done = take_row(by, form, number, row, file.authority)
                keep(file, done, row)
                _tell(file, done)
            yield 1


def _tell(file: OutcomeFile, done: Result) -> None:
    """Nobody watches what a recipient sends by its own key: what waits for a person there is told."""
    if not file.authority or done.result != ASIDE:
        return
    for of in (one for one in declared().values() if one.area in file.areas.split()):
        words = f"{recipient_name(file.authority)} sent what could not be taken: {done.words} It waits under Shared."
        alerts.raise_alert(f"{of.area}.authority_answered", words[:300], to_role=of.told_role)


def _keep_what_changes_nothing(by: Reader, file: OutcomeFile, rows: Sequence[Numbered]) -> set[int]:
    """Write down, in one transaction, the rows that are set aside or say what is held. An authority sends again each
    week what it sent before, so they are most.
    """
    with db.as_service():
        named = shares_named([reference_in(row) for _, row in rows], OUTCOMES.id)
        people = sorted({one for share in named.values() for one in share.people})
        look(
            by, people=people, operation="alteration", change="outcomes read", outcome_file=str(file.pk), rows=len(rows)
        )
        shares = Share.objects.in_bulk([one.share_id for one in named.values()])
        settled = list(_settled(by, rows, named, shares))
        OutcomeRow.objects.bulk_create(as_row(file, done, row) for done, row in settled)
    return {done.number for done, _ in settled}


def _settled(
    by: Reader, rows: Sequence[Numbered], named: dict[str, Named], shares: dict[UUID, Share]
) -> Iterator[tuple[Result, dict[str, str]]]:
    """Rows whose end is known without changing anything. What an earlier row is about to change waits its turn."""
    changing: set[UUID] = set()
    for number, row in rows:
        try:
            stage, outcome = said_in(row, named)
            found = one_named(row, named)
            must_handle(by, found)
            share = shares[found.share_id]
            day_decided(row["decided_on"])
        except Refusal as refusal:
            yield set_aside(number, row, refusal), row
            continue
        if share.pk not in changing and is_held(share, stage, outcome):
            yield Result(number, UNCHANGED, reference_in(row)), row
        else:
            changing.add(share.pk)


def _finish(file: OutcomeFile) -> OutcomeFile:
    """It is read; what it said of rows that were taken is kept no longer."""
    with db.as_service():
        OutcomeContent.objects.filter(file=file).delete()
        OutcomeFile.objects.filter(pk=file.pk).exclude(state=READ).update(state=READ, read_at=clocks.now())
        file.refresh_from_db()
    return file
