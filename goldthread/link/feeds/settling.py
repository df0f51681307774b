"""What becomes of quarantined rows: put right and replayed, replayed as they stand, or returned to their sender."""

import io
from collections.abc import Mapping, Sequence
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.link.feeds import pieces
from goldthread.link.feeds.actions import LARGEST, check_agreement, first_received, put_down
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.correcting import corrected, fields_of, file_of
from goldthread.link.feeds.faults import Fault
from goldthread.link.feeds.format import ParsedRecord, Quarantined, UnreadableFile
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.link.feeds.reading import read

MOST_AT_ONCE = 5_000


def form_of(delivery: Delivery) -> str:
    """The form in which a row of this delivery is kept and read again: a Parquet row is kept as a line of JSON."""
    form = delivery.form or ADAPTERS[delivery.source_id].form
    return "ndjson" if form == "parquet" else form


def correct(by: Reader, row_id: int, *, changes: Mapping[str, str] | None = None, text: str | None = None) -> Delivery:
    """Put one row right, by its fields or as text, and take it in again. Refused while it would be set aside again.

    The row as it came stays in quarantine beside its correction; what was typed is kept.
    """
    by.must("load_feeds")
    with db.transaction():
        look(by.asking_for("intake"), quarantined_row=row_id)
        (row,) = _with_words(_waiting(by, [row_id]))
        delivery, raw, changed = row.delivery, row.raw or "", {}
        if changes is not None:
            fields = fields_of(form_of(delivery), delivery.head, raw)
            if fields is None:
                raise NotValid("text", "This row cannot be taken apart.", "Put it right as text.")
            changed = {path: text for path, text in changes.items() if fields.get(path, "") != text}
            if not changed:
                raise NotValid("", "Nothing was changed.", "Change what is wrong, or return the row to its sender.")
            raw = corrected(form_of(delivery), delivery.head, raw, changed)
        else:
            raw = (text or "").strip()
        outcome = preview(delivery, raw)
        if isinstance(outcome, Quarantined):
            raise NotValid(outcome.field or "text", outcome.words, outcome.remedy)
        look(by.asking_for("intake"), operation="alteration", quarantined_row=row_id, fields=sorted(changed))
        return _replay(by, delivery, [row], [raw])


def preview(delivery: Delivery, raw: str) -> ParsedRecord | Quarantined:
    """What would become of this row, before anything is kept."""
    content = file_of(form_of(delivery), delivery.head, [raw])
    try:
        outcomes = list(read(delivery.source_id, io.BytesIO(content), first_received(delivery), form=form_of(delivery)))
    except UnreadableFile as unreadable:
        return Quarantined(1, unreadable.code, "", unreadable.words, unreadable.remedy, raw, None)
    if len(outcomes) != 1:
        return Fault("Q-ROWS-01", text=str(len(outcomes))).quarantined(1, raw, None)
    return outcomes[0]


def replay(by: Reader, delivery_id: UUID, row_ids: Sequence[int] = ()) -> Delivery:
    """Take waiting rows of a delivery in again as they stand: the source, or how we read it, was put right.

    Without `row_ids`, all that wait. What fails again waits in the replay, with its reason of today.
    """
    by.must("load_feeds")
    with db.transaction():
        look(by.asking_for("intake"), operation="alteration", delivery=str(delivery_id), rows=list(row_ids))
        rows = _with_words(_waiting(by, row_ids)) if row_ids else _all_waiting(delivery_id)
        if not rows:
            raise NotFound("No row of this delivery waits in quarantine.", "Nothing to replay.")
        if {row.delivery_id for row in rows} != {delivery_id}:
            raise NotValid("rows", "These rows came in more than one delivery.", "Replay each delivery for itself.")
        return _replay(by, rows[0].delivery, rows, [row.raw or "" for row in rows])


def give_back(by: Reader, row_ids: Sequence[int], reason: str) -> int:
    """Leave rows to their sender: they no longer wait here, and are counted as returned, with the reason."""
    by.must("load_feeds")
    if not reason.strip():
        raise NotValid("reason", "Enter what the sender was asked to do.")
    with db.transaction():
        look(by.asking_for("intake"), operation="alteration", rows=list(row_ids), reason=reason)
        rows = _waiting(by, row_ids)
        return _settle(by, rows, "returned", reason=reason.strip()[:400])


def take_back(by: Reader, row_ids: Sequence[int]) -> int:
    """Undo a return: the rows wait again."""
    by.must("load_feeds")
    with db.transaction():
        look(by.asking_for("intake"), operation="alteration", rows=list(row_ids))
        found = QuarantinedRow.objects.filter(pk__in=row_ids, state="returned")
        return found.update(state="waiting", settled_at=None, settled_by=None, reason="")


def _waiting(by: Reader, row_ids: Sequence[int]) -> list[QuarantinedRow]:
    """The rows, locked, all of them waiting; else who settled them first."""
    rows = list(
        QuarantinedRow.objects.select_related("delivery__source", "delivery__replay_of")
        .filter(pk__in=row_ids)
        .order_by("row")
        .select_for_update(of=("self",))
    )
    if len(rows) < len(set(row_ids)) or not rows:
        raise NotFound("No quarantined row has that reference.")
    settled = next((row for row in rows if row.state != "waiting"), None)
    if settled:
        raise Clash(f"Row {settled.row} was {settled.state} at {settled.settled_at:%H:%M on %-d %B}.")
    return rows


def _with_words(rows: list[QuarantinedRow]) -> list[QuarantinedRow]:
    """A row whose words were never kept, or were erased, can only be returned to its sender."""
    if not all(row.raw for row in rows):
        raise NotValid("rows", "The words of a row were not kept, or were erased.", "Return it to its sender.")
    return rows


def _all_waiting(delivery_id: UUID) -> list[QuarantinedRow]:
    """Locked, so that a second press waits for the first and then finds none."""
    found = QuarantinedRow.objects.select_related("delivery__source", "delivery__replay_of")
    waiting = found.filter(delivery=delivery_id, state="waiting", raw__gt="").order_by("row")
    return list(waiting.select_for_update(of=("self",))[:MOST_AT_ONCE])


def _replay(by: Reader, delivery: Delivery, rows: list[QuarantinedRow], raws: list[str]) -> Delivery:
    check_agreement(delivery.source)
    stream = io.BytesIO(file_of(form_of(delivery), delivery.head, raws))
    digest, size = pieces.weigh(stream, LARGEST)
    which = f"row {rows[0].row}" if len(rows) == 1 else f"{len(rows)} rows"
    again = put_down(
        by,
        delivery.source,
        f"{which} of {delivery.name}",
        stream,
        digest=digest,
        size=size,
        form=form_of(delivery),
        replay_of=delivery,
    )
    _settle(by, rows, "replayed", replay=again)
    return again


def _settle(by: Reader, rows: list[QuarantinedRow], state: str, **how: object) -> int:
    ids = [row.pk for row in rows]
    return QuarantinedRow.objects.filter(pk__in=ids).update(
        state=state, settled_at=clocks.now(), settled_by=by.officer, **how
    )
